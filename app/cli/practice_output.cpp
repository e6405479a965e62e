#include "app/cli/practice_output.h"

#include "app/cli/time_text.h"
#include "core/eth/address.h"
#include "core/practice/contracts/deployment.h"
#include "core/rpc/json.h"

#include <algorithm>
#include <cstdio>

#if defined(_WIN32)
#include <io.h>
#define isatty _isatty
#define fileno _fileno
#else
#include <unistd.h>
#endif

namespace cli {
namespace {

using nlohmann::json;

/// The member as text; what a server sent may be anything.
std::string textOf(const json& object, const char* name)
{
    const json* value = rpc::memberIfAny(object, name);
    if (value == nullptr) return "-";
    const auto* text = value->get_ptr<const std::string*>();
    return text != nullptr ? *text : value->dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string timeOf(const json& object)
{
    const json* now = rpc::memberIfAny(object, "now");
    const auto* seconds = now == nullptr ? nullptr : now->get_ptr<const json::number_unsigned_t*>();
    return seconds == nullptr ? "-" : utc(base::Seconds(*seconds));
}

void printRow(const std::string& name, const std::string& value)
{
    std::printf("  %-30s %s\n", printable(name).c_str(), printable(value).c_str());
}

void printChain(const json& status, const char* name, const char* title)
{
    const json* chain = rpc::memberIfAny(status, name);
    if (chain == nullptr) return;
    printRow(title, "block " + textOf(*chain, "latest") + ", safe " + textOf(*chain, "safe") +
                        ", finalized " + textOf(*chain, "finalized"));
}

void printContracts(const json& status)
{
    const json* contracts = rpc::memberIfAny(status, "contracts");
    if (contracts == nullptr || !contracts->is_object()) return;
    printLine("");
    printLine("Contracts on L1");
    for (const auto& [name, address] : contracts->items())
        printRow(name, textOf(*contracts, name.c_str()));
}

void printTokens(const json& status)
{
    const json* tokens = rpc::memberIfAny(status, "tokens");
    if (tokens == nullptr || !tokens->is_array()) return;
    printLine("");
    printLine("Tokens (drip() gives anybody 1,000 of them)");
    for (const json& token : *tokens) {
        const bool isOnBoth = rpc::memberIfAny(token, "l2") != nullptr;
        printRow(textOf(token, "symbol") + ", " + textOf(token, "decimals") + " decimals",
            "L1 " + textOf(token, "l1") + (isOnBoth ? ", L2 " + textOf(token, "l2") : ""));
    }
}

/// The keys follow from the mnemonic of all development chains.
struct FundedAccount {
    std::string address, key;
};
base::Result<std::vector<FundedAccount>> fundedAccounts()
{
    std::vector<FundedAccount> all;
    for (std::uint32_t i = 0; i < practice::kPracticeAccounts; ++i) {
        const practice::Role role = TRY(practice::practiceAccount(i));
        all.push_back({eth::toChecksum(role.address), base::toHex0x(role.key.view())});
    }
    return all;
}

} // namespace

base::Result<json> servedJson(const ServedWorld& served, json status)
{
    const auto funded = TRY(fundedAccounts());
    json accounts = json::array();
    for (const FundedAccount& account : funded)
        accounts.push_back({{"address", account.address}, {"privateKey", account.key}});
    status["accounts"] = std::move(accounts);
    status["l1Url"] = served.l1Url;
    status["l2Url"] = served.l2Url;
    status["beaconUrl"] = served.beaconUrl;
    status["l1ChainId"] = practice::kL1ChainId;
    status["l2ChainId"] = practice::kL2ChainId;
    return status;
}

base::Result<void> printServed(const ServedWorld& served, const json& status)
{
    const auto accounts = TRY(fundedAccounts());
    printLine("A practice L1 and an OP Stack rollup on it. Nothing here is worth anything.");
    printLine("");
    printRow("L1 JSON-RPC, chain " + std::to_string(practice::kL1ChainId), served.l1Url);
    printRow("L2 JSON-RPC, chain " + std::to_string(practice::kL2ChainId), served.l2Url);
    printRow("L1 beacon API", served.beaconUrl);
    printRow("Kept in", served.file.empty() ? "no file: gone at the end" : served.file);
    printLine("");
    printLine("Accounts with 10,000 ETH on both chains, and their keys, which everybody knows");
    for (const FundedAccount& account : accounts)
        std::printf("  %s  %s\n", account.address.c_str(), account.key.c_str());
    printLine("");
    printWorld(status);
    printLine("");
    printLine("Let time pass with \"postern-cli practice leap 1h --url " + served.l1Url +
              "\"; Ctrl-C ends the world.");
    return {};
}

void printWorld(const json& status)
{
    printLine("Practice world, generation " + textOf(status, "generation") + ", at " + timeOf(status));
    printChain(status, "l1", "L1, chain 900");
    printChain(status, "l2", "L2, chain 901");
    printContracts(status);
    printTokens(status);
    const json* faults = rpc::memberIfAny(status, "faults");
    if (faults == nullptr || !faults->is_object()) return;
    printLine("");
    const auto isOff = [](const json& value) { return value == "off"; };
    if (std::ranges::all_of(*faults, isOff))
        return printLine("Everybody is honest and awake: no switch is on");
    printLine("Switches that are on");
    for (const auto& [name, value] : faults->items())
        if (!isOff(value)) printRow(name, textOf(*faults, name.c_str()));
}

void printTime(const json& now)
{
    printLine("The practice chains are at " + timeOf(now));
}

void printFaults(const json& faults)
{
    if (!faults.is_object()) return;
    for (const auto& [name, value] : faults.items())
        printRow(name, textOf(faults, name.c_str()));
}

void showProgress(std::uint64_t done, std::uint64_t all)
{
    if (isatty(fileno(stderr)) == 0) return;
    std::fprintf(stderr, "\r%3llu %%%s", static_cast<unsigned long long>(all == 0 ? 100 : done * 100 / all),
        done == all ? "\n" : "");
    std::fflush(stderr);
}

} // namespace cli
