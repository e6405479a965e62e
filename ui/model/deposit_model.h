#pragma once

#include "core/session/session.h"
#include "ui/async/lane.h"

#include <QObject>

namespace ui {

/// One deposit from request to signed transaction, on the wallet lane: quote, look, submit.
class DepositModel : public QObject {
    Q_OBJECT

public:
    /// `session` must outlive the lane, and the lane this model.
    DepositModel(session::Session& session, Lane& walletLane, QObject* parent = nullptr);

    bool isBusy() const { return m_running; }
    /// What submit() would sign; nothing before quoted() and after submitted() or discard().
    const std::optional<bridge::DepositQuote>& quote() const { return m_quote; }

    /// Asks for a quote; ends in quoted() or failed(). Ignored while busy.
    void request(const bridge::DepositRequest& request);
    /// Signs and sends exactly quote(); ends in submitted() or failed(). Ignored while busy or without a
    /// quote.
    void submit(std::shared_ptr<wallet::Signer> signer);
    /// Forgets the quote, and an answer that is still awaited for it. Does nothing once submit() was called:
    /// a deposit on its way cannot be called back.
    void discard();

Q_SIGNALS:
    void busyChanged();
    void quoted();
    /// Recorded on the disk, whatever the node said; see Session::submitDeposit.
    void submitted(const bridge::Activity& activity);
    /// Nothing was recorded or sent.
    void failed(const base::Error& error);

private:
    void setRunning(bool running);

    session::Session& m_session;
    Lane& m_lane;
    std::optional<bridge::DepositQuote> m_quote;
    unsigned m_request = 0; ///< an answer to an older one is dropped
    bool m_running = false;
    bool m_submitting = false;
};

} // namespace ui
