#include "tests/core/bridge/tracker_ground.h"

using bridge::DepositStage;
using nlohmann::json;
using tests::TrackerGround;

/// What a deposit is quoted, refused and warned of, by the real contracts.
class DepositQuoteTest : public QObject {
    Q_OBJECT

    std::unique_ptr<tests::TrackerGrounds> m_grounds;

private Q_SLOTS:
    void initTestCase() { m_grounds = std::make_unique<tests::TrackerGrounds>(); }
    void init() { m_grounds->begin(); }

    /// What the real contracts would not pay to, or not give back.
    void theMoneyGoesToNoSystemContract_data()
    {
        QTest::addColumn<QByteArray>("recipient");
        QTest::newRow("L2 bridge") << QByteArray("0x4200000000000000000000000000000000000010");
        QTest::newRow("L2 messenger") << QByteArray("0x4200000000000000000000000000000000000007");
        QTest::newRow("Multicall3, which has no receive()")
            << QByteArray("0xca11bde05977b3631167028862be2a173976ca11");
    }
    void theMoneyGoesToNoSystemContract()
    {
        QFETCH(QByteArray, recipient);
        TrackerGround& ground = m_grounds->ground();
        const auto quote = bridge::quoteDeposit(ground.route, ground.sender,
            {.from = ground.signer->address(),
                .recipient = *base::parseFixed<base::Address>(recipient.toStdString()),
                .amount = base::Uint256{1'000'000'000'000'000'000}},
            {});
        QVERIFY(!quote && quote.error().fault == base::Fault::Refused);
    }
    void whatThePortalDoesNotSellIsToldInPlainWords()
    {
        TrackerGround& ground = m_grounds->ground();
        bridge::DepositRequest request = ground.quote().request;
        request.minGasLimit = ~std::uint32_t{0};
        const auto quote = bridge::quoteDeposit(ground.route, ground.sender, request, {});
        QVERIFY(!quote && quote.error().fault == base::Fault::Refused);
        QVERIFY(quote.error().detail.find("promise less gas") != std::string::npos);
    }
    void aFeeAboveATenthOfTheAmountIsTold()
    {
        TrackerGround& ground = m_grounds->ground();
        bridge::DepositQuote quote = ground.quote();
        QVERIFY(quote.cautions == std::vector{bridge::Caution::LargeFee});
        quote.request.amount = quote.maximumFee * base::Uint256{11};
        const auto more = bridge::quoteDeposit(ground.route, ground.sender, quote.request, {});
        QVERIFY(more && more->cautions.empty());
    }
};

QTEST_GUILESS_MAIN(DepositQuoteTest)
#include "deposit_quote_test.moc"
