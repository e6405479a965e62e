#pragma once

#include "core/bridge/contracts.h"
#include "core/bridge/deposit.h"
#include "core/bridge/token_pair.h"
#include "core/bridge/transaction_look.h"
#include "core/bridge/withdrawal_forecast.h"
#include "core/bridge/withdrawal_recipient.h"
#include "core/bridge/withdrawal_step.h"
#include "core/wallet/sender.h"
#include "core/withdrawal/due.h"

#include <mutex>

namespace bridge {

/// By which contract of L2 a withdrawal goes out.
enum class WithdrawalWay : std::uint8_t {
    Bridge,        ///< L2StandardBridge: a payment that fails on L1 can be tried again
    MessagePasser, ///< L2ToL1MessagePasser itself: a payment that fails on L1 is lost
};

/// The gas that the payment on L1 is promised when the user does not say: under the gas rules of Amsterdam
/// the first payment to an address takes about 200,000. What is not used is not paid for.
inline constexpr std::uint32_t kDefaultWithdrawalGas = 400'000;

/// Ether, or tokens that are at home on L1, from L2 to L1.
struct WithdrawalRequest {
    Address from;
    Address recipient;                                 ///< always explicit, never taken from the sender
    Uint256 amount;                                    ///< Wei or, with `token`, its smallest unit
    std::uint32_t minGasLimit = kDefaultWithdrawalGas; ///< promised to the payment on L1
    WithdrawalWay way = WithdrawalWay::Bridge;         ///< of ether; tokens go by the bridge
    std::optional<TokenRoute> token = std::nullopt;

    /// That the L2 transaction brings along, in Wei.
    Uint256 value() const { return token ? Uint256{} : amount; }

    friend bool operator==(const WithdrawalRequest&, const WithdrawalRequest&) = default;
};

/// What does not stop a withdrawal and should be known before signing it.
enum class WithdrawalCaution : std::uint8_t {
    LittleOnL1,       ///< the account may not have enough on L1 to pay the two steps there with
    NoProofs,         ///< this L2 node serves no proofs: the withdrawal cannot be proven with it
    CostsTheAmount,   ///< all fees together may be more than the amount
    LittleGas,        ///< less than kDefaultWithdrawalGas is promised to the payment on L1
    ContractOnL2Only, ///< the recipient is a contract on L2, and on L1 there is nothing at its address
    LostIfItFails,    ///< the message passer pays a contract: what fails there cannot be tried again
};

/// Exactly what will be signed, what it may cost and what it leads to.
struct StepQuote {
    WithdrawalAct act = WithdrawalAct::Initiate;
    std::optional<WithdrawalRequest> request;     ///< of an initiation
    std::optional<TokenPair> pair;                ///< of an initiation with tokens
    std::optional<withdrawal::Look> look;         ///< of the others: the withdrawal as it was
    std::optional<withdrawal::PortalRules> rules; ///< what the later steps are bound by
    Address from;
    eth::Transaction transaction; ///< unsigned: chain id, nonce, fees, gas, to, value, data

    Uint256 maximumFee;   ///< Wei: gas limit times maxFeePerGas
    Uint256 expectedFee;  ///< Wei: estimated gas at the present base fee and tip
    Uint256 surcharge;    ///< Wei: what L2 takes besides, with room for twice of today's; zero on L1
    Uint256 maximumTotal; ///< Wei: the most that leaves the account
    std::uint64_t estimatedGas = 0;
    Uint256 balance;                    ///< Wei, of `from` on the step's layer, as the node says
    std::chrono::milliseconds madeAt{}; ///< Clock::steady(); see wallet::kPlanAge
    /// Proven now, it can be finalized at the earliest at this time of L1.
    std::optional<base::Seconds> readyAt;
    std::optional<WithdrawalForecast> forecast; ///< of an initiation: what follows it, as far as known
    std::vector<WithdrawalCaution> cautions;
};

/// The calldata of an initiation, and the contract that takes it.
struct InitiationCall {
    Address to;
    Bytes data;
};
InitiationCall encodeInitiation(const WithdrawalRequest& request);

/// Withdrawals that this program leads home. Each step is quoted with everything checked that can be checked,
/// signed, recorded on the disk and only then sent; what was recorded and never sent goes out with the next
/// refresh(), as the same bytes. All functions block, and may be called from any thread.
class Withdrawals {
public:
    /// All must outlive it.
    Withdrawals(
        const Route& route, wallet::Sender& l1Sender, wallet::Sender& l2Sender, store::Database& database)
        : m_route(route)
        , m_l1Sender(l1Sender)
        , m_l2Sender(l2Sender)
        , m_database(database)
        , m_l1Look(route.l1, l1Sender, database)
        , m_l2Look(route.l2, l2Sender, database)
    {
    }

    /// All that a transaction of L2 sent, as it is now: see withdrawal::lookAt().
    base::Result<std::optional<std::vector<withdrawal::Look>>> lookAt(
        const Hash& l2Transaction, const std::vector<Address>& provers, std::stop_token stop);

    /// Checks before the money leaves L2: both chain ids, the portal (Unsupported when it is none that this
    /// program can lead a withdrawal through, NotYet while it is paused), the recipient, the balance with all
    /// that L2 takes, and the very transaction run by the L2 node. Of tokens also the pair, that the bridge
    /// on L1 holds enough and that they move as they are told to, tried on our own EVM on both layers; those
    /// that are at home on L2 are Unsupported. Signs and stores nothing.
    base::Result<StepQuote> quoteInitiation(const WithdrawalRequest& request, std::stop_token stop);

    /// The proof or the finalizing that is due, by withdrawal::prepareDue(): NotYet when none is, or when
    /// `from` has signed it already and it is on its way.
    base::Result<StepQuote> quoteDue(const withdrawal::Look& look, const Address& from, std::stop_token stop);
    /// The same, for somebody else to sign: no balance or nonce is looked at.
    base::Result<withdrawal::DueCall> prepareDue(
        const withdrawal::Look& look, const Address& from, std::stop_token stop);

    /// Signs the quote's transaction, records the signed bytes, then sends them. A step is returned as soon
    /// as the bytes are on the disk, whatever the node then says. An Error means that nothing was recorded or
    /// sent: Locked, Cancelled, Storage, Mismatch when the transaction is not what was asked for, NotYet when
    /// the same is on its way already, Outdated as in wallet::Sender::submit(): quote again.
    base::Result<WithdrawalStep> submit(const StepQuote& quote, wallet::Signer& signer, std::stop_token stop);

    /// All steps of this network, newest first, from the disk.
    base::Result<std::vector<WithdrawalStep>> steps();
    /// Looks at every step that no final block has: sends again what no node has, adds and drops what named a
    /// block. Returns those that changed. What kept a look from its end is the step's `lastError`; when a
    /// node does not answer and nothing changed, its fault is the answer.
    base::Result<std::vector<WithdrawalStep>> refresh(std::stop_token stop);

private:
    withdrawal::Route l1Route() const;
    base::Result<L1Recipient> checkTokens(
        StepQuote& quote, const withdrawal::Pinned& l1, const std::stop_token& stop);
    base::Result<void> checkNotOnItsWay(const StepQuote& quote);
    base::Result<void> checkQuote(const StepQuote& quote) const;
    TransactionLook& lookOf(const store::RecordedStep& recorded);

    Route m_route;
    wallet::Sender& m_l1Sender;
    wallet::Sender& m_l2Sender;
    store::Database& m_database;
    std::mutex m_refreshing; ///< guards the looks
    TransactionLook m_l1Look, m_l2Look;
};

} // namespace bridge
