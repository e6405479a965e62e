#include "core/session/session.h"
#include "tests/support/node_pair.h"
#include "tests/support/node_proxy.h"
#include "tests/support/patience.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <signal.h>

#include <thread>

using bridge::DepositStage;
using namespace base::literals;

namespace {

const base::Uint256 kAmount{500'000'000'000'000'000};
constexpr std::uint64_t kBlocksToFinality = 96; // anvil's finalized block is 64 behind
constexpr const char* kPassword = "a long pass phrase";

std::unique_ptr<wallet::SoftwareSigner> signerOf(std::size_t account)
{
    const base::Bytes key = *base::parseHex(tests::fundedKey(account));
    return *wallet::SoftwareSigner::make(base::Secret(key));
}

/// An account of nobody, another one for each test.
base::Address freshRecipient(std::uint8_t number)
{
    base::Address address;
    address[0] = 0x77;
    address[19] = number;
    return address;
}

} // namespace

/// ETH through the real L1StandardBridge and back into sight on L2: by the library, by postern-cli, and by a
/// postern-cli that is killed at the two worst moments.
class CrossingTest : public QObject {
    Q_OBJECT

    std::unique_ptr<tests::NodePair> m_nodes;
    std::unique_ptr<QTemporaryDir> m_folder;

    QString path(const char* name) const { return m_folder->filePath(QString::fromLatin1(name)); }

    std::unique_ptr<session::Session> open(const std::string& l1Url) const
    {
        session::Settings settings;
        settings.folder = m_folder->path().toStdString();
        settings.l1Url = l1Url;
        settings.l2Url = m_nodes->l2Url();
        auto session = session::Session::open(settings);
        if (!session) qFatal("%s", session.error().detail.c_str());
        return *std::move(session);
    }

    int relay() const
    {
        return tests::relayDeposits(m_nodes->l1Url(), m_nodes->l2Url(),
            bridge::findNetwork(bridge::kPracticeNetwork)->contracts.optimismPortal);
    }

    /// Starts postern-cli by a shell, which opens the password's file at descriptor 3 and then becomes
    /// postern-cli.
    void start(QProcess& cli, const QStringList& arguments, const std::string& l1Url) const
    {
        QStringList words{QStringLiteral("-c"),
            QStringLiteral("exec \"$0\" \"$@\" 3<\"$PASSWORD_FILE\" 4<\"$KEY_FILE\""),
            QStringLiteral(POSTERN_CLI)};
        words += arguments;
        words += {QStringLiteral("--data-dir"), m_folder->path(), QStringLiteral("--json")};
        if (!l1Url.empty())
            words += {QStringLiteral("--l1-url"), QString::fromStdString(l1Url), QStringLiteral("--l2-url"),
                QString::fromStdString(m_nodes->l2Url())};
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("PASSWORD_FILE"), path("password"));
        environment.insert(QStringLiteral("KEY_FILE"), path("key"));
        cli.setProcessEnvironment(environment);
        cli.start(QStringLiteral("/bin/sh"), words);
    }

    QJsonObject run(const QStringList& arguments, const std::string& l1Url) const
    {
        QProcess cli;
        start(cli, arguments, l1Url);
        if (!cli.waitForFinished(tests::kPatience) || cli.exitCode() != 0)
            qWarning() << cli.readAllStandardError();
        return QJsonDocument::fromJson(cli.readAllStandardOutput()).object();
    }

    void importKey(std::size_t account) const
    {
        const auto write = [&](const char* name, std::string_view text) {
            QFile file(path(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text.data(), static_cast<qint64>(text.size()));
        };
        write("password", kPassword);
        write("key", tests::fundedKey(account));
        const QJsonObject account1 =
            run({QStringLiteral("account"), QStringLiteral("import"), QStringLiteral("--key-fd"),
                    QStringLiteral("4"), QStringLiteral("--password-fd"), QStringLiteral("3")},
                {});
        QVERIFY(account1.contains(QStringLiteral("address")));
    }

    static QStringList depositWords()
    {
        return {QStringLiteral("deposit"), QStringLiteral("--amount"), QStringLiteral("0.5"),
            QStringLiteral("--yes"), QStringLiteral("--password-fd"), QStringLiteral("3")};
    }

    QJsonObject onlyActivity(const std::string& l1Url, bool offline = false) const
    {
        QStringList words{QStringLiteral("activity")};
        if (offline) words += QStringLiteral("--offline");
        const QJsonArray all = run(words, l1Url)[QStringLiteral("activities")].toArray();
        if (all.size() != 1) qWarning("%d activities", static_cast<int>(all.size()));
        return all.size() == 1 ? all[0].toObject() : QJsonObject{};
    }

    static QString stageAfterRefresh(session::Session& session)
    {
        const auto changed = session.refresh({});
        if (!changed) return QLatin1String(base::toString(changed.error().fault));
        return QLatin1String(bridge::toString(session.activities()->front().stage()));
    }

    QString cliStage(const std::string& l1Url) const
    {
        return onlyActivity(l1Url)[QStringLiteral("stage")].toString();
    }

    std::uint64_t nonceOnChain(std::size_t account) const
    {
        rpc::Chain l1(*rpc::CurlTransport::open(m_nodes->l1Url()), 900, rpc::Stack::Ethereum);
        return l1.fetchNonce(signerOf(account)->address(), rpc::BlockTag::pending(), {})->unproven();
    }

    nlohmann::json control(const char* method, nlohmann::json parameters = nlohmann::json::array()) const
    {
        const nlohmann::json request{
            {"jsonrpc", "2.0"}, {"id", 1}, {"method", method}, {"params", std::move(parameters)}};
        const auto answer =
            (*rpc::CurlTransport::open(m_nodes->l1Url()))->post(request.dump(), rpc::kMaxAnswerSize, {});
        return nlohmann::json::parse(answer.value().body)["result"];
    }

    /// A deposit through a proxy that holds the sending of it; the program is killed there.
    void killWhile(tests::NodeProxy& proxy, tests::NodeProxy::Hold hold)
    {
        proxy.hold(hold);
        QProcess cli;
        start(cli, depositWords(), proxy.url());
        EVENTUALLY((hold == tests::NodeProxy::Hold::Request ? proxy.arrived() : proxy.answered()) == 1);
        ::kill(static_cast<pid_t>(cli.processId()), SIGKILL);
        QVERIFY(cli.waitForFinished());
        QCOMPARE(cli.exitStatus(), QProcess::CrashExit);
        proxy.hold(tests::NodeProxy::Hold::Nothing);
    }

private Q_SLOTS:
    void initTestCase()
    {
        std::string why;
        m_nodes = tests::NodePair::start(why);
        if (!m_nodes) QSKIP(why.c_str());
    }
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void crossesByTheLibrary()
    {
        const auto signer = signerOf(0);
        const base::Address recipient = freshRecipient(1);
        bridge::Activity activity;
        {
            const auto session = open(m_nodes->l1Url());
            const auto quote = session->quoteDeposit(
                {.from = signer->address(), .recipient = recipient, .amount = kAmount}, {});
            QVERIFY2(quote, quote ? "" : quote.error().detail.c_str());
            QVERIFY(quote->transaction.to == session->network().contracts.l1StandardBridge);
            QCOMPARE(QString::fromStdString(quote->call.function), QStringLiteral("bridgeETHTo"));
            QVERIFY(quote->maximumTotal == kAmount + quote->maximumFee);
            QVERIFY(quote->transaction.gas > quote->l1Gas);

            const auto submitted = session->submitDeposit(*quote, *signer, {});
            QVERIFY2(submitted, submitted ? "" : submitted.error().detail.c_str());
            QVERIFY(submitted->stage() == DepositStage::Sent);
            activity = *submitted;
        }
        // A restart in between.
        const auto session = open(m_nodes->l1Url());
        QVERIFY(session->activities()->front() == activity);
        EVENTUALLY_EQUAL(stageAfterRefresh(*session), QStringLiteral("expected-on-l2"));
        QVERIFY(session->refresh({})->empty());

        // L2 shows exactly the transaction that was computed from L1's log.
        QCOMPARE(relay(), 1);
        const auto changed = session->refresh({});
        QVERIFY2(changed && changed->size() == 1, changed ? "" : changed.error().detail.c_str());
        QCOMPARE(bridge::toString(changed->front().stage()), "arrived");
        QVERIFY(*session->balances(recipient, {}).l2 == kAmount);
        QVERIFY(*session->balances(recipient, {}).l1 == base::Uint256{});
    }
    void crossesByTheCommandLine()
    {
        importKey(1);
        const QJsonObject deposit = run(depositWords(), m_nodes->l1Url());
        QCOMPARE(deposit[QStringLiteral("stage")].toString(), QStringLiteral("sent"));
        EVENTUALLY_EQUAL(cliStage(m_nodes->l1Url()), QStringLiteral("expected-on-l2"));
        QCOMPARE(relay(), 1);
        EVENTUALLY_EQUAL(cliStage(m_nodes->l1Url()), QStringLiteral("arrived"));
        const QJsonObject balance = run({QStringLiteral("balance")}, m_nodes->l1Url());
        QCOMPARE(balance[QStringLiteral("l2")].toObject()[QStringLiteral("eth")].toString(),
            QStringLiteral("10000.5"));
    }
    void killedBetweenRecordingAndSending()
    {
        importKey(2);
        tests::NodeProxy proxy(m_nodes->l1Url());
        killWhile(proxy, tests::NodeProxy::Hold::Request);
        if (QTest::currentTestFailed()) return;

        // The truth on the disk: recorded. The chain: nothing has happened.
        const QJsonObject recorded = onlyActivity(proxy.url(), true);
        QCOMPARE(recorded[QStringLiteral("stage")].toString(), QStringLiteral("recorded"));
        QCOMPARE(nonceOnChain(2), 0u);

        // The restart sends the same bytes, once.
        const QJsonObject sent = onlyActivity(proxy.url());
        QCOMPARE(sent[QStringLiteral("stage")].toString(), QStringLiteral("sent"));
        QCOMPARE(sent[QStringLiteral("l1Hash")], recorded[QStringLiteral("l1Hash")]);
        EVENTUALLY_EQUAL(cliStage(proxy.url()), QStringLiteral("expected-on-l2"));
        QCOMPARE(proxy.arrived(), 2); // the one that was held and the one after the restart
        QCOMPARE(proxy.answered(), 1);
        QCOMPARE(proxy.transactions().size(), 1u);
        QCOMPARE(nonceOnChain(2), 1u);
    }
    /// A node that cannot tell what is in a block: the reason is said once, and a stop is no loss.
    void waitingSaysWhy()
    {
        importKey(5);
        tests::NodeProxy proxy(m_nodes->l1Url());
        proxy.takeAway("eth_getBlockReceipts");
        proxy.takeAway("eth_getTransactionReceipt");
        QProcess cli;
        start(cli, depositWords() << QStringLiteral("--wait"), proxy.url());
        QByteArray said;
        const auto countReasons = [&] {
            said += cli.readAllStandardError();
            return said.count("the last look came no further");
        };
        EVENTUALLY(countReasons() > 0);
        ::kill(static_cast<pid_t>(cli.processId()), SIGTERM);
        QVERIFY(cli.waitForFinished(tests::kPatience));
        QCOMPARE(cli.exitStatus(), QProcess::NormalExit);
        QVERIFY(cli.exitCode() != 0);
        QCOMPARE(countReasons(), 1);
        QVERIFY2(said.contains("the method does not exist"), said.constData());
        QVERIFY2(said.contains("the deposit goes on: postern-cli activity"), said.constData());
        QCOMPARE(onlyActivity(m_nodes->l1Url())[QStringLiteral("stage")].toString(),
            QStringLiteral("expected-on-l2"));
        relay();
    }

    void killedAfterSending()
    {
        importKey(3);
        tests::NodeProxy proxy(m_nodes->l1Url());
        killWhile(proxy, tests::NodeProxy::Hold::Answer);
        if (QTest::currentTestFailed()) return;

        QCOMPARE(
            onlyActivity(proxy.url(), true)[QStringLiteral("stage")].toString(), QStringLiteral("recorded"));
        QCOMPARE(nonceOnChain(3), 1u);

        // The restart finds it in the chain and sends nothing.
        EVENTUALLY_EQUAL(cliStage(proxy.url()), QStringLiteral("expected-on-l2"));
        QCOMPARE(proxy.arrived(), 1);
        QCOMPARE(nonceOnChain(3), 1u);
        QVERIFY(relay() >= 1);
        EVENTUALLY_EQUAL(cliStage(proxy.url()), QStringLiteral("arrived"));
    }
    void aReorgTakesTheFactsBackAndTheSameBytesGoOut()
    {
        const auto signer = signerOf(4);
        tests::NodeProxy proxy(m_nodes->l1Url());
        const auto session = open(proxy.url());
        const auto before = control("evm_snapshot");
        const auto quote = session->quoteDeposit(
            {.from = signer->address(), .recipient = freshRecipient(2), .amount = kAmount}, {});
        QVERIFY2(quote, quote ? "" : quote.error().detail.c_str());
        QVERIFY(session->submitDeposit(*quote, *signer, {}));
        EVENTUALLY_EQUAL(stageAfterRefresh(*session), QStringLiteral("expected-on-l2"));
        const bridge::Activity included = session->activities()->front();

        QVERIFY(control("evm_revert", {before}) == true);
        control("anvil_mine", {"0x2"});
        const auto gone = session->refresh({});
        QVERIFY(gone && gone->size() == 1);
        QVERIFY(gone->front().stage() == DepositStage::Sent);
        QVERIFY(!gone->front().facts.l1Block && !gone->front().facts.l2Hash);

        EVENTUALLY_EQUAL(stageAfterRefresh(*session), QStringLiteral("expected-on-l2"));
        const bridge::Activity again = session->activities()->front();
        QVERIFY(again.facts.l1Block != included.facts.l1Block);
        QVERIFY(again.facts.l2Hash != included.facts.l2Hash);
        QCOMPARE(proxy.transactions().size(), 1u);
        QVERIFY(relay() >= 1);
        QVERIFY(session->refresh({})->front().stage() == DepositStage::Arrived);
    }
    void aStopAfterTheRecordingIsToldAndAnotherTransactionReplacesIt()
    {
        const auto signer = signerOf(7);
        tests::NodeProxy proxy(m_nodes->l1Url());
        const auto session = open(proxy.url());
        const bridge::DepositRequest request{
            .from = signer->address(), .recipient = freshRecipient(5), .amount = kAmount};
        const auto quote = session->quoteDeposit(request, {});
        QVERIFY2(quote, quote ? "" : quote.error().detail.c_str());
        proxy.hold(tests::NodeProxy::Hold::Request);
        std::stop_source source;
        const std::jthread stopper([&] {
            while (proxy.arrived() == 0)
                std::this_thread::yield();
            source.request_stop();
        });
        const auto stopped = session->submitDeposit(*quote, *signer, source.get_token());
        QVERIFY2(stopped, stopped ? "" : stopped.error().detail.c_str());
        QVERIFY(stopped->stage() == DepositStage::Recorded);
        proxy.hold(tests::NodeProxy::Hold::Nothing);

        // Elsewhere the same account uses the same nonce.
        const QTemporaryDir elsewhere;
        session::Settings settings = session->settings();
        settings.folder = elsewhere.path().toStdString();
        const auto other = *session::Session::open(settings);
        const auto otherQuote = other->quoteDeposit(request, {});
        QVERIFY(otherQuote && otherQuote->transaction.nonce == quote->transaction.nonce);
        eth::Transaction dearer = otherQuote->transaction;
        dearer.maxPriorityFeePerGas += base::Uint256{1};
        bridge::DepositQuote changed = *otherQuote;
        changed.transaction = dearer;
        QVERIFY(other->submitDeposit(changed, *signer, {}));
        EVENTUALLY_EQUAL(stageAfterRefresh(*other), QStringLiteral("expected-on-l2"));

        // That is certain once no reorg can take the other one back.
        QCOMPARE(stageAfterRefresh(*session), QStringLiteral("recorded"));
        QVERIFY(!session->activities()->front().lastError.empty());
        control("anvil_mine", {base::toQuantity(base::Uint256{kBlocksToFinality})});
        QCOMPARE(stageAfterRefresh(*session), QStringLiteral("replaced"));
        QCOMPARE(proxy.arrived(), 2);
    }
    void waitsUntilTheMoneyIsThere()
    {
        importKey(6);
        QProcess cli;
        start(cli, depositWords() + QStringList{QStringLiteral("--wait")}, m_nodes->l1Url());
        EVENTUALLY((relay(), cli.state() == QProcess::NotRunning));
        const QByteArray said = cli.readAllStandardOutput();
        QVERIFY2(cli.exitCode() == 0, (said + cli.readAllStandardError()).constData());
        const QJsonObject deposit = QJsonDocument::fromJson(said).object();
        QCOMPARE(deposit[QStringLiteral("stage")].toString(), QStringLiteral("arrived"));
    }
    void refusesWhatCannotSucceedBeforeAnythingIsSigned()
    {
        const auto signer = signerOf(5);
        const auto session = open(m_nodes->l1Url());
        const auto fault = [&](const bridge::DepositRequest& request) {
            const auto quote = session->quoteDeposit(request, {});
            return quote ? std::string("none") : std::string(base::toString(quote.error().fault));
        };
        const base::Address from = signer->address(), to = freshRecipient(3);
        QCOMPARE(fault({.from = from, .recipient = to, .amount = {}}), std::string("bad-data"));
        QCOMPARE(fault({.from = from, .recipient = {}, .amount = kAmount}), std::string("bad-data"));
        QCOMPARE(
            fault({.from = freshRecipient(4), .recipient = to, .amount = kAmount}), std::string("funds"));
        const base::Uint256 all = *session->balances(from, {}).l1;
        QCOMPARE(fault({.from = from, .recipient = to, .amount = all}), std::string("funds"));
        // More L2 gas than the portal sells in one L1 block.
        QCOMPARE(fault({.from = from, .recipient = to, .amount = kAmount, .minGasLimit = 4'000'000'000}),
            std::string("refused"));
        QVERIFY(session->activities()->empty());
    }
    void refusesNodesOfOtherChains()
    {
        session::Settings settings;
        settings.folder = m_folder->path().toStdString();
        settings.l1Url = m_nodes->l2Url();
        settings.l2Url = m_nodes->l1Url();
        const auto session = *session::Session::open(settings);
        const auto signer = signerOf(6);
        const auto quote = session->quoteDeposit(
            {.from = signer->address(), .recipient = signer->address(), .amount = kAmount}, {});
        QVERIFY(!quote && quote.error().fault == base::Fault::Mismatch);
        QVERIFY(!session->balances(signer->address(), {}).l1);
    }
};

QTEST_GUILESS_MAIN(CrossingTest)
#include "crossing_test.moc"
