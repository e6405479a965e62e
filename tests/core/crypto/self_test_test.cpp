#include "core/crypto/aes.h"
#include "core/crypto/self_test.h"

#include <QTest>

class SelfTestTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPrimitiveHolds()
    {
        const auto outcomes = crypto::runSelfTests();
        QVERIFY(outcomes.size() >= 15);
        for (const crypto::SelfTestOutcome& outcome : outcomes)
            QVERIFY2(outcome.ok, std::string(outcome.name).c_str());
        QVERIFY(crypto::selfTest().has_value());
    }
    void isQuick()
    {
        QBENCHMARK_ONCE
        {
            QVERIFY(crypto::selfTest().has_value());
        }
    }
    /// The counter carries over the whole of the 16 bytes, and decryption is encryption.
    void aesCounterCarries()
    {
        const base::Bytes key(16, 1), zeros(48);
        base::FixedBytes<16> last;
        last.bytes.fill(0xff);
        const base::Secret stream = crypto::aes128Ctr(key, last, zeros);
        const base::Secret fromZero = crypto::aes128Ctr(key, {}, base::ByteView(zeros).first(32));
        QVERIFY(std::equal(fromZero.view().begin(), fromZero.view().end(), stream.view().begin() + 16));
        QVERIFY(crypto::aes128Ctr(key, last, stream.view()).equals(base::Secret(zeros)));
        QVERIFY(crypto::aes128Ctr(key, last, {}).empty());
    }
};

QTEST_APPLESS_MAIN(SelfTestTest)
#include "self_test_test.moc"
