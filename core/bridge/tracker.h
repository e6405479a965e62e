#pragma once

#include "core/bridge/activity.h"
#include "core/bridge/contracts.h"
#include "core/bridge/layer_look.h"
#include "core/store/database.h"
#include "core/wallet/sender.h"

#include <map>
#include <set>
#include <vector>

namespace bridge {

/// Looks at deposits on both chains. What L1 shows is proven once against the block that a node names, where
/// the node serves what that takes, and holds as long as that block is in the chain; L2 facts are what its
/// node says. Only another block in the place of a fact's takes the fact back: no silence, no lagging node
/// does.
class Tracker {
public:
    /// All must outlive the tracker.
    Tracker(const Route& route, wallet::Sender& sender, store::Database& database)
        : m_route(route)
        , m_sender(sender)
        , m_database(database)
        , m_l1(route.l1)
        , m_l2(route.l2)
    {
    }

    /// See Session::refresh(). Not from two threads at once.
    base::Result<std::vector<Activity>> refresh(std::stop_token stop);

private:
    bool isWorthALook(const store::RecordedDeposit& recorded, std::stop_token stop);
    /// True when no reorg can take the block any more, nor has taken it while nobody looked.
    bool isSettled(LayerLook& layer, const store::BlockRow& block, std::stop_token stop);
    /// Brings the deposit up to date as far as the nodes answer; what went wrong becomes its `lastError`.
    /// Fails with Cancelled only.
    base::Result<void> look(store::RecordedDeposit& recorded, std::stop_token stop);
    base::Result<void> lookOnL1(store::RecordedDeposit& recorded, std::stop_token stop);
    base::Result<std::optional<rpc::Chain::ProvenReceipt>> proveReceipt(
        const Hash& transaction, std::stop_token stop);
    base::Result<void> findOnL1(store::RecordedDeposit& recorded, std::stop_token stop);
    base::Result<void> findUnproven(
        store::RecordedDeposit& recorded, const base::Error& why, std::stop_token stop);
    base::Result<void> lookOutsideL1(store::RecordedDeposit& recorded, std::stop_token stop);
    base::Result<void> findReplacement(store::RecordedDeposit& recorded, std::stop_token stop);
    base::Result<void> lookOnL2(store::RecordedDeposit& recorded, std::stop_token stop);
    base::Result<void> findL2Hashes(store::RecordedDeposit& recorded, std::stop_token stop);
    base::Result<void> findOnL2(store::DepositRow& row, std::stop_token stop);
    base::Result<bool> isReplayed(const store::DepositRow& row, std::stop_token stop);
    base::Result<bool> isNoncePast(
        const store::TransactionRow& row, const rpc::BlockTag& tag, std::stop_token stop);

    Route m_route;
    wallet::Sender& m_sender;
    store::Database& m_database;
    LayerLook m_l1, m_l2; ///< of the present look
    /// Blocks whose receipts the node could not prove: not asked again by this program, as that costs
    /// megabytes.
    std::set<Hash> m_unprovable;
    /// Blocks that stood deep below what was final: not asked for again by this program.
    std::set<Hash> m_settled;
    struct Searched {
        std::uint64_t last = 0; ///< the final block that was searched from
        std::string found;      ///< what is to be said of it until another is final
    };
    /// Transactions whose replacement could not be found.
    std::map<Hash, Searched> m_searched;
};

} // namespace bridge
