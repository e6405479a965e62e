#include "core/base/secret.h"

#include <QTest>

#include <type_traits>

using base::Secret;

static_assert(!std::is_copy_constructible_v<Secret>);
static_assert(!std::is_copy_assignable_v<Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret>);

class SecretTest : public QObject {
    Q_OBJECT

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
