#include "app/cli/withdrawal_output.h"

#include "app/cli/time_text.h"
#include "app/cli/transaction_text.h"
#include "core/eth/address.h"
#include "core/eth/units.h"
#include "core/withdrawal/payment.h"

namespace cli {
namespace {

using nlohmann::json;
using withdrawal::Stage;

/// What each stage means for the money.
const char* wordsOf(Stage stage)
{
    switch (stage) {
    case Stage::NotKnown:
        return "not known: something could not be read, or does not agree";
    case Stage::CannotJudge:
        return "cannot be judged: newer or other contracts than this program knows";
    case Stage::NotFound:
        return "L2 has no such withdrawal";
    case Stage::Unsafe:
        return "on L2; L1 does not have its block yet";
    case Stage::WaitingForProposal:
        return "waiting for a root on L1 that covers it";
    case Stage::ReadyToProve:
        return "ready to be proven";
    case Stage::ProveAgain:
        return "to be proven again: the earlier proof has become useless";
    case Stage::Maturing:
        return "proven; the proof has to ripen";
    case Stage::GamePending:
        return "proven; the dispute game is not resolved yet";
    case Stage::AirGap:
        return "proven; the last delay runs";
    case Stage::ReadyToFinalize:
        return "ready to be finalized";
    case Stage::Paused:
        return "the bridge is paused: nothing can be proven or finalized now";
    case Stage::Impossible:
        return "the portal will never take it";
    case Stage::Finalized:
        return "done: the money is on L1";
    case Stage::MessageFailed:
        return "finalized, and its message failed: the messenger keeps it, and it can be replayed";
    case Stage::Lost:
        return "finalized, and its call failed: it cannot be called again";
    case Stage::OutcomeNotKnown:
        return "finalized; whether its call succeeded was not found";
    }
    return "";
}

json blockJson(const withdrawal::BlockRef& block)
{
    return {{"number", block.number}, {"hash", base::toHex0x(block.hash)}, {"time", block.time.count()}};
}

json proofJson(const withdrawal::Proof& proof)
{
    json out{{"provenAt", proof.provenAt.count()}, {"accepted", proof.isAccepted}};
    if (proof.submitter) out["submitter"] = eth::toChecksum(*proof.submitter);
    if (const auto* game = std::get_if<withdrawal::Game>(&proof.against)) {
        out["game"] = eth::toChecksum(game->address);
        out["gameType"] = game->type;
    } else {
        out["outputIndex"] = base::toDecimal(std::get<withdrawal::ProvenOutput>(proof.against).index);
    }
    return out;
}

json passedOverJson(const withdrawal::PassedOver& passed)
{
    return {{"index", base::toDecimal(passed.index)}, {"why", passed.why}};
}

void addFacts(json& out, const withdrawal::Facts& facts)
{
    if (facts.inclusion) out["l2Block"] = blockJson(facts.inclusion->block);
    if (facts.portal) out["l1Block"] = blockJson(facts.portal->block);
    if (facts.portal)
        for (const withdrawal::Proof& proof : facts.portal->proofs)
            out["proofs"].push_back(proofJson(proof));
    if (!facts.proposals) return;
    if (const auto& found = facts.proposals->found)
        out["proposal"] = {{"index", base::toDecimal(found->index)}, {"l2Block", found->l2Block},
            {"root", base::toHex0x(found->root)}};
    for (const withdrawal::PassedOver& passed : facts.proposals->passedOver)
        out["passedOver"].push_back(passedOverJson(passed));
}

withdrawal::Payment paymentOf(const withdrawal::Look& look, const bridge::Network& network)
{
    const bridge::L1Contracts& contracts = network.contracts;
    return withdrawal::paymentOf(
        look.sent.withdrawal, contracts.l1CrossDomainMessenger, contracts.l1StandardBridge);
}

json lookJson(const withdrawal::Look& look, const bridge::Network& network)
{
    const opstack::Withdrawal& message = look.sent.withdrawal;
    json out{{"hash", base::toHex0x(look.sent.hash)}, {"nonce", base::toDecimal(message.nonce)},
        {"sender", eth::toChecksum(message.sender)}, {"target", eth::toChecksum(message.target)},
        {"value", base::toDecimal(message.value)}, {"gasLimit", base::toDecimal(message.gasLimit)},
        {"data", base::toHex0x(message.data)}, {"stage", toString(look.verdict.stage)},
        {"proofs", json::array()}, {"passedOver", json::array()}, {"useless", look.verdict.useless},
        {"notRead", look.facts.failures}};
    const withdrawal::Payment payment = paymentOf(look, network);
    out["pays"] = {{"to", eth::toChecksum(payment.recipient)},
        {payment.token ? "units" : "wei", base::toDecimal(payment.amount)}};
    if (payment.token) out["pays"]["token"] = eth::toChecksum(*payment.token);
    if (look.verdict.stage == Stage::Paused) out["beneath"] = toString(look.verdict.beneath);
    if (look.verdict.readyAt) out["readyAt"] = look.verdict.readyAt->count();
    if (!look.verdict.why.empty()) out["why"] = look.verdict.why;
    if (look.rules)
        out["portal"] = {{"version", look.rules->version},
            {"proofMaturity", look.rules->proofMaturity.count()}, {"finality", look.rules->finality.count()}};
    addFacts(out, look.facts);
    return out;
}

std::string proofLine(const withdrawal::Proof& proof)
{
    std::string line = "  proven      " + utc(proof.provenAt);
    if (proof.submitter) line += " by " + eth::toChecksum(*proof.submitter);
    if (const auto* game = std::get_if<withdrawal::Game>(&proof.against))
        return line + ", with the game " + eth::toChecksum(game->address);
    return line + ", with output " + base::toDecimal(std::get<withdrawal::ProvenOutput>(proof.against).index);
}

void printProposals(const withdrawal::ProposalSearch& search)
{
    if (const auto& found = search.found)
        printLine("  root        proposal " + base::toDecimal(found->index) + ", about L2 block " +
                  std::to_string(found->l2Block) + ", computed and equal");
    for (const withdrawal::PassedOver& passed : search.passedOver)
        printLine("  not used    proposal " + base::toDecimal(passed.index) + ": " + passed.why);
}

/// What to type when something is due.
void printNext(const withdrawal::Look& look)
{
    if (!withdrawal::isDue(look.verdict.stage)) return;
    printLine("  next        postern-cli " + nextCommand(look.verdict.stage) + " --tx " +
              base::toHex0x(look.transaction));
}

void printLook(const withdrawal::Look& look, const bridge::Network& network)
{
    const opstack::Withdrawal& message = look.sent.withdrawal;
    const withdrawal::Payment payment = paymentOf(look, network);
    printLine("withdrawal " + base::toHex0x(look.sent.hash));
    printLine("  pays        " + paymentText(payment) + " to " + eth::toChecksum(payment.recipient) + " on " +
              network.l1.name);
    printLine(
        "  message     from " + eth::toChecksum(message.sender) + " to " + eth::toChecksum(message.target));
    printLine(std::string("  stage       ") + wordsOf(look.verdict.stage));
    if (look.verdict.stage == Stage::Paused)
        printLine(std::string("  otherwise   ") + wordsOf(look.verdict.beneath));
    if (!look.verdict.why.empty()) printLine("  because     " + look.verdict.why);
    if (look.verdict.readyAt) printLine("  not before  " + utc(*look.verdict.readyAt) + ", by L1's clock");
    if (look.facts.portal) {
        printLine("  L1 block    " + std::to_string(look.facts.portal->block.number) + ", " +
                  utc(look.facts.portal->block.time));
        for (const withdrawal::Proof& proof : look.facts.portal->proofs)
            printLine(proofLine(proof));
    }
    for (const std::string& why : look.verdict.useless)
        printLine("  useless     a proof: " + why);
    if (look.facts.proposals) printProposals(*look.facts.proposals);
    for (const std::string& failure : look.facts.failures)
        printLine("  not read    " + failure);
    printNext(look);
}

} // namespace

std::string nextCommand(withdrawal::Stage stage)
{
    if (stage == Stage::MessageFailed) return "replay";
    return stage == Stage::ReadyToFinalize ? "finalize" : "prove";
}

std::string paymentText(const withdrawal::Payment& payment)
{
    if (payment.token)
        return base::toDecimal(payment.amount) + " units of token " + eth::toChecksum(*payment.token);
    return eth::formatAmount(payment.amount, eth::kEtherDecimals) + " ETH";
}

std::string stageLine(const withdrawal::Look& look)
{
    std::string line = wordsOf(look.verdict.stage);
    if (look.verdict.readyAt) line += "; not before " + utc(*look.verdict.readyAt) + ", by L1's clock";
    if (!look.verdict.why.empty()) line += ": " + look.verdict.why;
    for (const std::string& failure : look.facts.failures)
        line += "; not read: " + failure;
    return line;
}

void printLooks(
    const std::vector<withdrawal::Look>& looks, const bridge::Network& network, const Arguments& arguments)
{
    if (!arguments.json()) {
        for (const withdrawal::Look& look : looks)
            printLook(look, network);
        return;
    }
    json all = json::array();
    for (const withdrawal::Look& look : looks)
        all.push_back(lookJson(look, network));
    printJson({{"withdrawals", std::move(all)}});
}

void printDue(const withdrawal::DueCall& due, const base::Address& from, const bridge::Network& network,
    const Arguments& arguments)
{
    const std::string step = toString(due.step);
    if (arguments.json()) {
        printJson({{"step", step}, {"chainId", network.l1.chainId}, {"from", eth::toChecksum(from)},
            {"to", eth::toChecksum(due.to)}, {"value", "0"}, {"gas", due.gas},
            {"data", base::toHex0x(due.data)}});
        return;
    }
    eth::Transaction transaction;
    transaction.type = eth::TransactionType::FeeMarket;
    transaction.chainId = network.l1.chainId;
    transaction.to = due.to;
    transaction.gas = due.gas;
    transaction.data = due.data;
    printLine("to " + step + ", on " + network.l1.name + ", unsigned; fees and nonce are the sender's");
    for (const std::string& line : describe(transaction))
        printLine("  " + line);
    printLine("  data " + base::toHex0x(due.data));
}

} // namespace cli
