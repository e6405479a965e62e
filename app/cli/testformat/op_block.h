#pragma once

#include "core/execution/block.h"

#include <filesystem>

namespace testformat {

/// A block of an OP Stack chain with a witness of its parent's state: one file of the set "op-blocks".
struct OpBlock {
    execution::ChainRules rules;
    eth::Header parent;
    execution::BlockAttributes attributes;
    std::vector<base::Bytes> witness;
    base::Hash expectedHash;
    std::optional<eth::Header> expectedHeader;
};
/// BadData when the file contradicts itself: the parent's header does not have the hash that is given for it.
base::Result<OpBlock> readOpBlock(const std::filesystem::path& file);

/// What executing it gave and took.
struct OpBlockRun {
    base::Hash hash;
    std::uint64_t gasUsed = 0;
    double seconds = 0; ///< hashing of the witness included, reading of the file not
};
/// Executes the block on its witness. Mismatch when the hash is not the expected one.
base::Result<OpBlockRun> runOpBlock(const OpBlock& block, evm::CodeCache& codes);

} // namespace testformat
