#pragma once

#include "core/eth/account.h"

#include <optional>

namespace evm {

using base::Address;
using base::Bytes;
using base::ByteView;
using base::Hash;
using base::Uint256;

/// The world before a message, as the EVM sees it. Never fails and does no I/O; a view that lacks a value
/// answers zero and records the miss, and the caller then throws the run away (see
/// execution/witness_state.h).
struct StateView {
    virtual ~StateView() = default;
    /// Nothing when the account does not exist.
    virtual std::optional<eth::Account> account(const Address& address) const = 0;
    /// The code with this hash; valid as long as the view.
    virtual ByteView code(const Hash& codeHash) const = 0;
    virtual Uint256 storage(const Address& address, const Uint256& slot) const = 0;
};

} // namespace evm
