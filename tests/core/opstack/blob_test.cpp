#include "core/crypto/keccak.h"
#include "core/opstack/blob.h"
#include "tests/support/vectors.h"

#include <QTest>

using base::Bytes;
using base::ByteView;

class BlobTest : public QObject {
    Q_OBJECT

    static Bytes padded(Bytes start)
    {
        start.resize(opstack::kBlobSize);
        return start;
    }
    static Bytes pattern(std::size_t size)
    {
        Bytes data(size);
        std::uint32_t state = 7;
        for (auto& byte : data)
            byte = static_cast<std::uint8_t>((state = state * 1664525 + 1013904223) >> 24);
        return data;
    }

private Q_SLOTS:
    void dataOfAnyLengthComesBack()
    {
        for (const std::size_t size :
            {0ul, 1ul, 27ul, 28ul, 123ul, 124ul, 127ul, 5000ul, opstack::kMaxBlobDataSize}) {
            const Bytes data = pattern(size);
            const Bytes blob = opstack::encodeBlob(data);
            QCOMPARE(blob.size(), opstack::kBlobSize);
            for (std::size_t i = 0; i < blob.size(); i += 32)
                QVERIFY((blob[i] & 0xc0) == 0); // below the modulus
            QVERIFY(opstack::parseBlob(blob) == data);
        }
    }
    void whatIsNotCleanIsRefused_data()
    {
        QTest::addColumn<int>("offset");
        QTest::addColumn<int>("value");
        QTest::newRow("version") << 1 << 1;
        QTest::newRow("length too large") << 2 << 2;
        QTest::newRow("high bit of a field element") << 32 << 0x80;
        QTest::newRow("second high bit of a field element") << 64 << 0x40;
        QTest::newRow("after the data, same round") << 60 << 1;
        QTest::newRow("after the data, last byte") << 131071 << 1;
    }
    void whatIsNotCleanIsRefused()
    {
        QFETCH(int, offset);
        QFETCH(int, value);
        Bytes blob = opstack::encodeBlob(pattern(10));
        blob[static_cast<std::size_t>(offset)] |= static_cast<std::uint8_t>(value);
        QVERIFY(!opstack::parseBlob(blob));
    }
    void officialVectors()
    {
        const auto file = tests::vectorFile("derivation/blob-codec-vectors.json");
        if (!file) QSKIP(tests::noVectors());
        int passed = 0;
        const auto fileJson = tests::readJson(*file);
        for (const auto& vector : fileJson["vectors"]) {
            const Bytes blob = padded(tests::hexBytes(vector["blob_without_trailing_zeros"]));
            QCOMPARE(base::toHex0x(crypto::keccak256(blob)), vector["blob_keccak"].get<std::string>());
            const auto decoded = opstack::parseBlob(blob);
            QVERIFY(decoded);
            if (vector["decoded"].is_string()) {
                QVERIFY(*decoded == tests::hexBytes(vector["decoded"]));
            } else {
                QCOMPARE(decoded->size(), vector["decoded_length"].get<std::size_t>());
                QCOMPARE(
                    base::toHex0x(crypto::keccak256(*decoded)), vector["decoded_keccak"].get<std::string>());
            }
            QVERIFY(opstack::encodeBlob(*decoded) == blob);
            ++passed;
        }
        QVERIFY(passed > 0);
        qInfo("%d passed, 0 failed", passed);
    }
    void serviceVectors()
    {
        const auto file = tests::vectorFile("derivation/blob-codec-op-service.json");
        if (!file) QSKIP(tests::noVectors());
        const auto vectors = tests::readJson(*file);
        int passed = 0;
        for (const auto& vector : vectors["encode"]) {
            QVERIFY(opstack::encodeBlob(tests::hexBytes(vector["data"])) ==
                    padded(tests::hexBytes(vector["blob_prefix"])));
            ++passed;
        }
        for (const auto& vector : vectors["decode"]) {
            const auto decoded = opstack::parseBlob(padded(tests::hexBytes(vector["blob_prefix"])));
            QCOMPARE(decoded.has_value(), !vector.contains("error"));
            if (vector.contains("expected")) QVERIFY(*decoded == tests::hexBytes(vector["expected"]));
            if (vector.contains("expected_zero_bytes"))
                QVERIFY(*decoded == Bytes(vector["expected_zero_bytes"].get<std::size_t>()));
            ++passed;
        }
        for (const auto& vector : vectors["invalid"]) {
            Bytes blob = opstack::encodeBlob(tests::hexBytes(vector["start_from_data"]));
            blob[vector["patch_offset"].get<std::size_t>()] = vector["patch_byte"].get<std::uint8_t>();
            QVERIFY2(!opstack::parseBlob(blob), vector["error"].get<std::string>().c_str());
            ++passed;
        }
        qInfo("%d passed, 0 failed", passed);
    }
};

QTEST_APPLESS_MAIN(BlobTest)
#include "blob_test.moc"
