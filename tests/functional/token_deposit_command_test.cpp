#include "core/eth/abi.h"
#include "core/eth/address.h"
#include "core/opstack/predeploys.h"
#include "core/rpc/chain.h"
#include "core/session/session.h"
#include "tests/cli/cli_process.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using base::Address;
using base::Bytes;
using base::Hash;
using base::Uint256;
using tests::CliResult;

namespace {

QString text(const char* ascii)
{
    return QString::fromLatin1(ascii);
}

QString text(const Address& address)
{
    return QString::fromStdString(base::toHex0x(address));
}

template <typename T>
T known(base::Result<T> result)
{
    if (!result) qFatal("%s", result.error().detail.c_str());
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

} // namespace

/// Tokens brought over by command on the program's own practice chains, which stand still between two
/// commands. The tokens are real contracts: one as the standard has it, one as USDT is, one with a tax.
class TokenDepositCommandTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::shared_ptr<practice::World> world() const
    {
        practice::WorldSettings settings;
        settings.file = session::practiceWorldFile(m_folder.path().toStdString());
        std::filesystem::create_directories(settings.file.parent_path());
        settings.speed = 0;
        return known(practice::World::open(settings));
    }
    practice::Token token(const char* symbol) const
    {
        const auto opened = world();
        for (const practice::Token& token : opened->deployment().tokens)
            if (token.symbol == symbol) return token;
        qFatal("no such token");
    }
    Address bridge() const { return world()->deployment().contracts.l1StandardBridge; }

    static rpc::Chain chainOf(practice::World& world, practice::Layer layer)
    {
        const bool isL1 = layer == practice::Layer::L1;
        return {world.transport(layer), isL1 ? practice::kL1ChainId : practice::kL2ChainId,
            isL1 ? rpc::Stack::Ethereum : rpc::Stack::Optimism};
    }
    /// The user's transaction, as another program would send it.
    void send(practice::Layer layer, const Address& to, Bytes data, std::uint64_t passing = 60) const
    {
        const auto opened = world();
        rpc::Chain chain = chainOf(*opened, layer);
        const practice::Role user = known(practice::practiceAccount(0));
        eth::Transaction tx;
        tx.type = eth::TransactionType::FeeMarket;
        tx.chainId = chain.chainId();
        tx.nonce = known(chain.fetchNonce(user.address, rpc::BlockTag::latest(), {})).unproven();
        tx.maxFeePerGas = Uint256{20'000'000'000};
        tx.maxPriorityFeePerGas = Uint256{1'000'000'000};
        tx.gas = 3'000'000;
        tx.to = to;
        tx.data = std::move(data);
        const Bytes bytes = eth::encodeTransaction(known(eth::signTransaction(std::move(tx), user.key)));
        known(base::Result<Hash>(chain.sendRawTransaction(bytes, {})));
        known(opened->leap(passing, {}, {}));
    }
    void drip(const practice::Token& token) const
    {
        send(practice::Layer::L1, token.l1, eth::abi::callOf("drip()", {}));
    }
    /// A mintable token on L2 for any token of L1, as anybody may make one.
    Address makeL2Token(const Address& l1Token, const char* name, std::uint64_t decimals) const
    {
        const Bytes call =
            eth::abi::callOf("createOptimismMintableERC20WithDecimals(address,string,string,uint8)",
                {l1Token, std::string(name), std::string(name), Uint256{decimals}});
        Address made;
        {
            const auto opened = world();
            rpc::Chain l2 = chainOf(*opened, practice::Layer::L2);
            rpc::Call asked;
            asked.from = known(practice::practiceAccount(0)).address;
            asked.to = opstack::kOptimismMintableErc20Factory;
            asked.data = call;
            const auto answer = known(l2.call(asked, rpc::BlockTag::latest(), {}));
            made = Address::from(base::ByteView(answer.unproven()).last(Address::kSize));
        }
        send(practice::Layer::L2, opstack::kOptimismMintableErc20Factory, call);
        return made;
    }
    Uint256 read(practice::Layer layer, const Address& contract, Bytes data) const
    {
        const auto opened = world();
        rpc::Chain chain = chainOf(*opened, layer);
        rpc::Call asked;
        asked.to = contract;
        asked.data = std::move(data);
        return Uint256::fromBigEndian(known(chain.call(asked, rpc::BlockTag::latest(), {})).unproven());
    }
    Uint256 l2Balance(const Address& token, const Address& owner) const
    {
        return read(practice::Layer::L2, token, eth::abi::callOf("balanceOf(address)", {owner}));
    }
    Uint256 allowance(const practice::Token& token) const
    {
        const Address user = known(practice::practiceAccount(0)).address;
        return read(
            practice::Layer::L1, token.l1, eth::abi::callOf("allowance(address,address)", {user, bridge()}));
    }

    CliResult run(const QStringList& words) const
    {
        return tests::runCli(words + QStringList{text("--json"), text("--data-dir"), m_folder.path()},
            {.in = {}, .secrets = {{3, "practice\n"}}, .receive = {}, .closed = {}});
    }
    CliResult deposit(const practice::Token& token, const Address& l2, const char* amount,
        const QString& recipient, const QStringList& more = {text("--yes"), text("--wait")}) const
    {
        return run(
            QStringList{text("deposit"), text("--token"), text(token.l1), text("--l2-token"), text(l2),
                text("--amount"), text(amount), text("--to"), recipient, text("--password-fd"), text("3")} +
            more);
    }
    QJsonObject check(const Address& l1, const Address& l2, int code) const
    {
        const CliResult result =
            run({text("token"), text("check"), text("--l1"), text(l1), text("--l2"), text(l2)});
        if (result.code != code) qWarning() << result.out << result.error;
        return QJsonDocument::fromJson(result.out).object();
    }
    QString refusal(const Address& l1, const Address& l2) const
    {
        return check(l1, l2, 1)[text("error")][text("detail")].toString();
    }
    QJsonArray steps() const
    {
        const CliResult activity = run({text("activity"), text("--offline")});
        return QJsonDocument::fromJson(activity.out)[text("withdrawalSteps")].toArray();
    }

private Q_SLOTS:
    void init()
    {
        std::filesystem::remove_all(m_folder.path().toStdString());
        known(world()->leap(60, {}, {}));
    }

    void aPairIsCheckedAndAWrongOneRefused()
    {
        const practice::Token prt = token("PRT");
        const practice::Token pusd = token("PUSD");
        const QJsonObject pair = check(pusd.l1, *pusd.l2, 0);
        QCOMPARE(pair[text("l1")][text("symbol")].toString(), text("PUSD"));
        QCOMPARE(pair[text("l2")][text("decimals")].toInt(), 6);
        QVERIFY(pair[text("l1Proven")].toBool() && pair[text("l2Proven")].toBool());

        QVERIFY(refusal(prt.l1, *pusd.l2).contains(text("stands for another token")));
        QVERIFY(refusal(prt.l1, opstack::kWeth).contains(text("no bridge may mint")));
        QVERIFY(refusal(prt.l1, Address{}).contains(text("no contract")));
        QVERIFY(refusal(prt.l1, opstack::kL1Block).contains(text("does not answer as a token")));
        const Address shifted = makeL2Token(prt.l1, "PRT", 6);
        QVERIFY(refusal(prt.l1, shifted).contains(text("decimals")));
        drip(prt);
        const CliResult wrong =
            deposit(prt, *pusd.l2, "1", text("0x7000000000000000000000000000000000000004"));
        QCOMPARE(wrong.code, 1);
        QVERIFY2(wrong.error.contains("stands for another token"), wrong.error.constData());
        QVERIFY(steps().isEmpty());
    }
    /// What a token is called is a stranger's word.
    void aHostileNameIsShownAndDoesNothing()
    {
        const practice::Token prt = token("PRT");
        const Address made = makeL2Token(prt.l1, "\x1b[2J\xe2\x80\xaeTRP", 18);
        const QJsonObject pair = check(prt.l1, made, 0);
        QCOMPARE(pair[text("l2")][text("name")].toString(), text("\\x1b[2J\\u202eTRP"));
    }
    void aTokenIsBroughtOver()
    {
        const practice::Token prt = token("PRT");
        drip(prt);
        const Address recipient =
            known(base::parseFixed<Address>("0x7000000000000000000000000000000000000005"));
        const CliResult result = deposit(prt, *prt.l2, "12.5", text(recipient));
        QVERIFY2(result.code == 0, (result.out + result.error).constData());
        const QJsonObject done = QJsonDocument::fromJson(result.out).object();
        QCOMPARE(done[text("stage")].toString(), text("arrived"));
        QCOMPARE(done[text("units")].toString(), text("12500000000000000000"));
        QVERIFY(!done.contains(text("wei")));
        // Everything is told before the first signature, and each call as the bytes have it.
        const QByteArray shown = result.error;
        QVERIFY2(shown.contains("Deposit 12.5 PRT") && shown.contains("2 transaction(s)"), shown.constData());
        QVERIFY(shown.indexOf("approve(address,uint256)") > shown.indexOf("altogether at most"));
        QVERIFY(shown.indexOf("bridgeERC20To(") > shown.indexOf("approve(address,uint256)"));
        QCOMPARE(l2Balance(*prt.l2, recipient), known(base::parseDecimal("12500000000000000000")));
        QCOMPARE(allowance(prt), Uint256{});

        QCOMPARE(steps().size(), 1);
        QCOMPARE(steps()[0][text("act")].toString(), text("approve"));
        QCOMPARE(steps()[0][text("stage")].toString(), text("included"));
        const CliResult activity = tests::runCli({text("activity"), text("--data-dir"), m_folder.path()});
        QVERIFY2(activity.out.contains("12.5 PRT") && !activity.out.contains("12.5 ETH"),
            activity.out.constData());
        const CliResult balance = run({text("balance"), text(recipient), text("--token"), text(prt.l1),
            text("--l2-token"), text(*prt.l2)});
        QCOMPARE(QJsonDocument::fromJson(balance.out)[text("l2")][text("amount")].toString(), text("12.5"));
    }
    /// Its functions return nothing, and an allowance must be taken back before it is changed.
    void aTokenLikeUsdtHasItsAllowanceResetFirst()
    {
        const practice::Token slt = token("SLT");
        drip(slt);
        send(practice::Layer::L1, slt.l1,
            eth::abi::callOf("approve(address,uint256)", {bridge(), Uint256{5}}));
        const Address recipient =
            known(base::parseFixed<Address>("0x7000000000000000000000000000000000000006"));
        const CliResult result = deposit(slt, *slt.l2, "3", text(recipient));
        QVERIFY2(result.code == 0, (result.out + result.error).constData());
        QVERIFY(result.error.contains("3 transaction(s)"));
        QCOMPARE(l2Balance(*slt.l2, recipient), known(base::parseDecimal("3000000000000000000")));
        QCOMPARE(steps().size(), 2);
        QCOMPARE(steps()[1][text("units")].toString(), text("0"));
    }
    void anAllowanceThatIsTooSmallIsGivenAnew()
    {
        const practice::Token prt = token("PRT");
        drip(prt);
        const QString recipient = text("0x7000000000000000000000000000000000000007");
        send(practice::Layer::L1, prt.l1,
            eth::abi::callOf("approve(address,uint256)", {bridge(), Uint256{5}}));
        const CliResult result = deposit(prt, *prt.l2, "1", recipient);
        QVERIFY2(result.code == 0, (result.out + result.error).constData());
        QVERIFY(result.error.contains("2 transaction(s)"));
        // One that suffices is used.
        send(practice::Layer::L1, prt.l1,
            eth::abi::callOf("approve(address,uint256)", {bridge(), ~Uint256{}}));
        const CliResult second = deposit(prt, *prt.l2, "2", recipient);
        QVERIFY2(second.code == 0, (second.out + second.error).constData());
        QVERIFY(second.error.contains("1 transaction(s)"));
        QCOMPARE(steps().size(), 1);
    }
    void aTokenThatKeepsAShareIsRefused()
    {
        const practice::Token tax = token("TAX");
        drip(tax);
        const Address l2 = makeL2Token(tax.l1, "TAX", 18);
        const CliResult result = deposit(tax, l2, "10", text("0x7000000000000000000000000000000000000008"));
        QCOMPARE(result.code, 1);
        QVERIFY2(result.error.contains("9.9 TAX reach the bridge"), result.error.constData());
        QVERIFY(steps().isEmpty());
    }
    /// There and back: what was brought over is paid out on L1 again.
    void aTokenIsLedHome()
    {
        const practice::Token pusd = token("PUSD");
        drip(pusd);
        const Address user = known(practice::practiceAccount(0)).address;
        const Address recipient =
            known(base::parseFixed<Address>("0x700000000000000000000000000000000000000a"));
        const CliResult brought = deposit(pusd, *pusd.l2, "100", text(user));
        QVERIFY2(brought.code == 0, (brought.out + brought.error).constData());
        const auto withdraw = [&](const char* amount, const QString& to) {
            return run({text("withdraw"), text("--token"), text(pusd.l1), text("--l2-token"), text(*pusd.l2),
                text("--amount"), text(amount), text("--to"), to, text("--yes"), text("--wait"),
                text("--password-fd"), text("3")});
        };
        QVERIFY(withdraw("100.5", text(recipient)).error.contains("has 100 PUSD on L2"));
        QVERIFY(withdraw("1", text(pusd.l1)).error.contains("token's contract"));
        QVERIFY(withdraw("1", text(bridge())).error.contains("bridge's own contracts"));
        const CliResult begun = withdraw("40.25", text(recipient));
        QVERIFY2(begun.code == 0, (begun.out + begun.error).constData());
        QVERIFY2(begun.error.contains("Withdraw 40.25 PUSD") && begun.error.contains("bridgeERC20To("),
            begun.error.constData());
        const QJsonObject step = QJsonDocument::fromJson(begun.out).object();
        QCOMPARE(step[text("units")].toString(), text("40250000"));
        QVERIFY(step[text("token")].toString().toLower() == text(*pusd.l2).toLower());
        QVERIFY(l2Balance(*pusd.l2, user) == Uint256{59'750'000});

        const QStringList withdrawal{text("--tx"), step[text("hash")].toString()};
        const auto status = [&] {
            const CliResult result = run(QStringList{text("withdrawal"), text("status")} + withdrawal);
            return QJsonDocument::fromJson(result.out)[text("withdrawals")][0].toObject();
        };
        QCOMPARE(status()[text("pays")][text("units")].toString(), text("40250000"));
        QVERIFY(status()[text("pays")][text("token")].toString().toLower() == text(pusd.l1).toLower());
        const auto waitFor = [&](const char* stage, std::uint64_t seconds) {
            for (int i = 0; i < 10 && status()[text("stage")] != text(stage); ++i)
                known(world()->leap(seconds, {}, {}));
            QCOMPARE(status()[text("stage")].toString(), text(stage));
        };
        const auto due = [&](const char* command) {
            const CliResult result = run(
                QStringList{text(command), text("--yes"), text("--wait"), text("--password-fd"), text("3")} +
                withdrawal);
            QVERIFY2(result.code == 0, (result.out + result.error).constData());
            QVERIFY2(result.error.contains("40250000 units of token"), result.error.constData());
        };
        waitFor("ready-to-prove", 3600);
        due("prove");
        waitFor("ready-to-finalize", 86'400);
        due("finalize");
        QCOMPARE(status()[text("stage")].toString(), text("finalized"));
        QVERIFY(read(practice::Layer::L1, pusd.l1, eth::abi::callOf("balanceOf(address)", {recipient})) ==
                Uint256{40'250'000});
    }
    void whatIsMissingIsSaidBeforeAnythingIsSigned()
    {
        const practice::Token prt = token("PRT");
        const QString recipient = text("0x7000000000000000000000000000000000000009");
        const CliResult none = deposit(prt, *prt.l2, "1", recipient);
        QCOMPARE(none.code, 1);
        QVERIFY(none.error.contains("has 0 PRT"));
        drip(prt);
        QCOMPARE(deposit(prt, *prt.l2, "0", recipient).code, 1);
        QCOMPARE(deposit(prt, *prt.l2, "1.0000000000000000001", recipient).code, 2);
        QVERIFY(deposit(prt, *prt.l2, "1", text(prt.l1)).error.contains("a token's contract"));
        QVERIFY(deposit(prt, *prt.l2, "1", text(bridge())).error.contains("a contract of the bridge"));
        QVERIFY(steps().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TokenDepositCommandTest)
#include "token_deposit_command_test.moc"
