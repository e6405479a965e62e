#pragma once

#include "core/base/bytes.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bridge {

/// Who says where a network's contracts are. Contract addresses decide where money goes, so the user always
/// sees it.
enum class Provenance {
    BuiltIn,     ///< compiled in from resources/networks
    AddedByUser, ///< imported at run time: to be marked wherever the network is named
};

/// The L1 contracts of one rollup, all proxies. bridging.md of the OP Stack specification names them the same
/// way.
struct L1Contracts {
    base::Address optimismPortal;
    base::Address systemConfig;
    base::Address l1StandardBridge;
    base::Address l1CrossDomainMessenger;

    friend bool operator==(const L1Contracts&, const L1Contracts&) = default;
};

/// One side of a network: which chain, and where its nodes are when the user names none.
struct Layer {
    std::string name; ///< "Ethereum", "OP Sepolia"
    std::uint64_t chainId = 0;
    std::string url;      ///< of a JSON-RPC node; may be empty
    std::string explorer; ///< of a block explorer; may be empty

    friend bool operator==(const Layer&, const Layer&) = default;
};

/// What moves money between one L1 and one rollup on it.
struct Network {
    std::string id;   ///< "mainnet/op"; unique, stable, stored with every activity
    std::string name; ///< "OP Mainnet"
    Provenance provenance = Provenance::BuiltIn;
    bool isTestnet = false; ///< its money is worth nothing
    Layer l1;
    Layer l2;
    L1Contracts contracts;

    friend bool operator==(const Network&, const Network&) = default;
};

/// The network of a fresh start: the local pair of chains 900 and 901.
inline constexpr std::string_view kPracticeNetwork = "practice/901";

/// The networks compiled in, sorted by name; parsed once.
std::span<const Network> knownNetworks();

/// The network with this id, or nothing.
const Network* findNetwork(std::string_view id);

/// Strict: an object with exactly the fields of resources/networks, addresses with EIP-55 checksums. BadData
/// otherwise.
base::Result<std::vector<Network>> parseNetworks(std::string_view json, Provenance provenance);

} // namespace bridge
