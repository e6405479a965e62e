#include "core/crypto/kzg.h"
#include "tests/core/practice/node/node_line.h"

#include <QTest>

using base::Bytes;
using base::Hash;
using nlohmann::json;
using practice::Layer;

namespace {

Bytes blobOf(std::uint8_t content)
{
    Bytes blob(crypto::kBlobSize);
    blob[1] = content;
    return blob;
}

crypto::KzgCommitment commitmentOf(const Bytes& blob)
{
    return tests::require(crypto::blobToKzgCommitment(blob));
}

template <typename Fixed>
Fixed fixed(const json& text)
{
    return tests::require(base::parseFixed<Fixed>(text.get<std::string>()));
}

} // namespace

/// The beacon API, as a rollup node asks it for blobs.
class BeaconTest : public QObject {
    Q_OBJECT

    std::unique_ptr<tests::TwoChains> m_chains;
    std::uint64_t m_slot = 0; ///< with two blobs
    std::array<Bytes, 2> m_blobs{blobOf(1), blobOf(2)};

    practice::BeaconAnswer get(const std::string& path)
    {
        return practice::answerBeaconApi(m_chains->l1(), path);
    }
    json dataAt(const std::string& path)
    {
        const practice::BeaconAnswer answer = get(path);
        if (answer.status != 200) qFatal("%s: %s", path.c_str(), answer.body.c_str());
        return json::parse(answer.body)["data"];
    }
    std::uint64_t slotOf(const practice::SealedBlock& block)
    {
        return (block.timestamp() - m_chains->l1().chain().genesis()->timestamp()) / practice::kL1BlockTime;
    }
    Hash versionedHash(std::size_t blob) { return crypto::versionedHash(commitmentOf(m_blobs[blob])); }

private Q_SLOTS:
    void initTestCase()
    {
        m_chains = std::make_unique<tests::TwoChains>();
        m_chains->sealL1();
        const practice::Role user = tests::require(practice::practiceAccount(4));
        eth::Transaction tx;
        tx.type = eth::TransactionType::Blob;
        tx.chainId = practice::kL1ChainId;
        tx.maxFeePerGas = 20'000'000'000u;
        tx.gas = 21'000;
        tx.to = user.address;
        tx.maxFeePerBlobGas = 1'000'000'000u;
        tx.blobVersionedHashes = {versionedHash(0), versionedHash(1)};
        tests::require(m_chains->l1().submit(tests::require(eth::signTransaction(tx, user.key)), m_blobs));
        const practice::BlockPointer block = m_chains->sealL1(3); // two slots were missed
        QCOMPARE(block->transactionHashes.size(), std::size_t{1});
        m_slot = slotOf(*block);
        m_chains->sealL1();
        m_chains->sealL1();
    }

    void aSlotIsTimeSinceGenesis()
    {
        const json genesis = dataAt("/eth/v1/beacon/genesis");
        QCOMPARE(genesis["genesis_time"].get<std::string>(),
            std::to_string(m_chains->l1().chain().genesis()->timestamp()));
        QCOMPARE(dataAt("/eth/v1/config/spec")["SECONDS_PER_SLOT"].get<std::string>(), std::string("12"));
        QVERIFY(dataAt("/eth/v1/node/version").contains("version"));
    }

    void sidecarsProveTheirBlobs()
    {
        const json sidecars = dataAt("/eth/v1/beacon/blob_sidecars/" + std::to_string(m_slot));
        QCOMPARE(sidecars.size(), std::size_t{2});
        for (std::size_t i = 0; i < 2; ++i) {
            const json& sidecar = sidecars[i];
            QCOMPARE(sidecar["index"].get<std::string>(), std::to_string(i));
            const Bytes blob = tests::require(base::parseHex(sidecar["blob"].get<std::string>()));
            QVERIFY(blob == m_blobs[i]);
            const auto commitment = fixed<crypto::KzgCommitment>(sidecar["kzg_commitment"]);
            QVERIFY(crypto::versionedHash(commitment) == versionedHash(i));
            QVERIFY(
                *crypto::verifyBlobKzgProof(blob, commitment, fixed<crypto::KzgProof>(sidecar["kzg_proof"])));
            QCOMPARE(sidecar["kzg_commitment_inclusion_proof"].size(), std::size_t{17});
            QCOMPARE(
                sidecar["signed_block_header"]["message"]["slot"].get<std::string>(), std::to_string(m_slot));
            QCOMPARE(
                sidecar["signed_block_header"]["signature"].get<std::string>().size(), std::size_t{2 + 192});
        }
    }

    void sidecarsCanBeChosen()
    {
        const json sidecars = dataAt("/eth/v1/beacon/blob_sidecars/" + std::to_string(m_slot) + "?indices=1");
        QCOMPARE(sidecars.size(), std::size_t{1});
        QCOMPARE(sidecars[0]["index"].get<std::string>(), std::string("1"));
    }

    void blobsCanBeChosenByTheirHash_data()
    {
        QTest::addColumn<int>("first");
        QTest::addColumn<QByteArray>("separator");
        QTest::newRow("one") << 1 << QByteArray();
        QTest::newRow("two with a comma") << 0 << QByteArray(",");
        QTest::newRow("two values") << 0 << QByteArray("&versioned_hashes=");
    }
    void blobsCanBeChosenByTheirHash()
    {
        QFETCH(const int, first);
        QFETCH(const QByteArray, separator);
        std::string path = "/eth/v1/beacon/blobs/" + std::to_string(m_slot) + "?versioned_hashes=";
        if (first == 0) path += base::toHex0x(versionedHash(0)) + separator.toStdString();
        path += base::toHex0x(versionedHash(1));
        const json blobs = dataAt(path);
        QCOMPARE(blobs.size(), first == 0 ? std::size_t{2} : std::size_t{1});
        QCOMPARE(blobs.back().get<std::string>(), base::toHex0x(m_blobs[1]));
    }

    void blocksHaveNames()
    {
        QCOMPARE(dataAt("/eth/v1/beacon/blobs/" + std::to_string(m_slot)).size(), std::size_t{2});
        QVERIFY(dataAt("/eth/v1/beacon/blobs/head").empty());
        QVERIFY(dataAt("/eth/v1/beacon/blobs/genesis").empty());
        QVERIFY(dataAt("/eth/v1/beacon/blobs/finalized").empty());
        const json header = dataAt("/eth/v1/beacon/headers/" + std::to_string(m_slot));
        QVERIFY(json::parse(get("/eth/v1/beacon/headers/genesis").body)["finalized"] == true);
        QVERIFY(json::parse(get("/eth/v1/beacon/headers/head").body)["finalized"] == false);
        const std::string root = header["root"].get<std::string>();
        QVERIFY(dataAt("/eth/v1/beacon/headers/" + root) == header);
        QCOMPARE(dataAt("/eth/v1/beacon/blobs/" + root).size(), std::size_t{2});
        // The execution block after it calls it by the same name.
        const practice::BlockPointer next = m_chains->l1().chain().head();
        const practice::BlockPointer parent =
            tests::require(m_chains->l1().chain().block(next->number() - 1));
        const json parentHeader = dataAt("/eth/v1/beacon/headers/" + std::to_string(slotOf(*parent)));
        QCOMPARE(
            parentHeader["root"].get<std::string>(), base::toHex0x(*next->header().parentBeaconBlockRoot));
    }

    void whatIsNotThereIsNotFound_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        const auto row = [](const std::string& path, int status) {
            QTest::newRow(path.substr(0, 60).c_str()) << QByteArray::fromStdString(path) << status;
        };
        row("/eth/v1/beacon/blobs/99999999", 404);
        row("/eth/v1/beacon/blobs/18446744073709551615", 404);
        row("/eth/v1/beacon/blobs/18446744073709551616", 404);
        row("/eth/v1/beacon/blobs/0x" + std::string(64, '1'), 404);
        row("/eth/v1/beacon/blobs/", 400);
        row("/eth/v1/beacon/blobs/-1", 400);
        row("/eth/v1/beacon/blobs/1/2", 400);
        row("/eth/v1/beacon/blobs/0x12", 400);
        row("/eth/v1/beacon/blobs/" + std::string(1000, '9'), 400);
        row("/eth/v1/beacon/blobs/head?versioned_hashes=0x12", 400);
        row("/eth/v1/beacon/blobs/head?versioned_hashes", 200);
        row("/eth/v1/beacon/blobs/head?&&=,,&", 200);
        row("/eth/v1/beacon/states/head/root", 404);
        row("/", 404);
        row("", 404);
        row(std::string(10'000, '/'), 414);
    }
    void whatIsNotThereIsNotFound()
    {
        QFETCH(const QByteArray, path);
        QFETCH(const int, status);
        const practice::BeaconAnswer answer = get(path.toStdString());
        QCOMPARE(answer.status, status);
        QVERIFY(json::parse(answer.body, nullptr, false).is_object());
    }

    void aSlotWithoutABlockIsNotFound()
    {
        QCOMPARE(get("/eth/v1/beacon/headers/" + std::to_string(m_slot - 1)).status, 404);
    }
};

QTEST_GUILESS_MAIN(BeaconTest)
#include "beacon_test.moc"
