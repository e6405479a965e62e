#include "tests/core/evm/world.h"

#include <QtTest>

using namespace tests;
using evm::Revision;

/// What instructions cost, fork by fork. Each row runs the same code and names the gas of every fork that
/// changed it.
class OpcodeGasTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void gasByFork_data();
    void gasByFork();
    void coldThenWarm();
    void memoryGrowsQuadratically();
    void definedSince_data();
    void definedSince();
};

void OpcodeGasTest::gasByFork_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<int>("revision");
    QTest::addColumn<int>("gas");
    const auto row = [](const char* name, const char* code, Revision revision, int gas) {
        QTest::addRow("%s %s", name, std::string(evm::toString(revision)).c_str())
            << QByteArray(code) << static_cast<int>(revision) << gas;
    };
    row("ADD", "6001600201", Revision::Frontier, 9);
    row("EXP of two bytes", "61ffff60020a", Revision::Frontier, 36);
    row("EXP of two bytes", "61ffff60020a", Revision::SpuriousDragon, 116);
    row("SLOAD", "600054", Revision::Frontier, 53);
    row("SLOAD", "600054", Revision::TangerineWhistle, 203);
    row("SLOAD", "600054", Revision::Istanbul, 803);
    row("SLOAD", "600054", Revision::Berlin, 2103);
    row("BALANCE", "60dd31", Revision::Frontier, 23);
    row("BALANCE", "60dd31", Revision::TangerineWhistle, 403);
    row("BALANCE", "60dd31", Revision::Istanbul, 703);
    row("BALANCE", "60dd31", Revision::Berlin, 2603);
    row("BALANCE of a precompile", "600431", Revision::Berlin, 103);
    row("EXTCODEHASH", "60dd3f", Revision::Constantinople, 403);
    row("EXTCODEHASH", "60dd3f", Revision::Istanbul, 703);
    row("SSTORE from zero",
        "60016000"
        "55",
        Revision::Frontier, 20006);
    row("SSTORE from zero",
        "60016000"
        "55",
        Revision::Berlin, 22106);
    row("SSTORE twice",
        "6001600055"
        "6002600055",
        Revision::Byzantium, 25012);
    row("SSTORE twice",
        "6001600055"
        "6002600055",
        Revision::Constantinople, 20212);
    row("SSTORE twice",
        "6001600055"
        "6002600055",
        Revision::Petersburg, 25012);
    row("SSTORE twice",
        "6001600055"
        "6002600055",
        Revision::Istanbul, 20812);
    row("SSTORE twice",
        "6001600055"
        "6002600055",
        Revision::London, 22212);
    row("CALL of nobody", "6000600060006000600060dd610100f1", Revision::Frontier, 25061);
    row("CALL of nobody", "6000600060006000600060dd610100f1", Revision::TangerineWhistle, 25721);
    row("CALL of nobody", "6000600060006000600060dd610100f1", Revision::SpuriousDragon, 721);
    row("CALL of nobody", "6000600060006000600060dd610100f1", Revision::Berlin, 2621);
    row("KECCAK256 of two words", "6040600020", Revision::Frontier, 54);
    row("LOG2 of five bytes", "60016002600560006000a2", Revision::Frontier, 0);
    row("CREATE of nothing", "600060006000f0", Revision::Frontier, 32009);
    row("CREATE of two words", "604060006000f0", Revision::Paris, 32015);
    row("CREATE of two words", "604060006000f0", Revision::Shanghai, 32019);
    row("SELFDESTRUCT to nobody", "60ddff", Revision::Frontier, 3);
    row("SELFDESTRUCT to nobody", "60ddff", Revision::TangerineWhistle, 30003);
    row("SELFDESTRUCT to nobody", "60ddff", Revision::SpuriousDragon, 5003);
    row("SELFDESTRUCT to nobody", "60ddff", Revision::Berlin, 7603);
    row("MCOPY of two words", "6040600060005e", Revision::Cancun, 24);
    row("TSTORE and TLOAD", "600160005d60005c", Revision::Cancun, 209);
    row("PUSH0", "5f", Revision::Shanghai, 2);
    row("CLZ", "60011e", Revision::Osaka, 8);
}

void OpcodeGasTest::gasByFork()
{
    QFETCH(QByteArray, code);
    QFETCH(int, revision);
    QFETCH(int, gas);
    if (gas == 0) { // offset, size and topics of the log: 6 pushes
        code = "60016002"
               "60056000"
               "a2";
        gas = 12 + 375 * 3 + 8 * 5 + 3;
    }
    Run run(Revision{static_cast<std::uint8_t>(revision)});
    run.code(code.toStdString()).run();
    QVERIFY2(run.outcome.succeeded(), std::string(toString(run.outcome.status)).c_str());
    QCOMPARE(run.gasUsed(), gas);
}

void OpcodeGasTest::coldThenWarm()
{
    // EIP-2929: the second SLOAD and the second BALANCE are warm.
    QCOMPARE(Run(Revision::Berlin).code("6000545060005450").run().gasUsed(), 2 * (3 + 2) + 2100 + 100);
    QCOMPARE(Run(Revision::Berlin).code("60dd315060dd3150").run().gasUsed(), 2 * (3 + 2) + 2600 + 100);
}

void OpcodeGasTest::memoryGrowsQuadratically()
{
    // MSTORE at 32 * 1023: 1024 words cost 3 * 1024 + 1024^2 / 512.
    QCOMPARE(Run(Revision::Frontier).code("6001617fe052").run().gasUsed(), 9 + 3072 + 2048);
    const Run far = Run(Revision::Frontier).code("600163ffffffff52").run();
    QVERIFY(far.outcome.status == evm::Status::OutOfGas);
    QCOMPARE(far.outcome.gasLeft, 0);
    // An empty range needs no memory, wherever it is.
    QCOMPARE(Run(Revision::Frontier)
                 .code("60007fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff20")
                 .run()
                 .gasUsed(),
        36);
}

void OpcodeGasTest::definedSince_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<int>("since");
    const auto row = [](const char* name, const char* code, Revision since) {
        QTest::newRow(name) << QByteArray(code) << static_cast<int>(since);
    };
    row("DELEGATECALL",
        "60006000600060006000"
        "6000f4",
        Revision::Homestead);
    row("RETURNDATASIZE", "3d", Revision::Byzantium);
    row("STATICCALL", "600060006000600060006000fa", Revision::Byzantium);
    row("SHL", "600160011b", Revision::Constantinople);
    row("CREATE2", "6000600060006000f5", Revision::Constantinople);
    row("CHAINID", "46", Revision::Istanbul);
    row("BASEFEE", "48", Revision::London);
    row("PUSH0", "5f", Revision::Shanghai);
    row("MCOPY", "6000600060005e", Revision::Cancun);
    row("BLOBBASEFEE", "4a", Revision::Cancun);
    row("CLZ", "60001e", Revision::Osaka);
}

void OpcodeGasTest::definedSince()
{
    QFETCH(QByteArray, code);
    QFETCH(int, since);
    for (int i = 0; i < static_cast<int>(evm::kRevisionCount); ++i) {
        const Run run = Run(Revision{static_cast<std::uint8_t>(i)}).code(code.toStdString()).run();
        QCOMPARE(run.outcome.succeeded(), i >= since);
        if (i < since) QVERIFY(run.outcome.status == evm::Status::InvalidInstruction);
    }
}

QTEST_APPLESS_MAIN(OpcodeGasTest)
#include "opcode_gas_test.moc"
