#pragma once

#include "core/practice/chain/chain.h"
#include "core/store/sqlite.h"

#include <filesystem>

namespace practice {

/// What a practice world keeps on the disk: one SQLite file with the blocks of both chains, what their states
/// have that their genesis has not, and named values. Everything between two commits is on the disk whole or
/// not at all, so that a killed program finds the world as of its last commit(). One process at a time.
/// Faults: Storage; Unsupported for a file of a newer program; BadData for a file of something else.
///
/// Once a call has failed, because the disk is full perhaps, everything since the last commit is undone and
/// every further call fails alike: what is in memory no longer goes with what is in the file. Opened again, the
/// file is as of its last commit.
class Archive {
public:
    /// An empty path: a world that is gone when the archive ends, kept in a temporary file; ":memory:": the
    /// same without a file. Storage when another process has the file.
    static base::Result<std::shared_ptr<Archive>> open(const std::filesystem::path& file);
    ~Archive();

    /// Brings everything since the last commit to the disk.
    base::Result<void> commit();

    base::Result<void> putBlock(Layer layer, const SealedBlock& block);
    /// Forgets this block and all above it.
    base::Result<void> removeBlocksFrom(Layer layer, std::uint64_t number);
    base::Result<std::optional<std::uint64_t>> headNumber(Layer layer);
    /// Nothing when there is none.
    base::Result<BlockPointer> block(Layer layer, std::uint64_t number);
    /// Only the undo of a block that is there.
    base::Result<evm::StateDiff> undo(Layer layer, std::uint64_t number);
    base::Result<std::optional<std::uint64_t>> numberOf(Layer layer, const Hash& blockHash);
    struct Place {
        std::uint64_t block = 0;
        std::size_t index = 0;
    };
    base::Result<std::optional<Place>> placeOf(Layer layer, const Hash& transaction);

    /// Remembers what the diff says of each account and slot, in place of what was said before.
    base::Result<void> putState(Layer layer, const evm::StateDiff& changes);
    /// Everything remembered, as one change of the genesis state.
    base::Result<evm::StateDiff> state(Layer layer);

    /// Named values of the world: its clock, pools, switches.
    base::Result<void> put(std::string_view name, ByteView value);
    base::Result<std::optional<Bytes>> get(std::string_view name);

    /// Blobs by their versioned hash, for as long as the L1 keeps them.
    base::Result<void> putBlob(const Hash& versionedHash, std::uint64_t l1Block, ByteView blob);
    base::Result<std::optional<Bytes>> blob(const Hash& versionedHash);
    base::Result<void> removeBlobsBefore(std::uint64_t l1Block);

private:
    struct Parts;
    explicit Archive(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

} // namespace practice
