#pragma once

#include "core/base/bytes.h"

#include <cstdint>
#include <filesystem>

namespace base {

/// The whole of a regular file of at most `limit` bytes. Storage when it cannot be read, BadData when it is larger.
Result<Bytes> readFile(const std::filesystem::path& path, std::uint64_t limit);

/// Replaces the file as one step: writes a new file of mode 0600 beside it, syncs it, renames it over the old one and
/// syncs the folder. After a crash the file holds either all of the old or all of the new bytes. Storage on failure; the
/// old file is then untouched.
Result<void> writeFileAtomically(const std::filesystem::path& path, ByteView bytes);

/// As above, but refuses (Storage) when the file exists: never overwrites a keystore.
Result<void> createFileAtomically(const std::filesystem::path& path, ByteView bytes);

/// Creates the folder and its parents; a folder made here is readable by its owner only.
Result<void> makePrivateFolder(const std::filesystem::path& path);

} // namespace base
