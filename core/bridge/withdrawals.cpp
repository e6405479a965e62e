#include "core/bridge/withdrawals.h"

#include "core/bridge/surcharge.h"
#include "core/bridge/token_withdrawal.h"
#include "core/eth/abi.h"
#include "core/eth/units.h"
#include "core/opstack/predeploys.h"
#include "core/withdrawal/calls.h"
#include "core/withdrawal/payment.h"

#include <algorithm>

namespace bridge {
namespace {

using base::fail;
using base::Fault;
using base::Result;
using withdrawal::Look;
using withdrawal::Pinned;
using withdrawal::PortalRules;

Result<void> checkRequest(const WithdrawalRequest& request)
{
    if (request.amount.isZero()) return fail(Fault::BadData, "the amount is zero");
    if (request.recipient.isZero())
        return fail(Fault::BadData, "the recipient is the zero address: the money would be lost");
    return {};
}

/// A portal that this program knows, and that is open.
Result<PortalRules> requirePortal(const Pinned& l1, const L1Contracts& contracts)
{
    const auto rules =
        TRY(withdrawal::readRules(l1, contracts.optimismPortal, contracts.l1CrossDomainMessenger));
    if (!rules)
        return fail(Fault::Unsupported,
            "the portal on L1 is newer than this Postern, or of another kind: it could not be led home");
    const bool isJudged =
        rules->kind == withdrawal::PortalKind::Oracle || withdrawal::isKnownGameType(rules->respectedType);
    if (!isJudged)
        return fail(Fault::Unsupported, "the portal respects games of type " +
                                            std::to_string(rules->respectedType) +
                                            ", which this Postern cannot judge: it could not be led home");
    if (TRY(l1.readFlag(rules->portal, "paused() returns (bool)")))
        return fail(Fault::NotYet, "the bridge is paused: nothing can be proven or finalized now");
    return *rules;
}

/// What is still to come. Nothing when the L2 node serves no proofs: it is no reason to keep the money there.
Result<std::optional<WithdrawalForecast>> forecastIfAny(
    const Pinned& l1, rpc::Chain& l2, const PortalRules& rules, std::uint64_t minGasLimit)
{
    auto forecast = forecastWithdrawal(l1, l2, rules, minGasLimit);
    if (!forecast && forecast.error().fault == Fault::Unsupported) return std::nullopt;
    return TRY(std::move(forecast));
}

Result<std::vector<WithdrawalCaution>> cautionsOf(
    const Pinned& l1, const StepQuote& quote, L1Recipient recipient)
{
    const WithdrawalRequest& request = *quote.request;
    std::vector<WithdrawalCaution> cautions;
    const auto balance =
        TRY(l1.chain().fetchBalance(request.from, rpc::BlockTag::number(l1.block().number), l1.stop()));
    const Uint256 later = quote.forecast ? quote.forecast->most() : Uint256{1};
    if (balance.unproven() < later) cautions.push_back(WithdrawalCaution::LittleOnL1);
    if (!quote.forecast) cautions.push_back(WithdrawalCaution::NoProofs);
    if (!request.token && quote.forecast && later + quote.maximumFee + quote.surcharge > request.amount)
        cautions.push_back(WithdrawalCaution::CostsTheAmount);
    if (request.minGasLimit < kDefaultWithdrawalGas) cautions.push_back(WithdrawalCaution::LittleGas);
    if (recipient == L1Recipient::ContractOnL2Only) cautions.push_back(WithdrawalCaution::ContractOnL2Only);
    if (recipient == L1Recipient::Contract && request.way == WithdrawalWay::MessagePasser)
        cautions.push_back(WithdrawalCaution::LostIfItFails);
    return cautions;
}

Result<void> requireFunds(const StepQuote& quote)
{
    if (quote.balance >= quote.maximumTotal) return {};
    return fail(Fault::Funds, "the account has " + eth::formatAmount(quote.balance, eth::kEtherDecimals) +
                                  " ETH, and with all fees " +
                                  eth::formatAmount(quote.maximumTotal, eth::kEtherDecimals) +
                                  " ETH may be needed");
}

void takePlan(StepQuote& quote, const wallet::Plan& plan)
{
    quote.transaction = plan.transaction;
    quote.maximumFee = plan.maximumFee;
    quote.expectedFee = plan.expectedFee;
    quote.estimatedGas = plan.estimatedGas;
    quote.balance = plan.balance;
    quote.madeAt = plan.madeAt;
    quote.maximumTotal = plan.transaction.value + plan.maximumFee + quote.surcharge;
}

WithdrawalAct actOf(withdrawal::Step step)
{
    switch (step) {
    case withdrawal::Step::Prove:
        return WithdrawalAct::Prove;
    case withdrawal::Step::Finalize:
        return WithdrawalAct::Finalize;
    case withdrawal::Step::Replay:
        break;
    }
    return WithdrawalAct::Replay;
}

bool isInitiationOf(
    const eth::Transaction& transaction, const WithdrawalRequest& request, const Network& network)
{
    const InitiationCall call = encodeInitiation(request);
    return transaction.chainId == network.l2.chainId && transaction.to == call.to &&
           transaction.value == request.value() && transaction.data == call.data;
}

bool isStepOf(
    const eth::Transaction& transaction, WithdrawalAct act, const Look& look, const Network& network)
{
    if (transaction.chainId != network.l1.chainId || !transaction.value.isZero()) return false;
    if (act == WithdrawalAct::Replay)
        return transaction.to == network.contracts.l1CrossDomainMessenger &&
               transaction.data == look.sent.withdrawal.data;
    const auto message = withdrawal::messageOf(transaction.data);
    return transaction.to == network.contracts.optimismPortal && message && *message == look.sent.hash;
}

store::StepRow rowOf(const StepQuote& quote, const Network& network)
{
    store::StepRow row;
    row.network = network.id;
    row.act = static_cast<std::uint8_t>(quote.act);
    if (quote.request) {
        row.recipient = quote.request->recipient;
        row.amount = quote.request->amount;
        return row;
    }
    row.l2Transaction = quote.look->transaction;
    row.message = quote.look->sent.hash;
    const withdrawal::Payment payment = withdrawal::paymentOf(quote.look->sent.withdrawal,
        network.contracts.l1CrossDomainMessenger, network.contracts.l1StandardBridge);
    row.recipient = payment.recipient;
    if (!payment.token) row.amount = payment.amount; // Wei
    return row;
}

SeenTransaction seenOf(const store::RecordedStep& recorded)
{
    const store::StepRow& step = recorded.step;
    return {recorded.transaction, step.nonceUsed, step.replacedBy, step.block, step.succeeded, step.isProven,
        step.lastError};
}

store::RecordedStep with(store::RecordedStep recorded, const SeenTransaction& seen)
{
    recorded.transaction = seen.transaction;
    recorded.step.nonceUsed = seen.nonceUsed;
    recorded.step.replacedBy = seen.replacedBy;
    recorded.step.block = seen.block;
    recorded.step.succeeded = seen.succeeded;
    recorded.step.isProven = seen.isProven;
    recorded.step.lastError = seen.lastError;
    return recorded;
}

} // namespace

InitiationCall encodeInitiation(const WithdrawalRequest& request)
{
    const Uint256 gas{request.minGasLimit};
    if (request.token)
        return {opstack::kL2StandardBridge,
            eth::abi::callOf("bridgeERC20To(address,address,address,uint256,uint32,bytes)",
                {request.token->l2, request.token->l1, request.recipient, request.amount, gas, Bytes{}})};
    if (request.way == WithdrawalWay::MessagePasser)
        return {opstack::kL2ToL1MessagePasser,
            eth::abi::callOf("initiateWithdrawal(address,uint256,bytes)", {request.recipient, gas, Bytes{}})};
    return {opstack::kL2StandardBridge,
        eth::abi::callOf("bridgeETHTo(address,uint32,bytes)", {request.recipient, gas, Bytes{}})};
}

withdrawal::Route Withdrawals::l1Route() const
{
    const L1Contracts& contracts = m_route.network.contracts;
    return {m_route.l1, m_route.l2, contracts.optimismPortal, contracts.l1CrossDomainMessenger};
}

base::Result<std::optional<std::vector<withdrawal::Look>>> Withdrawals::lookAt(
    const Hash& l2Transaction, const std::vector<Address>& provers, std::stop_token stop)
{
    return withdrawal::lookAt(l1Route(), l2Transaction, provers, std::move(stop));
}

base::Result<L1Recipient> Withdrawals::checkTokens(
    StepQuote& quote, const withdrawal::Pinned& l1, const std::stop_token& stop)
{
    const WithdrawalRequest& request = *quote.request;
    if (request.recipient == request.token->l1)
        return fail(Fault::Refused, "the recipient is the token's contract: the tokens would be lost");
    const L1Recipient recipient = TRY(
        checkL1TokenRecipient(l1, m_route.l2, *quote.rules, m_route.network.contracts, request.recipient));
    const InitiationCall call = encodeInitiation(request);
    const TokenWithdrawal tokens{request.from, request.recipient, request.token->l1, request.token->l2,
        request.amount, {request.from, call.to, {}, call.data}};
    quote.pair = TRY(checkTokenWithdrawal(m_route, tokens, stop));
    return recipient;
}

base::Result<StepQuote> Withdrawals::quoteInitiation(const WithdrawalRequest& request, std::stop_token stop)
{
    TRY(checkRequest(request));
    TRY(m_route.l1.checkChainId(stop));
    TRY(m_route.l2.checkChainId(stop));
    TRY(checkContracts(m_route, stop));
    const Pinned l1 = TRY(Pinned::open(m_route.l1, stop));
    StepQuote quote;
    quote.request = request;
    quote.from = request.from;
    quote.rules = TRY(requirePortal(l1, m_route.network.contracts));
    const L1Recipient recipient =
        request.token ? TRY(checkTokens(quote, l1, stop))
                      : TRY(checkL1Recipient(l1, m_route.l2, *quote.rules, m_route.network.contracts,
                            request.recipient, request.amount, request.minGasLimit));
    quote.forecast = TRY(forecastIfAny(l1, m_route.l2, *quote.rules, request.minGasLimit));
    const InitiationCall call = encodeInitiation(request);
    const wallet::Intent intent{
        .from = request.from, .to = call.to, .value = request.value(), .data = call.data};
    const wallet::Plan plan = TRY(m_l2Sender.plan(intent, 0, stop));
    const Uint256 surcharge = TRY(fetchSurcharge(m_route.l2, plan.transaction, stop));
    quote.surcharge = surcharge + surcharge;
    takePlan(quote, plan);
    TRY(requireFunds(quote));
    quote.cautions = TRY(cautionsOf(l1, quote, recipient));
    return quote;
}

base::Result<withdrawal::DueCall> Withdrawals::prepareDue(
    const withdrawal::Look& look, const Address& from, std::stop_token stop)
{
    TRY(m_route.l1.checkChainId(stop));
    TRY(m_route.l2.checkChainId(stop));
    return withdrawal::prepareDue(l1Route(), look, from, std::move(stop));
}

base::Result<StepQuote> Withdrawals::quoteDue(
    const withdrawal::Look& look, const Address& from, std::stop_token stop)
{
    const withdrawal::DueCall due = TRY(prepareDue(look, from, stop));
    StepQuote quote;
    quote.act = actOf(due.step);
    quote.look = look;
    quote.rules = look.rules;
    quote.from = from;
    TRY(checkNotOnItsWay(quote));
    if (due.step == withdrawal::Step::Prove)
        quote.readyAt = withdrawal::readyIfProven(look.facts, look.rules, look.facts.portal->block.time);
    const wallet::Intent intent{.from = from, .to = due.to, .value = {}, .data = due.data, .gas = due.gas};
    takePlan(quote, TRY(m_l1Sender.plan(intent, 0, std::move(stop))));
    return quote;
}

/// Said before anything is signed; the database has the last word.
base::Result<void> Withdrawals::checkNotOnItsWay(const StepQuote& quote)
{
    for (const WithdrawalStep& step : TRY(steps())) {
        const bool isSame =
            step.message == quote.look->sent.hash && step.act == quote.act && step.from == quote.from;
        if (isSame && !isEnd(step.stage))
            return fail(Fault::NotYet, std::string("the same has been signed already and is on its way: ") +
                                           base::toHex0x(step.hash));
    }
    return {};
}

/// The quote travels through the window and back: what will be signed must still be what was asked for.
base::Result<void> Withdrawals::checkQuote(const StepQuote& quote) const
{
    const bool isRight =
        quote.request ? isInitiationOf(quote.transaction, *quote.request, m_route.network)
                      : quote.look && isStepOf(quote.transaction, quote.act, *quote.look, m_route.network);
    const bool isKind = quote.request.has_value() == (quote.act == WithdrawalAct::Initiate);
    if (isRight && isKind && quote.transaction.type == eth::TransactionType::FeeMarket) return {};
    return fail(Fault::Mismatch, "the quote's transaction is not the step that was asked for");
}

base::Result<WithdrawalStep> Withdrawals::submit(
    const StepQuote& quote, wallet::Signer& signer, std::stop_token stop)
{
    TRY(checkQuote(quote));
    store::RecordedStep recorded;
    recorded.step = rowOf(quote, m_route.network);
    const auto record = [&](store::TransactionRow row) -> Result<store::TransactionRow> {
        recorded.transaction = std::move(row);
        recorded = TRY(m_database.record(std::move(recorded)));
        return recorded.transaction;
    };
    wallet::Sender& sender = quote.act == WithdrawalAct::Initiate ? m_l2Sender : m_l1Sender;
    wallet::Plan plan;
    plan.transaction = quote.transaction;
    plan.madeAt = quote.madeAt;
    recorded.transaction = TRY(sender.submit(plan, quote.from, signer, record, std::move(stop)));
    return toStep(recorded);
}

base::Result<std::vector<WithdrawalStep>> Withdrawals::steps()
{
    std::vector<WithdrawalStep> steps;
    for (const store::RecordedStep& recorded : TRY(m_database.steps(m_route.network.id)))
        steps.push_back(toStep(recorded));
    return steps;
}

TransactionLook& Withdrawals::lookOf(const store::RecordedStep& recorded)
{
    return recorded.transaction.chainId == m_route.l2.chainId() ? m_l2Look : m_l1Look;
}

base::Result<std::vector<WithdrawalStep>> Withdrawals::refresh(std::stop_token stop)
{
    const std::scoped_lock lock(m_refreshing);
    m_l1Look.begin();
    m_l2Look.begin();
    std::vector<WithdrawalStep> changed;
    for (const store::RecordedStep& before : TRY(m_database.steps(m_route.network.id))) {
        if (stop.stop_requested()) return fail(Fault::Cancelled, "stopped");
        TransactionLook& looking = lookOf(before);
        SeenTransaction seen = seenOf(before);
        if (looking.isSettled(seen, stop)) continue;
        TRY(looking.look(seen, stop));
        store::RecordedStep after = with(before, seen);
        if (after == before) continue;
        after.step = TRY(m_database.updateStep(before.step, after.step));
        changed.push_back(toStep(after));
    }
    for (const TransactionLook* looking : {&m_l1Look, &m_l2Look})
        if (looking->silence() && changed.empty()) return std::unexpected(*looking->silence());
    return changed;
}

} // namespace bridge
