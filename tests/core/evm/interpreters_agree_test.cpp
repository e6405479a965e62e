#include "tests/core/evm/random_program.h"

#include <QtTest>

using namespace tests;

/// Random programs run alike by the translated code and instruction by instruction.
class InterpretersAgreeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onRandomPrograms();
};

/// POSTERN_PROGRAMS sets how many; each has its own seed, which the message names.
void InterpretersAgreeTest::onRandomPrograms()
{
    bool isSet = false;
    const int asked = qEnvironmentVariableIntValue("POSTERN_PROGRAMS", &isSet);
    const int programs = isSet ? asked : 3000;
    const int first = qEnvironmentVariableIntValue("POSTERN_FIRST_PROGRAM");
    for (int seed = first; seed < first + programs; ++seed) {
        Choices choices({}, static_cast<std::uint64_t>(seed));
        const std::string difference = differenceBetweenInterpreters(choices);
        QVERIFY2(difference.empty(), (std::to_string(seed) + ": " + difference).c_str());
    }
    qInfo("%d programs run alike", programs);
}

QTEST_APPLESS_MAIN(InterpretersAgreeTest)
#include "interpreters_agree_test.moc"
