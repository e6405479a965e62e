#include "ui/model/balance_model.h"

namespace ui {

namespace {
constexpr std::chrono::seconds kRefreshEvery{12}; // an L1 slot
}

BalanceModel::BalanceModel(session::Session& session, Lane& trackLane, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_lane(trackLane)
{
    m_timer.setInterval(kRefreshEvery);
    connect(&m_timer, &QTimer::timeout, this, &BalanceModel::refresh);
}

void BalanceModel::setAccount(const std::optional<base::Address>& account)
{
    if (m_account == account) return;
    m_account = account;
    m_balances.reset();
    Q_EMIT changed();
    if (!account) return m_timer.stop();
    m_timer.start();
    refresh();
}

void BalanceModel::refresh()
{
    if (!m_account || m_asking) return;
    m_asking = true;
    m_lane.run(
        this,
        [&session = m_session, account = *m_account](const Lane::Context& context) {
            return std::pair(account, session.balances(account, context.stop));
        },
        [this](std::pair<base::Address, session::Balances> answer) {
            m_asking = false;
            if (m_account != answer.first) return refresh(); // another account was chosen meanwhile
            m_balances = std::move(answer.second);
            Q_EMIT changed();
        });
}

} // namespace ui
