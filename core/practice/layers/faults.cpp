#include "core/practice/layers/faults.h"

#include "core/eth/address.h"

#include <algorithm>
#include <array>

namespace practice {
namespace {

using base::fail;
using base::Fault;
using base::Result;

struct Switch {
    std::string_view name;
    bool Faults::*flag;
};
constexpr std::array kSwitches{
    Switch{"sequencer-stops", &Faults::sequencerStops},
    Switch{"sequencer-equivocates", &Faults::sequencerEquivocates},
    Switch{"batcher-stops", &Faults::batcherStops},
    Switch{"batcher-posts-garbage", &Faults::batcherPostsGarbage},
    Switch{"batcher-posts-invalid-batches", &Faults::batcherPostsInvalidBatches},
    Switch{"proposer-lies", &Faults::proposerLies},
    Switch{"proposer-stops", &Faults::proposerStops},
    Switch{"challenger-sleeps", &Faults::challengerSleeps},
    Switch{"stranger-spams-games", &Faults::strangerSpamsGames},
};

struct NodeSwitch {
    std::string_view name;
    RpcFault Faults::*fault;
};
constexpr std::array kNodeSwitches{
    NodeSwitch{"l1-rpc", &Faults::l1Rpc},
    NodeSwitch{"l2-rpc", &Faults::l2Rpc},
};

constexpr std::array<std::string_view, 8> kRpcFaultNames{"off", "wrong-balance", "wrong-proof",
    "truncated-logs", "stale-head", "times-out", "rate-limits", "rich-text"};

constexpr std::string_view kCensored = "censored";

template <typename Table>
auto find(const Table& table, std::string_view name)
{
    const auto found = std::ranges::find(table, name, [](const auto& entry) { return entry.name; });
    return found == table.end() ? nullptr : &*found;
}

Result<std::set<Address>> parseAddresses(std::string_view list)
{
    std::set<Address> addresses;
    if (list == "off") return addresses;
    while (true) {
        const std::size_t comma = list.find(',');
        addresses.insert(TRY(eth::parseAddress(list.substr(0, comma))));
        if (comma == std::string_view::npos) return addresses;
        list.remove_prefix(comma + 1);
    }
}

std::string joined(const std::set<Address>& addresses)
{
    std::string text;
    for (const Address& address : addresses)
        text += (text.empty() ? "" : ",") + eth::toChecksum(address);
    return text.empty() ? "off" : text;
}

std::string listed(const std::vector<std::string>& names)
{
    std::string list;
    for (const std::string& name : names)
        list += (list.empty() ? "" : ", ") + name;
    return list;
}

Result<bool> parseFlag(std::string_view value)
{
    if (value == "on") return true;
    if (value == "off") return false;
    return fail(Fault::BadData, "a switch is \"on\" or \"off\"");
}

Result<RpcFault> parseRpcFault(std::string_view value)
{
    const auto found = std::ranges::find(kRpcFaultNames, value);
    if (found == kRpcFaultNames.end())
        return fail(Fault::BadData, "a node can be made to do " + listed(rpcFaultNames()));
    return static_cast<RpcFault>(found - kRpcFaultNames.begin());
}

} // namespace

std::vector<std::string> faultNames()
{
    std::vector<std::string> names{std::string(kCensored)};
    for (const Switch& entry : kSwitches)
        names.emplace_back(entry.name);
    for (const NodeSwitch& entry : kNodeSwitches)
        names.emplace_back(entry.name);
    return names;
}

std::vector<std::string> rpcFaultNames()
{
    return {kRpcFaultNames.begin(), kRpcFaultNames.end()};
}

Result<void> setFault(Faults& faults, std::string_view name, std::string_view value)
{
    if (name == kCensored) {
        faults.censored = TRY(parseAddresses(value));
    } else if (const Switch* known = find(kSwitches, name)) {
        faults.*known->flag = TRY(parseFlag(value));
    } else if (const NodeSwitch* node = find(kNodeSwitches, name)) {
        faults.*node->fault = TRY(parseRpcFault(value));
    } else {
        return fail(Fault::BadData, "there is no switch of that name; there are " + listed(faultNames()));
    }
    return {};
}

std::string faultValue(const Faults& faults, std::string_view name)
{
    if (name == kCensored) return joined(faults.censored);
    if (const Switch* known = find(kSwitches, name)) return faults.*known->flag ? "on" : "off";
    const NodeSwitch* node = find(kNodeSwitches, name);
    CHECK(node != nullptr);
    return std::string(kRpcFaultNames[static_cast<std::size_t>(faults.*node->fault)]);
}

} // namespace practice
