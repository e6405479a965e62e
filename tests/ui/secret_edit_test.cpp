#include "ui/widget/secret_edit.h"

#include <QApplication>
#include <QClipboard>
#include <QInputMethodEvent>
#include <QTest>

/// What was typed is in the field's Secret and nowhere in what Qt keeps of it.
class SecretEditTest : public QObject {
    Q_OBJECT

private:
    static std::string takenFrom(ui::SecretEdit& field) { return std::string(field.take().text()); }

private Q_SLOTS:
    void typedTextIsTakenOnce()
    {
        ui::SecretEdit field;
        QTest::keyClicks(&field, QStringLiteral("pass word"));
        QCOMPARE(field.text().size(), 9);
        for (const char* const letter : {"p", "a", "s", "w"})
            QVERIFY(!field.text().contains(QLatin1String(letter)));
        QCOMPARE(takenFrom(field), std::string("pass word"));
        QVERIFY(field.text().isEmpty());
        QCOMPARE(takenFrom(field), std::string());
    }

    void editingWorksAsInAnyField()
    {
        ui::SecretEdit field;
        QTest::keyClicks(&field, QStringLiteral("abcd"));
        QTest::keyClick(&field, Qt::Key_Left);
        QTest::keyClick(&field, Qt::Key_Backspace);
        QTest::keyClicks(&field, QStringLiteral("XY"));
        QCOMPARE(takenFrom(field), std::string("abXYd"));
        QTest::keyClicks(&field, QStringLiteral("wrong"));
        QTest::keyClick(&field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(&field, QStringLiteral("right"));
        QCOMPARE(takenFrom(field), std::string("right"));
        QTest::keyClick(&field, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(takenFrom(field).empty());
    }

    void everyLetterComesBack()
    {
        const QString text = QString::fromUtf8("caf\u00e9 \u65e5\u672c \U0001F511 e\u0301 \ue000");
        ui::SecretEdit typed, pasted, set, composed;
        QGuiApplication::clipboard()->setText(text);
        QTest::keySequence(&pasted, QKeySequence::Paste);
        QCOMPARE(takenFrom(pasted), text.toStdString());
        QInputMethodEvent event;
        event.setCommitString(text);
        QCoreApplication::sendEvent(&composed, &event);
        QVERIFY(!composed.text().contains(QChar(0x65e5)));
        QCOMPARE(takenFrom(composed), text.toStdString());
        const QString plain = QString::fromUtf8("caf\u00e9 \u65e5\u672c \U0001F511");
        set.setText(plain);
        QVERIFY(!set.text().contains(QChar(0x65e5)));
        QCOMPARE(takenFrom(set), plain.toStdString());
    }

    void fieldsAreCompared()
    {
        ui::SecretEdit one, two;
        QTest::keyClicks(&one, QStringLiteral("xx same"));
        QTest::keyClick(&one, Qt::Key_Home);
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(&one, Qt::Key_Delete);
        two.setText(QStringLiteral("same"));
        QVERIFY(one.holdsSameAs(two) && one.holds(base::Secret::fromText("same")));
        QTest::keyClicks(&two, QStringLiteral("r"));
        QVERIFY(!one.holdsSameAs(two));
    }

    void aHiddenFieldIsEmpty()
    {
        QWidget page;
        auto* field = new ui::SecretEdit(&page);
        page.show();
        QTest::keyClicks(field, QStringLiteral("secret"));
        page.hide();
        QVERIFY(field->text().isEmpty());
        QVERIFY(takenFrom(*field).empty());
    }
};

QTEST_MAIN(SecretEditTest)
#include "secret_edit_test.moc"
