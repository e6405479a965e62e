#include "core/bridge/token_deposit.h"

#include "core/bridge/activity_row.h"
#include "core/bridge/recipient.h"
#include "core/eth/abi.h"
#include "core/eth/address.h"
#include "core/eth/units.h"
#include "core/opstack/deposit.h"
#include "core/opstack/predeploys.h"

#include <algorithm>

namespace bridge {
namespace {

using base::fail;
using base::Fault;
using base::Result;
using simulation::Message;
using simulation::Simulator;

/// What is tried in turn when the user promises nothing: the bridge's own custom first.
constexpr std::uint32_t kPromises[] = {kDefaultMinGasLimit, 400'000, 800'000, 1'600'000};

Result<void> checkRequest(const TokenDepositRequest& request)
{
    if (request.amount.isZero()) return fail(Fault::BadData, "the amount is zero");
    if (request.recipient.isZero())
        return fail(Fault::BadData, "the recipient is the zero address: the tokens would be lost");
    return {};
}

Bytes encodeApproval(const Address& spender, const Uint256& amount)
{
    return eth::abi::callOf("approve(address,uint256)", {spender, amount});
}

Bytes encodeDeposit(const TokenDepositRequest& request, std::uint32_t minGasLimit)
{
    return eth::abi::callOf("bridgeERC20To(address,address,address,uint256,uint32,bytes)",
        {request.l1Token, request.l2Token, request.recipient, request.amount, Uint256{minGasLimit}, Bytes{}});
}

/// Where the call of an act goes, and its bytes.
TokenAction actionOf(
    TokenAct act, const TokenDepositRequest& request, const Address& bridge, std::uint32_t minGasLimit)
{
    TokenAction action;
    action.act = act;
    action.to = act == TokenAct::Deposit ? bridge : request.l1Token;
    if (act == TokenAct::Reset) action.data = encodeApproval(bridge, Uint256{});
    if (act == TokenAct::Approve) action.data = encodeApproval(bridge, request.amount);
    if (act == TokenAct::Deposit) action.data = encodeDeposit(request, minGasLimit);
    return action;
}

Uint256 firstWord(const execution::Trial& trial)
{
    if (!trial.succeeded || trial.output.size() < base::Hash::kSize) return {};
    return Uint256::fromBigEndian(base::ByteView(trial.output).first(base::Hash::kSize));
}

/// Older tokens return nothing; a "false" is a refusal.
bool isApproved(const execution::Trial& trial)
{
    return trial.succeeded && (trial.output.size() < base::Hash::kSize || !firstWord(trial).isZero());
}

/// The acts of one deposit, tried on both layers.
class TokenTrial {
public:
    TokenTrial(const Route& route, PairStates& states, TokenDepositQuote& quote, std::stop_token stop)
        : m_contracts(route.network.contracts)
        , m_l1(states.l1)
        , m_l2(states.l2)
        , m_quote(quote)
        , m_request(quote.request)
        , m_stop(std::move(stop))
    {
    }

    Result<void> run()
    {
        const std::vector<TokenAct> acts = TRY(neededActs());
        TRY(chooseGas(acts));
        for (const TokenAct act : acts)
            m_quote.actions.push_back(
                actionOf(act, m_request, m_contracts.l1StandardBridge, m_quote.minGasLimit));
        return measure();
    }

private:
    Message view(Bytes data) const
    {
        return {.from = m_request.from,
            .to = m_request.l1Token,
            .value = {},
            .data = std::move(data),
            .gas = ContractReader::kViewGas};
    }
    Message allowance() const
    {
        return view(
            eth::abi::callOf("allowance(address,address)", {m_request.from, m_contracts.l1StandardBridge}));
    }
    Message messageOf(TokenAct act, std::uint32_t minGasLimit) const
    {
        TokenAction action = actionOf(act, m_request, m_contracts.l1StandardBridge, minGasLimit);
        return {m_request.from, action.to, {}, std::move(action.data)};
    }

    Result<std::vector<TokenAct>> neededActs()
    {
        const auto now =
            TRY(m_l1.run(std::vector{view(encodeBalanceOf(m_request.from)), allowance()}, m_stop));
        m_quote.tokenBalance = firstWord(now[0]);
        if (m_quote.tokenBalance < m_request.amount)
            return fail(Fault::Funds, "the account has " + amountText(m_quote.tokenBalance) + ", and " +
                                          amountText(m_request.amount) + " are asked for");
        if (m_quote.pair.isL2Native || firstWord(now[1]) >= m_request.amount)
            return std::vector{TokenAct::Deposit};
        std::vector<TokenAct> acts{TokenAct::Approve, TokenAct::Deposit};
        if (TRY(isEnough(acts))) return acts;
        acts.insert(acts.begin(), TokenAct::Reset);
        if (TRY(isEnough(acts))) return acts;
        return fail(Fault::Refused, "the token does not let the bridge take it: its approve() was tried");
    }

    /// Whether the approvals among the acts all pass and leave an allowance that suffices.
    Result<bool> isEnough(const std::vector<TokenAct>& acts)
    {
        std::vector<Message> messages;
        for (const TokenAct act : acts)
            if (act != TokenAct::Deposit) messages.push_back(messageOf(act, 0));
        messages.push_back(allowance());
        const auto trials = TRY(m_l1.run(messages, m_stop));
        return std::all_of(trials.begin(), trials.end() - 1, isApproved) &&
               firstWord(trials.back()) >= m_request.amount;
    }

    /// The least promise with which the tokens arrive. What fails with every one fails as with the last.
    Result<void> chooseGas(const std::vector<TokenAct>& acts)
    {
        std::vector<std::uint32_t> promises(std::begin(kPromises), std::end(kPromises));
        if (m_request.minGasLimit) promises = {*m_request.minGasLimit};
        Result<void> arrived;
        for (const std::uint32_t promise : promises) {
            const eth::Transaction deposit = TRY(tryOnL1(acts, promise));
            m_quote.minGasLimit = promise;
            m_quote.l2Gas = deposit.gas;
            arrived = tryOnL2(deposit);
            if (arrived || arrived.error().fault != Fault::Refused) break;
        }
        return arrived;
    }

    /// The L2 transaction that the portal's log stands for. Exactly the amount must leave the account and, as
    /// the bridge's ledger will have it, reach the bridge.
    Result<eth::Transaction> tryOnL1(const std::vector<TokenAct>& acts, std::uint32_t promise)
    {
        const Message own = view(encodeBalanceOf(m_request.from));
        const Message bridges = view(encodeBalanceOf(m_contracts.l1StandardBridge));
        std::vector<Message> messages{own, bridges};
        for (const TokenAct act : acts)
            messages.push_back(messageOf(act, promise));
        messages.insert(messages.end(), {own, bridges});
        const auto trials = TRY(m_l1.run(messages, m_stop));
        const execution::Trial& deposit = trials[messages.size() - 3];
        if (!deposit.succeeded)
            return fail(Fault::Reverted, "the deposit was tried: " + simulation::failureOf(deposit));
        const Uint256 left = firstWord(trials[0]) - firstWord(trials[messages.size() - 2]);
        const Uint256 reached = firstWord(trials.back()) - firstWord(trials[1]);
        if (left != m_request.amount || (!m_quote.pair.isL2Native && reached != m_request.amount))
            return fail(
                Fault::Refused, "the token does not move what it is told to move: " + amountText(left) +
                                    " leave the account and " + amountText(reached) +
                                    " reach the bridge, which pays out what was asked for. Tokens "
                                    "that keep a share or change balances by themselves cannot cross");
        return depositIn(deposit);
    }

    Result<eth::Transaction> depositIn(const execution::Trial& trial) const
    {
        for (const eth::Log& log : trial.logs)
            if (log.address == m_contracts.optimismPortal && !log.topics.empty() &&
                log.topics[0] == opstack::kTransactionDepositedTopic)
                return opstack::parseDeposit(log, {}, 0);
        return fail(Fault::Mismatch, "the deposit was tried, and the portal logged none");
    }

    Result<void> tryOnL2(const eth::Transaction& deposit)
    {
        const Message message{.from = opstack::toL2Alias(m_contracts.l1CrossDomainMessenger),
            .to = deposit.to.value_or(Address{}),
            .value = {},
            .data = deposit.data,
            .gas = deposit.gas};
        return tryArrival(m_l2, {message, m_request.l2Token, m_request.recipient, m_request.amount}, m_stop);
    }

    /// Gas limits of all actions, each on what those before it leave.
    Result<void> measure()
    {
        std::vector<Message> messages;
        for (TokenAction& action : m_quote.actions) {
            messages.push_back({m_request.from, action.to, {}, action.data});
            const std::uint64_t gas = TRY(m_l1.estimateLast(messages, m_stop));
            action.gas = gas + gas / 4;
        }
        return {};
    }

    std::string amountText(const Uint256& amount) const
    {
        const TokenFacts& token = m_quote.pair.l1;
        return eth::formatAmount(amount, token.decimals) + " " +
               (token.symbol.empty() ? "of the token" : token.symbol);
    }

    const L1Contracts& m_contracts;
    Simulator& m_l1;
    Simulator& m_l2;
    TokenDepositQuote& m_quote;
    const TokenDepositRequest& m_request;
    std::stop_token m_stop;
};

Result<void> requireFunds(const TokenDepositQuote& quote)
{
    if (quote.balance >= quote.maximumFees) return {};
    return fail(Fault::Funds, "the account has " + eth::formatAmount(quote.balance, eth::kEtherDecimals) +
                                  " ETH, and the fees of all " + std::to_string(quote.actions.size()) +
                                  " transactions may come to " +
                                  eth::formatAmount(quote.maximumFees, eth::kEtherDecimals) + " ETH");
}

wallet::Plan planOf(const TokenDepositQuote& quote)
{
    wallet::Plan plan;
    plan.transaction = quote.transaction;
    plan.madeAt = quote.madeAt;
    return plan;
}

Result<Uint256> balanceOn(rpc::Chain& chain, const Address& token, const Address& owner, std::stop_token stop)
{
    rpc::Call call;
    call.to = token;
    call.data = encodeBalanceOf(owner);
    const auto output = TRY(chain.call(call, rpc::BlockTag::latest(), std::move(stop)));
    if (output.unproven().size() < base::Hash::kSize)
        return fail(Fault::BadData, "there is no token at " + eth::toChecksum(token));
    return Uint256::fromBigEndian(base::ByteView(output.unproven()).first(base::Hash::kSize));
}

} // namespace

const char* toString(TokenAct act)
{
    constexpr const char* kNames[] = {"reset", "approve", "deposit"};
    return kNames[static_cast<std::size_t>(act)];
}

base::Result<TokenPair> TokenDeposits::checkPair(
    const Address& l1Token, const Address& l2Token, std::stop_token stop)
{
    TRY(m_route.l1.checkChainId(stop));
    TRY(m_route.l2.checkChainId(stop));
    PairStates states = TRY(PairStates::atNewest(m_route, stop));
    return checkTokenPair(m_route, states, l1Token, l2Token, std::move(stop));
}

base::Result<TokenFacts> TokenDeposits::readL1Token(const Address& token, std::stop_token stop)
{
    auto simulator = TRY(Simulator::atNewest(m_route.l1, stop));
    ContractReader reader(simulator, std::move(stop));
    return readToken(reader, token);
}

base::Result<Uint256> TokenDeposits::l1Balance(
    const Address& token, const Address& owner, std::stop_token stop)
{
    return balanceOn(m_route.l1, token, owner, std::move(stop));
}

base::Result<Uint256> TokenDeposits::l2Balance(
    const Address& token, const Address& owner, std::stop_token stop)
{
    return balanceOn(m_route.l2, token, owner, std::move(stop));
}

base::Result<std::optional<WithdrawalStep>> TokenDeposits::openApproval(
    const Address& from, const Address& l1Token)
{
    for (const store::RecordedStep& recorded : TRY(m_database.steps(m_route.network.id))) {
        const WithdrawalStep step = toStep(recorded);
        const bool isOpen = step.act == WithdrawalAct::Approve && step.from == from && !isEnd(step.stage);
        if (isOpen && step.token == l1Token) return step;
    }
    return std::nullopt;
}

/// Two that are on their way at once would count on the same allowance.
base::Result<void> TokenDeposits::requireNothingOpen(const TokenDepositRequest& request)
{
    if (const auto open = TRY(openApproval(request.from, request.l1Token)))
        return fail(
            Fault::NotYet, "an allowance for this token is on its way already: " + base::toHex0x(open->hash));
    for (const store::RecordedDeposit& recorded : TRY(m_database.deposits(m_route.network.id))) {
        const Activity activity = toActivity(recorded);
        const bool isSame = activity.token && activity.token->l1 == request.l1Token;
        const DepositStage stage = activity.stage();
        const bool isOpen =
            stage == DepositStage::Recorded || stage == DepositStage::Sent || stage == DepositStage::Dropped;
        if (isSame && isOpen && activity.from == request.from)
            return fail(Fault::NotYet, "a deposit of this token is on its way, and no block has it yet: " +
                                           base::toHex0x(activity.l1Hash));
    }
    return {};
}

base::Result<void> TokenDeposits::planNext(
    TokenDepositQuote& quote, std::uint64_t spareGas, std::stop_token stop)
{
    TokenAction& next = quote.actions.front();
    const bool isDeposit = next.act == TokenAct::Deposit;
    const wallet::Intent intent{.from = quote.request.from, .to = next.to, .value = {}, .data = next.data};
    const wallet::Plan plan = TRY(m_sender.plan(intent, isDeposit ? spareGas : 0, std::move(stop)));
    quote.transaction = plan.transaction;
    quote.expectedFee = plan.expectedFee;
    quote.maximumFee = plan.maximumFee;
    quote.balance = plan.balance;
    quote.madeAt = plan.madeAt;
    next.gas = plan.transaction.gas;
    for (TokenAction& action : quote.actions) {
        if (action.act == TokenAct::Deposit && !isDeposit) action.gas += spareGas;
        action.maximumFee = Uint256{action.gas} * plan.transaction.maxFeePerGas;
        quote.maximumFees = quote.maximumFees + action.maximumFee;
    }
    return requireFunds(quote);
}

base::Result<TokenDepositQuote> TokenDeposits::quote(const TokenDepositRequest& request, std::stop_token stop)
{
    TRY(checkRequest(request));
    TRY(requireNothingOpen(request));
    TRY(m_route.l1.checkChainId(stop));
    TRY(m_route.l2.checkChainId(stop));
    TRY(checkContracts(m_route, stop));
    const RecipientKind recipient = TRY(checkTokenRecipient(m_route, request.recipient, stop));
    PairStates states = TRY(PairStates::atNewest(m_route, stop));
    TokenDepositQuote quote;
    quote.request = request;
    quote.pair = TRY(checkTokenPair(m_route, states, request.l1Token, request.l2Token, stop));
    TRY(TokenTrial(m_route, states, quote, stop).run());
    const MeteringState metering = TRY(fetchMetering(m_route, stop));
    TRY(requireSaleable(quote.l2Gas, metering));
    TRY(planNext(quote, spareGasFor(quote.l2Gas, metering), std::move(stop)));
    if (recipient == RecipientKind::ContractOnL1Only) quote.cautions.push_back(Caution::ContractOnL1Only);
    return quote;
}

/// The quote travels through the caller and back: what will be signed must still be what was asked for.
base::Result<void> TokenDeposits::checkQuote(const TokenDepositQuote& quote, bool isDeposit) const
{
    if (quote.actions.empty()) return fail(Fault::Mismatch, "the quote has nothing to sign");
    const TokenAct act = quote.actions.front().act;
    const TokenAction expected =
        actionOf(act, quote.request, m_route.network.contracts.l1StandardBridge, quote.minGasLimit);
    const eth::Transaction& transaction = quote.transaction;
    const bool isRight = (act == TokenAct::Deposit) == isDeposit &&
                         transaction.type == eth::TransactionType::FeeMarket &&
                         transaction.chainId == m_route.network.l1.chainId && transaction.value.isZero() &&
                         transaction.to == expected.to && transaction.data == expected.data;
    if (isRight) return {};
    return fail(Fault::Mismatch, "the quote's transaction is not the one that was asked for");
}

base::Result<WithdrawalStep> TokenDeposits::submitApproval(
    const TokenDepositQuote& quote, wallet::Signer& signer, std::stop_token stop)
{
    TRY(checkQuote(quote, false));
    store::RecordedStep recorded;
    recorded.step.network = m_route.network.id;
    recorded.step.act = static_cast<std::uint8_t>(WithdrawalAct::Approve);
    recorded.step.recipient = m_route.network.contracts.l1StandardBridge;
    if (quote.actions.front().act == TokenAct::Approve) recorded.step.amount = quote.request.amount;
    const auto record = [&](store::TransactionRow row) -> Result<store::TransactionRow> {
        TRY(requireNothingOpen(quote.request));
        recorded.transaction = std::move(row);
        recorded = TRY(m_database.record(std::move(recorded)));
        return recorded.transaction;
    };
    recorded.transaction =
        TRY(m_sender.submit(planOf(quote), quote.request.from, signer, record, std::move(stop)));
    return toStep(recorded);
}

base::Result<Activity> TokenDeposits::submitDeposit(
    const TokenDepositQuote& quote, wallet::Signer& signer, std::stop_token stop)
{
    TRY(checkQuote(quote, true));
    store::RecordedDeposit recorded;
    recorded.deposit.network = m_route.network.id;
    recorded.deposit.sender = quote.request.from;
    recorded.deposit.recipient = quote.request.recipient;
    recorded.deposit.amount = quote.request.amount;
    const auto record = [&](store::TransactionRow row) -> Result<store::TransactionRow> {
        TRY(requireNothingOpen(quote.request));
        recorded.transaction = std::move(row);
        recorded = TRY(m_database.record(std::move(recorded)));
        return recorded.transaction;
    };
    recorded.transaction =
        TRY(m_sender.submit(planOf(quote), quote.request.from, signer, record, std::move(stop)));
    return toActivity(recorded);
}

} // namespace bridge
