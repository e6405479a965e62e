#include "core/base/secret.h"
#include "core/eth/signing.h"

#include <QTest>

#include <functional>

using base::Fault;
using base::Uint256;
using eth::Transaction;
using eth::TransactionType;
using namespace base::literals;

namespace {

constexpr base::Address kSomebody = "0x71C7656EC7ab88b098defB751B7401B5f6d8976F"_address;
constexpr base::Hash kBlobHash = "0x01ababababababababababababababababababababababababababababababab"_hash;

eth::Authorization permission(std::uint64_t chainId)
{
    return {Uint256{chainId}, kSomebody, 1, 0, Uint256{1}, Uint256{1}};
}

/// One that every node would take, of each type.
Transaction soundOne(TransactionType type)
{
    Transaction tx;
    tx.type = type;
    tx.chainId = 10;
    tx.nonce = 7;
    tx.gas = 100'000;
    tx.to = kSomebody;
    tx.value = Uint256{1};
    const bool isPriced = type == TransactionType::Legacy || type == TransactionType::AccessList;
    if (isPriced) tx.gasPrice = Uint256{5};
    if (!isPriced) tx.maxFeePerGas = Uint256{5}, tx.maxPriorityFeePerGas = Uint256{1};
    if (type != TransactionType::Legacy) tx.accessList = {{kSomebody, {kBlobHash}}};
    if (type == TransactionType::Blob) tx.blobVersionedHashes = {kBlobHash}, tx.maxFeePerBlobGas = Uint256{3};
    if (type == TransactionType::SetCode) tx.authorizations = {permission(10)};
    return tx;
}

using Change = std::function<void(Transaction&)>;

} // namespace

Q_DECLARE_METATYPE(Change)

/// What is shown before a signature is what the signature will say.
class SigningTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsSoundIsReadBackAsItIs()
    {
        for (const TransactionType type : {TransactionType::Legacy, TransactionType::AccessList,
                 TransactionType::FeeMarket, TransactionType::Blob, TransactionType::SetCode}) {
            const Transaction tx = soundOne(type);
            const auto read = eth::readSignable(tx);
            QVERIFY2(read.has_value(), read ? "" : read.error().detail.c_str());
            QVERIFY(*read == tx);
            QVERIFY(eth::parseUnsigned(eth::encodeForSigning(tx)).value() == tx);
        }
    }

    void anOldSignatureIsPassedOver()
    {
        Transaction tx = soundOne(TransactionType::FeeMarket);
        const auto signedOne = eth::signTransaction(tx, base::Secret(base::Bytes(32, 7))).value();
        QVERIFY(eth::readSignable(signedOne).value() == tx);
    }

    void whatItsBytesDoNotSayIsRefusedByName_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("field");
        const auto row = [](const char* name, TransactionType type, Change change, const char* field) {
            QTest::newRow(name) << static_cast<int>(type) << std::move(change) << QString::fromUtf8(field);
        };
        using enum TransactionType;
        row(
            "permissions in type 2", FeeMarket, [](auto& tx) { tx.authorizations = {permission(10)}; },
            "authorizationList");
        row(
            "permissions in type 3", Blob, [](auto& tx) { tx.authorizations = {permission(10)}; },
            "authorizationList");
        row(
            "blobs in type 2", FeeMarket, [](auto& tx) { tx.blobVersionedHashes = {kBlobHash}; },
            "blobVersionedHashes");
        row(
            "blobs in type 4", SetCode, [](auto& tx) { tx.blobVersionedHashes = {kBlobHash}; },
            "blobVersionedHashes");
        row(
            "blob fee in type 2", FeeMarket, [](auto& tx) { tx.maxFeePerBlobGas = Uint256{1}; },
            "maxFeePerBlobGas");
        row("price in type 2", FeeMarket, [](auto& tx) { tx.gasPrice = Uint256{1}; }, "gasPrice");
        row("fee in a legacy one", Legacy, [](auto& tx) { tx.maxFeePerGas = Uint256{1}; }, "maxFeePerGas");
        row(
            "tip in type 1", AccessList, [](auto& tx) { tx.maxPriorityFeePerGas = Uint256{1}; },
            "maxPriorityFeePerGas");
        row(
            "access list in a legacy one", Legacy, [](auto& tx) { tx.accessList = {{kSomebody, {}}}; },
            "accessList");
        row("mint", FeeMarket, [](auto& tx) { tx.mint = Uint256{1}; }, "mint");
        row("source", Legacy, [](auto& tx) { tx.sourceHash = kBlobHash; }, "sourceHash");
        row("system", Legacy, [](auto& tx) { tx.isSystemTransaction = true; }, "isSystemTx");
    }
    void whatItsBytesDoNotSayIsRefusedByName()
    {
        QFETCH(int, type);
        QFETCH(Change, change);
        QFETCH(QString, field);
        Transaction tx = soundOne(static_cast<TransactionType>(type));
        change(tx);
        const auto read = eth::readSignable(tx);
        QVERIFY(!read);
        QCOMPARE(read.error().fault, Fault::BadData);
        QVERIFY2(
            QString::fromStdString(read.error().detail).contains(QLatin1Char('"') + field + QLatin1Char('"')),
            read.error().detail.c_str());
    }

    void whatNoNodeTakesIsNotSigned_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<Change>("change");
        const auto row = [](const char* name, TransactionType type, Change change) {
            QTest::newRow(name) << static_cast<int>(type) << std::move(change);
        };
        using enum TransactionType;
        row("no gas", FeeMarket, [](auto& tx) { tx.gas = 0; });
        row("gas below that of a transfer", Legacy, [](auto& tx) { tx.gas = 20'999; });
        row("gas below that of its data", Legacy, [](auto& tx) { tx.gas = 21'100, tx.data.assign(10, 1); });
        row("gas below the floor", Legacy, [](auto& tx) { tx.gas = 40'000, tx.data.assign(1000, 1); });
        row("gas below that of a creation", Legacy,
            [](auto& tx) { tx.gas = 53'000, tx.to.reset(), tx.data.assign(1, 0); });
        row("gas below that of a permission", SetCode, [](auto& tx) { tx.gas = 48'000; });
        row("tip above the fee", FeeMarket, [](auto& tx) { tx.maxPriorityFeePerGas = Uint256{6}; });
        row("chain 0", FeeMarket, [](auto& tx) { tx.chainId = 0; });
        row("no chain", FeeMarket, [](auto& tx) { tx.chainId.reset(); });
        row("chain 0, legacy", Legacy, [](auto& tx) { tx.chainId = 0; });
        row("chain beyond v", Legacy, [](auto& tx) { tx.chainId = ~std::uint64_t{0}; });
        row("greatest nonce", FeeMarket, [](auto& tx) { tx.nonce = ~std::uint64_t{0}; });
        row("recipient zero", FeeMarket, [](auto& tx) { tx.to = base::Address{}; });
        row("recipient zero, legacy", Legacy, [](auto& tx) { tx.to = base::Address{}; });
        row("nothing to create", FeeMarket, [](auto& tx) { tx.to.reset(); });
        row("blobs create nothing", Blob, [](auto& tx) { tx.to.reset(), tx.data = {0}; });
        row("permissions create nothing", SetCode, [](auto& tx) { tx.to.reset(), tx.data = {0}; });
        row("init code too long", Legacy,
            [](auto& tx) { tx.to.reset(), tx.data.assign(49'153, 0), tx.gas = 10'000'000; });
        row("no blobs", Blob, [](auto& tx) { tx.blobVersionedHashes.clear(); });
        row("seven blobs", Blob, [](auto& tx) { tx.blobVersionedHashes.assign(7, kBlobHash); });
        row("blob of another version", Blob, [](auto& tx) { tx.blobVersionedHashes[0][0] = 2; });
        row("no permissions", SetCode, [](auto& tx) { tx.authorizations.clear(); });
        row("fee beyond 256 bits", FeeMarket, [](auto& tx) { tx.maxFeePerGas = ~Uint256{}; });
        row("amount and fee beyond 256 bits", FeeMarket, [](auto& tx) { tx.value = ~Uint256{}; });
        row("blob fee beyond 256 bits", Blob, [](auto& tx) { tx.maxFeePerBlobGas = ~Uint256{}; });
    }
    void whatNoNodeTakesIsNotSigned()
    {
        QFETCH(int, type);
        QFETCH(Change, change);
        Transaction tx = soundOne(static_cast<TransactionType>(type));
        change(tx);
        const auto read = eth::readSignable(tx);
        QVERIFY(!read);
        QCOMPARE(read.error().fault, Fault::BadData);
        QVERIFY(!read.error().detail.empty());
    }

    void theEdgesAreSigned()
    {
        Transaction tx = soundOne(TransactionType::FeeMarket);
        tx.accessList.clear();
        tx.gas = 21'000;
        tx.nonce = ~std::uint64_t{0} - 1;
        tx.maxPriorityFeePerGas = tx.maxFeePerGas;
        QVERIFY(eth::readSignable(tx).has_value());
        Transaction blobs = soundOne(TransactionType::Blob);
        blobs.blobVersionedHashes.assign(6, kBlobHash);
        QVERIFY(eth::readSignable(blobs).has_value());
    }

    void aSignatureForEveryChainIsKnown()
    {
        Transaction legacy = soundOne(TransactionType::Legacy);
        QVERIFY(!eth::isForEveryChain(legacy));
        legacy.chainId.reset();
        QVERIFY(eth::isForEveryChain(eth::readSignable(legacy).value()));
        Transaction setCode = soundOne(TransactionType::SetCode);
        QVERIFY(!eth::isForEveryChain(setCode));
        setCode.authorizations.push_back(permission(0));
        QVERIFY(eth::isForEveryChain(setCode));
    }
};

QTEST_GUILESS_MAIN(SigningTest)
#include "signing_test.moc"
