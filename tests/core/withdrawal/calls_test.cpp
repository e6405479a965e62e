#include "core/withdrawal/calls.h"
#include "core/withdrawal/material.h"
#include "core/withdrawal/portal.h"
#include "core/withdrawal/sent.h"
#include "tests/core/opstack/derivation_vectors.h"

#include <QTest>

using nlohmann::json;
using withdrawal::Bytes;

namespace {

opstack::Withdrawal withdrawalOf(const json& list)
{
    return {tests::number(list[0]), tests::address(list[1]), tests::address(list[2]), tests::number(list[3]),
        tests::number(list[4]), tests::hexBytes(list[5])};
}

/// As a list of bytes in JSON.
std::vector<Bytes> bytesIn(const json& list)
{
    std::vector<Bytes> all;
    for (const json& item : list)
        all.push_back(tests::hexBytes(item));
    return all;
}

/// What we write for the call, or nothing when it is none of ours.
std::optional<Bytes> written(const std::string& signature, const json& arguments)
{
    if (signature.starts_with("finalizeWithdrawalTransactionExternalProof("))
        return withdrawal::encodeFinalizeWith(withdrawalOf(arguments[0]), tests::address(arguments[1]));
    if (signature.starts_with("finalizeWithdrawalTransaction("))
        return withdrawal::encodeFinalize(withdrawalOf(arguments[0]));
    if (signature.starts_with("checkWithdrawal("))
        return withdrawal::encodeCheck(tests::hash(arguments[0]), tests::address(arguments[1]));
    const bool isProve = signature.starts_with("proveWithdrawalTransaction(") &&
                         signature.find("),uint256,(bytes32") != std::string::npos &&
                         signature.find("address,uint256,(bytes1") == std::string::npos;
    if (!isProve) return std::nullopt;
    // Version 0 is the only one that there is, and the only one that we write.
    if (tests::hash(arguments[2][0]) != base::Hash{}) return std::nullopt;
    const opstack::OutputRootProof root{
        tests::hash(arguments[2][1]), tests::hash(arguments[2][2]), tests::hash(arguments[2][3])};
    return withdrawal::encodeProve(
        withdrawalOf(arguments[0]), tests::number(arguments[1]), root, bytesIn(arguments[3]));
}

} // namespace

class CallsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void officialCalldata()
    {
        const auto file = tests::vectorFile("abi/bridge-calldata.json");
        if (!file) QSKIP(tests::noVectors());
        int cases = 0;
        for (const json& vector : tests::vectorsIn(*file)) {
            const auto calldata = written(vector["signature"].get<std::string>(), vector["args"]);
            if (!calldata) continue;
            QCOMPARE(base::toHex0x(*calldata), vector["calldata"].get<std::string>());
            ++cases;
        }
        qInfo("calldata: %d passed, 0 failed", cases);
        QVERIFY(cases >= 18);
    }

    /// Withdrawals that were proven and finalized on a real portal: from the receipt to the calldata of both.
    void officialJourneys()
    {
        const auto files = tests::derivationFiles("devnet-withdrawals");
        if (files.empty()) QSKIP(tests::noVectors());
        int cases = 0;
        for (const auto& file : files) {
            const json document = tests::readJson(file);
            const json& given = document["output_root"];
            const json& parts = given["output_root_proof"];
            const opstack::OutputRootProof root{tests::hash(parts["stateRoot"]),
                tests::hash(parts["messagePasserStorageRoot"]), tests::hash(parts["latestBlockhash"])};
            for (const json& vector : document["vectors"]) {
                eth::Receipt receipt;
                for (const json& log : vector["receipt_logs"])
                    receipt.logs.push_back(tests::log(log));
                const auto sent = withdrawal::messagesIn(receipt);
                QVERIFY(sent && sent->size() == 1);
                const withdrawal::Sent& message = sent->front();
                QCOMPARE(
                    base::toHex0x(message.hash), vector["withdrawal"]["withdrawalHash"].get<std::string>());

                const auto proof = withdrawal::proofForPortal(root.messagePasserStorageRoot,
                    tests::hash(vector["storage_slot"]),
                    bytesIn(vector["proof"]["storageProof"][0]["proof"]));
                QVERIFY2(proof.has_value(), proof ? "" : proof.error().detail.c_str());
                const withdrawal::Material material{0, root, *proof};
                QVERIFY(withdrawal::checkMaterial(material, message.hash, tests::hash(given["output_root"])));
                QVERIFY(!withdrawal::checkMaterial(material, message.hash, message.hash));

                const Bytes prove = withdrawal::encodeProve(
                    message.withdrawal, tests::number(given["game_index"]), root, *proof);
                QCOMPARE(base::toHex0x(prove), vector["prove_calldata"].get<std::string>());
                QCOMPARE(base::toHex0x(withdrawal::encodeFinalize(message.withdrawal)),
                    vector["finalize_calldata"].get<std::string>());
                ++cases;
            }
        }
        qInfo("devnet withdrawals: %d passed, 0 failed", cases);
    }

    void aWrongHashInTheLogIsNoMessage()
    {
        const auto files = tests::derivationFiles("devnet-withdrawals");
        if (files.empty()) QSKIP(tests::noVectors());
        const json vector = tests::vectorsIn(files[0])[0];
        eth::Receipt receipt;
        receipt.logs = {tests::log(vector["log"])};
        receipt.logs[0].data[31] ^= 1; // the value
        const auto sent = withdrawal::messagesIn(receipt);
        QVERIFY(!sent);
        QCOMPARE(sent.error().fault, base::Fault::Mismatch);
        // The same log of another contract says nothing.
        receipt.logs[0].address = base::Address{};
        QVERIFY(withdrawal::messagesIn(receipt)->empty());
    }

    void portalsAreToldApartByVersion()
    {
        using withdrawal::PortalKind;
        const std::pair<const char*, std::optional<PortalKind>> cases[] = {{"1.0.0", PortalKind::Oracle},
            {"2.5.0", PortalKind::Oracle}, {"2.8.1-beta.1", PortalKind::Oracle}, {"3.8.0", {}},
            {"3.10.0", PortalKind::Games}, {"3.11.0-beta.6", PortalKind::Games}, {"3.12.0", {}},
            {"3.13.0", PortalKind::RetirableGames}, {"3.14.0", PortalKind::RetirableGames},
            {"4.6.0", PortalKind::Registry}, {"4.6.0+interop", PortalKind::Registry},
            {"5.8.0", PortalKind::Registry}, {"6.0.0", {}}, {"10.0.0", {}}, {"", {}}, {"4", {}},
            {"v4.6.0", {}}, {"4.6", {}}, {"99999999999.1.0", {}}};
        for (const auto& [version, kind] : cases)
            QVERIFY2(withdrawal::portalKind(version) == kind, version);
    }
};

QTEST_APPLESS_MAIN(CallsTest)
#include "calls_test.moc"
