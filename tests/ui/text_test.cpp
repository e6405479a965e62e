#include "ui/text/address.h"
#include "ui/text/age.h"
#include "ui/text/amount.h"
#include "ui/text/caution.h"
#include "ui/text/failure.h"
#include "ui/text/plain.h"
#include "ui/text/practice.h"
#include "ui/text/stage.h"

#include <QSet>
#include <QTest>

using base::Fault;
using base::Uint256;

class TextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everySwitchOfThePracticeWorldHasWords()
    {
        for (const std::string& name : practice::faultNames()) {
            QVERIFY2(ui::faultLabel(name) != ui::fromUtf8(name), name.c_str());
            QVERIFY2(!ui::faultMeaning(name).isEmpty(), name.c_str());
        }
        for (const std::string& name : practice::rpcFaultNames())
            QVERIFY2(ui::rpcFaultLabel(name) != ui::fromUtf8(name), name.c_str());
    }

    void aSwitchWithoutWordsKeepsItsName()
    {
        QCOMPARE(ui::faultLabel("moon-falls"), QStringLiteral("moon-falls"));
        QCOMPARE(ui::faultMeaning("moon-falls"), QString());
    }

    void aSpanHasItsTwoLargestUnits_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << qint64(0) << QStringLiteral("0 s");
        QTest::newRow("seconds") << qint64(59) << QStringLiteral("59 s");
        QTest::newRow("minutes") << qint64(119) << QStringLiteral("1 min");
        QTest::newRow("an hour") << qint64(3600) << QStringLiteral("1 h");
        QTest::newRow("hours") << qint64(3600 + 5 * 60 + 59) << QStringLiteral("1 h 5 min");
        QTest::newRow("days") << qint64(604800) << QStringLiteral("7 d");
        QTest::newRow("and hours") << qint64(302400) << QStringLiteral("3 d 12 h");
    }
    void aSpanHasItsTwoLargestUnits()
    {
        QFETCH(qint64, seconds);
        QFETCH(QString, text);
        QCOMPARE(ui::span(base::Seconds(seconds)), text);
    }

    void amounts_data()
    {
        QTest::addColumn<QString>("wei");
        QTest::addColumn<QString>("exact");
        QTest::addColumn<QString>("brief");
        const auto row = [](const char* name, const char* wei, const char* exact, const char* brief) {
            QTest::newRow(name) << QString::fromUtf8(wei) << QString::fromUtf8(exact)
                                << QString::fromUtf8(brief);
        };
        row("nothing", "0", "0 ETH", "0 ETH");
        row("one wei is never zero", "1", "0.000000000000000001 ETH", "< 0.000001 ETH");
        row("one ETH", "1000000000000000000", "1 ETH", "1 ETH");
        row("six decimals", "1234567000000000000", "1.234567 ETH", "1.234567 ETH");
        row("never rounded up", "1999999999999999999", "1.999999999999999999 ETH", "1.999999… ETH");
        row("last shown decimal", "1000000000000", "0.000001 ETH", "0.000001 ETH");
        row("just below it", "999999999999", "0.000000999999999999 ETH", "< 0.000001 ETH");
        row("zeros kept in the middle", "1000000000000000001", "1.000000000000000001 ETH", "1.000000… ETH");
    }
    void amounts()
    {
        QFETCH(QString, wei);
        QFETCH(QString, exact);
        QFETCH(QString, brief);
        const Uint256 value = *base::parseDecimal(wei.toStdString());
        QCOMPARE(ui::exactEth(value), exact);
        QCOMPARE(ui::shortEth(value), brief);
    }

    void theLargestAmountIsExact()
    {
        QCOMPARE(ui::exactEth(Uint256::max()),
            QStringLiteral(
                "115792089237316195423570985008687907853269984665640564039457.584007913129639935 ETH"));
    }

    void typedAmounts_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("wei"); // empty: refused
        const auto row = [](const char* typed, const char* wei) {
            QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(wei);
        };
        row("1", "1000000000000000000");
        row("0.5", "500000000000000000");
        row(" 1.0 ", "1000000000000000000");
        row("0.000000000000000001", "1");
        row("0", "0");
        row("0.0000000000000000001", ""); // a nineteenth decimal would be lost
        row("1,5", "");
        row("1.2.3", "");
        row(".", "");
        row(".5", "500000000000000000");
        row("5.", "5000000000000000000");
        row("1,000", "");
        row("1\u202F234.5", "1234500000000000000000");
        row("", "");
        row("-1", "");
        row("+1", "");
        row("1e3", "");
        row("٣", "");
        row("0x10", "");
        row("115792089237316195423570985008687907853269984665640564039458", "");
    }
    void typedAmounts()
    {
        QFETCH(QString, typed);
        QFETCH(QString, wei);
        const auto parsed = ui::parseEth(typed);
        QCOMPARE(parsed.has_value(), !wei.isEmpty());
        if (parsed) QCOMPARE(QString::fromStdString(base::toDecimal(*parsed)), wei);
    }

    void gasPricesAndNumbers()
    {
        QCOMPARE(ui::exactGwei(Uint256{1'500'000'000}), QStringLiteral("1.5 Gwei"));
        QCOMPARE(ui::exactGwei(Uint256{1}), QStringLiteral("0.000000001 Gwei"));
        QCOMPARE(ui::exactUnits(Uint256{12'500'000}, base::Address{}),
            QStringLiteral("12500000 × ") + ui::shortAddress({}));
        QCOMPARE(ui::grouped(999), QStringLiteral("999"));
        QCOMPARE(ui::grouped(1'234'567), QStringLiteral("1\u202F234\u202F567"));
    }

    void addressesReadWell()
    {
        using namespace base::literals;
        constexpr base::Address kAddress = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"_address;
        QCOMPARE(ui::fullAddress(kAddress), QStringLiteral("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"));
        QCOMPARE(ui::groupedAddress(kAddress),
            QStringLiteral("0xf39F d6e5 1aad 88F6 F4ce 6aB8 8272 79cf fFb9 2266"));
        QCOMPARE(ui::shortAddress(kAddress), QStringLiteral("0xf39Fd6…fFb92266"));
        QCOMPARE(ui::parseTypedAddress(ui::groupedAddress(kAddress)), std::optional(kAddress));
        QCOMPARE(ui::parseTypedAddress(ui::fullAddress(kAddress).toLower()), std::optional(kAddress));
        QVERIFY(!ui::parseTypedAddress(
            QStringLiteral("0xF39Fd6e51aad88F6F4ce6aB8827279cffFb92266"))); // wrong checksum
        QVERIFY(!ui::parseTypedAddress(QStringLiteral("0xf39Fd6…fFb92266")));
        QVERIFY(!ui::parseTypedAddress(QString()));
    }

    void everyStageHasANameAndAMeaning()
    {
        using Stage = bridge::DepositStage;
        QSet<QString> names;
        for (const Stage stage :
            {Stage::Recorded, Stage::Sent, Stage::Dropped, Stage::IncludedOnL1, Stage::ExpectedOnL2,
                Stage::Arrived, Stage::Refused, Stage::Replaced, Stage::RevertedOnL1, Stage::FailedOnL2})
            names.insert(ui::stageName(stage));
        QCOMPARE(names.size(), 10);
        QVERIFY(ui::stageMeaning(bridge::Activity{}).endsWith(QLatin1Char('.')));
    }

    /// That the amount was not spent is said where it is proven.
    void aFailureThatOnlyTheNodeTellsIsNotSaidToHaveSpentNothing()
    {
        bridge::Activity failed;
        failed.facts.l1Block = bridge::BlockId{};
        const QString told = ui::stageMeaning(failed);
        failed.facts.l1Proven = true;
        QVERIFY(failed.stage() == bridge::DepositStage::RevertedOnL1);
        QVERIFY(told != ui::stageMeaning(failed));
    }

    void onlyAnAccountWhoseKeyIsHereIsYours()
    {
        wallet::Account account;
        account.name = "Cold";
        account.kind = wallet::AccountKind::Key;
        QCOMPARE(ui::knownAccount(account), QStringLiteral("Your account “Cold”."));
        account.kind = wallet::AccountKind::Watch;
        QVERIFY(!ui::knownAccount(account).contains(QStringLiteral("Your")));
        QVERIFY(ui::knownAccount(account).contains(QStringLiteral("“Cold”")));
    }

    void foreignTextShowsWhatItHides_data()
    {
        QTest::addColumn<QString>("foreign");
        QTest::addColumn<QString>("shown");
        QTest::newRow("plain") << QStringLiteral("execution reverted")
                               << QStringLiteral("execution reverted");
        QTest::newRow("markup stays text") << QStringLiteral("<b>x</b>") << QStringLiteral("<b>x</b>");
        QTest::newRow("right-to-left override") << QStringLiteral("a\u202Eb") << QStringLiteral("a⟨U+202E⟩b");
        QTest::newRow("zero width") << QStringLiteral("0x\u200B1") << QStringLiteral("0x⟨U+200B⟩1");
        QTest::newRow("escape") << QStringLiteral("\x1b[31m") << QStringLiteral("⟨U+001B⟩[31m");
        QTest::newRow("lines") << QStringLiteral("a\nb\tc") << QStringLiteral("a b c");
        QTest::newRow("tag beyond the base plane")
            << QString::fromUcs4(U"\U000E0041") << QStringLiteral("⟨U+E0041⟩");
        QTest::newRow("filler") << QStringLiteral("\u3164") << QStringLiteral("⟨U+3164⟩");
        QTest::newRow("Korean") << QStringLiteral("거절") << QStringLiteral("거절");
    }
    void foreignTextShowsWhatItHides()
    {
        QFETCH(QString, foreign);
        QFETCH(QString, shown);
        QCOMPARE(ui::visible(foreign), shown);
    }

    void foreignTextHasALimit()
    {
        QCOMPARE(
            ui::visible(QString(1000, QLatin1Char('x')), 10), QString(10, QLatin1Char('x')) + QChar(0x2026));
        QCOMPARE(ui::visible(std::string_view("\xff\xfe")), QStringLiteral("⟨?⟩⟨?⟩"));
    }

    void ages()
    {
        using base::Seconds;
        const Seconds now{1'790'000'000};
        QCOMPARE(ui::age(now, now), QStringLiteral("now"));
        QCOMPARE(ui::age(now - Seconds{59}, now), QStringLiteral("now"));
        QCOMPARE(ui::age(now - Seconds{60}, now), QStringLiteral("1 min ago"));
        QCOMPARE(ui::age(now - Seconds{3 * 3600 + 1}, now), QStringLiteral("3 h ago"));
        QVERIFY(!ui::age(now - Seconds{200'000}, now).contains(QStringLiteral("ago")));
        QVERIFY(!ui::age(now + Seconds{3600}, now).contains(QStringLiteral("ago")));
    }

    void everyFaultHasASentenceAndAdvice()
    {
        constexpr Fault kAll[] = {Fault::Offline, Fault::Busy, Fault::BadAnswer, Fault::NotAllowed,
            Fault::MissingState, Fault::RangeTooLarge, Fault::Reverted, Fault::NotNow, Fault::Refused,
            Fault::Outdated, Fault::BadData, Fault::Mismatch, Fault::Locked, Fault::Funds, Fault::NotYet,
            Fault::Storage, Fault::Unsupported};
        for (const Fault fault : kAll) {
            const ui::Failure shown = ui::failure({fault, "because\u202E"});
            QVERIFY(shown.what.endsWith(QLatin1Char('.')));
            QVERIFY(shown.advice.endsWith(QLatin1Char('.')));
            QCOMPARE(shown.detail, QStringLiteral("because⟨U+202E⟩"));
        }
        QVERIFY(ui::failure({Fault::Cancelled, "stopped"}).isSilent());
        QVERIFY(ui::failure({Fault::Cancelled, "stopped"}).text().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TextTest)
#include "text_test.moc"
