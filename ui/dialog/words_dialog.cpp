#include "ui/dialog/words_dialog.h"

#include "ui/text/plain.h"
#include "ui_words_dialog.h"

#include <QPushButton>

namespace ui {

namespace {
constexpr int kColumns = 3;
}

WordsDialog::WordsDialog(const base::Secret& words, QWidget* parent)
    : QDialog(parent)
    , m_form(std::make_unique<Ui_WordsDialog>())
{
    m_form->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* close = m_form->buttons->button(QDialogButtonBox::Ok);
    close->setText(tr("&Done"));
    close->setEnabled(false);
    connect(m_form->written, &QCheckBox::toggled, close, &QPushButton::setEnabled);
    connect(m_form->buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    showWords(words);
}

WordsDialog::~WordsDialog() = default;

void WordsDialog::showWords(const base::Secret& words)
{
    const QStringList list = fromUtf8(words.text()).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const int rows = (static_cast<int>(list.size()) + kColumns - 1) / kColumns;
    for (int i = 0; i < list.size(); ++i) {
        auto* word = new QLabel(QStringLiteral("%1  %2").arg(i + 1, 2).arg(list.at(i)), m_form->wordsCard);
        word->setTextFormat(Qt::PlainText);
        word->setProperty("role", QStringLiteral("address"));
        m_form->grid->addWidget(word, i % rows, i / rows);
    }
}

void WordsDialog::reject()
{
    if (m_form->written->isChecked()) QDialog::reject();
}

} // namespace ui
