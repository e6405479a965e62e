#pragma once

#include "core/base/bytes.h"

#include <cstdint>
#include <filesystem>
#include <utility>

namespace base {

/// Whether something stands at this path. Storage when that cannot be told: a folder on the way may not be
/// searched or is no folder, a link leads nowhere, the disk fails. So "may not read" is never taken for "is
/// not there".
Result<bool> isThere(const std::filesystem::path& path);

/// The whole of a regular file of at most `limit` bytes. Storage when it cannot be read, BadData when it is
/// larger.
Result<Bytes> readFile(const std::filesystem::path& path, std::uint64_t limit);

/// Replaces the file as one step: writes a new file of mode 0600 beside it, syncs it, renames it over the old
/// one and syncs the folder. After a crash the file holds either all of the old or all of the new bytes.
/// Storage on failure; the old file is then untouched, unless it was the sync of the folder that failed: then
/// it may be either.
Result<void> writeFileAtomically(const std::filesystem::path& path, ByteView bytes);

/// As above, but refuses (Storage) when the file exists: never overwrites a keystore. A file system that can
/// neither rename without replacing nor link (some network and user-space ones) gets the bytes under the
/// final name at once: a crash may leave a part of them there.
Result<void> createFileAtomically(const std::filesystem::path& path, ByteView bytes);

/// Creates the folder and its parents; a folder made here is readable by its owner only. Storage when it
/// cannot be made or something else stands there.
Result<void> makePrivateFolder(const std::filesystem::path& path);

/// The folder for what this user's Postern keeps, as the platform has it: $XDG_DATA_HOME/postern or
/// ~/.local/share/postern, ~/Library/Application Support/Postern, %LOCALAPPDATA%/Postern. It may not exist
/// yet. Storage when the environment does not tell.
Result<std::filesystem::path> userDataFolder();

/// Holds a lock file, made when absent, against all other processes and threads until it ends or its process
/// does.
class FileLock {
public:
    /// Waits up to ten seconds for the present holder, then fails with Storage; at once when the file system
    /// has no locks.
    static Result<FileLock> take(const std::filesystem::path& path);

    FileLock(FileLock&& other) noexcept
        : m_fd(std::exchange(other.m_fd, -1))
    {
    }
    FileLock& operator=(FileLock&&) = delete;
    ~FileLock();

private:
    explicit FileLock(int fd)
        : m_fd(fd)
    {
    }

    int m_fd;
};

} // namespace base
