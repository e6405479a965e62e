#include "core/practice/layers/faults.h"

#include <QTest>

using practice::Faults;
using practice::RpcFault;

class FaultsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everySwitchIsOffAtFirstAndTakesBackWhatItTells()
    {
        for (const std::string& name : practice::faultNames()) {
            Faults faults;
            QCOMPARE(practice::faultValue(faults, name), std::string("off"));
            const bool isNode = name.ends_with("-rpc");
            const std::string value = name == "censored" ? "0x52908400098527886E0F7030069857D2E4169EE7"
                                      : isNode           ? "rich-text"
                                                         : "on";
            QVERIFY(practice::setFault(faults, name, value).has_value());
            QVERIFY(faults != Faults());
            QCOMPARE(practice::faultValue(faults, name), value);
            QVERIFY(practice::setFault(faults, name, "off").has_value());
            QVERIFY(faults == Faults());
        }
    }

    void severalAddressesAreCensored()
    {
        Faults faults;
        QVERIFY(practice::setFault(faults, "censored",
            "0x0000000000000000000000000000000000000001,0x0000000000000000000000000000000000000002")
                .has_value());
        QCOMPARE(faults.censored.size(), std::size_t{2});
    }

    void everyNameOfANodesFaultIsKnown()
    {
        const auto names = practice::rpcFaultNames();
        for (std::size_t i = 0; i < names.size(); ++i) {
            Faults faults;
            QVERIFY(practice::setFault(faults, "l2-rpc", names[i]).has_value());
            QCOMPARE(static_cast<std::size_t>(faults.l2Rpc), i);
        }
    }

    void whatIsNoSwitchOrNoValueIsRefused_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("no switch") << QByteArray("sequencer") << QByteArray("on");
        QTest::newRow("no flag") << QByteArray("batcher-stops") << QByteArray("yes");
        QTest::newRow("no fault") << QByteArray("l1-rpc") << QByteArray("on");
        QTest::newRow("no address") << QByteArray("censored") << QByteArray("alice");
        QTest::newRow("comma at the end")
            << QByteArray("censored") << QByteArray("0x0000000000000000000000000000000000000001,");
    }
    void whatIsNoSwitchOrNoValueIsRefused()
    {
        QFETCH(const QByteArray, name);
        QFETCH(const QByteArray, value);
        Faults faults;
        const auto set = practice::setFault(faults, name.toStdString(), value.toStdString());
        QCOMPARE(set.error().fault, base::Fault::BadData);
        QVERIFY(faults == Faults());
    }
};

QTEST_GUILESS_MAIN(FaultsTest)
#include "faults_test.moc"
