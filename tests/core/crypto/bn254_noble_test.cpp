#include "core/crypto/bn254.h"
#include "tests/core/crypto/precompile_vectors.h"

#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using base::Bytes;
using tests::hexBytes;

namespace {

/// What bn254_cases.mjs calls the answer.
std::string answerOf(const QByteArray& contract, const Bytes& input)
{
    if (contract == "pairing") {
        const auto holds = crypto::bn254Pairing(input);
        return holds ? std::string(63, '0') + (*holds ? '1' : '0') : "invalid";
    }
    const auto point = contract == "add" ? crypto::bn254Add(input) : crypto::bn254Mul(input);
    return point ? base::toHex(*point) : "invalid";
}

} // namespace

/// The contracts on BN254 and @noble/curves answer alike. POSTERN_BN254_CASES says how many are compared
/// (200), POSTERN_BN254_SEED which (1).
class Bn254NobleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("node")).isEmpty()) QSKIP("no node here");
        if (!QFileInfo::exists(QStringLiteral(POSTERN_NODE_MODULES "/@noble/curves")))
            QSKIP("no @noble/curves here: run npm ci in packaging/npm");
    }

    void answersAlike()
    {
        const int count = qEnvironmentVariable("POSTERN_BN254_CASES", QStringLiteral("200")).toInt();
        const QString seed = qEnvironmentVariable("POSTERN_BN254_SEED", QStringLiteral("1"));
        QProcess script;
        script.start(
            QStringLiteral("node"), {QStringLiteral(POSTERN_BN254_SCRIPT),
                                        QStringLiteral(POSTERN_NODE_MODULES), seed, QString::number(count)});
        const bool ended = script.waitForFinished(-1);
        QVERIFY2(ended && script.exitCode() == 0, script.readAllStandardError().constData());
        const QByteArrayList lines = script.readAllStandardOutput().trimmed().split('\n');
        QCOMPARE(lines.size(), count);
        for (const QByteArray& line : lines) {
            const QByteArrayList words = line.split(' ');
            QCOMPARE(words.size(), 3);
            const Bytes input = words[1] == "-" ? Bytes() : hexBytes(words[1].toStdString());
            QVERIFY2(answerOf(words[0], input) == words[2].toStdString(), line.constData());
        }
        qInfo("%d answers alike, seed %s", count, qPrintable(seed));
    }
};

QTEST_APPLESS_MAIN(Bn254NobleTest)
#include "bn254_noble_test.moc"
