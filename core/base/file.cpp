#include "core/base/file.h"

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <random>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>

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

/// A file descriptor that is closed when it leaves scope.
class Descriptor {
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (m_fd >= 0) ::close(m_fd);
    }
    int get() const { return m_fd; }
    /// False when closing reports a late write error.
    bool close() { return ::close(std::exchange(m_fd, -1)) == 0; }

private:
    int m_fd;
};

bool writeAll(int fd, ByteView bytes)
{
    while (!bytes.empty()) {
        const auto written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

bool sync(int fd)
{
#if defined(_WIN32)
    return ::_commit(fd) == 0;
#else
    return ::fsync(fd) == 0;
#endif
}

void syncFolder([[maybe_unused]] const fs::path& folder)
{
#if !defined(_WIN32)
    const Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (fd.get() >= 0) sync(fd.get());
#endif
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

bool tryLock(int fd)
{
#if defined(_WIN32)
    OVERLAPPED wholeFile{};
    const auto handle = reinterpret_cast<HANDLE>(::_get_osfhandle(fd));
    return LockFileEx(handle, LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &wholeFile) != 0;
#else
    return ::flock(fd, LOCK_EX | LOCK_NB) == 0;
#endif
}

/// The folder that an environment variable names, when it names one: a relative path is ignored (XDG Base Directory
/// Specification).
std::optional<fs::path> folderFrom(const char* variable)
{
    const char* value = std::getenv(variable); // NOLINT(concurrency-mt-unsafe): nothing here changes the environment
    if (value == nullptr || !fs::path(value).is_absolute()) return {};
    return fs::path(value);
}

/// Writes a new, synced file beside `path` and gives its name.
Result<fs::path> writeTemporary(const fs::path& path, ByteView bytes)
{
    const fs::path temporary = temporaryBeside(path);
    int flags = O_WRONLY | O_CREAT | O_EXCL;
#if defined(_WIN32)
    flags |= O_BINARY;
#else
    flags |= O_CLOEXEC | O_NOFOLLOW;
#endif
    Descriptor fd(::open(temporary.string().c_str(), flags, 0600));
    if (fd.get() < 0) return storageError("creating", temporary);
    const bool written = writeAll(fd.get(), bytes) && sync(fd.get());
    const int writeError = errno;
    if (fd.close() && written) return temporary;
    std::error_code ignored;
    fs::remove(temporary, ignored);
    if (!written) errno = writeError;
    return storageError("writing", temporary);
}

} // namespace

Result<Bytes> readFile(const fs::path& path, std::uint64_t limit)
{
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (error || !fs::exists(status)) return fail(Fault::Storage, "no such file: " + path.string());
    if (!fs::is_regular_file(status)) return fail(Fault::Storage, "not a regular file: " + path.string());
    const std::string tooLarge = path.string() + " is larger than " + std::to_string(limit) + " bytes";
    if (fs::file_size(path, error) > limit && !error) return fail(Fault::BadData, tooLarge);
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.string().c_str(), "rb"), std::fclose);
    if (!file) return storageError("opening", path);
    Bytes bytes;
    for (;;) {
        constexpr std::size_t kChunk = 1 << 16;
        const std::size_t have = bytes.size();
        bytes.resize(have + kChunk);
        const std::size_t got = std::fread(bytes.data() + have, 1, kChunk, file.get());
        bytes.resize(have + got);
        if (bytes.size() > limit) return fail(Fault::BadData, tooLarge); // it grew, or its size is not told
        if (got < kChunk) break;
    }
    if (std::ferror(file.get()) != 0) return storageError("reading", path);
    return bytes;
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
    syncFolder(folderOf(path));
    return {};
}

Result<void> createFileAtomically(const fs::path& path, ByteView bytes)
{
    const fs::path temporary = TRY(writeTemporary(path, bytes));
    // A hard link fails when the name exists: the check and the creation are one step.
    std::error_code error;
    fs::create_hard_link(temporary, path, error);
    std::error_code ignored;
    fs::remove(temporary, ignored);
    if (error) return fail(Fault::Storage, "creating " + path.string() + ": " + error.message());
    syncFolder(folderOf(path));
    return {};
}

Result<void> makePrivateFolder(const fs::path& path)
{
    std::error_code error;
    if (fs::is_directory(path, error)) return {};
    fs::create_directories(path, error);
    if (error) return fail(Fault::Storage, "creating folder " + path.string() + ": " + error.message());
    fs::permissions(path, fs::perms::owner_all, error);
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
    int flags = O_RDWR | O_CREAT;
#if !defined(_WIN32)
    flags |= O_CLOEXEC;
#endif
    const int fd = ::open(path.string().c_str(), flags, 0600);
    if (fd < 0) return storageError("opening", path);
    FileLock lock(fd);
    for (auto waited = 0ms; !tryLock(fd); waited += 20ms) {
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
