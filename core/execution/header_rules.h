#pragma once

#include "core/execution/chain_rules.h"

namespace execution {

/// Whether a block with this header may follow `parent`: everything that does not need execution. BadData
/// with the field and both values. Seals of proof of work are not looked at. Unsupported when it is of a fork
/// that is not implemented.
base::Result<void> checkHeader(const eth::Header& header, const eth::Header& parent, const ChainRules& rules);

/// Whether the body is the one that the header commits to, and is of a form its fork allows.
base::Result<void> checkBody(
    const eth::Block& block, const std::vector<Bytes>& encodedTransactions, const BlockRules& rules);

/// The fields that execution gives, compared one by one. Mismatch with the field and both values.
base::Result<void> compareHeaders(const eth::Header& expected, const eth::Header& computed);

/// The base fee of the block after `parent`. From London on.
base::Result<Uint256> nextBaseFee(
    const eth::Header& parent, std::uint64_t timestamp, const ChainRules& rules);

/// The difficulty of proof of work, by the rules of the block after `parent`. Yellow Paper, section 4.3.4,
/// EIP-2 and EIP-100; the bomb's delay is the chain's.
Uint256 difficultyAfter(
    const eth::Header& parent, bool parentHasOmmers, std::uint64_t timestamp, const BlockRules& rules);

} // namespace execution
