#pragma once

#include "core/execution/block.h"
#include "core/opstack/payload_attributes.h"

namespace execution {

/// The attributes that a derivation or a sequencer gives, as execution takes them.
BlockAttributes toBlockAttributes(opstack::PayloadAttributes payload);

/// A block of L1 as the derivation of L2 sees it: its blob base fee is that of the schedule that the rollup
/// follows. Specification: pectra-blob-schedule/derivation.md.
opstack::L1BlockRef l1BlockRef(
    const opstack::RollupConfig& config, const ChainRules& l1, const eth::Header& header, const Hash& hash);

} // namespace execution
