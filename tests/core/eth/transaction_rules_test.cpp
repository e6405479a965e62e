#include "core/eth/transaction_rules.h"
#include "tests/core/eth/tally.h"
#include "tests/support/vectors.h"

#include <QTest>

#include <map>

using base::Bytes;
using eth::Transaction;
using eth::TransactionFlaw;
using eth::TransactionRules;
using eth::TransactionType;
using nlohmann::json;
using tests::textOf;

namespace {

/// The forks by the names of the official tests; those that changed nothing here have the rules of the one
/// before.
const std::map<std::string, TransactionRules, std::less<>>& rulesByFork()
{
    static const std::map<std::string, TransactionRules, std::less<>> rules{
        {"Frontier", eth::kFrontierTransactions},
        {"Homestead", eth::kHomesteadTransactions},
        {"EIP150", eth::kHomesteadTransactions},
        {"EIP158", eth::kSpuriousDragonTransactions},
        {"Byzantium", eth::kSpuriousDragonTransactions},
        {"Constantinople", eth::kSpuriousDragonTransactions},
        {"ConstantinopleFix", eth::kSpuriousDragonTransactions},
        {"Istanbul", eth::kIstanbulTransactions},
        {"Berlin", eth::kBerlinTransactions},
        {"London", eth::kLondonTransactions},
        {"Paris", eth::kLondonTransactions},
        {"Shanghai", eth::kShanghaiTransactions},
        {"Cancun", eth::kCancunTransactions},
        {"Prague", eth::kPragueTransactions},
        {"Osaka", eth::kOsakaTransactions},
    };
    return rules;
}

constexpr std::uint64_t kMainnet = 1;

/// True when the bytes have the result that the test expects under this fork.
bool hasResult(const Bytes& bytes, const TransactionRules& rules, const json& expected)
{
    const auto tx = eth::parseTransaction(bytes);
    const bool mustFail = expected.contains("exception");
    if (!tx || eth::findFlaw(*tx, rules, kMainnet)) return mustFail;
    const auto sender = eth::recoverSender(*tx, rules.highSAllowed);
    if (!sender || mustFail) return !sender && mustFail;
    return base::toHex0x(*sender) == textOf(expected["sender"]) &&
           base::toHex0x(eth::transactionHash(*tx)) == textOf(expected["hash"]) &&
           eth::intrinsicGas(*tx, rules) == *base::parseUint64(expected["intrinsicGas"].get<std::string>());
}

Transaction transfer()
{
    Transaction tx;
    tx.type = TransactionType::FeeMarket;
    tx.chainId = kMainnet;
    tx.to = eth::Address{};
    tx.gas = 21000;
    return tx;
}

std::optional<TransactionFlaw> flawOf(
    const Transaction& tx, const TransactionRules& rules = eth::kOsakaTransactions)
{
    return eth::findFlaw(tx, rules, kMainnet);
}

} // namespace

class TransactionRulesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void intrinsicGas();
    void floorGas();
    void flaws();
    void typesByFork();
    void official();
};

void TransactionRulesTest::intrinsicGas()
{
    Transaction tx = transfer();
    tx.data = {0, 0, 1};
    QCOMPARE(eth::intrinsicGas(tx, eth::kFrontierTransactions), std::uint64_t{21000 + 2 * 4 + 68});
    QCOMPARE(eth::intrinsicGas(tx, eth::kIstanbulTransactions), std::uint64_t{21000 + 2 * 4 + 16});
    tx.accessList = {{{}, {{}, {}}}, {{}, {}}};
    tx.authorizations.resize(2);
    QCOMPARE(eth::intrinsicGas(tx, eth::kPragueTransactions),
        std::uint64_t{21000 + 24 + 2 * 2400 + 2 * 1900 + 2 * 25000});

    Transaction creation = transfer();
    creation.to.reset();
    creation.data = Bytes(33, 0);
    QCOMPARE(eth::intrinsicGas(creation, eth::kFrontierTransactions), std::uint64_t{21000 + 33 * 4});
    QCOMPARE(eth::intrinsicGas(creation, eth::kHomesteadTransactions), std::uint64_t{53000 + 33 * 4});
    QCOMPARE(eth::intrinsicGas(creation, eth::kShanghaiTransactions), std::uint64_t{53000 + 33 * 4 + 2 * 2});
}

void TransactionRulesTest::floorGas()
{
    Transaction tx = transfer();
    tx.data = {0, 1};
    QCOMPARE(eth::floorGas(tx, eth::kCancunTransactions), std::uint64_t{0});
    QCOMPARE(eth::floorGas(tx, eth::kPragueTransactions), std::uint64_t{21000 + 10 * (1 + 4)});
    tx.gas = eth::floorGas(tx, eth::kPragueTransactions);
    QVERIFY(!flawOf(tx, eth::kPragueTransactions));
    --tx.gas;
    QVERIFY(flawOf(tx, eth::kPragueTransactions) == TransactionFlaw::GasTooLow);
    QVERIFY(!flawOf(tx, eth::kCancunTransactions));
}

void TransactionRulesTest::flaws()
{
    QVERIFY(!flawOf(transfer()));
    Transaction tx = transfer();
    tx.chainId = 2;
    QVERIFY(flawOf(tx) == TransactionFlaw::WrongChain);
    tx = transfer();
    tx.nonce = ~std::uint64_t{0};
    QVERIFY(flawOf(tx) == TransactionFlaw::NonceTooBig);
    tx = transfer();
    tx.gas = (1u << 24) + 1;
    QVERIFY(flawOf(tx) == TransactionFlaw::GasTooHigh);
    QVERIFY(!flawOf(tx, eth::kPragueTransactions));
    tx = transfer();
    tx.maxPriorityFeePerGas = 1;
    QVERIFY(flawOf(tx) == TransactionFlaw::TipAboveFee);
    tx = transfer();
    tx.maxFeePerGas = base::Uint256::max();
    QVERIFY(flawOf(tx) == TransactionFlaw::FeeOverflow);
    tx.maxFeePerGas = 1;
    tx.value = base::Uint256::max(); // nobody has as much, but that is for the state to say
    QVERIFY(!flawOf(tx));
    tx = transfer();
    tx.to.reset();
    tx.gas = 1u << 24;
    tx.data = Bytes(2 * 24576 + 1);
    QVERIFY(flawOf(tx) == TransactionFlaw::InitCodeTooLarge);
    QVERIFY(!flawOf(tx, eth::kLondonTransactions));
    tx = transfer();
    tx.type = TransactionType::Blob;
    QVERIFY(flawOf(tx) == TransactionFlaw::NoBlobs);
    tx.blobVersionedHashes = {eth::Hash{}};
    QVERIFY(flawOf(tx) == TransactionFlaw::WrongBlobVersion);
    tx = transfer();
    tx.type = TransactionType::SetCode;
    QVERIFY(flawOf(tx) == TransactionFlaw::NoAuthorizations);
}

void TransactionRulesTest::typesByFork()
{
    Transaction tx = transfer();
    QVERIFY(flawOf(tx, eth::kBerlinTransactions) == TransactionFlaw::TypeNotSupported);
    tx.type = TransactionType::AccessList;
    QVERIFY(!flawOf(tx, eth::kBerlinTransactions));
    QVERIFY(flawOf(tx, eth::kIstanbulTransactions) == TransactionFlaw::TypeNotSupported);
    tx.type = TransactionType::Legacy;
    QVERIFY(!flawOf(tx, eth::kSpuriousDragonTransactions));
    QVERIFY(flawOf(tx, eth::kHomesteadTransactions) == TransactionFlaw::WrongChain);
}

void TransactionRulesTest::official()
{
    const auto folder = tests::vectorFile("ethereum-tests/TransactionTests");
    if (!folder) QSKIP(tests::noVectors());
    tests::Tally files("TransactionTests, files"), results("TransactionTests, results per fork");
    for (const auto& file : tests::filesBelow(*folder, ".json")) {
        bool all = true;
        const json cases = tests::readJson(file);
        for (const auto& [name, item] : cases.items()) {
            const Bytes bytes = tests::hexBytes(item["txbytes"]);
            for (const auto& [fork, expected] : item["result"].items()) {
                const auto rules = rulesByFork().find(fork);
                const bool passed = rules != rulesByFork().end() && hasResult(bytes, rules->second, expected);
                results.count(passed, name + " " + fork + " " + expected.dump());
                all = all && passed;
            }
        }
        files.count(all, file.filename().string());
    }
    QVERIFY(results.finish());
    QVERIFY(files.finish());
}

QTEST_GUILESS_MAIN(TransactionRulesTest)
#include "transaction_rules_test.moc"
