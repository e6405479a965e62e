#pragma once

#include "core/rpc/chain.h"
#include "core/store/database.h"
#include "core/wallet/fees.h"
#include "core/wallet/signer.h"

#include <functional>
#include <mutex>

namespace wallet {

/// What shall happen on the chain.
struct Intent {
    base::Address from;
    base::Address to;
    base::Uint256 value;
    base::Bytes data;
};

/// The transaction that does it, unsigned and complete, and what it costs.
struct Plan {
    eth::Transaction transaction;
    std::uint64_t estimatedGas = 0;
    base::Uint256 expectedFee; ///< Wei
    base::Uint256 maximumFee;  ///< Wei
    base::Uint256 balance;     ///< Wei, as the node says
};

/// What a node said of signed bytes.
struct Delivered {
    store::Delivery delivery = store::Delivery::Recorded;
    std::string words; ///< why they were refused or nobody answered; plain text
};

/// Plans, signs, records and sends transactions on one chain. Thread-safe: plans and sends are put in order,
/// and between instances the database lets one live transaction have a nonce.
class Sender {
public:
    /// All must outlive the sender.
    Sender(rpc::Chain& chain, store::Database& database)
        : m_chain(chain)
        , m_database(database)
    {
    }

    /// Runs the transaction on the node, then finds gas, fees and nonce for it. `spareGas` is added to the
    /// limit for what may become dearer before it runs. Refused with the reason of a revert, Funds when the
    /// balance does not cover value and maximum fee. Neither signs nor writes.
    base::Result<Plan> plan(const Intent& intent, std::uint64_t spareGas, std::stop_token stop);

    /// Writes the signed bytes to the database, with whatever belongs to them, as one. Gives back the row
    /// with its number.
    using Record = std::function<base::Result<store::TransactionRow>(store::TransactionRow row)>;

    struct Submitted {
        store::TransactionRow row;
        std::string words; ///< as Delivered::words
    };
    /// Signs, records, sends, in this order. An Error means that nothing was recorded: NotYet when the nonce
    /// has been used since the plan, Mismatch when the signer signs for another account or something else
    /// than it was given. Once recorded the answer is never an Error; its row says how far the bytes went.
    base::Result<Submitted> submit(const eth::Transaction& planned, const base::Address& from, Signer& signer,
        const Record& record, std::stop_token stop);

    /// Hands the recorded bytes to the node, again if need be: the same bytes always. Knows that "already
    /// known" is a success, and that a nonce can be too low because this very transaction is in the chain:
    /// never Refused when the nonce is used.
    Delivered deliver(const store::TransactionRow& row, std::stop_token stop);

private:
    base::Result<std::uint64_t> freeNonce(const base::Address& account, std::stop_token stop);
    base::Result<store::TransactionRow> signAndRecord(
        const eth::Transaction& planned, const base::Address& from, Signer& signer, const Record& record);
    bool isInChainOrPool(const base::Hash& hash, std::stop_token stop);
    bool isNonceFree(const store::TransactionRow& row, std::stop_token stop);

    rpc::Chain& m_chain;
    store::Database& m_database;
    std::mutex m_order;
};

} // namespace wallet
