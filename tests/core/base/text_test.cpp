#include "core/base/text.h"

#include <QTest>

/// Text of strangers before it is shown.
class TextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatCannotBeSeenIsSpeltOut_data()
    {
        QTest::addColumn<QByteArray>("foreign");
        QTest::addColumn<QByteArray>("shown");
        const auto row = [](const char* name, QByteArray foreign, QByteArray shown) {
            QTest::newRow(name) << std::move(foreign) << std::move(shown);
        };
        row("plain", "execution reverted: 100 %", "execution reverted: 100 %");
        row("other scripts", "거절 Ñandú שלום 💸❤️", "거절 Ñandú שלום 💸❤️");
        row("all at once", "pay 1 \u202e000,01 ETH\u2066\u200b\u00ad\ufeffx\u0085y\u009b31mz\u2028w",
            "pay 1 \\u202e000,01 ETH\\u2066\\u200b\\u00ad\\ufeffx\\u0085y\\u009b31mz\\u2028w");
        row("escape", "\x1b[31m", "\\x1b[31m");
        row("delete", "a\x7f", "a\\x7f");
        row("null", QByteArray("a\0b", 3), "a\\x00b");
        row("lines", "a\nb\rc\td", "a\\x0ab\\x0dc\\x09d");
        row("paragraph", "a\u2029b", "a\\u2029b");
        row("tag beyond the base plane", "\U000E0041", "\\u{e0041}");
        row("blank letters", "\u3164\u2800\u115f", "\\u3164\\u2800\\u115f");
        row("private use", "\ue000", "\\ue000");
        row("joiner", "\u200d", "\\u200d");
        row("no UTF-8", "a\xff\xe2\x80", "a\\xff\\xe2\\x80");
        row("longer than need be", "\xc0\x80", "\\xc0\\x80");
        row("surrogate", "\xed\xa0\x80", "\\xed\\xa0\\x80");
        row("beyond Unicode", "\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80");
    }
    void whatCannotBeSeenIsSpeltOut()
    {
        QFETCH(QByteArray, foreign);
        QFETCH(QByteArray, shown);
        QCOMPARE(QByteArray::fromStdString(base::visibleText(foreign.toStdString())), shown);
        QCOMPARE(base::hasHidden(foreign.toStdString()), foreign != shown);
    }

    void theLimitCountsCharactersNotBytes()
    {
        QCOMPARE(base::visibleText("ääää", 4), std::string("ääää"));
        QCOMPARE(base::visibleText("äääää", 4), std::string("ääää…"));
        QCOMPARE(base::visibleText("", 0), std::string());
    }

    /// Every Cc, Cf, Zl and Zp that Qt's own tables know.
    void noFormatCharacterIsForgotten()
    {
        for (char32_t c = 0; c <= 0x10ffff; ++c) {
            switch (QChar::category(c)) {
            case QChar::Other_Control:
            case QChar::Other_Format:
            case QChar::Other_Surrogate:
            case QChar::Other_PrivateUse:
            case QChar::Separator_Line:
            case QChar::Separator_Paragraph:
                QVERIFY2(base::isHidden(c), qPrintable(QString::number(c, 16)));
                break;
            case QChar::Letter_Uppercase:
            case QChar::Number_DecimalDigit:
            case QChar::Punctuation_Other:
            case QChar::Symbol_Currency:
                QVERIFY2(!base::isHidden(c), qPrintable(QString::number(c, 16)));
                break;
            default:
                break;
            }
        }
    }
};

QTEST_GUILESS_MAIN(TextTest)
#include "text_test.moc"
