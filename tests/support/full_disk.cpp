#include "tests/support/full_disk.h"

#include "core/base/result.h"

#include <sqlite3.h>

namespace tests {
namespace {

struct Disk {
    std::uint64_t room = FullDisk::kForEver; ///< writes
    std::uint64_t failing = 0;               ///< of those after them
    std::uint64_t failures = 0;
    FullDisk::Cause cause = FullDisk::Cause::Full;

    bool take()
    {
        if (room > 0) {
            if (room != FullDisk::kForEver) --room;
            return true;
        }
        if (failures == failing) return true;
        ++failures;
        return false;
    }
};

/// SQLite passes no pointer of ours to its files.
Disk theDisk;

/// A file of ours; the real one is behind it in the same memory.
struct File {
    sqlite3_file base;
    sqlite3_file* real;
};

sqlite3_file* realOf(sqlite3_file* file)
{
    return reinterpret_cast<File*>(file)->real;
}

template <auto kMember, typename... Arguments>
int pass(sqlite3_file* file, Arguments... arguments)
{
    sqlite3_file* real = realOf(file);
    return (real->pMethods->*kMember)(real, arguments...);
}

int writeBytes(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset)
{
    const bool isFirst = theDisk.failures == 0;
    if (theDisk.take()) return pass<&sqlite3_io_methods::xWrite>(file, bytes, size, offset);
    if (isFirst) (void)pass<&sqlite3_io_methods::xWrite>(file, bytes, size / 2, offset);
    return theDisk.cause == FullDisk::Cause::Full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

int truncateTo(sqlite3_file* file, sqlite3_int64 size)
{
    return theDisk.take() ? pass<&sqlite3_io_methods::xTruncate>(file, size) : SQLITE_IOERR_TRUNCATE;
}

int syncFile(sqlite3_file* file, int flags)
{
    return theDisk.take() ? pass<&sqlite3_io_methods::xSync>(file, flags) : SQLITE_IOERR_FSYNC;
}

int mapShared(sqlite3_file* file, int page, int size, int extends, volatile void** out)
{
    if (extends != 0 && !theDisk.take()) return SQLITE_IOERR_SHMSIZE;
    return pass<&sqlite3_io_methods::xShmMap>(file, page, size, extends, out);
}

void orderShared(sqlite3_file* file)
{
    realOf(file)->pMethods->xShmBarrier(realOf(file));
}

constexpr sqlite3_io_methods kMethods{
    .iVersion = 2,
    .xClose = pass<&sqlite3_io_methods::xClose>,
    .xRead = pass<&sqlite3_io_methods::xRead, void*, int, sqlite3_int64>,
    .xWrite = writeBytes,
    .xTruncate = truncateTo,
    .xSync = syncFile,
    .xFileSize = pass<&sqlite3_io_methods::xFileSize, sqlite3_int64*>,
    .xLock = pass<&sqlite3_io_methods::xLock, int>,
    .xUnlock = pass<&sqlite3_io_methods::xUnlock, int>,
    .xCheckReservedLock = pass<&sqlite3_io_methods::xCheckReservedLock, int*>,
    .xFileControl = pass<&sqlite3_io_methods::xFileControl, int, void*>,
    .xSectorSize = pass<&sqlite3_io_methods::xSectorSize>,
    .xDeviceCharacteristics = pass<&sqlite3_io_methods::xDeviceCharacteristics>,
    .xShmMap = mapShared,
    .xShmLock = pass<&sqlite3_io_methods::xShmLock, int, int, int>,
    .xShmBarrier = orderShared,
    .xShmUnmap = pass<&sqlite3_io_methods::xShmUnmap, int>,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

int openFile(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* outFlags)
{
    auto* ours = reinterpret_cast<File*>(file);
    auto* real = static_cast<sqlite3_vfs*>(vfs->pAppData);
    ours->real = reinterpret_cast<sqlite3_file*>(ours + 1);
    const int code = real->xOpen(real, name, ours->real, flags, outFlags);
    ours->base.pMethods = ours->real->pMethods == nullptr ? nullptr : &kMethods;
    return code;
}

} // namespace

/// The system's own file layer with another way to open files.
struct FullDisk::Shim {
    sqlite3_vfs* system;
    sqlite3_vfs ours;
};

FullDisk::FullDisk()
    : m_shim(std::make_unique<Shim>())
{
    m_shim->system = sqlite3_vfs_find(nullptr);
    m_shim->ours = *m_shim->system;
    m_shim->ours.zName = "full-disk";
    m_shim->ours.szOsFile = static_cast<int>(sizeof(File)) + m_shim->system->szOsFile;
    m_shim->ours.pAppData = m_shim->system;
    m_shim->ours.xOpen = openFile;
    makeRoom();
    CHECK(sqlite3_vfs_register(&m_shim->ours, 1) == SQLITE_OK);
}

FullDisk::~FullDisk()
{
    sqlite3_vfs_unregister(&m_shim->ours);
    sqlite3_vfs_register(m_shim->system, 1);
}

void FullDisk::fillAfter(std::uint64_t writes, std::uint64_t failing, Cause cause)
{
    theDisk = {.room = writes, .failing = failing, .failures = 0, .cause = cause};
}

void FullDisk::makeRoom()
{
    theDisk = {};
}

std::uint64_t FullDisk::failures() const
{
    return theDisk.failures;
}

} // namespace tests
