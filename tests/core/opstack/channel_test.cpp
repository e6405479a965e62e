#include "core/crypto/keccak.h"
#include "core/opstack/batch.h"
#include "core/opstack/channel.h"
#include "core/opstack/span_batch.h"
#include "tests/support/vectors.h"

#include <QTest>

using base::Bytes;
using base::ByteView;
using opstack::ChannelReader;
using opstack::Compression;

namespace {

constexpr std::size_t kLimit = opstack::kMaxRlpBytesPerChannelFjord;

std::vector<Bytes> batchesOf(ChannelReader reader)
{
    std::vector<Bytes> out;
    while (const auto batch = reader.next())
        out.push_back(base::toBytes(*batch));
    return out;
}

opstack::SingularBatch fromJson(const nlohmann::json& json)
{
    opstack::SingularBatch batch;
    batch.parentHash = base::Hash::from(tests::hexBytes(json["parent_hash"]));
    batch.epochNumber = json["epoch_num"].get<std::uint64_t>();
    batch.epochHash = base::Hash::from(tests::hexBytes(json["epoch_hash"]));
    batch.timestamp = json["timestamp"].get<std::uint64_t>();
    for (const auto& transaction : json["transactions"])
        batch.transactions.push_back(tests::hexBytes(transaction));
    return batch;
}

/// Every batch of a vector, in order, both ways.
void compareBatches(const std::vector<Bytes>& batches, const nlohmann::json& expected)
{
    QCOMPARE(batches.size(), expected.size());
    for (std::size_t i = 0; i < batches.size(); ++i) {
        QCOMPARE(batches[i].at(0), std::uint8_t{0});
        const auto parsed = opstack::parseSingularBatch(ByteView(batches[i]).subspan(1));
        QVERIFY(parsed);
        QVERIFY(*parsed == fromJson(expected[i]));
        QVERIFY(opstack::encodeBatch(*parsed) == batches[i]);
    }
}

} // namespace

class ChannelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void batchesComeBackThroughFrames_data()
    {
        QTest::addColumn<int>("compression");
        QTest::addColumn<int>("frameSize");
        QTest::newRow("zlib, one frame") << 0 << 100000;
        QTest::newRow("zlib, small frames") << 0 << 40;
        QTest::newRow("brotli, small frames") << 1 << 33;
    }
    void batchesComeBackThroughFrames()
    {
        QFETCH(int, compression);
        QFETCH(int, frameSize);
        const std::vector<Bytes> batches{Bytes(300, 7), Bytes{1, 2, 3}, Bytes(70'000, 9), Bytes{5}};
        const Bytes content =
            opstack::compressChannel(batches, compression == 0 ? Compression::Zlib : Compression::Brotli);
        opstack::ChannelId id;
        id[3] = 1;
        const auto frames = opstack::splitChannel(id, content, static_cast<std::size_t>(frameSize));
        QVERIFY(frames.back().isLast);
        const auto parsed = opstack::parseFrames(opstack::encodeFrames(frames));
        QVERIFY(parsed == frames);
        Bytes joined;
        for (const auto& frame : *parsed)
            base::append(joined, frame.data);
        QVERIFY(batchesOf(*ChannelReader::open(joined, true, kLimit)) == batches);
    }
    void malformedFramesMakeTheWholeItemInvalid()
    {
        opstack::Frame frame;
        frame.data = {1, 2, 3};
        const Bytes good = opstack::encodeFrames({frame, frame});
        QVERIFY(opstack::parseFrames(good));
        Bytes bad = good;
        bad.back() = 2;
        QVERIFY(!opstack::parseFrames(bad)); // is_last
        bad = good;
        bad.pop_back();
        QVERIFY(!opstack::parseFrames(bad)); // truncated
        bad = good;
        bad[0] = 1;
        QVERIFY(!opstack::parseFrames(bad)); // version
        bad = good;
        bad[19] = 0xff;
        QVERIFY(!opstack::parseFrames(bad));      // length
        QVERIFY(!opstack::parseFrames(Bytes{0})); // no frame
        QVERIFY(!opstack::parseFrames(Bytes{}));
    }
    void aDamagedChannelGivesTheBatchesBeforeTheDamage()
    {
        Bytes noise(50'000);
        std::uint32_t state = 3;
        for (auto& byte : noise)
            byte = static_cast<std::uint8_t>((state = state * 1664525 + 1013904223) >> 24);
        const std::vector<Bytes> batches{noise, noise, noise};
        for (const auto compression : {Compression::Zlib, Compression::Brotli}) {
            Bytes content = opstack::compressChannel(batches, compression);
            content.resize(content.size() - 10);
            const auto got = batchesOf(*ChannelReader::open(content, true, kLimit));
            QVERIFY(got.size() < 3 || compression == Compression::Zlib);
            for (const Bytes& batch : got)
                QVERIFY(batch == noise);
        }
    }
    void theLimitEndsAChannel()
    {
        const std::vector<Bytes> batches{Bytes(1000, 1), Bytes(1000, 2)};
        const Bytes content = opstack::compressChannel(batches, Compression::Zlib);
        constexpr std::size_t kOneBatch = 1000 + 3; // and its RLP prefix
        QCOMPARE(batchesOf(*ChannelReader::open(content, false, 2 * kOneBatch)).size(), std::size_t{2});
        QCOMPARE(batchesOf(*ChannelReader::open(content, false, 2 * kOneBatch - 1)).size(), std::size_t{1});
        QCOMPARE(batchesOf(*ChannelReader::open(content, false, kOneBatch - 1)).size(), std::size_t{0});
    }
    void aBombStopsAtTheLimit()
    {
        const Bytes bomb = opstack::compressChannel({Bytes(30'000'000, 0)}, Compression::Zlib);
        QVERIFY(bomb.size() < 100'000);
        const auto reader = ChannelReader::open(bomb, true, 1'000'000);
        QCOMPARE(reader->decompressed().size(), std::size_t{1'000'000});
    }
    void brotliWaitsForFjord()
    {
        const Bytes content = opstack::compressChannel({Bytes{1}}, Compression::Brotli);
        QVERIFY(!ChannelReader::open(content, false, kLimit));
        QVERIFY(ChannelReader::open(content, true, kLimit));
        QVERIFY(!ChannelReader::open(Bytes{0x02, 0x00}, true, kLimit));
        QVERIFY(!ChannelReader::open(Bytes{}, true, kLimit));
    }
    void recordedChannels()
    {
        const auto hildr = tests::vectorFile("derivation/channels/hildr-batches.json");
        if (!hildr) QSKIP(tests::noVectors());
        const auto hildrJson = tests::readJson(*hildr);
        for (const auto& vector : hildrJson["vectors"]) {
            const auto reader = ChannelReader::open(tests::hexBytes(vector["channel_data"]), true, kLimit);
            QVERIFY(reader);
            QCOMPARE(base::toHex0x(crypto::keccak256(reader->decompressed())),
                vector["decompressed_keccak"].get<std::string>());
            compareBatches(batchesOf(*reader), vector["batches"]);
        }
    }
    void recordedBatcherCalls()
    {
        const auto magi = tests::vectorFile("derivation/channels/magi-batcher-calldata.json");
        if (!magi) QSKIP(tests::noVectors());
        const auto magiJson = tests::readJson(*magi);
        for (const auto& vector : magiJson["vectors"]) {
            const auto frames = opstack::parseFrames(tests::hexBytes(vector["batcher_tx_calldata"]));
            QVERIFY(frames);
            QCOMPARE(frames->size(), vector["frames"].size());
            Bytes content;
            for (const auto& frame : *frames)
                base::append(content, frame.data);
            compareBatches(batchesOf(*ChannelReader::open(content, false, kLimit)), vector["batches"]);
        }
    }
    void singularBatchesRoundTrip()
    {
        const auto file = tests::vectorFile("derivation/singular-batches-hildr.json");
        if (!file) QSKIP(tests::noVectors());
        int passed = 0;
        const auto fileJson = tests::readJson(*file);
        for (const auto& text : fileJson["batches"]) {
            const Bytes content = tests::hexBytes(text);
            const auto batch = opstack::parseSingularBatch(content);
            QVERIFY(batch);
            QVERIFY(base::toBytes(ByteView(opstack::encodeBatch(*batch)).subspan(1)) == content);
            ++passed;
        }
        QVERIFY(passed > 0);
        qInfo("%d passed, 0 failed", passed);
    }
};

QTEST_APPLESS_MAIN(ChannelTest)
#include "channel_test.moc"
