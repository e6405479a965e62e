#include "core/crypto/keccak.h"
#include "core/crypto/secp256k1.h"
#include "core/eth/address.h"
#include "core/eth/block.h"
#include "core/eth/rlp.h"
#include "core/eth/transaction.h"
#include "core/eth/transaction_json.h"
#include "tests/core/eth/tally.h"
#include "tests/support/vectors.h"

#include <QTest>

#include <algorithm>

using base::Bytes;
using base::Fault;
using base::Hash;
using base::Secret;
using base::Uint256;
using eth::Transaction;
using eth::TransactionType;
using nlohmann::json;
using tests::textOf;

namespace {

Secret secretOf(const json& hex)
{
    const Bytes bytes = tests::hexBytes(hex);
    return Secret(bytes);
}

std::string hexOf(const Bytes& bytes)
{
    return base::toHex0x(bytes);
}

/// A transaction that uses every field of its type.
Transaction sample(TransactionType type)
{
    Transaction tx;
    tx.type = type;
    tx.nonce = type == TransactionType::Deposit ? 0 : 7;
    tx.gas = 100'000;
    tx.to = eth::Address::from(Bytes(20, 0x11));
    tx.value = Uint256{1} << 200;
    tx.data = {1, 2, 3};
    if (type == TransactionType::Deposit) {
        tx.sourceHash = eth::Hash::from(Bytes(32, 0x22));
        tx.from = eth::Address::from(Bytes(20, 0x33));
        tx.mint = 5;
        tx.isSystemTransaction = true;
        return tx;
    }
    tx.chainId = 10;
    const bool hasGasPrice = type == TransactionType::Legacy || type == TransactionType::AccessList;
    if (hasGasPrice)
        tx.gasPrice = 1'000'000'000;
    else
        tx.maxFeePerGas = 2'000'000'000, tx.maxPriorityFeePerGas = 1;
    if (type != TransactionType::Legacy) tx.accessList = {{*tx.to, {eth::Hash{}, tx.sourceHash}}, {{}, {}}};
    if (type == TransactionType::Blob) {
        tx.maxFeePerBlobGas = 9;
        tx.blobVersionedHashes = {eth::Hash::from(Bytes(32, 0x01))};
    }
    if (type == TransactionType::SetCode) tx.authorizations = {{10, *tx.to, 3, 1, 4, 5}};
    return *eth::signTransaction(tx, Secret(Bytes(32, 0x44)));
}

constexpr TransactionType kTypes[] = {TransactionType::Legacy, TransactionType::AccessList,
    TransactionType::FeeMarket, TransactionType::Blob, TransactionType::SetCode, TransactionType::Deposit};

/// The fields of the vectors under the names of the JSON-RPC specification.
json withoutKeys(json fields)
{
    for (json& entry : fields.contains("authorizationList") ? fields["authorizationList"] : json::array())
        for (const char* name : {"authority", "authority_private_key", "v"})
            entry.erase(name);
    return fields;
}

bool signsAs(Transaction tx, const json& key, const Bytes& unsignedBytes, const Bytes& signedBytes)
{
    if (eth::encodeForSigning(tx) != unsignedBytes) return false;
    const Transaction made = *eth::signTransaction(tx, secretOf(key));
    const auto parsed = eth::parseTransaction(signedBytes);
    return eth::encodeTransaction(made) == signedBytes && parsed && *parsed == made;
}

/// The fields of ethers' transactions, which all types of one case share, as they are for one type.
Transaction ofEthers(const json& fields, TransactionType type, bool isProtected)
{
    Transaction tx;
    tx.type = type;
    const auto number = [&](const char* name) {
        if (!fields.contains(name) || fields[name] == "0x") return Uint256{};
        if (fields[name].is_number()) return Uint256{fields[name].get<std::uint64_t>()};
        return *base::parseNumber(fields[name].get<std::string>());
    };
    if (isProtected && (type != TransactionType::Legacy || number("chainId")))
        tx.chainId = number("chainId").low64();
    tx.nonce = number("nonce").low64();
    tx.gas = number("gasLimit").low64();
    tx.value = number("value");
    if (fields.contains("to")) tx.to = *eth::parseAddress(fields["to"].get<std::string>());
    if (fields.contains("data")) tx.data = tests::hexBytes(fields["data"]);
    if (type == TransactionType::Legacy || type == TransactionType::AccessList)
        tx.gasPrice = number("gasPrice");
    else
        tx.maxFeePerGas = number("maxFeePerGas"), tx.maxPriorityFeePerGas = number("maxPriorityFeePerGas");
    if (type != TransactionType::Legacy && fields.contains("accessList"))
        for (const json& entry : fields["accessList"]) {
            eth::AccessListEntry made{*eth::parseAddress(entry["address"].get<std::string>()), {}};
            for (const json& key : entry["storageKeys"])
                made.storageKeys.push_back(eth::Hash::from(tests::hexBytes(key)));
            tx.accessList.push_back(made);
        }
    if (type == TransactionType::Blob) {
        tx.maxFeePerBlobGas = number("maxFeePerBlobGas");
        for (const json& hash : fields.value("blobVersionedHashes", json::array()))
            tx.blobVersionedHashes.push_back(eth::Hash::from(tests::hexBytes(hash)));
    }
    return tx;
}

struct EthersForm {
    const char* name;
    TransactionType type;
    bool isProtected;
};
constexpr EthersForm kEthersForms[] = {
    {"Legacy", TransactionType::Legacy, false},
    {"Eip155", TransactionType::Legacy, true},
    {"Berlin", TransactionType::AccessList, true},
    {"London", TransactionType::FeeMarket, true},
    {"Cancun", TransactionType::Blob, true},
};

bool hasNoChain(const json& fields)
{
    return !fields.contains("chainId") || fields["chainId"] == "0x";
}

/// The chain id of a typed transaction, signed or not: its first field.
std::uint64_t chainIn(const Bytes& encoded)
{
    return *eth::rlp::openList(base::ByteView(encoded).subspan(1))->number();
}

// ---- BasicTests of ethereum-tests

/// Key and address. The file's signatures are not of keccak-256 of no bytes, and what they are of it does not
/// say.
bool isKeyAndAddress(const json& item)
{
    const auto key = crypto::publicKeyOf(secretOf(item["key"]));
    const bool isSeed =
        base::toHex(crypto::keccak256(base::asBytes(item["seed"].get<std::string>()))) == textOf(item["key"]);
    return isSeed && key && base::toHex(crypto::addressOf(*key)) == textOf(item["addr"]);
}

/// Signed before EIP-2, so s may be in the upper half.
bool isSignedByKey(const json& item)
{
    const auto tx = eth::parseTransaction(tests::hexBytes(item["signed"]));
    const auto key = crypto::publicKeyOf(secretOf(item["key"]));
    if (!tx || !key || eth::recoverSender(*tx, true) != crypto::addressOf(*key)) return false;
    return tx->nonce == item["nonce"] && tx->gasPrice == Uint256{item["gasprice"].get<std::uint64_t>()} &&
           tx->gas == item["startgas"] && tx->value == Uint256{item["value"].get<std::uint64_t>()} &&
           base::toHex(tx->data) == textOf(item["data"]);
}

bool isGenesis(const json& item)
{
    const auto block = eth::parseBlock(tests::hexBytes(item["genesis_rlp_hex"]));
    return block && eth::headerHash(block->header) == Hash::from(tests::hexBytes(item["genesis_hash"]));
}

/// The files by how their names begin; those that are not run, with the reason.
struct BasicFile {
    std::string_view prefix;
    bool (*run)(const json&);
    const char* reason;
};
constexpr BasicFile kBasicFiles[] = {
    {"keyaddr", isKeyAndAddress, ""},
    {"txtest", isSignedByKey, ""},
    {"genesishashes", isGenesis, ""},
    {"blockgenesis", nullptr, "a block format from before Frontier, which no network has"},
    {"crypto", nullptr, "ECIES of the peer-to-peer protocol, which Postern does not speak"},
    {"difficulty", nullptr, "proof of work, which Postern does not check"},
    {"hexencode", nullptr, "nibble paths: see the tests of core/trie"},
};

} // namespace

class TransactionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void roundTripOfEveryType();
    void jsonOfEveryType();
    void jsonAsPeopleWriteIt();
    void jsonRefusesWhatItDoesNotKnow();
    void parseIsStrict();
    void wrongSignatures();
    void depositIsNotSigned();
    void signing();
    void authorizations();
    void ethers();
    void basic();
};

void TransactionTest::roundTripOfEveryType()
{
    for (const TransactionType type : kTypes) {
        const Transaction tx = sample(type);
        const Bytes encoded = eth::encodeTransaction(tx);
        const auto parsed = eth::parseTransaction(encoded);
        QVERIFY(parsed.has_value());
        QVERIFY(*parsed == tx);
        QVERIFY(eth::recoverSender(tx).has_value());
    }
}

void TransactionTest::jsonOfEveryType()
{
    for (const TransactionType type : kTypes) {
        const Transaction tx = sample(type);
        const auto read = eth::transactionFromJson(eth::toJson(tx));
        QVERIFY2(read.has_value(), read ? "" : read.error().detail.c_str());
        QVERIFY(*read == tx);
    }
}

void TransactionTest::jsonAsPeopleWriteIt()
{
    const auto tx = eth::transactionFromJson(json::parse(
        R"({"to": "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "value": "1000000000000000000", "gasLimit": 21000,
            "maxFeePerGas": "0x77359400", "nonce": 0, "chainId": 10})"));
    QVERIFY2(tx.has_value(), tx ? "" : tx.error().detail.c_str());
    QVERIFY(tx->type == TransactionType::FeeMarket);
    QCOMPARE(tx->gas, std::uint64_t{21000});
    QCOMPARE(tx->value, Uint256{1'000'000'000'000'000'000u});
}

void TransactionTest::jsonRefusesWhatItDoesNotKnow()
{
    const auto faultOf = [](const char* text) {
        const auto tx = eth::transactionFromJson(json::parse(text));
        return tx ? std::string("accepted") : std::string(base::toString(tx.error().fault));
    };
    QCOMPARE(faultOf(R"({"gasprice": 1})"), std::string("bad-data"));
    QCOMPARE(faultOf(R"({"type": 5})"), std::string("unsupported"));
    QCOMPARE(faultOf(R"({"gas": 1.5})"), std::string("bad-data"));
    QCOMPARE(faultOf(R"({"gas": -1})"), std::string("bad-data"));
    QCOMPARE(faultOf(R"({"gas": 1, "gasLimit": 2})"), std::string("bad-data"));
    QCOMPARE(faultOf(R"({"type": 2})"), std::string("bad-data")); // no chain id
    QCOMPARE(faultOf(R"({"to": "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD"})"), std::string("bad-data"));
    QCOMPARE(faultOf("[]"), std::string("bad-data"));

    json otherHash = eth::toJson(sample(TransactionType::FeeMarket));
    otherHash["hash"] = hexOf(Bytes(32, 1));
    QVERIFY(eth::transactionFromJson(otherHash).error().fault == Fault::Mismatch);
    json otherSender = eth::toJson(sample(TransactionType::FeeMarket));
    otherSender["from"] = hexOf(Bytes(20, 1));
    QVERIFY(eth::transactionFromJson(otherSender).error().fault == Fault::Mismatch);
    json otherChain = eth::toJson(sample(TransactionType::Legacy));
    otherChain["chainId"] = "0x1";
    QVERIFY(eth::transactionFromJson(otherChain).error().fault == Fault::BadData);
}

void TransactionTest::parseIsStrict()
{
    QVERIFY(!eth::parseTransaction({}));
    QVERIFY(eth::parseTransaction(Bytes{0x05, 0xc0}).error().fault == Fault::Unsupported);
    QVERIFY(eth::parseTransaction(Bytes{0x80}).error().fault == Fault::Unsupported);
    for (const TransactionType type : kTypes) {
        Bytes encoded = eth::encodeTransaction(sample(type));
        encoded.push_back(0);
        QVERIFY(!eth::parseTransaction(encoded));
        for (std::size_t length = 0; length + 1 < encoded.size(); ++length)
            QVERIFY(!eth::parseTransaction(base::ByteView(encoded).first(length)));
    }
    Transaction creation = sample(TransactionType::Blob);
    creation.to.reset();
    QVERIFY(!eth::parseTransaction(eth::encodeTransaction(creation)));
    Transaction oddParity = sample(TransactionType::FeeMarket);
    oddParity.yParity = 2;
    QVERIFY(!eth::parseTransaction(eth::encodeTransaction(oddParity)));
}

/// EIP-2: of the two signatures that fit, only the one with the lower s counts.
void TransactionTest::wrongSignatures()
{
    const Transaction tx = sample(TransactionType::FeeMarket);
    Transaction mirrored = tx;
    mirrored.s = crypto::kSecp256k1Order - tx.s;
    mirrored.yParity = tx.yParity ^ 1;
    QVERIFY(eth::recoverSender(mirrored).error().fault == Fault::Mismatch);
    QVERIFY(*eth::recoverSender(mirrored, true) == *eth::recoverSender(tx));
    Transaction zero = tx;
    zero.r = 0;
    QVERIFY(!eth::recoverSender(zero));
    zero = tx;
    zero.s = 0;
    QVERIFY(!eth::recoverSender(zero));

    eth::Authorization authorization = *eth::signAuthorization({1, {}, 2, 0, 0, 0}, Secret(Bytes(32, 0x44)));
    QVERIFY(eth::recoverAuthority(authorization) == eth::recoverSender(tx).value());
    authorization.yParity = 2;
    QVERIFY(!eth::recoverAuthority(authorization));
}

void TransactionTest::depositIsNotSigned()
{
    const Transaction deposit = sample(TransactionType::Deposit);
    QVERIFY(*eth::recoverSender(deposit) == deposit.from);
    QVERIFY(eth::signTransaction(deposit, Secret(Bytes(32, 1))).error().fault == Fault::Unsupported);
    Bytes encoded = eth::encodeTransaction(deposit);
    QCOMPARE(encoded[0], std::uint8_t{0x7e});
}

void TransactionTest::signing()
{
    const auto file = tests::vectorFile("wallet/tx-signing.json");
    if (!file) QSKIP(tests::noVectors());
    tests::Tally tally("tx-signing");
    const json document = tests::readJson(*file);
    for (const json& item : document["vectors"]) {
        json fields = withoutKeys(item["tx"]);
        fields["type"] = item["kind"] == "eip7702"   ? 4
                         : item["kind"] == "eip4844" ? 3
                         : item["kind"] == "eip1559" ? 2
                         : item["kind"] == "eip2930" ? 1
                                                     : 0;
        const auto tx = eth::transactionFromJson(fields);
        const Bytes raw = tests::hexBytes(item["signed_raw"]);
        const auto parsed = eth::parseTransaction(raw);
        tally.count(
            tx && parsed &&
                signsAs(*tx, item["private_key"], tests::hexBytes(item["unsigned_serialized"]), raw) &&
                base::toHex0x(eth::signingHash(*tx)) == textOf(item["signing_hash"]) &&
                base::toHex0x(eth::transactionHash(*parsed)) == textOf(item["tx_hash"]) &&
                eth::toChecksum(*eth::recoverSender(*parsed)) == textOf(item["from"]),
            item["kind"].get<std::string>() + " " + item["tx_hash"].get<std::string>() +
                (tx ? "" : ": " + tx.error().detail));
    }
    QVERIFY(tally.finish());
}

void TransactionTest::authorizations()
{
    const auto file = tests::vectorFile("wallet/eip7702-authorizations.json");
    if (!file) QSKIP(tests::noVectors());
    tests::Tally tally("eip7702-authorizations");
    const json document = tests::readJson(*file);
    for (const json& item : document["vectors"]) {
        eth::Authorization entry;
        entry.chainId = item["chainId"].get<std::uint64_t>();
        entry.address = *eth::parseAddress(item["address"].get<std::string>());
        entry.nonce = item["nonce"].get<std::uint64_t>();
        const auto made = eth::signAuthorization(entry, secretOf(item["private_key"]));
        tally.count(made && base::toHex0x(eth::authorizationHash(entry)) == textOf(item["auth_hash"]) &&
                        made->r == *base::parseQuantity(item["r"].get<std::string>()) &&
                        made->s == *base::parseQuantity(item["s"].get<std::string>()) &&
                        made->yParity == item["yParity"] &&
                        eth::toChecksum(eth::recoverAuthority(*made).value_or(eth::Address{})) ==
                            textOf(item["authority"]),
            item["auth_hash"].get<std::string>());
    }
    QVERIFY(tally.finish());
}

void TransactionTest::ethers()
{
    for (const char* file : {"transaction", "transactions"}) {
        const auto path = tests::vectorFile("wallet/ethers/" + std::string(file) + ".json");
        if (!path) QSKIP(tests::noVectors());
        tests::Tally tally(std::string("ethers/") + file);
        int ofChainZero = 0;
        for (const json& item : tests::readJson(*path))
            for (const EthersForm& form : kEthersForms) {
                const std::string unsignedName = std::string("unsigned") + form.name;
                if (!item.contains(unsignedName) || item[unsignedName] == "") continue; // has no such form
                const json& fields = item["transaction"];
                const Bytes unsignedBytes = tests::hexBytes(item[unsignedName]);
                const Bytes signedBytes = tests::hexBytes(item[std::string("signed") + form.name]);
                if (form.type == TransactionType::Legacy && form.isProtected && hasNoChain(fields)) {
                    ++ofChainZero;
                    continue;
                }
                Transaction tx = ofEthers(fields, form.type, form.isProtected);
                // Where the fields name no chain, ethers fills one in.
                if (form.type != TransactionType::Legacy && !fields.contains("chainId"))
                    tx.chainId = chainIn(unsignedBytes);
                tally.count(signsAs(tx, item["privateKey"], unsignedBytes, signedBytes),
                    item["name"].get<std::string>() + " " + form.name);
            }
        qInfo("ethers/%s: %d not run: EIP-155 for chain 0, which is none, written as no RLP number", file,
            ofChainZero);
        QVERIFY(tally.finish());
    }
}

/// BasicTests of ethereum-tests: each file is run or said to be none of ours.
void TransactionTest::basic()
{
    const auto folder = tests::vectorFile("ethereum-tests/BasicTests");
    if (!folder) QSKIP(tests::noVectors());
    for (const auto& file : tests::filesBelow(*folder, ".json")) {
        const auto basic = std::ranges::find_if(kBasicFiles,
            [&](const BasicFile& known) { return file.stem().string().starts_with(known.prefix); });
        QVERIFY2(basic != std::end(kBasicFiles), file.c_str());
        if (basic->run == nullptr) {
            qInfo("BasicTests/%s: not run: %s", file.filename().c_str(), basic->reason);
            continue;
        }
        tests::Tally tally("BasicTests/" + file.stem().string());
        const json cases = tests::readJson(file);
        for (const json& item : cases.is_array() ? cases : json::array({cases}))
            tally.count(basic->run(item), item.dump());
        QVERIFY(tally.finish());
    }
}

QTEST_GUILESS_MAIN(TransactionTest)
#include "transaction_test.moc"
