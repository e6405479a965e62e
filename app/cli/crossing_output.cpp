#include "app/cli/crossing_output.h"

#include "app/cli/step_output.h"
#include "app/cli/time_text.h"
#include "core/eth/address.h"
#include "core/eth/units.h"

#include <cstdio>

namespace cli {
namespace {

using nlohmann::json;

std::string ether(const base::Uint256& wei)
{
    return eth::formatAmount(wei, eth::kEtherDecimals) + " ETH";
}

std::string gwei(const base::Uint256& wei)
{
    return eth::formatAmount(wei, eth::kGweiDecimals) + " Gwei";
}

json toJson(const std::optional<bridge::BlockId>& block)
{
    if (!block) return nullptr;
    return {{"number", block->number}, {"hash", base::toHex0x(block->hash)}};
}

/// What each stage means for the money.
struct StageText {
    const char* words;
    bool isFailure;
};
StageText textOf(bridge::DepositStage stage)
{
    using enum bridge::DepositStage;
    static constexpr struct {
        bridge::DepositStage stage;
        StageText text;
    } kTexts[] = {
        {Recorded, {"signed and on the disk; no node is known to have it", false}},
        {Sent, {"sent; waiting for an L1 block", false}},
        {Dropped, {"a node had it, and the one asked last neither has it nor takes it now; it is sent again",
                      false}},
        {IncludedOnL1, {"in an L1 block", false}},
        {ExpectedOnL2, {"in an L1 block; its L2 transaction is known and not there yet", false}},
        {Arrived, {"the money is with the recipient on L2", false}},
        {Refused,
            {"the node says that it can never be accepted and that it does not have it; it is not sent again",
                true}},
        {Replaced,
            {"in a final block another transaction has used its nonce; nothing was spent by this one", true}},
        {RevertedOnL1, {"it failed on L1; the fee is spent, the amount is not", true}},
        {FailedOnL2,
            {"the L2 side failed; the messenger keeps the money until the message is replayed", true}},
    };
    for (const auto& row : kTexts)
        if (row.stage == stage) return row.text;
    return {"", false};
}

std::string blockText(const bridge::BlockId& block)
{
    return "block " + std::to_string(block.number) + ", " + base::toHex0x(block.hash);
}

std::string amountOf(const bridge::Activity& activity, const TokenNames& names)
{
    if (!activity.token) return ether(activity.amount);
    const auto known = names.find(activity.token->l1);
    if (known != names.end()) return tokenAmount(activity.amount, known->second);
    return base::toDecimal(activity.amount) + " units of token " + eth::toChecksum(activity.token->l1);
}

json withNames(json out, const bridge::Activity& activity, const TokenNames& names)
{
    const auto known = activity.token ? names.find(activity.token->l1) : names.end();
    if (known == names.end()) return out;
    out["token"]["symbol"] = known->second.symbol;
    out["token"]["decimals"] = known->second.decimals;
    return out;
}

void printActivity(const bridge::Activity& activity, const TokenNames& names)
{
    printLine("#" + std::to_string(activity.id) + "  " + utc(activity.createdAt) + "  " +
              amountOf(activity, names) + "  " + bridge::toString(activity.stage()) + ": " +
              textOf(activity.stage()).words);
    printLine("    from  " + eth::toChecksum(activity.from));
    printLine("    to    " + eth::toChecksum(activity.recipient));
    if (activity.token)
        printLine("    token " + eth::toChecksum(activity.token->l1) + " on L1, " +
                  eth::toChecksum(activity.token->l2) + " on L2");
    printLine(
        "    L1    " + base::toHex0x(activity.l1Hash) + " (nonce " + std::to_string(activity.nonce) + ")");
    if (activity.facts.l1Block) printLine("          " + blockText(*activity.facts.l1Block));
    if (activity.facts.l2Hash) printLine("    L2    " + base::toHex0x(*activity.facts.l2Hash));
    if (activity.facts.l2Block) printLine("          " + blockText(*activity.facts.l2Block));
    if (activity.facts.replacedBy) printLine("    by    " + base::toHex0x(*activity.facts.replacedBy));
    if (activity.facts.l1Block && !activity.facts.l1Proven)
        printLine("    what L1 shows is what the node says: nothing proves it");
    if (!activity.lastError.empty()) printLine("    why   " + activity.lastError);
}

json toJson(const bridge::Network& network)
{
    const auto layer = [](const bridge::Layer& from) {
        return json{
            {"name", from.name}, {"chainId", from.chainId}, {"url", from.url}, {"explorer", from.explorer}};
    };
    const bridge::L1Contracts& contracts = network.contracts;
    return {{"id", network.id}, {"name", network.name}, {"isTestnet", network.isTestnet},
        {"builtIn", network.provenance == bridge::Provenance::BuiltIn}, {"l1", layer(network.l1)},
        {"l2", layer(network.l2)},
        {"contracts", {{"optimismPortal", eth::toChecksum(contracts.optimismPortal)},
                          {"systemConfig", eth::toChecksum(contracts.systemConfig)},
                          {"l1StandardBridge", eth::toChecksum(contracts.l1StandardBridge)},
                          {"l1CrossDomainMessenger", eth::toChecksum(contracts.l1CrossDomainMessenger)}}}};
}

/// Made from the transaction and its call as they were read back from the bytes to be signed.
std::vector<std::string> quoteLines(const bridge::DepositQuote& quote, const bridge::Network& network)
{
    const eth::Transaction& transaction = quote.transaction;
    std::vector<std::string> lines{"Deposit " + ether(transaction.value) + " from " + network.l1.name +
                                       " to " + network.l2.name + (network.isTestnet ? " (test money)" : ""),
        "  from         " + eth::toChecksum(quote.request.from) + ", which has " + ether(quote.l1Balance),
        "  to           " + quote.call.arguments.front().value + " on " + network.l2.name,
        "What will be signed (chain " + std::to_string(transaction.chainId.value_or(0)) + ", nonce " +
            std::to_string(transaction.nonce) + "):",
        "  contract     " + quote.call.contract + " " +
            eth::toChecksum(transaction.to.value_or(eth::Address{})),
        "  call         " + quote.call.function};
    for (const bridge::NamedArgument& argument : quote.call.arguments)
        lines.push_back("    " + argument.name + " = " + argument.value + "  (" + argument.type + ")");
    lines.push_back("  value        " + ether(transaction.value));
    lines.push_back("  gas limit    " + std::to_string(transaction.gas) + " (a trial run used " +
                    std::to_string(quote.l1Gas) + ")");
    lines.push_back("  price        at most " + gwei(transaction.maxFeePerGas) + " a gas, of it " +
                    gwei(transaction.maxPriorityFeePerGas) + " for the block's builder");
    lines.push_back("What it costs:");
    lines.push_back(
        "  fee          about " + ether(quote.expectedFee) + ", at most " + ether(quote.maximumFee));
    lines.push_back("  altogether   at most " + ether(quote.maximumTotal) + " leave the account");
    addProvenance(lines, network);
    for (const bridge::Caution caution : quote.cautions)
        lines.push_back("CAUTION: " + cautionText(caution));
    return lines;
}

void printLayer(const bridge::Layer& layer, const base::Result<base::Uint256>& balance)
{
    printLine(
        "  " + layer.name + ": " + (balance ? ether(*balance) : "unknown (" + balance.error().detail + ")"));
}

json toJson(const base::Result<base::Uint256>& balance)
{
    if (balance)
        return {
            {"wei", base::toDecimal(*balance)}, {"eth", eth::formatAmount(*balance, eth::kEtherDecimals)}};
    return {
        {"error", {{"fault", base::toString(balance.error().fault)}, {"detail", balance.error().detail}}}};
}

} // namespace

std::string cautionText(bridge::Caution caution)
{
    switch (caution) {
    case bridge::Caution::LargeFee:
        return "the fee can be more than a tenth of the amount";
    case bridge::Caution::ContractOnL1Only:
        return "the recipient is a contract on L1, and on L2 there is nothing at its address: whoever owns "
               "it on "
               "L1 may have no way to the money on L2";
    }
    return {};
}

void addProvenance(std::vector<std::string>& lines, const bridge::Network& network)
{
    if (network.provenance == bridge::Provenance::AddedByUser)
        lines.push_back("CAUTION: this network comes from a file of yours: its addresses decide where the "
                        "money goes, and nobody here has checked them");
}

std::string tokenAmount(const base::Uint256& amount, const bridge::TokenFacts& token)
{
    const std::string unit =
        token.symbol.empty() ? "of token " + eth::toChecksum(token.address) : printable(token.symbol);
    return eth::formatAmount(amount, token.decimals) + " " + unit;
}

TokenNames namesOf(
    session::Session& session, const std::vector<bridge::Activity>& activities, const std::stop_token& stop)
{
    TokenNames names;
    for (const bridge::Activity& activity : activities) {
        if (!activity.token || names.contains(activity.token->l1)) continue;
        const auto facts = session.tokenDeposits().readL1Token(activity.token->l1, stop);
        if (facts) names.emplace(activity.token->l1, *facts);
    }
    return names;
}

nlohmann::json toJson(const bridge::Activity& activity)
{
    const bridge::DepositFacts& facts = activity.facts;
    json out{{"id", activity.id}, {"network", activity.networkId},
        {"stage", bridge::toString(activity.stage())}, {"from", eth::toChecksum(activity.from)},
        {"to", eth::toChecksum(activity.recipient)}, {"nonce", activity.nonce},
        {"createdAt", activity.createdAt.count()}, {"l1Hash", base::toHex0x(activity.l1Hash)},
        {"l1Block", toJson(facts.l1Block)},
        {"l2Hash", facts.l2Hash ? json(base::toHex0x(*facts.l2Hash)) : json()},
        {"l2Block", toJson(facts.l2Block)}, {"l1Proven", facts.l1Proven}, {"inDoubt", facts.inDoubt},
        {"replacedBy", facts.replacedBy ? json(base::toHex0x(*facts.replacedBy)) : json()},
        {"lastError", activity.lastError}};
    out[activity.token ? "units" : "wei"] = base::toDecimal(activity.amount);
    if (activity.token)
        out["token"] = {
            {"l1", eth::toChecksum(activity.token->l1)}, {"l2", eth::toChecksum(activity.token->l2)}};
    return out;
}

bool isFailure(bridge::DepositStage stage)
{
    return textOf(stage).isFailure;
}

void printQuote(const bridge::DepositQuote& quote, const bridge::Network& network, const Arguments& arguments)
{
    for (const std::string& line : quoteLines(quote, network))
        arguments.json() ? printErrorLine(line) : printLine(line);
}

void printStage(const bridge::Activity& activity, const bridge::Network& network, const Arguments& arguments)
{
    if (arguments.json()) return;
    std::string line =
        std::string(bridge::toString(activity.stage())) + ": " + textOf(activity.stage()).words;
    if (activity.stage() == bridge::DepositStage::Sent)
        line += " of " + network.l1.name + ", " + base::toHex0x(activity.l1Hash);
    if (activity.stage() == bridge::DepositStage::ExpectedOnL2)
        line += ", " + base::toHex0x(*activity.facts.l2Hash);
    if (!activity.lastError.empty()) line += " (" + activity.lastError + ")";
    printLine(line);
    std::fflush(stdout);
}

void printTrouble(const std::string& reason, const Arguments& arguments)
{
    const std::string line = "  the last look came no further: " + reason + "; the next look is in a second";
    arguments.json() ? printErrorLine(line) : printLine(line);
    std::fflush(stdout);
}

void printBalances(const base::Address& address, const session::Balances& balances,
    const bridge::Network& network, const Arguments& arguments)
{
    if (arguments.json()) {
        printJson({{"address", eth::toChecksum(address)}, {"network", network.id},
            {"l1", toJson(balances.l1)}, {"l2", toJson(balances.l2)}});
        return;
    }
    printLine(eth::toChecksum(address));
    printLayer(network.l1, balances.l1);
    printLayer(network.l2, balances.l2);
}

void printActivities(const std::vector<bridge::Activity>& activities,
    const std::vector<bridge::WithdrawalStep>& steps, const TokenNames& names, const bridge::Network& network,
    const Arguments& arguments)
{
    if (arguments.json()) {
        json list = json::array();
        for (const bridge::Activity& activity : activities)
            list.push_back(withNames(toJson(activity), activity, names));
        printJson(
            {{"network", network.id}, {"activities", std::move(list)}, {"withdrawalSteps", toJson(steps)}});
        return;
    }
    if (activities.empty() && steps.empty())
        printLine("No deposits and no withdrawals on " + network.name + " yet.");
    for (const bridge::Activity& activity : activities)
        printActivity(activity, names);
    printSteps(steps, network);
}

void printNetworks(std::span<const bridge::Network> networks, const Arguments& arguments)
{
    if (arguments.json()) {
        json list = json::array();
        for (const bridge::Network& network : networks)
            list.push_back(toJson(network));
        printJson({{"networks", std::move(list)}});
        return;
    }
    for (const bridge::Network& network : networks)
        printLine(network.id + "  " + network.name + " (chain " + std::to_string(network.l2.chainId) +
                  " on " + network.l1.name + "), bridge " +
                  eth::toChecksum(network.contracts.l1StandardBridge));
}

void printWarning(const base::Error& error)
{
    printErrorLine("postern-cli: " + error.detail);
}

} // namespace cli
