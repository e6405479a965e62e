#pragma once

#include "core/bridge/activity.h"
#include "core/bridge/contracts.h"
#include "core/store/database.h"
#include "core/wallet/sender.h"

#include <vector>

namespace bridge {

/// Looks at deposits on both chains. L1 facts are proven against the block that a node names; L2 facts are
/// what its node says.
class Tracker {
public:
    /// All must outlive the tracker.
    Tracker(const Route& route, wallet::Sender& sender, store::Database& database)
        : m_route(route)
        , m_sender(sender)
        , m_database(database)
    {
    }

    /// See Session::refresh(). Not from two threads at once.
    base::Result<std::vector<Activity>> refresh(std::stop_token stop);

private:
    bool isWorthALook(const store::RecordedDeposit& recorded, std::stop_token stop);
    /// The deposit as it is now; facts that no longer hold are gone. An Error leaves the row as it was.
    base::Result<store::RecordedDeposit> look(store::RecordedDeposit recorded, std::stop_token stop);
    base::Result<void> lookOutsideL1(store::RecordedDeposit& recorded, std::stop_token stop);
    base::Result<void> lookOnL2(
        store::DepositRow& row, const rpc::TransactionReceipt& l1Receipt, std::stop_token stop);
    base::Result<bool> isNoncePast(
        const store::TransactionRow& row, const rpc::BlockTag& tag, std::stop_token stop);
    base::Result<bool> isReplacedForGood(const store::TransactionRow& row, std::stop_token stop);
    base::Result<void> store(const store::RecordedDeposit& before, const store::RecordedDeposit& after);

    Route m_route;
    wallet::Sender& m_sender;
    store::Database& m_database;
    std::uint64_t m_finalOnL1 = 0, m_finalOnL2 = 0; ///< numbers of final blocks, as heard so far
};

} // namespace bridge
