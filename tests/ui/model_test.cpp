#include "fake_session.h"
#include "tests/support/patience.h"
#include "ui/model/account_model.h"
#include "ui/model/activity_model.h"
#include "ui/model/balance_model.h"
#include "ui/model/deposit_model.h"
#include "ui/model/preferences.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <future>

using base::Fault;
using base::Secret;
using tests::FakeSession;

Q_DECLARE_METATYPE(base::Error)

namespace {
std::filesystem::path pathOf(const QTemporaryDir& folder)
{
    return folder.path().toStdString();
}
} // namespace

class ModelTest : public QObject {
    Q_OBJECT

private:
    /// A session on a fresh folder, with both lanes.
    struct Ground {
        QTemporaryDir folder;
        std::shared_ptr<FakeSession::World> world = std::make_shared<FakeSession::World>();
        FakeSession session{{pathOf(folder), std::string(bridge::kPracticeNetwork), {}, {}}, world};
        ui::Lane lane;
    };

    static ui::AccountModel::FromWords junkWords()
    {
        return {{Secret::fromText(tests::kJunkWords), {}}, Secret::fromText(tests::kPassword)};
    }
    static bridge::DepositRequest request()
    {
        return {tests::kJunkAccount, tests::kJunkAccount, base::Uint256{5}, bridge::kDefaultMinGasLimit};
    }

private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<base::Error>("base::Error"); }

    void aNewAccountIsInUseUnlockedAndShowsItsWords()
    {
        Ground ground;
        ui::AccountModel model(ground.session, ground.lane);
        std::string words;
        connect(&model, &ui::AccountModel::created, this,
            [&](const std::shared_ptr<Secret>& secret) { words = secret->text(); });
        model.create(QStringLiteral("Savings"), Secret::fromText(tests::kPassword));
        QVERIFY(!model.current() && !words.empty()); // nothing is made before the words are checked
        model.keepCreated();
        QVERIFY(model.isBusy());
        EVENTUALLY(model.isUnlocked());
        QVERIFY(!model.isBusy());
        QCOMPARE(model.current()->name, std::string("Savings"));
        QCOMPARE(std::count(words.begin(), words.end(), ' '), 11);
    }

    void importedWordsGiveTheirFirstAccount()
    {
        Ground ground;
        ui::AccountModel model(ground.session, ground.lane);
        model.import(QString(), junkWords());
        EVENTUALLY(model.current());
        QCOMPARE(model.current()->address, tests::kJunkAccount);
    }

    void aWrongKeyIsAnErrorAndNoAccount()
    {
        Ground ground;
        ui::AccountModel model(ground.session, ground.lane);
        QSignalSpy failed(&model, &ui::AccountModel::failed);
        model.import(QString(),
            ui::AccountModel::FromKey{Secret::fromText("0x1234"), Secret::fromText(tests::kPassword)});
        EVENTUALLY_EQUAL(failed.count(), 1);
        QCOMPARE(failed.front().front().value<base::Error>().fault, Fault::BadData);
        QVERIFY(!model.current());
    }

    void unlockingNeedsThePassword()
    {
        Ground ground;
        ui::AccountModel model(ground.session, ground.lane);
        QSignalSpy failed(&model, &ui::AccountModel::failed);
        model.import(QString(), junkWords());
        EVENTUALLY(model.isUnlocked());
        model.lock();
        QVERIFY(!model.isUnlocked());
        model.unlock(Secret::fromText("wrong"));
        EVENTUALLY_EQUAL(failed.count(), 1);
        QCOMPARE(failed.front().front().value<base::Error>().fault, Fault::Locked);
        model.unlock(Secret::fromText(tests::kPassword));
        EVENTUALLY(model.isUnlocked());
    }

    void aLockedKeySignsNothing()
    {
        Ground ground;
        ui::AccountModel model(ground.session, ground.lane);
        model.import(QString(), junkWords());
        EVENTUALLY(model.isUnlocked());
        const std::shared_ptr<wallet::Signer> kept = model.signer();
        model.lock();
        std::optional<Fault> fault;
        ground.lane.run(
            this, [kept](const ui::Lane::Context&) { return kept->sign({}); },
            [&](const base::Result<eth::Transaction>& result) {
                fault = result ? std::nullopt : std::optional(result.error().fault);
            });
        EVENTUALLY_EQUAL(fault, std::optional(Fault::Locked));
    }

    /// The key is gone at once, not when the lane has time; and nothing that was asked for before unlocks it
    /// again.
    void lockingDoesNotWaitAndHolds()
    {
        Ground ground;
        ui::AccountModel model(ground.session, ground.lane);
        model.import(QString(), junkWords());
        EVENTUALLY(model.isUnlocked());
        const std::shared_ptr<wallet::Signer> kept = model.signer();
        std::promise<void> end;
        ground.lane.run(
            this, [&](const ui::Lane::Context&) { return end.get_future().wait(), true; }, [](bool) {});
        model.lock();
        QVERIFY(!model.isUnlocked());
        QCOMPARE(kept->sign({}).error().fault, Fault::Locked); // while the lane is still busy
        model.unlock(Secret::fromText(tests::kPassword));
        model.lock();
        end.set_value();
        EVENTUALLY(!model.isBusy());
        QVERIFY(!model.isUnlocked());
        model.create(QString(), Secret::fromText(tests::kPassword));
        model.lock();
        model.keepCreated();
        QVERIFY(!model.isBusy());
        QCOMPARE(model.accounts().size(), std::size_t{1});
    }

    void accountsSurviveARestart()
    {
        Ground ground;
        {
            ui::AccountModel model(ground.session, ground.lane);
            model.watch(QStringLiteral("Cold"), tests::kBridge);
            EVENTUALLY(model.current());
            QVERIFY(!model.isUnlocked());
        }
        ui::AccountModel again(ground.session, ground.lane);
        again.load();
        EVENTUALLY(again.isLoaded());
        QCOMPARE(again.accounts().size(), std::size_t{1});
        QCOMPARE(again.current()->kind, wallet::AccountKind::Watch);
    }

    void balancesBelongToTheAccountInUse()
    {
        Ground ground;
        ui::BalanceModel model(ground.session, ground.lane);
        model.setAccount(tests::kJunkAccount);
        QVERIFY(!model.balances());
        EVENTUALLY(model.balances());
        QCOMPARE(*model.balances()->l1, base::Uint256{1'500'000'000'000'000'001});
        model.setAccount(std::nullopt);
        QVERIFY(!model.balances());
    }

    void oneLayerMayBeSilent()
    {
        Ground ground;
        ground.world->balances.l2 = base::fail(Fault::Offline, "no answer");
        ui::BalanceModel model(ground.session, ground.lane);
        model.setAccount(tests::kJunkAccount);
        EVENTUALLY(model.balances());
        QVERIFY(model.balances()->l1.has_value());
        QCOMPARE(model.balances()->l2.error().fault, Fault::Offline);
    }

    void aDepositIsQuotedThenSignedAsQuoted()
    {
        Ground ground;
        ui::AccountModel accounts(ground.session, ground.lane);
        accounts.import(QString(), junkWords());
        EVENTUALLY(accounts.isUnlocked());
        ui::DepositModel model(ground.session, ground.lane);
        QSignalSpy submitted(&model, &ui::DepositModel::submitted);
        model.request(request());
        EVENTUALLY(model.quote());
        const eth::Transaction shown = model.quote()->transaction;
        model.submit(accounts.signer());
        EVENTUALLY_EQUAL(submitted.count(), 1);
        eth::Transaction sent = ground.world->signedTransactions.at(0);
        QCOMPARE(*eth::recoverSender(sent), tests::kJunkAccount);
        QCOMPARE(eth::signingHash(sent), eth::signingHash(shown));
        QVERIFY(!model.quote()); // never signed twice
    }

    void aDiscardedQuoteNeverArrives()
    {
        Ground ground;
        ui::DepositModel model(ground.session, ground.lane);
        QSignalSpy quoted(&model, &ui::DepositModel::quoted);
        bool over = false;
        model.request(request());
        model.discard();
        QVERIFY(!model.isBusy());
        ground.lane.run(
            this, [](const ui::Lane::Context&) { return true; }, [&](bool value) { over = value; });
        EVENTUALLY(over);
        QCOMPARE(quoted.count(), 0);
        QVERIFY(!model.quote());
    }

    void aRefusedQuoteIsToldAndNothingIsSigned()
    {
        Ground ground;
        ground.world->quoteError = base::Error{Fault::Funds, "too little"};
        ui::DepositModel model(ground.session, ground.lane);
        QSignalSpy failed(&model, &ui::DepositModel::failed);
        model.request(request());
        EVENTUALLY_EQUAL(failed.count(), 1);
        model.submit(std::make_shared<wallet::WatchOnlySigner>(tests::kJunkAccount));
        QVERIFY(!model.isBusy());
    }

    void theListComesFromTheDiskAndUpdatesItsRows()
    {
        Ground ground;
        bridge::Activity activity;
        activity.id = 3;
        activity.amount = base::Uint256{1};
        activity.facts.accepted = true;
        bridge::Activity ofToken = activity;
        ofToken.id = 2;
        ofToken.token = bridge::TokenRoute{};
        ground.world->activities = {activity, ofToken};
        ui::ActivityModel model(ground.session, ground.lane);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.load();
        EVENTUALLY_EQUAL(model.rowCount(), 2);
        QVERIFY(
            model.index(1, ui::ActivityModel::Amount).data().toString().startsWith(QStringLiteral("1 × 0x")));
        QCOMPARE(
            model.index(0, ui::ActivityModel::Stage).data().toString(), QStringLiteral("Waiting for L1"));
        QCOMPARE(
            model.index(0, ui::ActivityModel::Amount).data().toString(), QStringLiteral("< 0.000001 ETH"));
        QCOMPARE(model.index(0, ui::ActivityModel::Amount).data(Qt::ToolTipRole).toString(),
            QStringLiteral("0.000000000000000001 ETH"));

        QSignalSpy refreshed(&model, &ui::ActivityModel::refreshed);
        EVENTUALLY_EQUAL(refreshed.count(), 1);
        activity.facts.l1Block = bridge::BlockId{9, {}};
        activity.facts.l1Succeeded = false;
        {
            const std::lock_guard lock(ground.world->mutex);
            ground.world->next = {activity};
        }
        model.refresh();
        EVENTUALLY_EQUAL(
            model.index(0, ui::ActivityModel::Stage).data().toString(), QStringLiteral("Failed on L1"));
        activity.id = 4;
        model.put(activity);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.at(0).id, std::int64_t{4});
    }

    void aSilentNodeIsToldAndTheListStays()
    {
        Ground ground;
        ground.world->activities = {bridge::Activity{}};
        ground.world->refreshError = base::Error{Fault::Offline, "no answer"};
        ui::ActivityModel model(ground.session, ground.lane);
        QSignalSpy failed(&model, &ui::ActivityModel::failed);
        model.load();
        EVENTUALLY_EQUAL(failed.count(), 1);
        QCOMPARE(model.rowCount(), 1);
    }

    void preferencesSurviveARestart()
    {
        QTemporaryDir folder;
        session::Settings settings = *ui::loadPreferences(pathOf(folder));
        QCOMPARE(settings.network, std::string(bridge::kPracticeNetwork));
        QVERIFY(!settings.l1Url);
        settings.l1Url = "https://l1.example/ä";
        QVERIFY(ui::savePreferences(settings));
        const session::Settings again = *ui::loadPreferences(pathOf(folder));
        QCOMPARE(again.l1Url, settings.l1Url);
        QVERIFY(!again.l2Url);
    }

    void damagedPreferencesAreAnError()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("window.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{");
        file.close();
        QCOMPARE(ui::loadPreferences(pathOf(folder)).error().fault, Fault::BadData);
    }
};

QTEST_GUILESS_MAIN(ModelTest)
#include "model_test.moc"
