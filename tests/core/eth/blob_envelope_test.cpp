#include "core/base/secret.h"
#include "core/crypto/kzg.h"
#include "core/eth/blob_envelope.h"
#include "core/eth/rlp.h"

#include <QTest>

using base::Bytes;
using base::Uint256;
using namespace base::literals;

namespace {

/// The commitment and the proof of a blob of zeros: the point at infinity.
constexpr std::array<std::uint8_t, 48> kInfinity{0xc0};

eth::Transaction blobTransaction(const base::Hash& hash)
{
    eth::Transaction tx;
    tx.type = eth::TransactionType::Blob;
    tx.chainId = 1;
    tx.nonce = 1;
    tx.gas = 21'000;
    tx.maxFeePerGas = Uint256{5};
    tx.maxFeePerBlobGas = Uint256{1};
    tx.to = "0x71C7656EC7ab88b098defB751B7401B5f6d8976F"_address;
    tx.blobVersionedHashes = {hash};
    return eth::signTransaction(tx, base::Secret(Bytes(32, 0xa1))).value();
}

struct Sidecar {
    int version = 0;
    std::size_t blobs = 1, commitments = 1, proofs = 1;
    std::size_t blobSize = crypto::kBlobSize;
};

Bytes networkForm(const eth::Transaction& tx, const Sidecar& sidecar)
{
    const auto list = [](eth::rlp::Writer& out, std::size_t count, const Bytes& item) {
        out.list([&] {
            for (std::size_t i = 0; i < count; ++i)
                out.string(item);
        });
    };
    const Bytes point(kInfinity.begin(), kInfinity.end()), whole = eth::encodeTransaction(tx);
    eth::rlp::Writer out;
    out.list([&] {
        out.raw(base::ByteView(whole).subspan(1));
        if (sidecar.version != 0) out.number(static_cast<std::uint64_t>(sidecar.version));
        list(out, sidecar.blobs, Bytes(sidecar.blobSize));
        list(out, sidecar.commitments, point);
        list(out, sidecar.proofs, point);
    });
    Bytes bytes{0x03};
    base::append(bytes, out.bytes());
    return bytes;
}

} // namespace

/// A blob transaction as it travels.
class BlobEnvelopeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bothFormsAreRead()
    {
        const eth::Transaction tx = blobTransaction(crypto::versionedHash(crypto::KzgCommitment(kInfinity)));
        for (const Sidecar& sidecar : {Sidecar{}, Sidecar{.version = 1, .proofs = 128}}) {
            const Bytes bytes = networkForm(tx, sidecar);
            QVERIFY(eth::isBlobEnvelope(bytes));
            const auto envelope = eth::parseBlobEnvelope(bytes);
            QVERIFY2(envelope.has_value(), envelope ? "" : envelope.error().detail.c_str());
            QVERIFY(envelope->transaction == tx);
            QCOMPARE(envelope->blobs, std::size_t{1});
            QCOMPARE(envelope->version, static_cast<unsigned>(sidecar.version));
            QCOMPARE(envelope->proofs, sidecar.proofs);
            QVERIFY(envelope->isConsistent);
            QCOMPARE(base::toHex0x(eth::recoverSender(envelope->transaction).value()),
                std::string("0x5d5c99edf529335160ff180fa141dd4967fc00d2"));
        }
    }

    void aSidecarOfAnotherTransactionIsToldApart()
    {
        const eth::Transaction other =
            blobTransaction("0x01ababababababababababababababababababababababababababababababab"_hash);
        QVERIFY(!eth::parseBlobEnvelope(networkForm(other, {}))->isConsistent);
        const eth::Transaction tx = blobTransaction(crypto::versionedHash(crypto::KzgCommitment(kInfinity)));
        QVERIFY(!eth::parseBlobEnvelope(networkForm(tx, {.version = 1, .proofs = 1}))->isConsistent);
        QVERIFY(!eth::parseBlobEnvelope(networkForm(tx, {.blobs = 0}))->isConsistent);
        QVERIFY(!eth::parseBlobEnvelope(networkForm(tx, {.commitments = 2}))->isConsistent);
    }

    void otherFormsAreRefused()
    {
        const eth::Transaction tx = blobTransaction({});
        QVERIFY(!eth::isBlobEnvelope(eth::encodeTransaction(tx)));
        QVERIFY(!eth::isBlobEnvelope({}));
        QVERIFY(!eth::parseBlobEnvelope(eth::encodeTransaction(tx)));
        QVERIFY(!eth::parseBlobEnvelope(networkForm(tx, {.blobSize = 31})));
        QVERIFY(eth::parseBlobEnvelope(networkForm(tx, {.version = 2})).error().fault ==
                base::Fault::Unsupported);
        Bytes cut = networkForm(tx, {});
        cut.pop_back();
        QVERIFY(!eth::parseBlobEnvelope(cut));
    }
};

QTEST_GUILESS_MAIN(BlobEnvelopeTest)
#include "blob_envelope_test.moc"
