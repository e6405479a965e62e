#pragma once

#include "core/practice/chain/chain.h"

#include <map>

namespace practice {

/// eth_call's third argument: what an account is taken to be for one call.
struct AccountOverride {
    std::optional<Uint256> balance;
    std::optional<std::uint64_t> nonce;
    std::optional<Bytes> code;
    std::optional<std::map<Uint256, Uint256>> state; ///< in place of its whole storage
    std::map<Uint256, Uint256> stateDiff;            ///< on top of its storage
};
using StateOverrides = std::map<Address, AccountOverride>;

/// A message that is tried, not mined. `sender` need not have signed anything.
struct SimulatedCall {
    Address sender;
    std::optional<Address> to; ///< nothing: a creation
    Uint256 value;
    Bytes data;
    std::optional<std::uint64_t> gas; ///< nothing: as much as the limit for calls
    Uint256 gasPrice;                 ///< zero: no fee is charged
    std::vector<eth::AccessListEntry> accessList;
    std::vector<eth::Authorization> authorizations;
};

struct Simulation {
    bool succeeded = false;
    std::uint64_t gasUsed = 0; ///< intrinsic gas included, after refunds
    Bytes output;              ///< returned or reverted with
    std::vector<eth::Log> logs;
    evm::Status status = evm::Status::Success;
};
/// Why it did not succeed, in the words of nodes: "execution reverted: reason", "out of gas" …
std::string failureOf(const Simulation& simulation);

/// No call gets more gas than this.
inline constexpr std::uint64_t kCallGasLimit = 100'000'000;

/// Runs the call on the state after block `number`, in that block's surroundings, by the rules of its fork.
/// Refused when it could not even begin (funds, intrinsic gas), in the words of nodes.
base::Result<Simulation> simulate(
    Chain& chain, std::uint64_t number, const SimulatedCall& call, const StateOverrides& overrides = {});

/// The least gas limit with which the call succeeds (to within a hundredth), as eth_estimateGas. Refused with
/// failureOf() as the detail and the revert's output in `output` when it fails with any.
base::Result<std::uint64_t> estimateGas(Chain& chain, std::uint64_t number, const SimulatedCall& call,
    const StateOverrides& overrides, Bytes& output);

/// The accounts and slots that the call touches, without those that are warm anyhow, and what it costs when
/// it names them: eth_createAccessList.
struct AccessListing {
    std::vector<eth::AccessListEntry> accessList;
    Simulation simulation;
};
base::Result<AccessListing> createAccessList(
    Chain& chain, std::uint64_t number, const SimulatedCall& call, const StateOverrides& overrides = {});

} // namespace practice
