#pragma once

#include "core/execution/transaction.h"

#include <functional>

namespace execution {

/// A transaction that is tried, not mined.
struct Trial {
    bool succeeded = false;
    std::uint64_t gasUsed = 0; ///< intrinsic gas included, after refunds
    evm::Status status = evm::Status::Success;
    Bytes output; ///< returned or reverted with
    std::vector<eth::Log> logs;
};

/// Runs the transaction as `sender`'s, who need not have signed it, at its maxFeePerGas; the nonce is the
/// sender's own. The caller has seen to it that the gas covers the intrinsic gas and the balance covers value
/// and fee, and finishes the transaction of the state when others are to follow.
Trial tryTransaction(const BlockRules& rules, const evm::BlockContext& context, evm::State& state,
    evm::CodeCache& codes, const eth::Transaction& transaction, const Address& sender);

/// Narrows down to where something begins to succeed, to within a hundredth: it fails with `failing` gas, and
/// does not with `enough`; `next` is tried first.
base::Result<std::uint64_t> leastGas(std::uint64_t failing, std::uint64_t enough, std::uint64_t next,
    const std::function<base::Result<bool>(std::uint64_t gas)>& succeeds);

} // namespace execution
