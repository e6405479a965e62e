#include "core/crypto/keccak.h"
#include "core/crypto/secp256k1.h"
#include "core/eth/address.h"
#include "tests/core/eth/tally.h"
#include "tests/support/vectors.h"

#include <QTest>

#include <algorithm>

using base::Address;
using base::Hash;
using nlohmann::json;
using tests::textOf;

namespace {

std::string upperDigits(std::string text)
{
    std::transform(text.begin() + 2, text.end(), text.begin() + 2,
        [](char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c; });
    return text;
}

/// ICAP, the bank-account form of an address: Postern has no use for it, so only the test can make it. "XE",
/// two check digits by ISO 13616 (the remainder of 97), the address in base 36.
std::string icapOf(const Address& address)
{
    std::string digits;
    for (base::Uint256 rest = base::Uint256::from(address); rest;) {
        const auto [quotient, remainder] = base::divide(rest, base::Uint256{36});
        digits.insert(digits.begin(), "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[remainder.low64()]);
        rest = quotient;
    }
    digits.insert(0, 30 - std::min<std::size_t>(30, digits.size()), '0');
    unsigned remainder = 0;
    for (const char c : digits + "XE00") {
        const bool isDigit = c >= '0' && c <= '9';
        remainder = isDigit ? remainder * 10 + static_cast<unsigned>(c - '0')
                            : remainder * 100 + static_cast<unsigned>(c - 'A' + 10);
        remainder %= 97;
    }
    const std::string check = std::to_string(98 - remainder);
    return "XE" + std::string(check.size() == 1 ? "0" : "") + check + digits;
}

/// EIP-137. Postern resolves no names; the vectors are run on keccak-256 by this.
Hash nameHash(std::string_view name)
{
    Hash node;
    while (!name.empty()) {
        const std::size_t dot = name.rfind('.');
        const std::string_view label = dot == std::string_view::npos ? name : name.substr(dot + 1);
        name = dot == std::string_view::npos ? std::string_view() : name.substr(0, dot);
        base::Bytes message = base::toBytes(node);
        base::append(message, crypto::keccak256(base::asBytes(label)));
        node = crypto::keccak256(message);
    }
    return node;
}

/// True for names that ENSIP-15 leaves as they are. Its normalisation of all of Unicode is nothing that
/// Postern needs.
bool isNormal(std::string_view name)
{
    constexpr std::string_view kOthers = "0123456789-_.";
    return std::ranges::all_of(
        name, [&](char c) { return (c >= 'a' && c <= 'z') || kOthers.find(c) != std::string_view::npos; });
}

} // namespace

class AddressTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void checksumBothWays();
    void refuses_data();
    void refuses();
    void contractAddresses();
    void eip55();
    void accounts();
    void create();
    void create2();
    void nameHashes();
};

void AddressTest::checksumBothWays()
{
    const std::string text = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"; // EIP-55
    const auto address = eth::parseAddress(text);
    QVERIFY(address.has_value());
    QCOMPARE(eth::toChecksum(*address), text);
    QVERIFY(eth::parseAddress(base::toHex0x(*address)) == address);
    QVERIFY(eth::parseAddress(upperDigits(base::toHex0x(*address))) == address);
}

void AddressTest::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("one digit's case wrong") << QByteArray("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD");
    QTest::newRow("one digit wrong") << QByteArray("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAee");
    QTest::newRow("no prefix") << QByteArray("5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
    QTest::newRow("too short") << QByteArray("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeA");
    QTest::newRow("too long") << QByteArray("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed00");
    QTest::newRow("no hex") << QByteArray("0xzaAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
    QTest::newRow("space") << QByteArray("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe ");
    QTest::newRow("empty") << QByteArray("");
}

void AddressTest::refuses()
{
    QFETCH(QByteArray, text);
    QVERIFY(!eth::parseAddress(text.toStdString()));
}

void AddressTest::contractAddresses()
{
    using namespace base::literals;
    // The first is the example of EIP-1014; the second follows from the rule for nonce 0 by hand.
    QVERIFY(eth::create2Address({}, {}, crypto::keccak256(base::Bytes{0x00})) ==
            "0x4D1A2e2bB4F88F0250f26Ffff098B0b30B26BF38"_address);
    QVERIFY(eth::createAddress({}, 0) == "0xbd770416a3345f91e4b34576cb804a576fa48eb1"_address);
}

void AddressTest::eip55()
{
    const auto file = tests::vectorFile("wallet/eip55.json");
    if (!file) QSKIP(tests::noVectors());
    tests::Tally tally("eip55");
    const json document = tests::readJson(*file);
    for (const json& item : document["vectors"]) {
        const auto address = eth::parseAddress(textOf(item["lowercase"]));
        tally.count(address && eth::toChecksum(*address) == textOf(item["checksummed"]) &&
                        eth::parseAddress(textOf(item["checksummed"])) == address,
            textOf(item["checksummed"]));
    }
    QVERIFY(tally.finish());
}

void AddressTest::accounts()
{
    const auto file = tests::vectorFile("wallet/ethers/accounts.json");
    if (!file) QSKIP(tests::noVectors());
    tests::Tally tally("ethers/accounts");
    for (const json& item : tests::readJson(*file)) {
        bool passed = true;
        const auto address = eth::parseAddress(textOf(item["address"]));
        if (item.contains("privateKey") && item["privateKey"].is_string()) {
            const auto key = crypto::publicKeyOf(base::Secret(tests::hexBytes(item["privateKey"])));
            passed = key && address == crypto::addressOf(*key);
        }
        tally.count(passed && address && icapOf(*address) == textOf(item["icap"]), textOf(item["name"]));
    }
    QVERIFY(tally.finish());
}

void AddressTest::create()
{
    const auto file = tests::vectorFile("wallet/ethers/create.json");
    if (!file) QSKIP(tests::noVectors());
    tests::Tally tally("ethers/create");
    for (const json& item : tests::readJson(*file))
        for (const json& made : item["creates"]) {
            const Address sender = *eth::parseAddress(textOf(item["sender"]));
            const Address address = eth::createAddress(sender, made["nonce"].get<std::uint64_t>());
            tally.count(eth::toChecksum(address) == textOf(made["address"]), textOf(made["name"]));
        }
    QVERIFY(tally.finish());
}

void AddressTest::create2()
{
    const auto file = tests::vectorFile("wallet/ethers/create2.json");
    if (!file) QSKIP(tests::noVectors());
    tests::Tally tally("ethers/create2");
    for (const json& item : tests::readJson(*file))
        for (const json& made : item["creates"]) {
            const Hash initCodeHash = crypto::keccak256(tests::hexBytes(made["initCode"]));
            const Address address = eth::create2Address(*eth::parseAddress(textOf(item["sender"])),
                Hash::from(tests::hexBytes(made["salt"])), initCodeHash);
            tally.count(base::toHex0x(initCodeHash) == textOf(made["initCodeHash"]) &&
                            eth::toChecksum(address) == textOf(made["address"]),
                textOf(made["name"]));
        }
    QVERIFY(tally.finish());
}

void AddressTest::nameHashes()
{
    const auto file = tests::vectorFile("wallet/ethers/namehash.json");
    if (!file) QSKIP(tests::noVectors());
    tests::Tally tally("ethers/namehash, names that need no normalisation");
    int others = 0;
    for (const json& item : tests::readJson(*file)) {
        const bool hasHash =
            item.contains("ensName") && item.contains("namehash") && item["namehash"].is_string();
        if (!hasHash || !isNormal(textOf(item["ensName"])))
            ++others;
        else
            tally.count(base::toHex0x(nameHash(textOf(item["ensName"]))) == textOf(item["namehash"]),
                textOf(item["ensName"]));
    }
    qInfo("ethers/namehash: %d not run: they test ENSIP-15 normalisation, which Postern does not do", others);
    QVERIFY(tally.finish());
}

QTEST_GUILESS_MAIN(AddressTest)
#include "address_test.moc"
