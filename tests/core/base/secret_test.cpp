#include "core/base/clock.h"
#include "core/base/process.h"
#include "core/base/sanitizers.h"
#include "core/base/secret.h"
#include "core/base/secret_memory.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <future>
#include <type_traits>
#include <vector>

#if defined(__linux__)
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <ctime>
#endif

using base::Secret;

static_assert(!std::is_copy_constructible_v<Secret>);
static_assert(!std::is_copy_assignable_v<Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret>);

class SecretTest : public QObject {
    Q_OBJECT

#if defined(__linux__)
private:
    /// The flags of the mapping that holds this address, as /proc tells them: " rd wr mr ...".
    static QByteArray flagsOf(const void* address)
    {
        QFile file(QStringLiteral("/proc/self/smaps"));
        if (!file.open(QIODevice::ReadOnly)) return {};
        const auto wanted = reinterpret_cast<std::uintptr_t>(address);
        bool isHere = false;
        for (const QByteArray& line : file.readAll().split('\n')) {
            const QByteArray range = line.left(line.indexOf(' '));
            const QList<QByteArray> ends = range.split('-');
            if (ends.size() == 2)
                isHere =
                    ends[0].toULongLong(nullptr, 16) <= wanted && wanted < ends[1].toULongLong(nullptr, 16);
            if (isHere && line.startsWith("VmFlags:")) return line.mid(8);
        }
        return {};
    }
#endif

private Q_SLOTS:
    void holdsWhatItWasGiven()
    {
        const Secret secret = Secret::fromText("correct horse");
        QCOMPARE(secret.size(), std::size_t{13});
        QVERIFY(secret.text() == "correct horse");
        QVERIFY(secret.clone().equals(secret));
        QVERIFY(Secret().empty());
        QVERIFY(Secret::ofSize(3).equals(Secret(base::Bytes(3))));
    }

    void movingLeavesNothingBehind()
    {
        Secret from = Secret::fromText("key");
        Secret to = std::move(from);
        QVERIFY(from.empty()); // NOLINT: what is left is the point
        QVERIFY(to.text() == "key");
        to = Secret::fromText("other");
        QVERIFY(to.text() == "other");
        Secret& itself = to;
        to = std::move(itself);
        QVERIFY(to.text() == "other");
    }

    void comparesLengthAndContent()
    {
        QVERIFY(!Secret::fromText("abc").equals(Secret::fromText("abd")));
        QVERIFY(!Secret::fromText("abc").equals(Secret::fromText("ab")));
        QVERIFY(Secret().equals(Secret()));
    }

    void memoryIsUsedAgainAndComesWiped()
    {
        std::vector<Secret> held;
        for (std::size_t size = 1; size < 3000; size += 7)
            held.push_back(Secret::ofSize(size));
        for (std::size_t i = 0; i < held.size(); ++i)
            std::fill_n(held[i].data(), held[i].size(), static_cast<std::uint8_t>(i + 1));
        for (std::size_t i = 0; i < held.size(); i += 2)
            held[i] = Secret();
        for (std::size_t size = 5; size < 2000; size += 11) {
            const Secret fresh = Secret::ofSize(size);
            QVERIFY(std::ranges::all_of(fresh.view(), [](std::uint8_t byte) { return byte == 0; }));
        }
        for (std::size_t i = 1; i < held.size(); i += 2)
            QVERIFY(std::ranges::all_of(
                held[i].view(), [&](std::uint8_t byte) { return byte == static_cast<std::uint8_t>(i + 1); }));
        QVERIFY(Secret::ofSize(1 << 20).view()[(1 << 20) - 1] == 0);
    }

    void manyThreadsShareTheMemory()
    {
        const auto work = [](std::uint8_t mark) {
            for (std::size_t i = 0; i < 2000; ++i) {
                Secret one = Secret::ofSize(1 + i % 100);
                std::fill_n(one.data(), one.size(), mark);
                const Secret two = one.clone();
                if (!two.equals(one)) return false;
            }
            return true;
        };
        auto other = std::async(std::launch::async, work, std::uint8_t{1});
        QVERIFY(work(2));
        QVERIFY(other.get());
    }

#if !defined(_WIN32) && !defined(__APPLE__) // moc does not know __linux__
    /// Locked ("lo") and left out of core files ("dd"), also after its neighbour has gone.
    void pagesStayLockedAndOutOfCoreFiles()
    {
        if (base::kHasAddressSanitizer) QSKIP("NOT TESTED: the sanitizer keeps the secrets");
        const Secret kept = Secret::fromText("kept");
        {
            const Secret gone = Secret::fromText("gone");
        }
        const QByteArray flags = flagsOf(kept.view().data());
        if (flags.isEmpty()) QSKIP("NOT TESTED: this system does not tell how pages are kept");
        QVERIFY2(flags.contains(" dd"), flags.constData());
        QCOMPARE(flags.contains(" lo"), base::secret_memory::isLocked());
        QVERIFY(flagsOf(Secret::ofSize(1 << 20).view().data()).contains(" dd"));
    }

    void withoutTheRightToLockSecretsWorkAndItIsTold()
    {
        const pid_t child = ::fork();
        if (child == 0) {
            const rlimit none{0, 0};
            ::setrlimit(RLIMIT_MEMLOCK, &none);
            if (::getuid() == 0 && ::setuid(65534) != 0) ::_exit(2);
            const Secret large = Secret::ofSize(1 << 20); // pages of its own, asked for now
            ::_exit(large.size() == 1 << 20 && !base::secret_memory::isLocked() ? 0 : 1);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        QCOMPARE(status, 0);
    }

    void noCoreFileIsWrittenOnceForbidden()
    {
        if (base::kHasAddressSanitizer || base::kHasThreadSanitizer)
            QSKIP("NOT TESTED: a sanitizer has to read its own process");
        const pid_t child = ::fork();
        if (child == 0) {
            base::forbidCoreDumps();
            rlimit limit{1, 1};
            ::getrlimit(RLIMIT_CORE, &limit);
            ::_exit(limit.rlim_max == 0 && ::prctl(PR_GET_DUMPABLE) == 0 ? 0 : 1);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        QCOMPARE(status, 0);
    }

    void theClockSinceBootIsTheSystems()
    {
        timespec time{};
        QCOMPARE(::clock_gettime(CLOCK_BOOTTIME, &time), 0);
        const auto now = base::systemClock().sinceBoot();
        QVERIFY(now >= std::chrono::seconds(time.tv_sec));
        QVERIFY(base::systemClock().sinceBoot() >= now);
    }
#endif

    void wipingOverwrites()
    {
        std::uint8_t buffer[4] = {1, 2, 3, 4};
        {
            const base::Wiped wiped(buffer);
        }
        for (const std::uint8_t byte : buffer)
            QCOMPARE(byte, std::uint8_t{0});
    }
};

QTEST_APPLESS_MAIN(SecretTest)
#include "secret_test.moc"
