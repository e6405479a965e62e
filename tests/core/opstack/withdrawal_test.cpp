#include "core/opstack/output_root.h"
#include "core/opstack/withdrawal.h"
#include "tests/core/opstack/derivation_vectors.h"

#include <QTest>

using namespace opstack;
using nlohmann::json;

namespace {

Withdrawal toWithdrawal(const json& value)
{
    return {tests::number(value, "nonce"), tests::address(value["sender"]), tests::address(value["target"]),
        tests::number(value, "value"), tests::number(value, "gasLimit"), tests::hexBytes(value["data"])};
}

eth::Log logOf(const Withdrawal& withdrawal)
{
    const auto padded = [](const Address& address) { return Uint256::from(address).toHash(); };
    eth::Log log;
    log.topics = {
        kMessagePassedTopic, withdrawal.nonce.toHash(), padded(withdrawal.sender), padded(withdrawal.target)};
    for (const Uint256& word : {withdrawal.value, withdrawal.gasLimit, Uint256{128}})
        base::append(log.data, word.toHash());
    base::append(log.data, withdrawalHash(withdrawal));
    base::append(log.data, Uint256{withdrawal.data.size()}.toHash());
    base::append(log.data, withdrawal.data);
    log.data.resize((log.data.size() + 31) / 32 * 32);
    return log;
}

} // namespace

class WithdrawalTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void logComesBack()
    {
        Withdrawal withdrawal;
        withdrawal.nonce = Uint256{1} << 240;
        withdrawal.sender[3] = 1;
        withdrawal.target[4] = 2;
        withdrawal.value = Uint256::max();
        withdrawal.gasLimit = 100'000;
        withdrawal.data = {1, 2, 3};
        const eth::Log log = logOf(withdrawal);
        QVERIFY(parseMessagePassed(log) == withdrawal);

        eth::Log changed = log;
        changed.data[31] ^= 1;
        QCOMPARE(parseMessagePassed(changed).error().fault, base::Fault::Mismatch);
        changed = log;
        changed.data.pop_back();
        QCOMPARE(parseMessagePassed(changed).error().fault, base::Fault::BadData);
        changed = log;
        changed.topics[0] = Hash{};
        QCOMPARE(parseMessagePassed(changed).error().fault, base::Fault::BadData);
    }
    void officialWithdrawals()
    {
        int cases = 0;
        const auto check = [&](const json& value, const json& hash, const json& slot) {
            const Hash computed = withdrawalHash(toWithdrawal(value));
            ++cases;
            return computed == tests::hash(hash) &&
                   (slot.is_null() || sentMessagesSlot(computed) == tests::hash(slot));
        };
        if (const auto file = tests::vectorFile("abi/withdrawal-and-message-hashes.json"))
            for (const json& vector : tests::vectorsIn(*file))
                QVERIFY(
                    check(vector, vector["withdrawal_hash"], vector["l2_to_l1_message_passer_storage_slot"]));
        for (const auto& file : tests::derivationFiles("cross-domain-")) {
            const json vectors = tests::readJson(file);
            for (const json& vector : vectors["withdrawals"])
                QVERIFY(check(vector, vector["withdrawal_hash"], vector["storage_slot"]));
            if (vectors.contains("withdrawal_op_mainnet")) {
                const json& vector = vectors["withdrawal_op_mainnet"];
                QVERIFY(check(vector, vector["withdrawal_hash"], nullptr));
            }
        }
        if (cases == 0) QSKIP(tests::noVectors());
        qInfo("withdrawals: %d passed, 0 failed", cases);
    }
    void officialLogs()
    {
        int cases = 0;
        for (const auto& file : tests::derivationFiles("devnet-withdrawals")) {
            for (const json& vector : tests::vectorsIn(file)) {
                const auto withdrawal = parseMessagePassed(tests::log(vector["log"]));
                QVERIFY(withdrawal.has_value());
                QVERIFY(*withdrawal == toWithdrawal(vector["withdrawal"]));
                QCOMPARE(sentMessagesSlot(withdrawalHash(*withdrawal)), tests::hash(vector["storage_slot"]));
                ++cases;
            }
        }
        for (const auto& file : tests::derivationFiles("bridge-withdrawal-receipt")) {
            const json vectors = tests::readJson(file);
            const json& expected = vectors["expected"];
            for (const json& log : vectors["receipt"]["logs"]) {
                if (log["topics"].empty() || tests::hash(log["topics"][0]) != kMessagePassedTopic) continue;
                const auto withdrawal = parseMessagePassed(tests::log(log));
                if (!withdrawal) qWarning("%s", withdrawal.error().detail.c_str());
                QVERIFY(withdrawal.has_value());
                QCOMPARE(withdrawal->sender, tests::address(expected["sender"]));
                QCOMPARE(withdrawal->target, tests::address(expected["target"]));
                QCOMPARE(withdrawal->gasLimit, tests::number(expected, "gasLimit"));
                QCOMPARE(withdrawalHash(*withdrawal), tests::hash(expected["withdrawal_hash"]));
                ++cases;
            }
        }
        if (cases == 0) QSKIP(tests::noVectors());
        qInfo("MessagePassed logs: %d passed, 0 failed", cases);
    }
    void outputRoots()
    {
        OutputRootProof proof;
        proof.stateRoot[31] = 1;
        const Hash root = outputRoot(proof);
        std::swap(proof.stateRoot, proof.latestBlockhash);
        QVERIFY(outputRoot(proof) != root);

        int cases = 0;
        auto files = tests::derivationFiles("output-root");
        if (const auto file = tests::vectorFile("abi/output-roots.json")) files.push_back(*file);
        for (const auto& file : files) {
            for (const json& vector : tests::vectorsIn(file)) {
                if (!vector.contains("output_root")) continue;
                const OutputRootProof given{tests::hash(vector["stateRoot"]),
                    tests::hash(vector["messagePasserStorageRoot"]), tests::hash(vector["latestBlockhash"])};
                QCOMPARE(outputRoot(given), tests::hash(vector["output_root"]));
                ++cases;
            }
        }
        if (cases == 0) QSKIP(tests::noVectors());
        qInfo("output roots: %d passed, 0 failed", cases);
    }
};

QTEST_APPLESS_MAIN(WithdrawalTest)
#include "withdrawal_test.moc"
