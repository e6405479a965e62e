#include "ui/dialog/words_dialog.h"

#include "core/crypto/random.h"
#include "core/crypto/unicode.h"
#include "ui/text/plain.h"
#include "ui_words_dialog.h"

#include <algorithm>

namespace ui {

namespace {

constexpr int kColumns = 3;

std::size_t countOf(const base::Secret& words)
{
    return static_cast<std::size_t>(std::ranges::count(words.text(), ' ')) + 1;
}

/// Different places below `count`, in order.
std::vector<std::size_t> choosePlaces(std::size_t wanted, std::size_t count)
{
    std::vector<std::size_t> places;
    while (places.size() < wanted) {
        const std::size_t place = crypto::randomBytes(1)[0] % count;
        if (std::ranges::find(places, place) == places.end()) places.push_back(place);
    }
    std::ranges::sort(places);
    return places;
}

} // namespace

WordsDialog::WordsDialog(const base::Secret& words, QWidget* parent)
    : QDialog(parent)
    , m_form(std::make_unique<Ui_WordsDialog>())
    , m_words(words.clone())
{
    m_form->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    m_questions = {{0, m_form->wordLabel1, m_form->word1}, {0, m_form->wordLabel2, m_form->word2},
        {0, m_form->wordLabel3, m_form->word3}};
    connect(m_form->next, &QPushButton::clicked, this, &WordsDialog::accept);
    connect(m_form->giveUp, &QPushButton::clicked, this, [this] { done(Rejected); });
    connect(m_form->showAgain, &QPushButton::clicked, this, &WordsDialog::showWords);
    chooseQuestions();
    showWords();
}

WordsDialog::~WordsDialog() = default;

std::string_view WordsDialog::word(std::size_t place) const
{
    std::string_view rest = m_words.text();
    for (; place > 0; --place)
        rest.remove_prefix(rest.find(' ') + 1);
    return rest.substr(0, rest.find(' '));
}

void WordsDialog::showWords()
{
    m_form->heading->setText(tr("Write these words down"));
    m_form->intro->setText(
        tr("Whoever has these words has the account; without them and the password it is lost. Keep "
           "them on paper, in order, and show them to nobody."));
    m_form->next->setText(tr("&Next"));
    const int count = static_cast<int>(countOf(m_words));
    const int rows = (count + kColumns - 1) / kColumns;
    for (int i = 0; i < count; ++i) {
        auto* shown = new QLabel(
            QStringLiteral("%1  %2").arg(i + 1, 2).arg(fromUtf8(word(static_cast<std::size_t>(i)))),
            m_form->wordsCard);
        shown->setTextFormat(Qt::PlainText);
        shown->setProperty("role", QStringLiteral("address"));
        m_form->grid->addWidget(shown, i % rows, i / rows);
    }
    m_form->message->dismiss();
    m_form->checkCard->hide();
    m_form->showAgain->hide();
    m_form->wordsCard->show();
    m_form->next->setFocus();
}

void WordsDialog::chooseQuestions()
{
    const std::vector<std::size_t> places = choosePlaces(m_questions.size(), countOf(m_words));
    for (std::size_t i = 0; i < places.size(); ++i) {
        m_questions[i].place = places[i];
        //: One of the recovery words, by its number.
        m_questions[i].label->setText(tr("Word %1:").arg(places[i] + 1));
    }
}

void WordsDialog::askForSome()
{
    m_form->heading->setText(tr("Type three of the words"));
    m_form->intro->setText(
        tr("This shows that they stand on your paper. The account is made when they are right."));
    m_form->next->setText(tr("&Create account"));
    qDeleteAll(m_form->wordsCard->findChildren<QLabel*>());
    chooseQuestions();
    m_form->wordsCard->hide();
    m_form->checkCard->show();
    m_form->showAgain->show();
    m_questions.front().answer->setFocus();
}

std::optional<std::size_t> WordsDialog::firstWrong() const
{
    std::optional<std::size_t> wrong;
    for (const Question& question : m_questions) {
        const base::Secret typed = question.answer->take();
        const auto folded = crypto::foldedWords(typed.text());
        if (!wrong && (!folded || folded->text() != word(question.place))) wrong = question.place + 1;
    }
    return wrong;
}

void WordsDialog::accept()
{
    if (m_form->checkCard->isHidden()) return askForSome();
    const std::optional<std::size_t> wrong = firstWrong();
    if (!wrong) return QDialog::accept();
    m_form->message->showProblem(
        tr("Word %1 is not the one that was shown. Look on your paper, or have the words shown again.")
            .arg(*wrong));
    m_questions.front().answer->setFocus();
}

} // namespace ui
