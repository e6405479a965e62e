#include "core/bridge/own_bridge.h"
#include "core/bridge/token_deposit.h"
#include "core/bridge/withdrawals.h"
#include "core/eth/abi.h"
#include "core/opstack/predeploys.h"
#include "tests/core/bridge/tracker_ground.h"

using base::Address;
using base::Bytes;
using base::Fault;
using base::Uint256;
using bridge::StepStage;
using bridge::TokenAct;
using namespace tests;
using namespace base::literals;

namespace {

const Uint256 kAmount{2'500'000};

} // namespace

/// Deposits of tokens with their allowances, signed, recorded and followed on the practice network's real
/// chains and real contracts.
class TokenDepositTest : public QObject {
    Q_OBJECT

    std::unique_ptr<TrackerGrounds> m_grounds;
    std::unique_ptr<wallet::Sender> m_l2Sender;
    std::unique_ptr<bridge::Withdrawals> m_steps;
    std::unique_ptr<bridge::TokenDeposits> m_tokens;

    TrackerGround& ground() { return m_grounds->ground(); }
    /// As after a restart: nothing is known but what is on the disk.
    void restart()
    {
        m_l2Sender = std::make_unique<wallet::Sender>(ground().l2, *ground().database);
        m_steps = std::make_unique<bridge::Withdrawals>(
            ground().route, ground().sender, *m_l2Sender, *ground().database);
        m_tokens =
            std::make_unique<bridge::TokenDeposits>(ground().route, ground().sender, *ground().database);
    }
    practice::Token token(const char* symbol)
    {
        for (const practice::Token& token : ground().world->deployment().tokens)
            if (token.symbol == symbol) return token;
        qFatal("no such token");
    }
    /// The user's transaction, as another program would send it.
    void send(practice::Layer layer, const Address& to, const Uint256& value, Bytes data)
    {
        const bool isL1 = layer == practice::Layer::L1;
        rpc::Chain& chain = isL1 ? ground().l1 : ground().l2;
        eth::Transaction tx;
        tx.type = eth::TransactionType::FeeMarket;
        tx.chainId = chain.chainId();
        tx.nonce = chain.fetchNonce(ground().signer->address(), rpc::BlockTag::latest(), {})->unproven();
        tx.maxFeePerGas = Uint256{20'000'000'000};
        tx.maxPriorityFeePerGas = Uint256{1'000'000};
        tx.gas = 2'000'000;
        tx.to = to;
        tx.value = value;
        tx.data = std::move(data);
        const auto signedOne = ground().signer->sign(tx);
        const auto sent = chain.sendRawTransaction(eth::encodeTransaction(*signedOne), {});
        QVERIFY2(sent.has_value(), sent ? "" : sent.error().detail.c_str());
        ground().pass(30);
        const auto receipt = chain.fetchReceipt(eth::transactionHash(*signedOne), {});
        QVERIFY(receipt && *receipt && (*receipt)->unproven().receipt.succeeded);
    }
    bridge::TokenDepositRequest request(const char* symbol)
    {
        const practice::Token asked = token(symbol);
        send(practice::Layer::L1, asked.l1, {}, eth::abi::callOf("drip()", {}));
        const Address own = ground().signer->address();
        return {own, own, asked.l1, *asked.l2, kAmount, {}};
    }
    bridge::TokenDepositQuote quoteOf(const bridge::TokenDepositRequest& request)
    {
        auto quote = m_tokens->quote(request, {});
        if (!quote) qFatal("%s", quote.error().detail.c_str());
        return *quote;
    }
    base::Error refusal(const Address& l1, const Address& l2)
    {
        const auto pair = m_tokens->checkPair(l1, l2, {});
        return pair ? base::Error{} : pair.error();
    }

private Q_SLOTS:
    void initTestCase() { m_grounds = std::make_unique<TrackerGrounds>(); }
    void init()
    {
        m_grounds->begin();
        restart();
    }

    /// A restart between the two goes on where it was, and nothing is signed twice.
    void anAllowanceSurvivesARestart()
    {
        const bridge::TokenDepositRequest asked = request("PUSD");
        const bridge::TokenDepositQuote first = quoteOf(asked);
        QCOMPARE(first.actions.size(), 2u);
        QVERIFY(first.actions[0].act == TokenAct::Approve && first.transaction.to == asked.l1Token);
        QVERIFY(first.maximumFees > first.maximumFee && first.minGasLimit == 200'000);
        const auto step = m_tokens->submitApproval(first, *ground().signer, {});
        QVERIFY(step && step->stage == StepStage::Sent && step->token == asked.l1Token);

        restart();
        const auto open = m_tokens->openApproval(asked.from, asked.l1Token);
        QVERIFY(open && *open && (*open)->hash == step->hash && (*open)->amount == kAmount);
        const auto again = m_tokens->quote(asked, {});
        QVERIFY(!again && again.error().fault == Fault::NotYet);
        QVERIFY(!m_tokens->submitApproval(first, *ground().signer, {}));

        ground().pass(30);
        QVERIFY(m_steps->refresh({}));
        QVERIFY(m_steps->steps()->front().stage == StepStage::Included);
        QVERIFY(!*m_tokens->openApproval(asked.from, asked.l1Token));
        const bridge::TokenDepositQuote last = quoteOf(asked);
        QCOMPARE(last.actions.size(), 1u);
        QVERIFY(last.actions[0].act == TokenAct::Deposit);
        // What was foreseen for the second transaction is about what it takes.
        QVERIFY(first.actions[1].gas <= last.actions[0].gas * 5 / 4);
        QVERIFY(last.actions[0].gas <= first.actions[1].gas * 5 / 4);
        const auto activity = m_tokens->submitDeposit(last, *ground().signer, {});
        QVERIFY(activity && activity->token && activity->token->l2 == asked.l2Token);
        const auto twice = m_tokens->quote(asked, {});
        QVERIFY(!twice && twice.error().fault == Fault::NotYet);
        QVERIFY(ground().after(60).stage() == bridge::DepositStage::Arrived);
        QVERIFY(*m_tokens->l2Balance(asked.l2Token, asked.recipient, {}) == kAmount);
    }
    void onlyWhatWasAskedForIsSigned()
    {
        const bridge::TokenDepositRequest asked = request("SLT");
        const bridge::TokenDepositQuote honest = quoteOf(asked);
        const auto isMismatch = [&](const bridge::TokenDepositQuote& quote) {
            const auto step = m_tokens->submitApproval(quote, *ground().signer, {});
            return !step && step.error().fault == Fault::Mismatch;
        };
        bridge::TokenDepositQuote quote = honest;
        quote.request.amount += Uint256{1};
        QVERIFY(isMismatch(quote));
        quote = honest;
        quote.transaction.value = Uint256{1};
        QVERIFY(isMismatch(quote));
        quote = honest;
        quote.transaction.to = asked.l2Token;
        QVERIFY(isMismatch(quote));
        quote = honest;
        quote.actions.clear();
        QVERIFY(isMismatch(quote));
        const auto asDeposit = m_tokens->submitDeposit(honest, *ground().signer, {});
        QVERIFY(!asDeposit && asDeposit.error().fault == Fault::Mismatch);
        QVERIFY(m_steps->steps()->empty());
    }
    /// A token of L2 that the factory on L1 has made a likeness of: L1's is burnt, L2's is held there.
    void aTokenAtHomeOnL2IsAPairTheOtherWayRound()
    {
        const Address factory = ground().world->deployment().contracts.optimismMintableErc20Factory;
        const Bytes make = eth::abi::callOf("createOptimismMintableERC20(address,string,string)",
            {opstack::kWeth, std::string("Wrapped"), std::string("WETH")});
        rpc::Call asked;
        asked.from = ground().signer->address();
        asked.to = factory;
        asked.data = make;
        const auto answer = ground().l1.call(asked, rpc::BlockTag::latest(), {});
        QVERIFY(answer);
        const Address likeness = Address::from(base::ByteView(answer->unproven()).last(Address::kSize));
        send(practice::Layer::L1, factory, {}, make);
        const auto empty = m_tokens->checkPair(likeness, opstack::kWeth, {});
        QVERIFY2(empty.has_value(), empty ? "" : empty.error().detail.c_str());
        QVERIFY(empty->isL2Native && empty->held.isZero());

        send(practice::Layer::L2, opstack::kWeth, kAmount, eth::abi::callOf("deposit()", {}));
        send(practice::Layer::L2, opstack::kWeth, {},
            eth::abi::callOf("approve(address,uint256)", {opstack::kL2StandardBridge, kAmount}));
        send(practice::Layer::L2, opstack::kL2StandardBridge, {},
            eth::abi::callOf("bridgeERC20To(address,address,address,uint256,uint32,bytes)",
                {opstack::kWeth, likeness, ground().signer->address(), kAmount, Uint256{200'000}, Bytes{}}));
        const auto held = m_tokens->checkPair(likeness, opstack::kWeth, {});
        QVERIFY(held && held->held == kAmount);
        bridge::WithdrawalRequest back;
        back.from = back.recipient = ground().signer->address();
        back.amount = kAmount;
        back.token = bridge::TokenRoute{likeness, opstack::kWeth};
        const auto homeless = m_steps->quoteInitiation(back, {});
        QVERIFY(!homeless && homeless.error().fault == Fault::Unsupported);
        // The account has none of it on L1 before that is finalized.
        const Address own = ground().signer->address();
        const auto none = m_tokens->quote({own, own, likeness, opstack::kWeth, kAmount, {}}, {});
        QVERIFY(!none && none.error().fault == Fault::Funds);
    }
    void tokensOfOtherBridgesAreRefused()
    {
        const practice::Token prt = token("PRT");
        // Made by the factory of L1: it obeys L1's bridge, and stands for PRT on L1 itself.
        QVERIFY(refusal(prt.l1, prt.l1).fault == Fault::Refused);
        QVERIFY(refusal(*prt.l2, prt.l1).fault == Fault::Refused);
        QVERIFY(refusal(ground().signer->address(), *prt.l2).detail.find("no contract") != std::string::npos);

        constexpr Address kDai = "0x6b175474e89094c44da98b954eedeac495271d0f"_address;
        constexpr Address kUsdc = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"_address;
        QVERIFY(bridge::findOwnBridge(1, 10, kDai) != nullptr);
        QVERIFY(bridge::findOwnBridge(1, 8453, kDai) == nullptr); // the standard bridge carries it there
        QVERIFY(bridge::findOwnBridge(1, 8453, kUsdc) != nullptr);
        QVERIFY(bridge::findOwnBridge(900, 901, kUsdc) == nullptr);
    }
    /// What a node that lacks a method or is away says is no verdict on the pair.
    void aSilentNodeIsNoRefusal()
    {
        const practice::Token prt = token("PRT");
        ground().twistL2.set(offlineFor({"eth_getProof"}));
        QVERIFY(refusal(prt.l1, *prt.l2).fault == Fault::Offline);
        ground().twistL2.set({});
        QVERIFY(m_tokens->checkPair(prt.l1, *prt.l2, {}));
    }
};

QTEST_GUILESS_MAIN(TokenDepositTest)
#include "token_deposit_test.moc"
