#include "core/base/file.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <random>
#include <thread>

#if defined(_WIN32)
#include <io.h>
#include <windows.h>
#else
#include <sys/file.h>
#include <unistd.h>
#endif

namespace base {
namespace {

namespace fs = std::filesystem;

std::unexpected<Error> storageError(const std::string& doing, const fs::path& path)
{
    return fail(Fault::Storage, doing + " " + path.string() + ": " + std::generic_category().message(errno));
}

/// A system call again for as long as a signal interrupts it.
template <typename Call>
auto uninterrupted(Call call)
{
    auto result = call();
    while (result < 0 && errno == EINTR)
        result = call();
    return result;
}

int openFile(const fs::path& path, int flags, int mode = 0)
{
#if defined(_WIN32)
    return ::_wopen(path.c_str(), flags | O_BINARY, mode);
#else
    return uninterrupted([&] { return ::open(path.c_str(), flags | O_CLOEXEC, mode); });
#endif
}

/// A file descriptor that is closed when it leaves scope.
class Descriptor {
public:
    explicit Descriptor(int fd)
        : m_fd(fd)
    {
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (m_fd >= 0) ::close(m_fd);
    }
    int get() const { return m_fd; }
    /// False when closing reports a late write error. Interrupted or not, the descriptor is closed.
    bool close() { return ::close(std::exchange(m_fd, -1)) == 0 || errno == EINTR; }

private:
    int m_fd;
};

bool writeAll(int fd, ByteView bytes)
{
    while (!bytes.empty()) {
        const auto written = uninterrupted([&] { return ::write(fd, bytes.data(), bytes.size()); });
        if (written == 0) errno = ENOSPC;
        if (written <= 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

bool sync(int fd)
{
#if defined(_WIN32)
    return ::_commit(fd) == 0;
#elif defined(__APPLE__)
    // fsync alone leaves the bytes in the drive's own cache; not every file system has the other.
    return uninterrupted([&] { return ::fcntl(fd, F_FULLFSYNC); }) == 0 ||
           uninterrupted([&] { return ::fsync(fd); }) == 0;
#else
    return uninterrupted([&] { return ::fsync(fd); }) == 0;
#endif
}

/// So that a new name outlives a crash. File systems that cannot sync a folder at all (SMB, some in user
/// space) say so with EINVAL or the like, and are no error: there is nothing more to be done.
Result<void> syncFolder([[maybe_unused]] const fs::path& folder)
{
#if !defined(_WIN32)
    const Descriptor fd(openFile(folder, O_RDONLY | O_DIRECTORY));
    if (fd.get() < 0) return storageError("opening folder", folder);
    if (uninterrupted([&] { return ::fsync(fd.get()); }) == 0) return {};
    if (errno != EINVAL && errno != ENOTSUP && errno != ENOSYS) return storageError("syncing folder", folder);
#endif
    return {};
}

fs::path folderOf(const fs::path& path)
{
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

fs::path temporaryBeside(const fs::path& path)
{
    std::random_device random;
    fs::path name = path;
    name += ".new-" + std::to_string(random());
    return name;
}

/// With errno EWOULDBLOCK when another has it.
bool tryLock(int fd)
{
#if defined(_WIN32)
    OVERLAPPED wholeFile{};
    const auto handle = reinterpret_cast<HANDLE>(::_get_osfhandle(fd));
    if (LockFileEx(handle, LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &wholeFile) != 0)
        return true;
    errno = GetLastError() == ERROR_LOCK_VIOLATION ? EWOULDBLOCK : EIO;
    return false;
#else
    return uninterrupted([&] { return ::flock(fd, LOCK_EX | LOCK_NB); }) == 0;
#endif
}

/// The folder that an environment variable names, when it names one: a relative path is ignored (XDG Base
/// Directory Specification).
std::optional<fs::path> folderFrom(const char* variable)
{
    const char* value =
        std::getenv(variable); // NOLINT(concurrency-mt-unsafe): nothing here changes the environment
    if (value == nullptr || !fs::path(value).is_absolute()) return {};
    return fs::path(value);
}

/// A new, synced file of this name. Nothing is left of it after a failure.
Result<void> writeNewFile(const fs::path& path, ByteView bytes)
{
    int flags = O_WRONLY | O_CREAT | O_EXCL;
#if !defined(_WIN32)
    flags |= O_NOFOLLOW;
#endif
    Descriptor fd(openFile(path, flags, 0600));
    if (fd.get() < 0) return storageError("creating", path);
    const bool written = writeAll(fd.get(), bytes) && sync(fd.get());
    const int writeError = errno;
    if (fd.close() && written) return {};
    if (!written) errno = writeError;
    const auto failure = storageError("writing", path);
    std::error_code ignored;
    fs::remove(path, ignored);
    return failure;
}

/// Writes a new, synced file beside `path` and gives its name.
Result<fs::path> writeTemporary(const fs::path& path, ByteView bytes)
{
    fs::path temporary = temporaryBeside(path);
    TRY(writeNewFile(temporary, bytes));
    return temporary;
}

/// Whether a call failed because the file system does not know it, and not because the name is taken or the
/// disk full.
bool isUnknownHere(int error)
{
    constexpr int kUnknown[] = {EINVAL, ENOSYS, EPERM, ENOTSUP, EOPNOTSUPP, EMLINK};
    return std::ranges::find(kUnknown, error) != std::end(kUnknown);
}

/// Renames without replacing, in one step; false with errno otherwise.
bool renameToFree([[maybe_unused]] const fs::path& from, [[maybe_unused]] const fs::path& to)
{
#if defined(__GLIBC__)
    return ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0;
#elif defined(__APPLE__)
    return ::renamex_np(from.c_str(), to.c_str(), RENAME_EXCL) == 0;
#elif defined(_WIN32)
    if (MoveFileExW(from.c_str(), to.c_str(), MOVEFILE_WRITE_THROUGH) != 0) return true;
    errno = GetLastError() == ERROR_ALREADY_EXISTS ? EEXIST : EIO;
    return false;
#else
    errno = ENOSYS;
    return false;
#endif
}

/// The same by a second name for the file: a link, too, fails when the name exists.
bool linkToFree([[maybe_unused]] const fs::path& from, [[maybe_unused]] const fs::path& to)
{
#if defined(_WIN32)
    errno = ENOSYS;
    return false;
#else
    if (::link(from.c_str(), to.c_str()) != 0) return false;
    ::unlink(from.c_str());
    return true;
#endif
}

} // namespace

Result<bool> isThere(const fs::path& path)
{
#if defined(_WIN32)
    std::error_code error;
    const bool found = fs::exists(path, error);
    if (error) return fail(Fault::Storage, "reading " + path.string() + ": " + error.message());
    return found;
#else
    struct stat status{};
    if (::stat(path.c_str(), &status) == 0) return true;
    if (errno == ENOTDIR) return fail(Fault::Storage, path.parent_path().string() + " is not a folder");
    if (errno != ENOENT) return storageError("reading", path);
    // Absent, or a link to what is absent: a drive that is not there now, perhaps. What is no link has been
    // made just now, by another process.
    if (::lstat(path.c_str(), &status) == 0) {
        if (!S_ISLNK(status.st_mode)) return true;
        return fail(Fault::Storage, path.string() + " is a link that leads nowhere: is its drive there?");
    }
    if (!path.has_parent_path() || path == path.parent_path()) return false;
    // A folder that cannot be read leaves the answer open; one that is absent, or there, does not.
    Result<bool> folder = isThere(path.parent_path());
    if (folder) *folder = false;
    return folder;
#endif
}

Result<Bytes> readFile(const fs::path& path, std::uint64_t limit)
{
    if (!TRY(isThere(path))) return fail(Fault::Storage, "no such file: " + path.string());
    std::error_code error;
    if (!fs::is_regular_file(path, error))
        return fail(Fault::Storage, "not a regular file: " + path.string());
    const std::string tooLarge = path.string() + " is larger than " + std::to_string(limit) + " bytes";
    if (fs::file_size(path, error) > limit && !error) return fail(Fault::BadData, tooLarge);
    const Descriptor file(openFile(path, O_RDONLY));
    if (file.get() < 0) return storageError("opening", path);
    Bytes bytes;
    for (;;) {
        constexpr std::size_t kChunk = 1 << 16;
        const std::size_t have = bytes.size();
        bytes.resize(have + kChunk);
        const auto got = uninterrupted([&] { return ::read(file.get(), bytes.data() + have, kChunk); });
        if (got < 0) return storageError("reading", path);
        bytes.resize(have + static_cast<std::size_t>(got));
        if (bytes.size() > limit) return fail(Fault::BadData, tooLarge); // it grew, or its size is not told
        if (got == 0) return bytes;
    }
}

Result<void> writeFileAtomically(const fs::path& path, ByteView bytes)
{
    const fs::path temporary = TRY(writeTemporary(path, bytes));
    std::error_code error;
    fs::rename(temporary, path, error);
    if (error) {
        std::error_code ignored;
        fs::remove(temporary, ignored);
        return fail(Fault::Storage, "replacing " + path.string() + ": " + error.message());
    }
    return syncFolder(folderOf(path));
}

Result<void> createFileAtomically(const fs::path& path, ByteView bytes)
{
    const fs::path temporary = TRY(writeTemporary(path, bytes));
    if (renameToFree(temporary, path) || (isUnknownHere(errno) && linkToFree(temporary, path)))
        return syncFolder(folderOf(path));
    const bool isLast = isUnknownHere(errno);
    const auto failure = storageError("creating", path);
    std::error_code ignored;
    fs::remove(temporary, ignored);
    if (!isLast) return failure;
    TRY(writeNewFile(path, bytes));
    return syncFolder(folderOf(path));
}

Result<void> makePrivateFolder(const fs::path& path)
{
    std::error_code error;
    if (TRY(isThere(path))) {
        if (fs::is_directory(path, error)) return {};
        return fail(Fault::Storage, path.string() + " is not a folder");
    }
    fs::create_directories(path, error);
    if (error) return fail(Fault::Storage, "creating folder " + path.string() + ": " + error.message());
    fs::permissions(path, fs::perms::owner_all, error); // which FAT and SMB do not have
    return {};
}

Result<fs::path> userDataFolder()
{
#if defined(_WIN32)
    if (const auto local = folderFrom("LOCALAPPDATA")) return *local / "Postern";
#elif defined(__APPLE__)
    if (const auto home = folderFrom("HOME")) return *home / "Library" / "Application Support" / "Postern";
#else
    if (const auto data = folderFrom("XDG_DATA_HOME")) return *data / "postern";
    if (const auto home = folderFrom("HOME")) return *home / ".local" / "share" / "postern";
#endif
    return fail(Fault::Storage, "the environment names no home folder");
}

Result<FileLock> FileLock::take(const fs::path& path)
{
    using namespace std::chrono_literals;
    const int fd = openFile(path, O_RDWR | O_CREAT, 0600);
    if (fd < 0) return storageError("opening", path);
    FileLock lock(fd);
    for (auto waited = 0ms; !tryLock(fd); waited += 20ms) {
        if (errno != EWOULDBLOCK) return storageError("locking", path);
        if (waited >= 10s) return fail(Fault::Storage, path.string() + " is held by another program");
        std::this_thread::sleep_for(20ms);
    }
    return lock;
}

FileLock::~FileLock()
{
    if (m_fd >= 0) ::close(m_fd);
}

} // namespace base
