#include "ui/page/practice_page.h"

#include "ui/text/address.h"
#include "ui/text/age.h"
#include "ui/text/amount.h"
#include "ui/text/practice.h"
#include "ui_practice_page.h"

#include <QAccessible>
#include <QScrollArea>

namespace ui {

namespace {
using practice::GuardianAction;
using practice::Layer;

constexpr GuardianAction kActions[] = {GuardianAction::Pause, GuardianAction::Unpause,
    GuardianAction::BlacklistGame, GuardianAction::SetRespectedGameType, GuardianAction::RetireGames};

/// The type of a game as World::guardian() takes it.
base::Address subjectOf(int gameType)
{
    return base::Uint256{static_cast<std::uint64_t>(gameType)}.toAddress();
}

/// The page is long: what was pressed may stand far below what came of it.
void bringIntoView(QWidget& widget)
{
    for (QWidget* around = widget.parentWidget(); around; around = around->parentWidget())
        if (auto* scroll = qobject_cast<QScrollArea*>(around)) return scroll->ensureWidgetVisible(&widget);
}
} // namespace

PracticePage::PracticePage(const Models& models, bool hasGuardian, QWidget* parent)
    : QWidget(parent)
    , m_form(std::make_unique<Ui_PracticePage>())
    , m_models(models)
{
    m_form->setupUi(this);
    m_form->done->hide();
    prepareTime();
    prepareGuardian(hasGuardian);
    describeHeads();
    connectTrouble();
    connect(&m_models.practice, &PracticeModel::changed, this, &PracticePage::showTime);
    connect(&m_models.practice, &PracticeModel::failed, m_form->message, &MessageLabel::showFailure);
    showTime();
}

PracticePage::~PracticePage() = default;

void PracticePage::prepareTime()
{
    using namespace std::chrono;
    m_form->speed->addItem(tr("Stand still"), 0U);
    m_form->speed->addItem(tr("As fast as outside (1×)"), 1U);
    m_form->speed->addItem(tr("A minute in a second (60×)"), 60U);
    //: The unit of a number typed before it.
    m_form->unit->addItem(tr("seconds"), 1);
    m_form->unit->addItem(tr("minutes"), 60);
    m_form->unit->addItem(tr("hours"), 3600);
    m_form->unit->addItem(tr("days"), 86400);
    m_form->unit->setCurrentIndex(1);
    connect(m_form->speed, &QComboBox::activated, this,
        [this] { m_models.practice.setSpeed(m_form->speed->currentData().toUInt()); });
    connect(m_form->leap, &QPushButton::clicked, this, &PracticePage::leapByTyped);
    connect(m_form->tenMinutes, &QPushButton::clicked, this, [this] { leap(minutes(10)); });
    connect(m_form->oneHour, &QPushButton::clicked, this, [this] { leap(hours(1)); });
    connect(m_form->window, &QPushButton::clicked, this,
        [this] { leap(m_models.practice.challengeWindow().value_or(base::Seconds(0))); });
    connect(m_form->stopLeap, &QPushButton::clicked, &m_models.practice, &PracticeModel::stopLeap);
}

void PracticePage::prepareGuardian(bool hasGuardian)
{
    m_form->guardianCard->setVisible(hasGuardian);
    for (const GuardianAction action : kActions)
        m_form->action->addItem(guardianActionLabel(action), static_cast<int>(action));
    connect(m_form->action, &QComboBox::currentIndexChanged, this, &PracticePage::showAction);
    connect(m_form->callGuardian, &QPushButton::clicked, this, &PracticePage::callGuardian);
    showAction();
}

void PracticePage::connectTrouble()
{
    TroubleModel& trouble = m_models.trouble;
    connect(m_form->faults, &FaultList::switched, this, [this](const auto& name, const auto& value) {
        m_form->message->dismiss();
        m_models.trouble.setFault(name, value);
    });
    connect(&trouble, &TroubleModel::faultsChanged, this,
        [this] { m_form->faults->showFaults(m_models.trouble.faults()); });
    connect(m_form->reorg, &QPushButton::clicked, this,
        [this] { m_models.trouble.reorgL1(static_cast<std::uint64_t>(m_form->depth->value())); });
    connect(&trouble, &TroubleModel::reorganised, this,
        [this](quint64 depth) { showDone(tr("Blocks of L1 that were replaced: %1.").arg(depth)); });
    connect(&trouble, &TroubleModel::guardianCalled, this,
        [this] { showDone(tr("The guardian's transaction waits for the next block of L1.")); });
    connect(&trouble, &TroubleModel::failed, this, &PracticePage::showRefusal);
}

void PracticePage::leap(base::Seconds span)
{
    m_form->message->dismiss();
    m_form->done->hide();
    m_models.practice.leap(span);
}

void PracticePage::leapByTyped()
{
    leap(base::Seconds(m_form->amount->value()) * m_form->unit->currentData().toInt());
}

void PracticePage::showTime()
{
    const base::Seconds now = m_models.practice.now();
    m_form->now->setText(now.count() == 0 ? QStringLiteral("—") : exactTime(now));
    showSpeed();
    showLeap();
    showHeads();
}

void PracticePage::showSpeed()
{
    const unsigned speed = m_models.practice.speed();
    if (m_form->speed->findData(speed) < 0) m_form->speed->addItem(QStringLiteral("%1×").arg(speed), speed);
    m_form->speed->setCurrentIndex(m_form->speed->findData(speed));
}

void PracticePage::showLeap()
{
    const PracticeModel& practice = m_models.practice;
    const auto& window = practice.challengeWindow();
    m_form->window->setVisible(window.has_value());
    //: A button that leaps over the time for which claims about L2 can be disputed; %1 is how long that is.
    if (window) m_form->window->setText(tr("Challenge &window (%1)").arg(span(*window)));
    for (QPushButton* button : {m_form->leap, m_form->tenMinutes, m_form->oneHour, m_form->window})
        button->setEnabled(!practice.isLeaping());
    m_form->progress->setVisible(practice.isLeaping());
    m_form->stopLeap->setVisible(practice.isLeaping());
    m_form->progress->setValue(static_cast<int>(practice.leapProgress() * m_form->progress->maximum()));
}

void PracticePage::showHeads()
{
    const auto& heads = m_models.practice.heads();
    if (!heads) return;
    showHead(*m_form->l1Newest, Layer::L1, heads->l1.latest);
    showHead(*m_form->l1Safe, Layer::L1, heads->l1.safe);
    showHead(*m_form->l1Finalized, Layer::L1, heads->l1.finalized);
    showHead(*m_form->l2Newest, Layer::L2, heads->l2.latest);
    showHead(*m_form->l2Safe, Layer::L2, heads->l2.safe);
    showHead(*m_form->l2Finalized, Layer::L2, heads->l2.finalized);
}

/// A screen reader says with a number which block it is of.
void PracticePage::describeHeads()
{
    const auto describe = [](QLabel* value, const QLabel* row, const QLabel* column) {
        value->setAccessibleDescription(QStringLiteral("%1, %2").arg(row->text(), column->text()));
    };
    describe(m_form->l1Newest, m_form->l1Row, m_form->newestColumn);
    describe(m_form->l1Safe, m_form->l1Row, m_form->safeColumn);
    describe(m_form->l1Finalized, m_form->l1Row, m_form->finalizedColumn);
    describe(m_form->l2Newest, m_form->l2Row, m_form->newestColumn);
    describe(m_form->l2Safe, m_form->l2Row, m_form->safeColumn);
    describe(m_form->l2Finalized, m_form->l2Row, m_form->finalizedColumn);
}

void PracticePage::showHead(QLabel& label, Layer layer, std::uint64_t number)
{
    const PracticeModel& practice = m_models.practice;
    const base::Seconds passed = std::max(practice.now() - practice.timeOf(layer, number), base::Seconds(0));
    //: A block: its number, and how long ago it was made.
    label.setText(tr("%1\n%2 ago").arg(grouped(number), span(passed)));
}

void PracticePage::showAction()
{
    const auto action = static_cast<GuardianAction>(m_form->action->currentData().toInt());
    m_form->actionNote->setText(guardianActionMeaning(action));
    m_form->guardianFields->setRowVisible(m_form->game, action == GuardianAction::BlacklistGame);
    m_form->guardianFields->setRowVisible(m_form->gameType, action == GuardianAction::SetRespectedGameType);
}

void PracticePage::callGuardian()
{
    m_form->message->dismiss();
    const auto action = static_cast<GuardianAction>(m_form->action->currentData().toInt());
    base::Address subject;
    if (action == GuardianAction::SetRespectedGameType) subject = subjectOf(m_form->gameType->value());
    if (action == GuardianAction::BlacklistGame) {
        const auto game = parseTypedAddress(m_form->game->text());
        if (!game) return m_form->message->showProblem(tr("Enter the address of the game."));
        subject = *game;
    }
    m_models.trouble.callGuardian(action, subject);
}

void PracticePage::showDone(const QString& sentence)
{
    m_form->message->dismiss();
    m_form->done->setText(sentence);
    m_form->done->show();
    bringIntoView(*m_form->done);
    QAccessibleEvent alert(m_form->done, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void PracticePage::showRefusal(const base::Error& error)
{
    m_form->done->hide();
    m_form->message->showFailure(error);
    bringIntoView(*m_form->message);
}

} // namespace ui
