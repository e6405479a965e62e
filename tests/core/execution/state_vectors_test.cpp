#include "app/cli/testformat/state_test.h"
#include "tests/core/execution/official_runs.h"

class StateVectorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ethereumTests()
    {
        // The same folder name stands below BlockchainTests too; those files have no "post" and give no
        // cases.
        tests::runOfficial("ethereum-tests", "GeneralStateTests", testformat::runStateTestFile);
    }
    void executionSpecTests() { tests::runOfficial("eest-state-tests", "", testformat::runStateTestFile); }
    void executionSpecTestsStatic()
    {
        tests::runOfficial("eest-state-tests-static", "", testformat::runStateTestFile);
    }
};

QTEST_APPLESS_MAIN(StateVectorsTest)
#include "state_vectors_test.moc"
