#include "app/cli/testformat/blockchain_test.h"
#include "tests/core/execution/official_runs.h"

class BlockchainVectorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ethereumTests()
    {
        tests::runOfficial("ethereum-tests", "BlockchainTests", testformat::runBlockchainTestFile);
    }
    void executionSpecTests()
    {
        tests::runOfficial("eest-blockchain-tests", "", testformat::runBlockchainTestFile);
    }
};

QTEST_APPLESS_MAIN(BlockchainVectorsTest)
#include "blockchain_vectors_test.moc"
