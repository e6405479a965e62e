#pragma once

#include "core/bridge/deposit.h"
#include "core/bridge/token_pair.h"
#include "core/bridge/withdrawal_step.h"
#include "core/wallet/sender.h"

namespace bridge {

/// ERC-20 tokens from L1 to L2 through the standard bridge.
struct TokenDepositRequest {
    Address from;
    Address recipient; ///< always explicit, never taken from the sender
    Address l1Token, l2Token;
    Uint256 amount; ///< in the token's smallest unit
    /// Promised to the bridge's call on L2; nothing: the least of a few that was found enough by trying it.
    std::optional<std::uint32_t> minGasLimit;

    friend bool operator==(const TokenDepositRequest&, const TokenDepositRequest&) = default;
};

/// One of the transactions that bring tokens over.
enum class TokenAct : std::uint8_t {
    Reset,   ///< the allowance back to zero, where the token wants that before it is changed
    Approve, ///< the bridge may take exactly the amount
    Deposit,
};
const char* toString(TokenAct act);

struct TokenAction {
    TokenAct act = TokenAct::Deposit;
    Address to;
    Bytes data;
    std::uint64_t gas = 0; ///< limit, with a margin
    Uint256 maximumFee;    ///< Wei

    friend bool operator==(const TokenAction&, const TokenAction&) = default;
};

/// What is to be signed next, what follows it, and what all of it may cost.
struct TokenDepositQuote {
    TokenDepositRequest request;
    TokenPair pair;
    std::uint32_t minGasLimit = 0;
    std::uint64_t l2Gas = 0;          ///< that the deposit buys on L2
    std::vector<TokenAction> actions; ///< all that are still to be signed, in their order; never empty
    Uint256 tokenBalance;             ///< of `from`, on the state that the trial ran on

    eth::Transaction transaction;       ///< unsigned, of the first action
    Uint256 expectedFee;                ///< Wei: of the first action
    Uint256 maximumFee;                 ///< Wei: of the first action
    Uint256 maximumFees;                ///< Wei: of all actions
    Uint256 balance;                    ///< Wei, of `from` on L1, as the node says
    std::chrono::milliseconds madeAt{}; ///< Clock::steady(); see wallet::kPlanAge
    std::vector<Caution> cautions;
};

/// Deposits of tokens. All functions block. Not from two threads at once for one account.
class TokenDeposits {
public:
    /// All must outlive it; `sender` is for L1.
    TokenDeposits(const Route& route, wallet::Sender& sender, store::Database& database)
        : m_route(route)
        , m_sender(sender)
        , m_database(database)
    {
    }

    base::Result<TokenPair> checkPair(const Address& l1Token, const Address& l2Token, std::stop_token stop);
    /// What the contract says of itself, as of the newest block of L1.
    base::Result<TokenFacts> readL1Token(const Address& token, std::stop_token stop);
    /// In the token's smallest unit, as the nodes say.
    base::Result<Uint256> l1Balance(const Address& token, const Address& owner, std::stop_token stop);
    base::Result<Uint256> l2Balance(const Address& token, const Address& owner, std::stop_token stop);

    /// The allowance that the account has given for this token and that is not in a block yet.
    base::Result<std::optional<WithdrawalStep>> openApproval(const Address& from, const Address& l1Token);

    /// Checks everything that can be checked before money moves: both chain ids, the bridge's contracts, the
    /// pair, the recipient, and all transactions one after the other on our own EVM, on both layers. Refused
    /// when the token keeps a share or counts otherwise; Funds when tokens or ether are missing; NotYet while
    /// an allowance or a deposit of the same token is on its way. Signs and stores nothing.
    base::Result<TokenDepositQuote> quote(const TokenDepositRequest& request, std::stop_token stop);

    /// Signs, records, sends, in this order, as Session::submitDeposit() does. Mismatch when the quote's
    /// transaction is not the action, or the action is another.
    base::Result<WithdrawalStep> submitApproval(
        const TokenDepositQuote& quote, wallet::Signer& signer, std::stop_token stop);
    base::Result<Activity> submitDeposit(
        const TokenDepositQuote& quote, wallet::Signer& signer, std::stop_token stop);

private:
    base::Result<void> requireNothingOpen(const TokenDepositRequest& request);
    base::Result<void> planNext(TokenDepositQuote& quote, std::uint64_t spareGas, std::stop_token stop);
    base::Result<void> checkQuote(const TokenDepositQuote& quote, bool isDeposit) const;

    Route m_route;
    wallet::Sender& m_sender;
    store::Database& m_database;
};

} // namespace bridge
