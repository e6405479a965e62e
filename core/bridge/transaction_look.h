#pragma once

#include "core/bridge/layer_look.h"
#include "core/store/database.h"
#include "core/wallet/sender.h"

#include <map>
#include <set>

namespace bridge {

/// A transaction of ours, and what its chain shows of it.
struct SeenTransaction {
    store::TransactionRow transaction;
    bool nonceUsed = false; ///< in a final block another transaction has taken its nonce: `replacedBy`
    std::optional<base::Hash> replacedBy;
    std::optional<store::BlockRow> block;
    bool succeeded = false; ///< meaningful with block
    bool isProven = false;  ///< meaningful with block: the receipt was proven against it
    std::string lastError;

    friend bool operator==(const SeenTransaction&, const SeenTransaction&) = default;
};

/// Looks at transactions of ours on one chain, by the rules of Tracker: what is in a block is proven once
/// against it where the node serves what that takes, only another block in its place takes it back, what no
/// node has is handed over again as the same bytes, and only a final block shows that another transaction has
/// taken the nonce. Not from two threads at once.
class TransactionLook {
public:
    /// All must outlive it; `sender` is for `chain`.
    TransactionLook(rpc::Chain& chain, wallet::Sender& sender, store::Database& database)
        : m_chain(chain)
        , m_sender(sender)
        , m_database(database)
        , m_layer(chain)
    {
    }

    /// A new round: nodes that did not answer are asked again.
    void begin() { m_layer = LayerLook(m_chain); }
    /// Brings it up to date as far as the node answers; what went wrong becomes `lastError`. Fails with
    /// Cancelled only.
    base::Result<void> look(SeenTransaction& seen, const std::stop_token& stop);
    /// True when no reorg can change what is known of it.
    bool isSettled(const SeenTransaction& seen, const std::stop_token& stop);
    /// Why nobody answers, if so.
    const std::optional<base::Error>& silence() const { return m_layer.silence(); }

private:
    base::Result<void> lookInside(SeenTransaction& seen, const std::stop_token& stop);
    base::Result<void> find(SeenTransaction& seen, const std::stop_token& stop);
    base::Result<std::optional<rpc::Chain::ProvenReceipt>> prove(
        const base::Hash& transaction, const std::stop_token& stop);
    base::Result<void> findUnproven(
        SeenTransaction& seen, const base::Error& why, const std::stop_token& stop);
    base::Result<void> lookOutside(SeenTransaction& seen, const std::stop_token& stop);
    base::Result<void> findReplacement(SeenTransaction& seen, const std::stop_token& stop);
    base::Result<bool> isNoncePast(
        const store::TransactionRow& row, const rpc::BlockTag& tag, const std::stop_token& stop);

    rpc::Chain& m_chain;
    wallet::Sender& m_sender;
    store::Database& m_database;
    LayerLook m_layer;
    /// Blocks whose receipts the node could not prove: not asked again by this program.
    std::set<base::Hash> m_unprovable;
};

} // namespace bridge
