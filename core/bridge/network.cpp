#include "core/bridge/network.h"

#include "core/bridge/embedded_networks.h"
#include "core/eth/address.h"
#include "core/eth/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace bridge {
namespace {

using base::fail;
using base::Fault;
using base::Result;
using nlohmann::json;

/// The member of this type; and no other members than the expected ones, so that a misspelt address is not
/// left out.
template <typename T>
Result<T> memberOf(const json& object, const char* name)
{
    const auto found = object.find(name);
    const auto* value = found == object.end() ? nullptr : found->get_ptr<const T*>();
    if (value == nullptr) return fail(Fault::BadData, std::string(name) + " is missing or of another type");
    return *value;
}

Result<const json*> objectOf(const json& object, const char* name, std::size_t members)
{
    const auto found = object.find(name);
    if (found == object.end() || !found->is_object() || found->size() != members)
        return fail(Fault::BadData, std::string(name) + " is missing or has other members");
    return &*found;
}

/// With its checksum: these addresses decide where money goes, and people copy them.
Result<base::Address> addressOf(const json& object, const char* name)
{
    const std::string text = TRY(memberOf<std::string>(object, name));
    const base::Address address = TRY(eth::parseAddress(text));
    if (eth::toChecksum(address) != text)
        return fail(Fault::BadData, std::string(name) + " has no checksum (EIP-55)");
    if (address.isZero()) return fail(Fault::BadData, std::string(name) + " is zero");
    return address;
}

Result<Layer> parseLayer(const json& object, const char* name)
{
    const json* from = TRY(objectOf(object, name, 4));
    Layer layer;
    layer.name = TRY(memberOf<std::string>(*from, "name"));
    layer.chainId = TRY(memberOf<json::number_unsigned_t>(*from, "chainId"));
    layer.url = TRY(memberOf<std::string>(*from, "url"));
    layer.explorer = TRY(memberOf<std::string>(*from, "explorer"));
    return layer;
}

Result<L1Contracts> parseContracts(const json& object)
{
    const json* from = TRY(objectOf(object, "contracts", 4));
    L1Contracts contracts;
    contracts.optimismPortal = TRY(addressOf(*from, "optimismPortal"));
    contracts.systemConfig = TRY(addressOf(*from, "systemConfig"));
    contracts.l1StandardBridge = TRY(addressOf(*from, "l1StandardBridge"));
    contracts.l1CrossDomainMessenger = TRY(addressOf(*from, "l1CrossDomainMessenger"));
    return contracts;
}

Result<Network> parseNetwork(const json& object, Provenance provenance)
{
    if (!object.is_object() || object.size() != 6)
        return fail(Fault::BadData, "a network has other members than the expected ones");
    Network network;
    network.provenance = provenance;
    network.id = TRY(memberOf<std::string>(object, "id"));
    network.name = TRY(memberOf<std::string>(object, "name"));
    network.isTestnet = TRY(memberOf<bool>(object, "isTestnet"));
    network.l1 = TRY(parseLayer(object, "l1"));
    network.l2 = TRY(parseLayer(object, "l2"));
    network.contracts = TRY(parseContracts(object));
    return network;
}

std::vector<Network> embeddedNetworks()
{
    std::vector<Network> all;
    for (const std::string_view file : kEmbeddedNetworks) {
        auto networks = parseNetworks(file, Provenance::BuiltIn);
        CHECK(networks.has_value());
        all.insert(all.end(), networks->begin(), networks->end());
    }
    std::ranges::sort(all, {}, &Network::name);
    return all;
}

} // namespace

base::Result<std::vector<Network>> parseNetworks(std::string_view text, Provenance provenance)
{
    const json file = TRY(eth::parseJson(text));
    const auto list = file.find("networks");
    if (!file.is_object() || list == file.end() || !list->is_array())
        return fail(Fault::BadData, "the file has no networks");
    std::vector<Network> networks;
    for (const json& object : *list) {
        auto network = parseNetwork(object, provenance);
        if (!network)
            return base::within("network " + std::to_string(networks.size()), std::move(network).error());
        networks.push_back(*std::move(network));
    }
    return networks;
}

std::span<const Network> knownNetworks()
{
    static const std::vector<Network> networks = embeddedNetworks();
    return networks;
}

const Network* findNetwork(std::string_view id)
{
    const auto networks = knownNetworks();
    const auto found = std::ranges::find(networks, id, &Network::id);
    return found == networks.end() ? nullptr : &*found;
}

} // namespace bridge
