#pragma once

#include "core/eth/abi_value.h"
#include "core/execution/chain_rules.h"
#include "core/execution/memory_state.h"

namespace practice {

using base::Address;
using base::Bytes;
using base::ByteView;
using base::Uint256;

/// A block and the state after it. Refers only.
struct Snapshot {
    const execution::ChainRules& rules;
    const eth::Header& header;
    const execution::MemoryState& state;
};

/// What a message without value from `sender` returns, in that block's surroundings; nothing is changed.
/// Refused when it fails.
base::Result<Bytes> callContract(
    const Snapshot& at, const Address& sender, const Address& contract, ByteView data);

/// The single word that a view function of ours returns. Refused when it fails or returns anything else.
base::Result<Uint256> readWord(const Snapshot& at, const Address& contract, std::string_view signature,
    const eth::abi::Value::List& arguments = {});
base::Result<Address> readAddress(const Snapshot& at, const Address& contract, std::string_view signature,
    const eth::abi::Value::List& arguments = {});

} // namespace practice
