#pragma once

#include "core/rpc/chain.h"
#include "core/store/database.h"
#include "core/wallet/fees.h"
#include "core/wallet/nonces.h"
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
    /// The limit, where the caller has found it; else it is found here.
    std::optional<std::uint64_t> gas = std::nullopt;
};

/// The transaction that does it, unsigned and complete, and what it costs.
struct Plan {
    eth::Transaction transaction;
    std::uint64_t estimatedGas = 0;
    base::Uint256 expectedFee;          ///< Wei
    base::Uint256 maximumFee;           ///< Wei
    base::Uint256 balance;              ///< Wei, as the node says
    std::chrono::milliseconds madeAt{}; ///< Clock::steady()
};

/// How long a plan is good for: fees and nonces move on.
inline constexpr std::chrono::minutes kPlanAge{1};

/// Plans, signs, records and sends transactions on one chain. Thread-safe: plans and sends are put in order,
/// and between instances the database lets one live transaction have a nonce.
class Sender {
public:
    /// All must outlive the sender.
    Sender(rpc::Chain& chain, store::Database& database, const base::Clock& clock = base::systemClock())
        : m_chain(chain)
        , m_database(database)
        , m_clock(clock)
    {
    }

    /// Runs the transaction on the node, then finds gas, fees and nonce for it. `spareGas` is added to the
    /// limit for what may become dearer before it runs. Reverted with the reason, Funds when the balance does
    /// not cover value and maximum fee, NotNow when the fee may pass kHighestFee. What the node says of fees
    /// and nonces is held against its newest block, its own proof where it serves proofs, and our records:
    /// BadData or Mismatch beyond that. Neither signs nor writes.
    base::Result<Plan> plan(const Intent& intent, std::uint64_t spareGas, std::stop_token stop);

    /// Writes the signed bytes to the database, with whatever belongs to them, as one. Gives back the row
    /// with its number.
    using Record = std::function<base::Result<store::TransactionRow>(store::TransactionRow row)>;

    /// Signs, records, sends, in this order. An Error means that nothing was recorded: Outdated when the plan
    /// is older than kPlanAge, its nonce has been used since or the base fee has passed what it offers;
    /// Mismatch when the signer signs for another account or something else than it was given. Once recorded
    /// the answer is never an Error; the row says how far the bytes went, and why no further.
    base::Result<store::TransactionRow> submit(const Plan& plan, const base::Address& from, Signer& signer,
        const Record& record, std::stop_token stop);

    /// Hands the recorded bytes to the node, again if need be: the same bytes always. The database knows of
    /// the attempt before the bytes leave; what cannot be written there is not sent. Knows that "already
    /// known" is a success, and that an error can hide one: see store::Delivery for when a row is Refused.
    store::TransactionRow deliver(store::TransactionRow row, std::stop_token stop);

private:
    base::Result<rpc::FeeHistory> fetchFees(
        const std::optional<rpc::BlockHeader>& head, std::stop_token stop);
    base::Result<std::optional<rpc::BlockHeader>> fetchHead(std::stop_token stop);
    base::Result<NonceCounts> fetchNonces(const base::Address& account, std::stop_token stop);
    base::Result<std::uint64_t> freeNonce(const base::Address& account, const NonceCounts& counts);
    base::Result<void> requireTrueNonce(const base::Address& account, const NonceCounts& counts,
        const std::optional<rpc::BlockHeader>& head, std::stop_token stop);
    base::Result<void> requireFresh(const Plan& plan, const base::Address& from, std::stop_token stop);
    base::Result<store::TransactionRow> signAndRecord(
        const eth::Transaction& planned, const base::Address& from, Signer& signer, const Record& record);
    store::DeliveryEnd judge(
        const rpc::SendFailure& no, const store::TransactionRow& row, std::stop_token stop);
    bool isNonceFree(const store::TransactionRow& row, std::stop_token stop);

    rpc::Chain& m_chain;
    store::Database& m_database;
    const base::Clock& m_clock;
    std::mutex m_order;
};

} // namespace wallet
