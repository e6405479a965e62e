#include "app/cli/token_output.h"

#include "app/cli/crossing_output.h"
#include "app/cli/transaction_text.h"
#include "core/eth/address.h"
#include "core/eth/units.h"

namespace cli {
namespace {

using nlohmann::json;

std::string ether(const base::Uint256& wei)
{
    return eth::formatAmount(wei, eth::kEtherDecimals) + " ETH";
}

json toJson(const bridge::TokenFacts& token)
{
    return {{"address", eth::toChecksum(token.address)}, {"name", token.name}, {"symbol", token.symbol},
        {"decimals", token.decimals}, {"mintable", token.mintable != bridge::Mintable::No}};
}

std::string describeToken(const bridge::TokenFacts& token, const bridge::Layer& layer)
{
    const std::string name = token.name.empty() ? "without a name" : "\"" + token.name + "\"";
    return "  " + layer.name + ": " + eth::toChecksum(token.address) + ", " + name + ", " +
           std::to_string(token.decimals) + " decimals" +
           (token.mintable == bridge::Mintable::No ? "" : ", made by the bridge");
}

std::string trust(bool isProven, std::uint64_t block)
{
    return (isProven ? "proven against the node's block " : "as the node says, of block ") +
           std::to_string(block);
}

using Lines = std::vector<std::string>;

const char* textOf(bridge::TokenAct act)
{
    switch (act) {
    case bridge::TokenAct::Reset:
        return "takes the bridge's present allowance back, as the token asks for before another is given";
    case bridge::TokenAct::Approve:
        return "lets the bridge take exactly this amount";
    case bridge::TokenAct::Deposit:
        return "hands the tokens to the bridge";
    }
    return "";
}

void addActions(Lines& lines, const bridge::TokenDepositQuote& quote)
{
    lines.push_back(std::to_string(quote.actions.size()) + " transaction(s) on L1, one after the other:");
    for (std::size_t i = 0; i < quote.actions.size(); ++i) {
        const bridge::TokenAction& action = quote.actions[i];
        lines.push_back("  " + std::to_string(i + 1) + ". " + textOf(action.act) + ", at most " +
                        ether(action.maximumFee));
    }
    lines.push_back("  altogether at most " + ether(quote.maximumFees) + " in fees at today's prices");
}

Lines quoteLines(const bridge::TokenDepositQuote& quote, const bridge::Network& network, bool isFirst)
{
    Lines lines;
    if (isFirst) {
        lines.push_back("Deposit " + tokenAmount(quote.request.amount, quote.pair.l1) + " from " +
                        network.l1.name + " to " + network.l2.name +
                        (network.isTestnet ? " (test money)" : ""));
        addPair(lines, quote.pair, network);
        lines.push_back("  from " + eth::toChecksum(quote.request.from) + ", which has " +
                        tokenAmount(quote.tokenBalance, quote.pair.l1) + " and " + ether(quote.balance));
        lines.push_back("  to   " + eth::toChecksum(quote.request.recipient) + " on " + network.l2.name);
        addActions(lines, quote);
    }
    lines.push_back(std::string("What will be signed now, on ") + network.l1.name + "; it " +
                    textOf(quote.actions.front().act) + ":");
    for (const std::string& line : describe(quote.transaction))
        lines.push_back("  " + line);
    lines.push_back(
        "  fee         about " + ether(quote.expectedFee) + ", at most " + ether(quote.maximumFee));
    addProvenance(lines, network);
    for (const bridge::Caution caution : quote.cautions)
        lines.push_back("CAUTION: " + cautionText(caution));
    return lines;
}

} // namespace

void addPair(std::vector<std::string>& lines, const bridge::TokenPair& pair, const bridge::Network& network)
{
    lines.push_back(describeToken(pair.l1, network.l1) + " (" + trust(pair.isL1Proven, pair.l1Block) + ")");
    lines.push_back(describeToken(pair.l2, network.l2) + " (" + trust(pair.isL2Proven, pair.l2Block) + ")");
    lines.push_back("  names say nothing of who made a token: compare the addresses with a list you trust");
}

void printPair(const bridge::TokenPair& pair, const bridge::Network& network, const Arguments& arguments)
{
    if (arguments.json()) {
        printJson({{"network", network.id}, {"l1", toJson(pair.l1)}, {"l2", toJson(pair.l2)},
            {"home", pair.isL2Native ? "l2" : "l1"}, {"held", base::toDecimal(pair.held)},
            {"l1Block", pair.l1Block}, {"l1Proven", pair.isL1Proven}, {"l2Block", pair.l2Block},
            {"l2Proven", pair.isL2Proven}});
        return;
    }
    Lines lines{"The bridge of " + network.name + " turns these two into each other:"};
    addPair(lines, pair, network);
    lines.push_back("  at home on " + (pair.isL2Native ? network.l2.name : network.l1.name) +
                    ", where the bridge holds " + tokenAmount(pair.held, pair.l1) + " for this pair");
    for (const std::string& line : lines)
        printLine(line);
}

void printTokenQuote(const bridge::TokenDepositQuote& quote, const bridge::Network& network, bool isFirst,
    const Arguments& arguments)
{
    for (const std::string& line : quoteLines(quote, network, isFirst))
        arguments.json() ? printErrorLine(line) : printLine(line);
}

} // namespace cli
