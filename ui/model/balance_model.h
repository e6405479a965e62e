#pragma once

#include "core/session/session.h"
#include "ui/async/lane.h"

#include <QTimer>

namespace ui {

/// What both layers' nodes say the account in use has; asked for again and again on the track lane.
class BalanceModel : public QObject {
    Q_OBJECT

public:
    /// `session` must outlive the lane, and the lane this model.
    BalanceModel(session::Session& session, Lane& trackLane, QObject* parent = nullptr);

    /// Forgets what is known and asks for this account from now on; nothing stops asking.
    void setAccount(const std::optional<base::Address>& account);
    /// Asks now, unless an answer is awaited.
    void refresh();

    /// Nothing before the first answer for this account.
    const std::optional<session::Balances>& balances() const { return m_balances; }

Q_SIGNALS:
    void changed();

private:
    session::Session& m_session;
    Lane& m_lane;
    QTimer m_timer;
    std::optional<base::Address> m_account;
    std::optional<session::Balances> m_balances;
    bool m_asking = false;
};

} // namespace ui
