#include "ui/style/language.h"

#include <QCoreApplication>
#include <QFile>
#include <QTest>
#include <QXmlStreamReader>

namespace {
/// One message of a .ts file.
struct Message {
    QString source;
    QString translation;
    bool finished = false;
};

std::vector<Message> messagesOf(const QString& language)
{
    QFile file(QStringLiteral(POSTERN_TRANSLATIONS "/postern_%1.ts").arg(language));
    if (!file.open(QIODevice::ReadOnly)) return {};
    std::vector<Message> messages;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement()) continue;
        if (xml.name() == QLatin1String("source")) messages.push_back({xml.readElementText(), {}, false});
        if (xml.name() == QLatin1String("translation") && !messages.empty()) {
            const QStringView type = xml.attributes().value(QLatin1String("type"));
            messages.back().finished = type.isEmpty();
            messages.back().translation = xml.readElementText();
        }
    }
    return messages;
}

QStringList placeholdersOf(const QString& text)
{
    QStringList found;
    for (const char* placeholder : {"%1", "%2", "%3", "%n"})
        if (text.contains(QLatin1String(placeholder))) found << QLatin1String(placeholder);
    return found;
}
} // namespace

class TranslationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStringIsTranslated_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("German") << QStringLiteral("de");
        QTest::newRow("Korean") << QStringLiteral("ko");
    }
    void everyStringIsTranslated()
    {
        QFETCH(QString, language);
        const std::vector<Message> messages = messagesOf(language);
        QVERIFY(messages.size() > 100);
        for (const Message& message : messages) {
            QVERIFY2(message.finished && !message.translation.isEmpty(), qPrintable(message.source));
            QVERIFY2(placeholdersOf(message.source) == placeholdersOf(message.translation),
                qPrintable(message.source));
            QVERIFY2(
                message.source.contains(QLatin1Char('&')) == message.translation.contains(QLatin1Char('&')),
                qPrintable(message.source));
        }
    }

    void theLocaleLoadsItsTranslation()
    {
        ui::installLanguage(*QCoreApplication::instance(), QLocale(QLocale::Korean, QLocale::SouthKorea));
        QCOMPARE(QCoreApplication::translate("ui::Workspace", "Overview"), QStringLiteral("개요"));
    }
};

QTEST_GUILESS_MAIN(TranslationTest)
#include "translation_test.moc"
