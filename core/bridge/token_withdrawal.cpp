#include "core/bridge/token_withdrawal.h"

#include "core/eth/abi.h"
#include "core/eth/units.h"

namespace bridge {
namespace {

using base::Address;
using base::fail;
using base::Fault;
using base::Result;
using base::Uint256;
using simulation::Message;

Message balanceOf(const Address& token, const Address& owner)
{
    return {.from = {},
        .to = token,
        .value = {},
        .data = encodeBalanceOf(owner),
        .gas = ContractReader::kViewGas};
}

Uint256 firstWord(const execution::Trial& trial)
{
    if (!trial.succeeded || trial.output.size() < base::Hash::kSize) return {};
    return Uint256::fromBigEndian(base::ByteView(trial.output).first(base::Hash::kSize));
}

std::string amountText(const TokenFacts& token, const Uint256& amount)
{
    return eth::formatAmount(amount, token.decimals) + " " +
           (token.symbol.empty() ? "of the token" : token.symbol);
}

Result<void> requireHeld(const TokenPair& pair, const Uint256& amount)
{
    if (pair.held >= amount) return {};
    return fail(Fault::Refused, "the bridge on L1 holds " + amountText(pair.l1, pair.held) +
                                    " for this pair: more cannot be paid out there");
}

Result<void> tryOnL2(
    PairStates& states, const TokenPair& pair, const TokenWithdrawal& withdrawal, const std::stop_token& stop)
{
    const Message balance = balanceOf(withdrawal.l2Token, withdrawal.from);
    const auto trials = TRY(states.l2.run(std::vector{balance, withdrawal.message, balance}, stop));
    const Uint256 before = firstWord(trials[0]);
    if (before < withdrawal.amount)
        return fail(Fault::Funds, "the account has " + amountText(pair.l2, before) + " on L2, and " +
                                      amountText(pair.l2, withdrawal.amount) + " are asked for");
    if (!trials[1].succeeded)
        return fail(Fault::Reverted, "the withdrawal was tried: " + simulation::failureOf(trials[1]));
    if (before - firstWord(trials[2]) == withdrawal.amount) return {};
    return fail(Fault::Refused, "tried on L2, another amount leaves the account than is withdrawn");
}

/// The bridge pays by a plain transfer of what it holds.
Result<void> tryOnL1(
    const Route& route, PairStates& states, const TokenWithdrawal& withdrawal, const std::stop_token& stop)
{
    const Message balance = balanceOf(withdrawal.l1Token, withdrawal.recipient);
    const Message payment{route.network.contracts.l1StandardBridge, withdrawal.l1Token, {},
        eth::abi::callOf("transfer(address,uint256)", {withdrawal.recipient, withdrawal.amount})};
    const auto trials = TRY(states.l1.run(std::vector{balance, payment, balance}, stop));
    if (!trials[1].succeeded)
        return fail(Fault::Refused, "tried on L1, the token does not let the bridge pay the recipient: " +
                                        simulation::failureOf(trials[1]));
    if (firstWord(trials[2]) - firstWord(trials[0]) == withdrawal.amount) return {};
    return fail(Fault::Refused, "tried on L1, another amount reaches the recipient than is withdrawn");
}

} // namespace

base::Result<TokenPair> checkTokenWithdrawal(
    const Route& route, const TokenWithdrawal& withdrawal, std::stop_token stop)
{
    PairStates states = TRY(PairStates::atNewest(route, stop));
    TokenPair pair = TRY(checkTokenPair(route, states, withdrawal.l1Token, withdrawal.l2Token, stop));
    if (pair.isL2Native)
        return fail(
            Fault::Unsupported, "the token is at home on L2: this Postern does not take it to L1 yet");
    TRY(tryOnL2(states, pair, withdrawal, stop));
    TRY(requireHeld(pair, withdrawal.amount));
    TRY(tryOnL1(route, states, withdrawal, stop));
    return pair;
}

} // namespace bridge
