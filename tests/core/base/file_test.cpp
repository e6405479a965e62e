#include "core/base/file.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <cerrno>
#include <fstream>
#include <thread>

#if !defined(_WIN32)
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#endif
#if defined(__GLIBC__)
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include <cstdlib>

/// What the next system calls of this kind answer, in place of the C library's: errors that no file system
/// gives on demand. Zero: the truth.
namespace {
int g_folderSyncError = 0, g_renameError = 0, g_linkError = 0, g_interruptions = 0;

template <typename Function>
Function* real(const char* name)
{
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}
} // namespace

extern "C" int fsync(int fd)
{
    if (g_interruptions > 0 && g_interruptions--) return errno = EINTR, -1;
    struct stat status{};
    if (g_folderSyncError != 0 && ::fstat(fd, &status) == 0 && S_ISDIR(status.st_mode))
        return errno = g_folderSyncError, -1;
    static const auto call = real<int(int)>("fsync");
    return call(fd);
}

extern "C" int renameat2(int fromFd, const char* from, int toFd, const char* to, unsigned flags) noexcept
{
    if (g_renameError != 0) return errno = g_renameError, -1;
    static const auto call = real<int(int, const char*, int, const char*, unsigned)>("renameat2");
    return call(fromFd, from, toFd, to, flags);
}

extern "C" int link(const char* from, const char* to) noexcept
{
    if (g_linkError != 0) return errno = g_linkError, -1;
    static const auto call = real<int(const char*, const char*)>("link");
    return call(from, to);
}
#endif

using base::Bytes;
using base::Fault;
namespace fs = std::filesystem;

class FileTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

#if defined(__GLIBC__)
    /// A file is created and not overwritten, and nothing stays beside it, where these calls fail so.
    void createsOnce(const char* name, int renameError, int linkError)
    {
        const fs::path folder = path("once") / name;
        QVERIFY(base::makePrivateFolder(folder).has_value());
        g_renameError = renameError;
        g_linkError = linkError;
        const auto first = base::createFileAtomically(folder / "f", Bytes(3, 1));
        const auto second = base::createFileAtomically(folder / "f", Bytes(3, 2));
        g_renameError = g_linkError = 0;
        QVERIFY2(first.has_value(), first ? "" : first.error().detail.c_str());
        QVERIFY(!second && second.error().fault == Fault::Storage);
        QVERIFY(base::readFile(folder / "f", 10).value() == Bytes(3, 1));
        QCOMPARE(std::distance(fs::directory_iterator(folder), fs::directory_iterator()), std::ptrdiff_t{1});
    }
#endif

private Q_SLOTS:
    void writesAndReplacesAsAWhole()
    {
        const Bytes first(1000, 1), second(10, 2);
        QVERIFY(base::writeFileAtomically(path("a"), first).has_value());
        QVERIFY(base::readFile(path("a"), 1000).value() == first);
        QVERIFY(base::writeFileAtomically(path("a"), second).has_value());
        QVERIFY(base::readFile(path("a"), 1000).value() == second);
    }

    void createsOnlyWhatIsNotThere()
    {
        const Bytes first(3, 1), second(3, 2);
        QVERIFY(base::createFileAtomically(path("single"), first).has_value());
        const auto again = base::createFileAtomically(path("single"), second);
        QVERIFY(!again && again.error().fault == Fault::Storage);
        QVERIFY(base::readFile(path("single"), 10).value() == first);
    }

    void leavesNoTemporaryFileBehind()
    {
        const fs::path folder = path("clean");
        QVERIFY(base::makePrivateFolder(folder).has_value());
        QVERIFY(base::createFileAtomically(folder / "f", Bytes(5)).has_value());
        QVERIFY(!base::createFileAtomically(folder / "f", Bytes(5)).has_value());
        QCOMPARE(std::distance(fs::directory_iterator(folder), fs::directory_iterator()), std::ptrdiff_t{1});
    }

    void readingHasALimit()
    {
        QVERIFY(base::writeFileAtomically(path("large"), Bytes(100'000)).has_value());
        const auto read = base::readFile(path("large"), 99'999);
        QVERIFY(!read && read.error().fault == Fault::BadData);
        QVERIFY(base::readFile(path("large"), 100'000).has_value());
    }

    void whatIsNoFileIsAStorageFault()
    {
        for (const fs::path& wrong : {path("absent"), fs::path(m_folder.path().toStdString())}) {
            const auto read = base::readFile(wrong, 100);
            QVERIFY(!read && read.error().fault == Fault::Storage);
        }
        QVERIFY(!base::writeFileAtomically(path("absent") / "x", Bytes(1)).has_value());
    }

    void aLockIsHeldByOneAtATime()
    {
        std::atomic<int> inside = 0, most = 0;
        const auto work = [&] {
            for (int i = 0; i < 5; ++i) {
                const auto lock = base::FileLock::take(path("lock"));
                if (!lock) return;
                most = std::max(most.load(), ++inside);
                std::this_thread::yield();
                --inside;
            }
        };
        std::thread other(work);
        work();
        other.join();
        QCOMPARE(most.load(), 1);
    }

#if !defined(_WIN32)
    void filesAndFoldersAreTheOwnersAlone()
    {
        QVERIFY(base::makePrivateFolder(path("private")).has_value());
        QVERIFY(base::writeFileAtomically(path("private") / "f", Bytes(1)).has_value());
        QVERIFY(fs::status(path("private")).permissions() == fs::perms::owner_all);
        QVERIFY(fs::status(path("private") / "f").permissions() ==
                (fs::perms::owner_read | fs::perms::owner_write));
    }

    void aFullDiskLeavesTheOldFile()
    {
        QVERIFY(base::writeFileAtomically(path("kept"), Bytes(10, 7)).has_value());
        const pid_t child = ::fork();
        if (child == 0) {
            const rlimit none{1000, 1000};
            ::setrlimit(RLIMIT_FSIZE, &none);
            std::signal(SIGXFSZ, SIG_IGN);
            const auto written = base::writeFileAtomically(path("kept"), Bytes(5000, 8));
            ::_exit(!written && written.error().fault == Fault::Storage ? 0 : 1);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        QCOMPARE(status, 0);
        QVERIFY(base::readFile(path("kept"), 100).value() == Bytes(10, 7));
    }

    void killedInBetweenTheFileIsOldOrNew()
    {
        const Bytes versions[] = {Bytes(200'000, 1), Bytes(200'000, 2)};
        QVERIFY(base::writeFileAtomically(path("killed"), versions[0]).has_value());
        for (int round = 0; round < 15; ++round) {
            const pid_t child = ::fork();
            if (child == 0)
                for (int i = 0;; ++i)
                    (void)base::writeFileAtomically(path("killed"), versions[i % 2]);
            ::usleep(static_cast<useconds_t>(1000 + 700 * round));
            ::kill(child, SIGKILL);
            ::waitpid(child, nullptr, 0);
            const auto bytes = base::readFile(path("killed"), 1'000'000);
            QVERIFY(bytes.has_value());
            QVERIFY(*bytes == versions[0] || *bytes == versions[1]);
        }
    }

    void whatCannotBeToldIsNotAbsent()
    {
        QVERIFY(base::writeFileAtomically(path("plain"), Bytes(1)).has_value());
        QVERIFY(base::isThere(path("plain")).value());
        QVERIFY(!base::isThere(path("nothing")).value());
        QVERIFY(!base::isThere(path("nothing") / "below").value());
        QVERIFY(base::isThere(path("plain") / "below").error().fault == Fault::Storage);
        QVERIFY(base::isThere(path("plain") / "far" / "below").error().fault == Fault::Storage);
        QVERIFY(base::makePrivateFolder(path("plain")).error().fault == Fault::Storage);

        fs::create_symlink(path("unplugged"), path("drive"));
        QVERIFY(base::isThere(path("drive")).error().fault == Fault::Storage);
        QVERIFY(base::isThere(path("drive") / "below").error().fault == Fault::Storage);
    }

    /// In a child without the rights of root, who may read everything.
    void aFolderThatMayNotBeSearchedIsNotEmpty()
    {
        QVERIFY(base::makePrivateFolder(path("closed")).has_value());
        QVERIFY(base::writeFileAtomically(path("closed") / "f", Bytes(1)).has_value());
        fs::permissions(path("closed"), fs::perms::none);
        const pid_t child = ::fork();
        if (child == 0) {
            if (::getuid() == 0 && ::setuid(65534) != 0) ::_exit(2);
            const auto found = base::isThere(path("closed") / "f");
            const auto read = base::readFile(path("closed") / "f", 10);
            const bool isTold = !found && found.error().fault == Fault::Storage && !read &&
                                read.error().detail.find("enied") != std::string::npos;
            ::_exit(isTold ? 0 : 1);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        fs::permissions(path("closed"), fs::perms::owner_all);
        QCOMPARE(status, 0);
    }

#if defined(__GLIBC__)
    void anErrorOfSyncIsAnError()
    {
        g_folderSyncError = EIO;
        const auto written = base::writeFileAtomically(path("unsure"), Bytes(3));
        const auto created = base::createFileAtomically(path("unsure too"), Bytes(3));
        g_folderSyncError = EINVAL; // this file system cannot sync folders
        const auto fine = base::writeFileAtomically(path("sure"), Bytes(3));
        g_folderSyncError = 0;
        QVERIFY(!written && written.error().fault == Fault::Storage);
        QVERIFY(!created && created.error().fault == Fault::Storage);
        QVERIFY(fine.has_value());
    }

    void aSignalDoesNotSpoilAWrite()
    {
        g_interruptions = 3;
        QVERIFY(base::writeFileAtomically(path("calm"), Bytes(3)).has_value());
        QCOMPARE(g_interruptions, 0);
    }

    void withoutExclusiveRenamesAFileIsLinked() { createsOnce("linked", EINVAL, 0); }
    void withoutHardLinksAFileIsRenamed() { createsOnce("renamed", 0, EPERM); }
    void withNeitherAFileIsWrittenInPlace() { createsOnce("in place", ENOSYS, EPERM); }

    /// exFAT has neither links nor owners.
    void onAFileSystemWithoutLinksFilesAreMadeAndReplaced()
    {
        const std::string image = path("exfat.img").string(), at = path("exfat").string();
        fs::create_directory(at);
        std::ofstream(image).put(0);
        fs::resize_file(image, 16 << 20);
        const std::string mount = "mkfs.exfat " + image + " >/dev/null 2>&1 && L=$(losetup -f --show " +
                                  image + " 2>/dev/null) && { mount.exfat-fuse $L " + at +
                                  " || mount -t exfat $L " + at +
                                  " || { losetup -d $L; false; } } >/dev/null 2>&1 && losetup -d $L";
        if (std::system(mount.c_str()) != 0) // NOLINT(concurrency-mt-unsafe)
            QSKIP("NOT TESTED on exFAT: it takes root, exfatprogs, and a kernel with exfat or exfat-fuse");
        const fs::path file = fs::path(at) / "keys" / "key-1.json";
        const bool made = base::makePrivateFolder(file.parent_path()).has_value() &&
                          base::createFileAtomically(file, Bytes(5, 1)).has_value();
        const bool again = base::createFileAtomically(file, Bytes(5, 2)).has_value();
        const bool replaced = base::writeFileAtomically(file, Bytes(5, 3)).has_value();
        const bool locked = base::FileLock::take(file.parent_path() / "lock").has_value();
        const auto read = base::readFile(file, 10);
        const bool hasLinks = ::link(file.c_str(), (fs::path(at) / "link").c_str()) == 0;
        ::umount(at.c_str());
        QVERIFY(!hasLinks); // else this tests nothing
        QVERIFY(made && !again && replaced && locked);
        QVERIFY(read.value() == Bytes(5, 3));
    }
#endif

    void theDataFolderIsThePlatforms()
    {
        qputenv("XDG_DATA_HOME", "/data");
        qputenv("HOME", "/home/u");
#if defined(__APPLE__)
        QVERIFY(base::userDataFolder().value() == "/home/u/Library/Application Support/Postern");
#else
        QVERIFY(base::userDataFolder().value() == "/data/postern");
        qputenv("XDG_DATA_HOME", "relative");
        QVERIFY(base::userDataFolder().value() == "/home/u/.local/share/postern");
#endif
        qunsetenv("XDG_DATA_HOME");
        qunsetenv("HOME");
        QVERIFY(!base::userDataFolder().has_value());
    }
#endif
};

QTEST_APPLESS_MAIN(FileTest)
#include "file_test.moc"
