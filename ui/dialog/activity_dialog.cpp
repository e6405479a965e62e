#include "ui/dialog/activity_dialog.h"

#include "ui/text/address.h"
#include "ui/text/age.h"
#include "ui/text/amount.h"
#include "ui/text/plain.h"
#include "ui/text/stage.h"
#include "ui_activity_dialog.h"

#include <QPushButton>

namespace ui {

namespace {
constexpr QSize kPreferred{680, 560};

QString blockText(const std::optional<bridge::BlockId>& block)
{
    return block ? grouped(block->number) + QLatin1Char('\n') + groupedHash(block->hash)
                 : QStringLiteral("—");
}
} // namespace

ActivityDialog::ActivityDialog(const ActivityModel& activities, std::int64_t id, QWidget* parent)
    : QDialog(parent)
    , m_form(std::make_unique<Ui_ActivityDialog>())
    , m_activities(activities)
    , m_id(id)
{
    m_form->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(parent ? kPreferred.boundedTo(parent->window()->size()) : kPreferred);
    m_form->buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    connect(m_form->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&m_activities, &ActivityModel::activityChanged, this, [this](std::int64_t changed) {
        if (changed == m_id) showActivity();
    });
    showActivity();
}

ActivityDialog::~ActivityDialog() = default;

void ActivityDialog::showActivity()
{
    const bridge::Activity* activity = m_activities.find(m_id);
    if (!activity) return;
    const bridge::DepositFacts& facts = activity->facts;
    m_form->stage->setText(stageName(activity->stage()));
    m_form->meaning->setText(stageMeaning(*activity));
    m_form->amount->setText(
        activity->token ? exactUnits(activity->amount, activity->token->l1) : exactEth(activity->amount));
    m_form->made->setText(exactTime(activity->createdAt));
    m_form->from->setValue(groupedAddress(activity->from), fullAddress(activity->from), tr("sender"));
    m_form->recipient->setValue(
        groupedAddress(activity->recipient), fullAddress(activity->recipient), tr("recipient"));
    m_form->l1Hash->setValue(groupedHash(activity->l1Hash), fullHash(activity->l1Hash), tr("L1 transaction"));
    if (facts.l2Hash)
        m_form->l2Hash->setValue(groupedHash(*facts.l2Hash), fullHash(*facts.l2Hash), tr("L2 transaction"));
    else
        m_form->l2Hash->setValue(tr("Known once L1 has included the deposit."), {}, tr("L2 transaction"));
    m_form->l1Block->setText(blockText(facts.l1Block));
    m_form->l2Block->setText(blockText(facts.l2Block));
    m_form->nonce->setText(grouped(activity->nonce));
    m_form->fields->setRowVisible(m_form->replacedBy, facts.replacedBy.has_value());
    if (facts.replacedBy)
        m_form->replacedBy->setValue(
            groupedHash(*facts.replacedBy), fullHash(*facts.replacedBy), tr("other transaction"));
    m_form->fields->setRowVisible(m_form->lastError, !activity->lastError.empty());
    m_form->lastError->setText(visible(activity->lastError));
}

} // namespace ui
