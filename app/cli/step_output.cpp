#include "app/cli/step_output.h"

#include "app/cli/crossing_output.h"
#include "app/cli/time_text.h"
#include "app/cli/token_output.h"
#include "app/cli/transaction_text.h"
#include "app/cli/withdrawal_output.h"
#include "core/eth/address.h"
#include "core/eth/units.h"
#include "core/withdrawal/payment.h"

#include <cstdio>

namespace cli {
namespace {

using bridge::StepStage;
using bridge::WithdrawalAct;
using nlohmann::json;

std::string ether(const base::Uint256& wei)
{
    return eth::formatAmount(wei, eth::kEtherDecimals) + " ETH";
}

const char* wordsOf(StepStage stage)
{
    switch (stage) {
    case StepStage::Recorded:
        return "signed and on the disk; no node is known to have it";
    case StepStage::Sent:
        return "a node has it; waiting for a block";
    case StepStage::Dropped:
        return "no node is known to have it any more; it is sent again";
    case StepStage::Included:
        return "in a block";
    case StepStage::Refused:
        return "it can never be accepted; nothing was spent";
    case StepStage::Replaced:
        return "another transaction has used its nonce, in a final block; nothing was spent by this one";
    case StepStage::Reverted:
        return "it failed in its block; the fee is spent, nothing else has changed";
    }
    return "";
}

const char* textOf(bridge::WithdrawalCaution caution)
{
    switch (caution) {
    case bridge::WithdrawalCaution::LittleOnL1:
        return "the account may not have enough on L1, where two more transactions have to be paid for, by "
               "whomever";
    case bridge::WithdrawalCaution::NoProofs:
        return "this L2 node serves no proofs (eth_getProof): with it the withdrawal cannot be proven, and "
               "another node has to be named for that (--l2-url)";
    case bridge::WithdrawalCaution::CostsTheAmount:
        return "all fees together may be more than the amount";
    case bridge::WithdrawalCaution::LittleGas:
        return "the payment on L1 is promised less gas than a payment can take: it may fail there";
    case bridge::WithdrawalCaution::ContractOnL2Only:
        return "the recipient is a contract on L2, and on L1 there is nothing at its address: whoever owns "
               "it on "
               "L2 may have no way to the money on L1";
    case bridge::WithdrawalCaution::LostIfItFails:
        return "the recipient is a contract: if it does not take the money on L1, the money is lost, as "
               "nothing "
               "can try again; without --message-passer it could";
    }
    return "";
}

/// Two digits that count, for what nobody promises.
std::string roundedEther(const base::Uint256& wei)
{
    base::Uint256 unit{1};
    while (wei / unit >= base::Uint256{100})
        unit = unit * base::Uint256{10};
    return eth::formatAmount(wei / unit * unit, eth::kEtherDecimals);
}

const bridge::Layer& layerOf(WithdrawalAct act, const bridge::Network& network)
{
    return act == WithdrawalAct::Initiate ? network.l2 : network.l1;
}

using Lines = std::vector<std::string>;

void headInitiation(Lines& lines, const bridge::StepQuote& quote, const bridge::Network& network)
{
    const std::string amount =
        quote.pair ? tokenAmount(quote.request->amount, quote.pair->l2) : ether(quote.request->amount);
    lines.push_back("Withdraw " + amount + " from " + network.l2.name + " to " + network.l1.name +
                    (network.isTestnet ? " (test money)" : ""));
    lines.push_back("  from         " + eth::toChecksum(quote.from) + ", which has " + ether(quote.balance) +
                    " on " + network.l2.name);
    lines.push_back("  to           " + eth::toChecksum(quote.request->recipient) + " on " + network.l1.name);
    if (quote.pair) addPair(lines, *quote.pair, network);
}

const char* titleOf(WithdrawalAct act)
{
    if (act == WithdrawalAct::Prove) return "Prove";
    return act == WithdrawalAct::Finalize ? "Finalize" : "Replay the message of";
}

void headStep(Lines& lines, const bridge::StepQuote& quote, const bridge::Network& network)
{
    const withdrawal::Look& look = *quote.look;
    const withdrawal::Payment payment = withdrawal::paymentOf(
        look.sent.withdrawal, network.contracts.l1CrossDomainMessenger, network.contracts.l1StandardBridge);
    const bool isProof = quote.act == WithdrawalAct::Prove;
    lines.push_back(std::string(titleOf(quote.act)) + " the withdrawal " + base::toHex0x(look.sent.hash));
    lines.push_back("  pays         " + paymentText(payment) + " to " + eth::toChecksum(payment.recipient) +
                    " on " + network.l1.name + (isProof ? ", once it is finalized" : ", now"));
    lines.push_back("  sent by      " + eth::toChecksum(quote.from) + ", which has " + ether(quote.balance) +
                    " on " + network.l1.name);
    for (const std::string& why : look.verdict.useless)
        lines.push_back("  again        an earlier proof does not count: " + why);
}

void addCosts(Lines& lines, const bridge::StepQuote& quote)
{
    lines.push_back("What it costs:");
    lines.push_back(
        "  fee          about " + ether(quote.expectedFee) + ", at most " + ether(quote.maximumFee));
    if (!quote.surcharge.isZero())
        lines.push_back("  and          what L2 takes for its data on L1: " + ether(quote.surcharge) +
                        ", twice of what it is today");
    lines.push_back("  altogether   at most " + ether(quote.maximumTotal) + " leave the account");
}

std::string likely(const bridge::FeeRange& range)
{
    return "likely " + roundedEther(range.least) + " to " + roundedEther(range.most) + " ETH";
}

/// The two steps that are still to come.
void addForecast(Lines& lines, const bridge::StepQuote& quote)
{
    std::string prove = "  then it is to be proven on L1, as soon as a root there covers it";
    std::string finalize = "  then it is to be finalized on L1";
    if (const auto& forecast = quote.forecast) {
        if (forecast->pace.proposalEvery)
            prove += " (of late one came every " + span(*forecast->pace.proposalEvery) + ")";
        prove += ": " + likely(forecast->prove);
        finalize += ", " + span(forecast->pace.afterProof) +
                    " after proving at the earliest: " + likely(forecast->finalize);
    } else {
        finalize += ", " + span(quote.rules->proofMaturity) + " after proving at the earliest";
    }
    lines.push_back(std::move(prove));
    lines.push_back(std::move(finalize));
    if (quote.forecast) lines.push_back("  both by L1's fees of the last hour; nobody promises them");
}

void addConsequences(Lines& lines, const bridge::StepQuote& quote)
{
    lines.push_back("What it leads to:");
    if (quote.act == WithdrawalAct::Finalize || quote.act == WithdrawalAct::Replay) {
        lines.push_back("  the money is paid out on L1; that is the end of it");
        return;
    }
    if (quote.act == WithdrawalAct::Prove) {
        const base::Seconds now = quote.look->facts.portal->block.time;
        lines.push_back(quote.readyAt
                            ? "  the last step, finalizing, is due in " + span(*quote.readyAt - now) +
                                  " at the earliest (" + utc(*quote.readyAt) +
                                  " by L1's clock), if nobody disputes the root"
                            : "  the last step, finalizing, is due when its game is resolved");
        return;
    }
    lines.push_back("  the money leaves L2 now, and nothing takes that back");
    addForecast(lines, quote);
}

Lines quoteLines(const bridge::StepQuote& quote, const bridge::Network& network)
{
    Lines lines;
    if (quote.request)
        headInitiation(lines, quote, network);
    else
        headStep(lines, quote, network);
    lines.push_back("What will be signed, on " + layerOf(quote.act, network).name + ":");
    for (const std::string& line : describe(quote.transaction))
        lines.push_back("  " + line);
    addCosts(lines, quote);
    addConsequences(lines, quote);
    addProvenance(lines, network);
    for (const bridge::WithdrawalCaution caution : quote.cautions)
        lines.push_back(std::string("CAUTION: ") + textOf(caution));
    return lines;
}

std::string amountOf(const bridge::WithdrawalStep& step)
{
    if (!step.token) return ether(step.amount);
    return base::toDecimal(step.amount) + " units of token " + eth::toChecksum(*step.token);
}

std::string actText(const bridge::WithdrawalStep& step)
{
    switch (step.act) {
    case WithdrawalAct::Initiate:
        return "withdraw " + amountOf(step) + " to " + eth::toChecksum(step.recipient);
    case WithdrawalAct::Prove:
        return "prove " + base::toHex0x(*step.message);
    case WithdrawalAct::Finalize:
        return "finalize " + base::toHex0x(*step.message);
    case WithdrawalAct::Replay:
        return "replay " + base::toHex0x(*step.message);
    case WithdrawalAct::Approve:
        return "let " + eth::toChecksum(step.recipient) + " take " + amountOf(step);
    }
    return {};
}

void printStep(const bridge::WithdrawalStep& step, const bridge::Network& network)
{
    printLine("#" + std::to_string(step.id) + "  " + utc(step.createdAt) + "  " + actText(step));
    printLine("    " + std::string(bridge::toString(step.stage)) + ": " + wordsOf(step.stage));
    printLine("    from  " + eth::toChecksum(step.from));
    printLine("    " + layerOf(step.act, network).name + "  " + base::toHex0x(step.hash) + " (nonce " +
              std::to_string(step.nonce) + ")");
    if (step.block)
        printLine(
            "          block " + std::to_string(step.block->number) + ", " + base::toHex0x(step.block->hash));
    if (step.act != WithdrawalAct::Initiate && step.act != WithdrawalAct::Approve)
        printLine("    of    " + base::toHex0x(step.l2Transaction) + " on " + network.l2.name);
    if (step.replacedBy) printLine("    its nonce was used by " + base::toHex0x(*step.replacedBy));
    if (!step.lastError.empty()) printLine("    the last look: " + step.lastError);
}

} // namespace

json toJson(const bridge::WithdrawalStep& step)
{
    json out{{"id", step.id}, {"network", step.networkId}, {"act", bridge::toString(step.act)},
        {"stage", bridge::toString(step.stage)}, {"from", eth::toChecksum(step.from)},
        {"to", eth::toChecksum(step.recipient)}, {"nonce", step.nonce}, {"createdAt", step.createdAt.count()},
        {"hash", base::toHex0x(step.hash)}, {"l2Transaction", base::toHex0x(step.l2Transaction)},
        {"withdrawal", nullptr}, {"block", nullptr}, {"proven", step.isProven}, {"replacedBy", nullptr},
        {"lastError", step.lastError}};
    out[step.token ? "units" : "wei"] = base::toDecimal(step.amount);
    if (step.token) out["token"] = eth::toChecksum(*step.token);
    if (step.replacedBy) out["replacedBy"] = base::toHex0x(*step.replacedBy);
    if (step.message) out["withdrawal"] = base::toHex0x(*step.message);
    if (step.block)
        out["block"] = {{"number", step.block->number}, {"hash", base::toHex0x(step.block->hash)}};
    return out;
}

bool isFailure(StepStage stage)
{
    return stage == StepStage::Refused || stage == StepStage::Replaced || stage == StepStage::Reverted;
}

void printStepQuote(
    const bridge::StepQuote& quote, const bridge::Network& network, const Arguments& arguments)
{
    for (const std::string& line : quoteLines(quote, network))
        arguments.json() ? printErrorLine(line) : printLine(line);
}

void printStepStage(
    const bridge::WithdrawalStep& step, const bridge::Network& network, const Arguments& arguments)
{
    if (arguments.json()) return;
    std::string line = std::string(bridge::toString(step.stage)) + ": " + wordsOf(step.stage) + " (" +
                       layerOf(step.act, network).name + ", " + base::toHex0x(step.hash) + ")";
    if (!step.lastError.empty()) line += " (the last look: " + step.lastError + ")";
    printLine(line);
    std::fflush(stdout);
}

json toJson(const std::vector<bridge::WithdrawalStep>& steps)
{
    json list = json::array();
    for (const bridge::WithdrawalStep& step : steps)
        list.push_back(toJson(step));
    return list;
}

void printSteps(const std::vector<bridge::WithdrawalStep>& steps, const bridge::Network& network)
{
    for (const bridge::WithdrawalStep& step : steps)
        printStep(step, network);
}

} // namespace cli
