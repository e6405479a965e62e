#pragma once

#include "core/eth/block.h"
#include "core/execution/memory_state.h"

#include <string_view>

namespace execution {

/// The first block of a chain and the state after it.
struct Genesis {
    eth::Header header;
    MemoryState state;
};

/// Reads a genesis file: geth's format with "config" and "alloc", of Ethereum or OP Stack. Numbers are
/// decimal, or hex after 0x; storage is hex; addresses and hashes have their length; "alloc", "difficulty",
/// "gasLimit" and each account's "balance" must be there, as geth demands. The header has the fields of the
/// forks that "config" activates at its time; where there is no "config", those of the values that are given.
/// BadData, naming the place, when the file is not of that format.
base::Result<Genesis> parseGenesis(std::string_view json);

/// Reads an "alloc" alone: {address: {balance, nonce, code, storage}}.
base::Result<MemoryState> parseAllocation(std::string_view json);

/// The longest genesis file that is read.
inline constexpr std::size_t kMaxGenesisSize = 256u << 20;

} // namespace execution
