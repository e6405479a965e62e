#pragma once

#include "core/base/bytes.h"

#include <set>
#include <string>
#include <vector>

namespace practice {

using base::Address;

/// What a node answers instead of the truth.
enum class RpcFault : std::uint8_t {
    None,
    WrongBalance,  ///< eth_getBalance gives ten times as much
    WrongProof,    ///< eth_getProof gives nodes that do not fit
    TruncatedLogs, ///< eth_getLogs leaves out the newest half
    StaleHead,     ///< "latest" stands still from the moment of the switch
    TimesOut,      ///< no answer
    RateLimits,    ///< HTTP 429, and the JSON-RPC error that goes with it
    RichText,      ///< an error whose message is markup with a link
};

/// Everything that can be made to go wrong, each with one switch. All off: everybody is honest and awake.
struct Faults {
    std::set<Address> censored; ///< the sequencer leaves out their L2 transactions and delays their deposits
                                ///< as long as the protocol lets it
    bool sequencerStops = false;
    bool sequencerEquivocates = false; ///< the L2 node shows blocks that the data on L1 contradicts
    bool batcherStops = false;
    bool batcherPostsGarbage = false;        ///< bytes that are no frames, besides nothing else
    bool batcherPostsInvalidBatches = false; ///< well-formed batches that break a rule, besides nothing else
    bool proposerLies = false;               ///< proposes wrong roots
    bool proposerStops = false;
    bool challengerSleeps = false; ///< nobody attacks wrong roots or resolves games
    bool strangerSpamsGames =
        false; ///< a stranger creates games with absurd block numbers, where all may create
    RpcFault l1Rpc = RpcFault::None;
    RpcFault l2Rpc = RpcFault::None;

    friend bool operator==(const Faults&, const Faults&) = default;
};

/// The switches by name, for command lines and forms: "sequencer-stops", "l2-rpc" …
std::vector<std::string> faultNames();
/// What "l1-rpc" and "l2-rpc" take, in the order of RpcFault; "off" is the first.
std::vector<std::string> rpcFaultNames();
/// Sets one switch: "on" and "off", for "censored" addresses with commas between them (or "off"), for
/// "l1-rpc" and "l2-rpc" the name of an RpcFault. BadData otherwise.
base::Result<void> setFault(Faults& faults, std::string_view name, std::string_view value);
/// What setFault() would take; `name` must be one of faultNames().
std::string faultValue(const Faults& faults, std::string_view name);

} // namespace practice
