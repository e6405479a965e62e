#include "core/eth/abi.h"
#include "core/eth/address.h"
#include "core/opstack/predeploys.h"
#include "core/rpc/chain.h"
#include "core/session/session.h"
#include "core/withdrawal/calls.h"
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

constexpr std::uint32_t kUser = 1;

QString text(const char* ascii)
{
    return QString::fromLatin1(ascii);
}

template <typename T>
T known(base::Result<T> result)
{
    if (!result) qFatal("%s", result.error().detail.c_str());
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

} // namespace

/// The withdrawal commands on the program's own practice chains, which stand still between two of them.
class WithdrawalCommandTest : public QObject {
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
    QJsonObject run(const char* command, const Hash& transaction, const QStringList& more, int code) const
    {
        const CliResult result = tests::runCli(QStringList{text("withdrawal"), text(command), text("--tx"),
                                                   QString::fromStdString(base::toHex0x(transaction)),
                                                   text("--json"), text("--data-dir"), m_folder.path()} +
                                               more);
        if (result.code != code) qWarning() << result.out << result.error;
        return QJsonDocument::fromJson(result.out).object();
    }
    QJsonObject status(const Hash& transaction) const
    {
        return run("status", transaction, {}, 0)[text("withdrawals")].toArray()[0].toObject();
    }
    /// Signs and sends a user's transaction, and lets a minute pass. To nobody: it makes a contract.
    Hash send(practice::Layer layer, const std::optional<Address>& to, const Uint256& value, Bytes data,
        std::uint64_t gas) const
    {
        const bool isL1 = layer == practice::Layer::L1;
        const auto opened = world();
        rpc::Chain chain(opened->transport(layer), isL1 ? practice::kL1ChainId : practice::kL2ChainId,
            isL1 ? rpc::Stack::Ethereum : rpc::Stack::Optimism);
        const practice::Role user = known(practice::practiceAccount(kUser));
        eth::Transaction tx;
        tx.type = eth::TransactionType::FeeMarket;
        tx.chainId = chain.chainId();
        tx.nonce = known(chain.fetchNonce(user.address, rpc::BlockTag::latest(), {})).unproven();
        tx.maxFeePerGas = Uint256{20'000'000'000};
        tx.maxPriorityFeePerGas = Uint256{1'000'000'000};
        tx.gas = gas;
        tx.to = to;
        tx.value = value;
        tx.data = std::move(data);
        const base::Bytes bytes =
            eth::encodeTransaction(known(eth::signTransaction(std::move(tx), user.key)));
        const Hash hash = known(base::Result<Hash>(chain.sendRawTransaction(bytes, {})));
        known(opened->leap(60, {}, {}));
        return hash;
    }

    /// A contract of the user's on L1.
    Address create(Bytes initCode) const
    {
        const Address user = known(practice::practiceAccount(kUser)).address;
        std::uint64_t nonce = 0;
        {
            const auto opened = world();
            rpc::Chain l1(opened->transport(practice::Layer::L1), practice::kL1ChainId, rpc::Stack::Ethereum);
            nonce = known(l1.fetchNonce(user, rpc::BlockTag::latest(), {})).unproven();
        }
        send(practice::Layer::L1, {}, {}, std::move(initCode), 1'000'000);
        return eth::createAddress(user, nonce);
    }
    /// A command that signs: what it printed with --json, and what it said besides.
    std::pair<QJsonObject, QByteArray> sign(const QStringList& words, int code) const
    {
        const CliResult result =
            tests::runCli(words + QStringList{text("--yes"), text("--wait"), text("--json"),
                                      text("--password-fd"), text("3"), text("--data-dir"), m_folder.path()},
                {.in = {}, .secrets = {{3, "practice\n"}}, .receive = {}, .closed = {}});
        if (result.code != code) qWarning() << result.out << result.error;
        return std::pair(QJsonDocument::fromJson(result.out).object(), result.error);
    }
    /// Lets chain time pass until the withdrawal is there.
    void waitFor(const Hash& transaction, const char* stage, std::uint64_t step) const
    {
        for (int i = 0; i < 10 && status(transaction)[text("stage")] != text(stage); ++i)
            known(world()->leap(step, {}, {}));
        QCOMPARE(status(transaction)[text("stage")].toString(), text(stage));
    }

private Q_SLOTS:
    void aWithdrawalIsFollowedAndProven()
    {
        const Address recipient =
            known(base::parseFixed<Address>("0x7000000000000000000000000000000000000003"));
        const Hash transaction = send(practice::Layer::L2, opstack::kL2StandardBridge, Uint256{12345},
            eth::abi::callOf("bridgeETHTo(address,uint32,bytes)", {recipient, Uint256{200'000}, Bytes{}}),
            1'000'000);
        const QJsonObject young = status(transaction);
        QVERIFY(
            young[text("stage")] == text("unsafe") || young[text("stage")] == text("waiting-for-proposal"));
        QCOMPARE(young[text("value")].toString(), text("12345"));
        QCOMPARE(young[text("portal")].toObject()[text("version")].toString(), text("4.6.0"));
        QVERIFY(run("call", transaction, {}, 1).contains(text("error")));

        waitFor(transaction, "ready-to-prove", 3600);
        const QJsonObject call = run("call", transaction, {}, 0);
        QCOMPARE(call[text("step")].toString(), text("prove"));
        send(practice::Layer::L1, known(base::parseFixed<Address>(call[text("to")].toString().toStdString())),
            {}, known(base::parseHex(call[text("data")].toString().toStdString())),
            static_cast<std::uint64_t>(call[text("gas")].toInteger()));
        const QJsonObject proven = status(transaction);
        QCOMPARE(proven[text("stage")].toString(), text("game-pending"));
        QCOMPARE(proven[text("proofs")].toArray().size(), 1);
        QVERIFY(proven[text("readyAt")].toInteger() > 0);

        // The same for people.
        const CliResult shown = tests::runCli({text("withdrawal"), text("status"), text("--tx"),
            QString::fromStdString(base::toHex0x(transaction)), text("--data-dir"), m_folder.path()});
        QCOMPARE(shown.code, 0);
        QVERIFY(shown.out.contains("the dispute game is not resolved yet"));
        QVERIFY(shown.out.contains("not before"));
    }
    /// All three steps, each by one command and as a stranger would type them.
    void theUserIsLedHome()
    {
        const QString recipient = text("0x7000000000000000000000000000000000000004");
        const auto [begun, shown] =
            sign({text("withdraw"), text("--amount"), text("0.25"), text("--to"), recipient}, 0);
        QCOMPARE(begun[text("stage")].toString(), text("included"));
        QVERIFY2(shown.contains("bridgeETHTo") && shown.contains("0.25 ETH"), shown.constData());
        const QString l2Hash = begun[text("hash")].toString();
        const Hash transaction = known(base::parseFixed<Hash>(l2Hash.toStdString()));
        const auto due = [&](const char* step, int code) {
            return sign({text(step), text("--tx"), l2Hash}, code);
        };
        QVERIFY(due("prove", 1).second.contains("L1 does not have its block yet") ||
                due("prove", 1).second.contains("waiting for a root"));
        waitFor(transaction, "ready-to-prove", 3600);
        QVERIFY(due("finalize", 1).second.contains("postern-cli prove"));
        QCOMPARE(due("prove", 0).first[text("stage")].toString(), text("included"));
        QVERIFY(due("prove", 1).second.contains("not before"));
        waitFor(transaction, "ready-to-finalize", 86'400);
        QVERIFY(due("prove", 1).second.contains("postern-cli finalize"));
        QCOMPARE(due("finalize", 0).first[text("act")].toString(), text("finalize"));
        QCOMPARE(status(transaction)[text("stage")].toString(), text("finalized"));
        QVERIFY(due("finalize", 1).second.contains("the money is on L1"));
        const CliResult balance =
            tests::runCli({text("balance"), recipient, text("--json"), text("--data-dir"), m_folder.path()});
        QCOMPARE(QJsonDocument::fromJson(balance.out)[text("l1")][text("eth")].toString(), text("0.25"));

        const CliResult activity = tests::runCli(
            {text("activity"), text("--offline"), text("--json"), text("--data-dir"), m_folder.path()});
        const QJsonArray steps = QJsonDocument::fromJson(activity.out)[text("withdrawalSteps")].toArray();
        QCOMPARE(steps.size(), 3);
        for (const QJsonValue& step : steps)
            QVERIFY(step[text("stage")] == text("included") && step[text("proven")].toBool());
    }
    /// The recipient stops taking ether after the withdrawal has begun, and somebody finalizes all the same:
    /// the messenger keeps the message, and it is replayed once the recipient takes ether again.
    void aFailedPaymentIsReplayed()
    {
        // CALLVALUE, JUMPI 10; SSTORE(0, ISZERO(SLOAD(0))), STOP; 10: SLOAD(0), JUMPI 17; STOP; 17: REVERT
        const Address moody = create(known(base::parseHex("0x6015806009"
                                                          "5f395ff3"
                                                          "34600a575f54155f5500"
                                                          "5b5f5460115700"
                                                          "5b5f5ffd")));
        const auto toggle = [&] { send(practice::Layer::L1, moody, {}, {}, 100'000); };
        const QString recipient = QString::fromStdString(base::toHex0x(moody));
        const auto begun =
            sign({text("withdraw"), text("--amount"), text("0.5"), text("--to"), recipient}, 0).first;
        const QString hash = begun[text("hash")].toString();
        const Hash transaction = known(base::parseFixed<Hash>(hash.toStdString()));
        waitFor(transaction, "ready-to-prove", 3600);
        sign({text("prove"), text("--tx"), hash}, 0);
        waitFor(transaction, "ready-to-finalize", 86'400);
        toggle();
        QVERIFY(sign({text("finalize"), text("--tx"), hash}, 1).second.contains("fail inside"));

        const QJsonObject seen = status(transaction);
        const auto number = [&](const char* name) {
            return known(base::parseDecimal(seen[text(name)].toString().toStdString()));
        };
        const auto address = [&](const QJsonValue& value) {
            return known(base::parseFixed<Address>(value.toString().toStdString()));
        };
        const opstack::Withdrawal message{number("nonce"), address(seen[text("sender")]),
            address(seen[text("target")]), number("value"), number("gasLimit"),
            known(base::parseHex(seen[text("data")].toString().toStdString()))};
        const Address submitter = address(seen[text("proofs")][0][text("submitter")]);
        session::Settings settings;
        settings.folder = m_folder.path().toStdString();
        const Address portal = known(session::Session::open(settings))->network().contracts.optimismPortal;
        send(practice::Layer::L1, portal, {}, withdrawal::encodeFinalizeWith(message, submitter), 2'000'000);

        QCOMPARE(status(transaction)[text("stage")].toString(), text("message-failed"));
        QVERIFY(sign({text("finalize"), text("--tx"), hash}, 1).second.contains("postern-cli replay"));
        QVERIFY(sign({text("replay"), text("--tx"), hash}, 1).second.contains("fail inside"));
        toggle();
        const auto [replayed, shown] = sign({text("replay"), text("--tx"), hash}, 0);
        QCOMPARE(replayed[text("act")].toString(), text("replay"));
        QVERIFY2(shown.contains("relayMessage") && shown.contains("0.5 ETH"), shown.constData());
        QCOMPARE(status(transaction)[text("stage")].toString(), text("finalized"));
    }
    void whatIsNoWithdrawalIsSaidToBeNone()
    {
        QVERIFY(run("status", Hash{}, {}, 1).contains(text("error")));
        const CliResult wrong = tests::runCli({text("withdrawal"), text("status"), text("--tx"), text("0x12"),
            text("--data-dir"), m_folder.path()});
        QCOMPARE(wrong.code, 2);
    }
};

QTEST_GUILESS_MAIN(WithdrawalCommandTest)
#include "withdrawal_command_test.moc"
