#include "core/execution/genesis.h"

#include <QTest>

/// Genesis files: numbers in the base that the format says, and nothing that matters left out.
class GenesisTest : public QObject {
    Q_OBJECT

private:
    /// A genesis with one member put in place of `from`.
    static std::string changed(const std::string& from, const std::string& to)
    {
        std::string text =
            R"({"config":{"chainId":1337},"difficulty":"0x1","gasLimit":"0x8000000","nonce":"0x42",)"
            R"("timestamp":"0","alloc":{"0x71c7656ec7ab88b098defb751b7401b5f6d8976f":)"
            R"({"balance":"1000000000000000000","nonce":"16","storage":{"10":"20"}}}})";
        const std::size_t at = text.find(from);
        if (at == std::string::npos) qFatal("no %s", from.c_str());
        return text.replace(at, from.size(), to);
    }

private Q_SLOTS:
    void decimalIsDecimalAndHexIsHex()
    {
        const std::string file =
            R"({"config":{"chainId":1337},"difficulty":"0x1","gasLimit":"0x8000000","alloc":)"
            R"({"0x71c7656ec7ab88b098defb751b7401b5f6d8976f":{"balance":"1000000000000000000"}}})";
        const auto genesis = execution::parseGenesis(file);
        QVERIFY2(genesis.has_value(), genesis ? "" : genesis.error().detail.c_str());
        // Computed with @ethereumjs/mpt.
        QCOMPARE(base::toHex0x(genesis->header.stateRoot),
            std::string("0xd4f5936bb7212c2498935e70a26d80643382da1084e5c2277cca21b71f06639d"));
    }

    void theSameValueInEveryFormGivesTheSameBlock_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        const auto row = [](const char* from, const char* to) {
            QTest::newRow(to) << QString::fromUtf8(from) << QString::fromUtf8(to);
        };
        row(R"("1000000000000000000")", R"("0xde0b6b3a7640000")");
        row(R"("1000000000000000000")", R"("0x00000de0b6b3a7640000")");
        row(R"("1000000000000000000")", R"(1000000000000000000)");
        row(R"("nonce":"16")", R"("nonce":"0x10")");
        row(R"("nonce":"16")", R"("nonce":16)");
        row(R"("nonce":"0x42")", R"("nonce":"66")");
        row(R"("nonce":"0x42")", R"("nonce":"0x0000000000000042")");
        row(R"("gasLimit":"0x8000000")", R"("gasLimit":"134217728")");
        row(R"("difficulty":"0x1")", R"("difficulty":1)");
        row(R"("timestamp":"0")", R"("timestamp":"")");
        row(R"("timestamp":"0",)", "");
        row(R"("10":"20")", R"("0x10":"0x20")"); // storage is hex with or without 0x
        row("0x71c7656ec7ab88b098defb751b7401b5f6d8976f", "71c7656ec7ab88b098defb751b7401b5f6d8976f");
    }
    void theSameValueInEveryFormGivesTheSameBlock()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        const auto first = execution::parseGenesis(changed("{", "{"));
        const auto second = execution::parseGenesis(changed(from.toStdString(), to.toStdString()));
        QVERIFY2(second.has_value(), second ? "" : second.error().detail.c_str());
        QVERIFY(eth::headerHash(first->header) == eth::headerHash(second->header));
    }

    void whatIsMissingOrMalformedIsNamed_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("named");
        const auto row = [](const char* from, const char* to, const char* named) {
            QTest::newRow(to) << QString::fromUtf8(from) << QString::fromUtf8(to) << QString::fromUtf8(named);
        };
        row(R"("gasLimit":"0x8000000",)", "", "gasLimit");
        row(R"("difficulty":"0x1",)", "", "difficulty");
        row(R"("alloc")", R"("allocation")", "alloc");
        row(R"("balance":"1000000000000000000",)", "", "balance");
        row(R"("balance":"1000000000000000000")", R"("balance":null)", "balance");
        row(R"("1000000000000000000")", R"("de0b6b3a7640000")", "balance");
        row(R"("1000000000000000000")", R"("1e18")", "balance");
        row(R"("1000000000000000000")", R"(1e18)", "balance");
        row(R"("1000000000000000000")", R"("-1")", "balance");
        row(R"("nonce":"16")", R"("nonce":"0x10000000000000000")", "nonce");
        row("0x71c7656ec7ab88b098defb751b7401b5f6d8976f", "0x71c7656ec7ab88b098defb751b7401b5f6d897",
            "address");
        row("0x71c7656ec7ab88b098defb751b7401b5f6d8976f", "0x0071c7656ec7ab88b098defb751b7401b5f6d8976f",
            "address");
        row(R"("timestamp":"0")", R"("coinbase":"0x01")", "coinbase");
        row(R"("timestamp":"0")", R"("mixHash":"0x01")", "mixHash");
        row(R"("timestamp":"0")", R"("parentHash":"0x")", "parentHash");
        row(R"("10":"20")", R"("zz":"20")", "slot");
    }
    void whatIsMissingOrMalformedIsNamed()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, named);
        const auto genesis = execution::parseGenesis(changed(from.toStdString(), to.toStdString()));
        QVERIFY(!genesis);
        QVERIFY2(
            QString::fromStdString(genesis.error().detail).contains(named), genesis.error().detail.c_str());
    }
};

QTEST_GUILESS_MAIN(GenesisTest)
#include "genesis_test.moc"
