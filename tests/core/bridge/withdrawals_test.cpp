#include "core/bridge/withdrawals.h"
#include "core/opstack/predeploys.h"
#include "tests/core/bridge/tracker_ground.h"

using bridge::StepStage;
using bridge::WithdrawalStep;
using namespace tests;

namespace {

const base::Uint256 kAmount{7'000'000'000'000'000};

} // namespace

/// The steps of a withdrawal, signed, recorded and followed on the practice network's real chains, whose
/// nodes can be made to lag, to lie and to go away.
class WithdrawalsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<TrackerGrounds> m_grounds;
    std::unique_ptr<wallet::Sender> m_l2Sender;
    std::unique_ptr<bridge::Withdrawals> m_withdrawals;

    TrackerGround& ground() { return m_grounds->ground(); }
    /// As after a restart: nothing is known but what is on the disk.
    void restart()
    {
        m_l2Sender = std::make_unique<wallet::Sender>(ground().l2, *ground().database);
        m_withdrawals = std::make_unique<bridge::Withdrawals>(
            ground().route, ground().sender, *m_l2Sender, *ground().database);
    }
    bridge::WithdrawalRequest request()
    {
        const base::Address own = ground().signer->address();
        return {.from = own, .recipient = own, .amount = kAmount};
    }
    bridge::StepQuote quote()
    {
        auto quote = m_withdrawals->quoteInitiation(request(), {});
        if (!quote) qFatal("%s", quote.error().detail.c_str());
        return *quote;
    }
    WithdrawalStep begin() { return *m_withdrawals->submit(quote(), *ground().signer, {}); }
    WithdrawalStep look()
    {
        (void)m_withdrawals->refresh({});
        return m_withdrawals->steps()->front();
    }
    WithdrawalStep after(std::uint64_t seconds)
    {
        ground().pass(seconds);
        return look();
    }
    withdrawal::Look whole(const base::Hash& transaction)
    {
        return (*m_withdrawals->lookAt(transaction, {}, {}))->front();
    }
    withdrawal::Look readyToProve()
    {
        const base::Hash transaction = begin().hash;
        for (int i = 0; i < 40; ++i) {
            ground().pass(600);
            const withdrawal::Look seen = whole(transaction);
            if (seen.verdict.stage == withdrawal::Stage::ReadyToProve) return seen;
        }
        qFatal("it never became ready to be proven");
    }

private Q_SLOTS:
    void initTestCase() { m_grounds = std::make_unique<TrackerGrounds>(); }
    void init()
    {
        m_grounds->begin();
        restart();
    }

    void aStepIsRecordedSentAndIncluded()
    {
        const bridge::StepQuote asked = quote();
        QVERIFY(asked.transaction.to == opstack::kL2StandardBridge && asked.transaction.value == kAmount);
        QVERIFY(asked.maximumTotal >= kAmount + asked.maximumFee);
        const auto step = m_withdrawals->submit(asked, *ground().signer, {});
        QVERIFY(step && step->stage == StepStage::Sent);
        restart();
        const WithdrawalStep seen = after(30);
        QVERIFY(seen.stage == StepStage::Included);
        QVERIFY(seen.isProven && seen.lastError.empty());
        QVERIFY(seen.block && seen.hash == step->hash && seen.l2Transaction == step->hash);
    }
    /// What the later steps cost and how long they take is told before the first, and holds.
    void theWholeWayIsForeseen()
    {
        const auto forecast = quote().forecast;
        QVERIFY(forecast && forecast->proofNodes > 0);
        QVERIFY(forecast->pace.afterProof.count() > 0);
        const withdrawal::Look ready = readyToProve();
        const auto later = m_withdrawals->quoteInitiation(request(), {});
        QVERIFY(later && later->forecast && later->forecast->pace.proposalEvery);
        const auto prove = m_withdrawals->quoteDue(ready, ground().signer->address(), {});
        QVERIFY(prove);
        QVERIFY2(prove->expectedFee <= forecast->prove.most, base::toDecimal(prove->expectedFee).c_str());
        QVERIFY(forecast->prove.least < forecast->prove.most);
        QVERIFY(prove->readyAt && prove->rules);
        const base::Seconds now = ready.facts.portal->block.time;
        QVERIFY(*prove->readyAt - now <= forecast->pace.afterProof + base::Seconds{60});
    }
    void whatMayBeTooLittleIsSaid()
    {
        using enum bridge::WithdrawalCaution;
        const auto has = [](const bridge::StepQuote& asked, bridge::WithdrawalCaution caution) {
            return std::ranges::count(asked.cautions, caution) == 1;
        };
        bridge::WithdrawalRequest asked = request();
        QVERIFY(quote().cautions.empty());
        asked.minGasLimit = 0;
        QVERIFY(has(*m_withdrawals->quoteInitiation(asked, {}), LittleGas));
        asked = request();
        asked.amount = base::Uint256{1};
        QVERIFY(has(*m_withdrawals->quoteInitiation(asked, {}), CostsTheAmount));
        ground().twistL2.set([](const json& sent, const Honest& honest) -> base::Result<json> {
            if (asks(sent, "eth_getProof"))
                return errorOf(sent, -32601, "the method eth_getProof does not exist/is not available");
            return honest();
        });
        const auto blind = m_withdrawals->quoteInitiation(request(), {});
        QVERIFY(blind && !blind->forecast && has(*blind, NoProofs));
    }
    /// Killed between the record and the sending: the same bytes go out with the next look.
    void whatWasRecordedAndNotSentGoesOut()
    {
        ground().twistL2.set(offlineFor({"eth_sendRawTransaction", "eth_getTransactionByHash"}));
        const WithdrawalStep step = begin();
        QVERIFY(step.stage == StepStage::Recorded);
        restart();
        QVERIFY(look().stage == StepStage::Recorded);
        ground().twistL2.set({});
        QVERIFY(look().stage == StepStage::Sent);
        const WithdrawalStep seen = after(30);
        QVERIFY(seen.stage == StepStage::Included);
        QVERIFY(seen.hash == step.hash);
        QCOMPARE(m_withdrawals->steps()->size(), 1u);
    }
    /// No silence and no lagging node takes back what was proven.
    void onlyAnotherBlockTakesItBack_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("nobody answers") << 0;
        QTest::newRow("a node after a restart with an empty disk") << 1;
        QTest::newRow("a node without the receipt") << 2;
        QTest::newRow("too many requests") << 3;
    }
    void onlyAnotherBlockTakesItBack()
    {
        QFETCH(int, kind);
        const Twist twists[] = {silence, empty, blindFor({"eth_getTransactionReceipt"}), tooMany};
        begin();
        QVERIFY(after(30).stage == StepStage::Included);
        ground().twistL2.set(twists[kind]);
        restart();
        QVERIFY(look().stage == StepStage::Included);
        ground().twistL2.set({});
        QVERIFY(look().stage == StepStage::Included);
    }
    /// A refusal that may not be one, a limit, an answer that is lost: the payment is not over.
    void aNodesErrorIsNoEnd_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("rate limit") << -32005 << QByteArray("daily request count exceeded");
        QTest::newRow("pool full") << -32000 << QByteArray("txpool is full");
        QTest::newRow("internal") << -32603 << QByteArray("internal error");
        QTest::newRow("underpriced") << -32000 << QByteArray("transaction underpriced");
    }
    void aNodesErrorIsNoEnd()
    {
        QFETCH(int, code);
        QFETCH(QByteArray, words);
        ground().twistL2.set([&](const json& request, const Honest& honest) -> base::Result<json> {
            if (asks(request, "eth_sendRawTransaction")) return errorOf(request, code, words.constData());
            return honest();
        });
        const WithdrawalStep step = begin();
        QVERIFY(step.stage == StepStage::Recorded);
        QVERIFY(!step.lastError.empty());
        ground().twistL2.set({});
        QVERIFY(look().stage == StepStage::Sent);
        QVERIFY(after(30).stage == StepStage::Included);
    }
    void whatIsNotWhatWasAskedForIsNotSigned()
    {
        bridge::StepQuote asked = quote();
        asked.transaction.value += base::Uint256{1};
        const auto other = m_withdrawals->submit(asked, *ground().signer, {});
        QVERIFY(!other && other.error().fault == base::Fault::Mismatch);
        asked = quote();
        asked.request->recipient = base::Address(std::array<std::uint8_t, 20>{0x99});
        const auto elsewhere = m_withdrawals->submit(asked, *ground().signer, {});
        QVERIFY(!elsewhere && elsewhere.error().fault == base::Fault::Mismatch);
        QVERIFY(m_withdrawals->steps()->empty());
    }
    void whatWouldBeLostIsRefused_data()
    {
        QTest::addColumn<QByteArray>("recipient");
        QTest::newRow("nobody") << QByteArray("0x0000000000000000000000000000000000000000");
        QTest::newRow("a precompile") << QByteArray("0x0000000000000000000000000000000000000004");
        QTest::newRow("a contract of L2") << QByteArray("0x4200000000000000000000000000000000000010");
        QTest::newRow("the portal") << QByteArray("portal");
        QTest::newRow("Multicall3, which has no receive()")
            << QByteArray("0xca11bde05977b3631167028862be2a173976ca11");
    }
    void whatWouldBeLostIsRefused()
    {
        QFETCH(QByteArray, recipient);
        bridge::WithdrawalRequest asked = request();
        asked.recipient = recipient == "portal" ? ground().network.contracts.optimismPortal
                                                : *base::parseFixed<base::Address>(recipient.toStdString());
        const auto quote = m_withdrawals->quoteInitiation(asked, {});
        QVERIFY(!quote);
        QVERIFY2(quote.error().fault == base::Fault::Refused || quote.error().fault == base::Fault::BadData,
            quote.error().detail.c_str());
    }
    void moreThanThereIsIsNotBegun()
    {
        bridge::WithdrawalRequest asked = request();
        asked.amount = ground().l2.fetchBalance(asked.from, rpc::BlockTag::latest(), {})->unproven();
        const auto quote = m_withdrawals->quoteInitiation(asked, {});
        QVERIFY(!quote && quote.error().fault == base::Fault::Funds);
    }
    /// One proof at a time, however often the button is pressed; a proof that failed can be made again.
    void theSameStepIsNotSignedTwice()
    {
        const withdrawal::Look ready = readyToProve();
        const base::Address own = ground().signer->address();
        const auto first = m_withdrawals->quoteDue(ready, own, {});
        QVERIFY2(first, first ? "" : first.error().detail.c_str());
        QVERIFY(first->act == bridge::WithdrawalAct::Prove && first->readyAt);
        const auto second = m_withdrawals->quoteDue(ready, own, {});
        QVERIFY(m_withdrawals->submit(*first, *ground().signer, {})->stage == StepStage::Sent);
        const auto again = m_withdrawals->submit(*second, *ground().signer, {});
        QVERIFY(!again);
        const auto third = m_withdrawals->quoteDue(ready, own, {});
        QVERIFY(!third && third.error().fault == base::Fault::NotYet);
        const WithdrawalStep seen = after(60);
        QVERIFY(seen.stage == StepStage::Included);
        QVERIFY(seen.message == ready.sent.hash && seen.l2Transaction == ready.transaction);
        QVERIFY(whole(ready.transaction).verdict.proof);
    }
    /// A reorg of L1 takes the proof's block, and the same bytes go out again.
    void aReorgTakesAProofBack()
    {
        const withdrawal::Look ready = readyToProve();
        const auto quote = m_withdrawals->quoteDue(ready, ground().signer->address(), {});
        QVERIFY(quote);
        const WithdrawalStep sent = *m_withdrawals->submit(*quote, *ground().signer, {});
        const WithdrawalStep first = after(12);
        QVERIFY(first.stage == StepStage::Included);
        QVERIFY(ground().world->reorgL1(3));
        const WithdrawalStep after1 = look();
        QVERIFY(after1.block != first.block);
        const WithdrawalStep again = after(60);
        QVERIFY(again.stage == StepStage::Included);
        QVERIFY(again.hash == sent.hash);
    }
};

QTEST_GUILESS_MAIN(WithdrawalsTest)
#include "withdrawals_test.moc"
