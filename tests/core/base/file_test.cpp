#include "core/base/file.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

#if !defined(_WIN32)
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#endif

using base::Bytes;
using base::Fault;
namespace fs = std::filesystem;

class FileTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

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
        QVERIFY(base::createFileAtomically(path("once"), first).has_value());
        const auto again = base::createFileAtomically(path("once"), second);
        QVERIFY(!again && again.error().fault == Fault::Storage);
        QVERIFY(base::readFile(path("once"), 10).value() == first);
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
