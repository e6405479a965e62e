#include "ui/model/deposit_model.h"

namespace ui {

DepositModel::DepositModel(session::Session& session, Lane& walletLane, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_lane(walletLane)
{
}

void DepositModel::setRunning(bool running)
{
    m_running = running;
    Q_EMIT busyChanged();
}

void DepositModel::request(const bridge::DepositRequest& request)
{
    if (m_running) return;
    m_quote.reset();
    setRunning(true);
    m_lane.run(
        this,
        [&session = m_session, request](
            const Lane::Context& context) { return session.quoteDeposit(request, context.stop); },
        [this, number = ++m_request](base::Result<bridge::DepositQuote> quote) {
            if (number != m_request) return;
            setRunning(false);
            if (!quote) return Q_EMIT failed(quote.error());
            m_quote = *std::move(quote);
            Q_EMIT quoted();
        });
}

void DepositModel::submit(std::shared_ptr<wallet::Signer> signer)
{
    if (m_running || !m_quote || !signer) return;
    m_submitting = true;
    setRunning(true);
    m_lane.run(
        this,
        [&session = m_session, quote = *m_quote, signer = std::move(signer)](
            const Lane::Context& context) { return session.submitDeposit(quote, *signer, context.stop); },
        [this](base::Result<bridge::Activity> activity) {
            m_submitting = false;
            m_quote.reset();
            setRunning(false);
            if (!activity) return Q_EMIT failed(activity.error());
            Q_EMIT submitted(*activity);
        });
}

void DepositModel::discard()
{
    if (m_submitting) return;
    m_quote.reset();
    ++m_request;
    if (m_running) setRunning(false);
}

} // namespace ui
