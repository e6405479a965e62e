#include "core/trie/proof.h"
#include "core/trie/sparse_trie.h"
#include "tests/core/trie/trie_worlds.h"

#include <QTest>

#include <cstring>
#include <deque>

using base::Bytes;
using base::Fault;
using tests::Entries;
using trie::SparseTrie;

class SparseTrieTest : public QObject {
    Q_OBJECT

private:
    /// Random puts and erasures, with the root compared now and then.
    void play(SparseTrie& trie, Entries& model, tests::Dice& dice, std::size_t keySize, int steps)
    {
        for (int step = 0; step < steps; ++step) {
            Bytes key = dice.below(4) == 0 ? dice.bytes(keySize) : dice.crowdedKey(keySize);
            if (!model.empty() && dice.below(2) == 0) {
                const auto found = model.lower_bound(key);
                key = found == model.end() ? model.begin()->first : found->first;
            }
            if (dice.below(5) < 2) {
                QVERIFY(trie.erase(key));
                model.erase(key);
            } else {
                const Bytes value = dice.bytes(1 + dice.below(50));
                QVERIFY(trie.put(key, value));
                model[key] = value;
            }
            const auto got = trie.get(key);
            QVERIFY(got && got->has_value() == model.contains(key));
            if (*got) QVERIFY(std::ranges::equal(**got, model[key]));
            if (dice.below(8) == 0) QCOMPARE(base::toHex(trie.root()), base::toHex(tests::rootOf(model)));
        }
        QCOMPARE(base::toHex(trie.root()), base::toHex(tests::rootOf(model)));
    }

    /// Every key's value and proof: the right one, or that a node is missing.
    void askForAll(SparseTrie& trie, const Entries& model, tests::Dice& dice)
    {
        const base::Hash root = tests::rootOf(model);
        const auto ask = [&](const Bytes& key, const std::optional<Bytes>& value) {
            const auto got = trie.get(key);
            const auto nodes = trie.proof(key);
            QCOMPARE(got.has_value(), nodes.has_value());
            if (!got) {
                QVERIFY(got.error().fault == Fault::NotYet);
                return;
            }
            QVERIFY(got->has_value() == value.has_value());
            if (*got) QVERIFY(std::ranges::equal(**got, *value));
            const auto proven = trie::prove(root, key, *nodes);
            QVERIFY(proven && *proven == value);
        };
        for (const auto& [key, value] : model)
            if (dice.below(4) == 0) ask(key, value);
        const Bytes absent = dice.bytes(4);
        if (!model.contains(absent)) ask(absent, std::nullopt);
    }

private Q_SLOTS:
    void agreesWithAMapAndTheBulkRoot()
    {
        tests::Dice dice(1);
        for (int round = 0; round < 60; ++round) {
            SparseTrie trie;
            Entries model;
            play(trie, model, dice, static_cast<std::size_t>(1 + round % 5), 200);
        }
    }
    void agreesWhenItStartsFromAWitness()
    {
        tests::Dice dice(2);
        for (int round = 0; round < 60; ++round) {
            Entries model;
            for (int i = 0; i < 3 * round; ++i)
                model[dice.crowdedKey(4)] = dice.bytes(1 + dice.below(60));
            const tests::Nodes nodes(model);
            const trie::Preimages known(nodes.views());
            SparseTrie trie(nodes.root(), &known);
            QVERIFY(trie.root() == nodes.root());
            play(trie, model, dice, 4, 150);
        }
    }
    void manyTriesHashedTogetherHaveTheirOwnRoots()
    {
        tests::Dice dice(3);
        std::vector<Entries> models(40);
        std::deque<SparseTrie> tries(40);
        std::vector<SparseTrie*> all;
        for (std::size_t i = 0; i < models.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                const Bytes key = dice.crowdedKey(5);
                models[i][key] = dice.bytes(1 + dice.below(40));
                QVERIFY(tries[i].put(key, models[i][key]));
            }
            all.push_back(&tries[i]);
        }
        SparseTrie::hashAll(all);
        for (std::size_t i = 0; i < models.size(); ++i)
            QVERIFY(tries[i].root() == tests::rootOf(models[i]));
    }
    /// Two leaves below one branch, one known: erasing the known one must join the other, whose path nobody
    /// knows.
    void aMissingSiblingIsReportedWithItsPathAndNothingChanges()
    {
        const Entries model{{{0x10, 0}, Bytes(40, 1)}, {{0x20, 0}, Bytes(40, 2)}};
        const tests::Nodes nodes(model);
        std::vector<base::ByteView> views;
        base::Hash hidden;
        for (const Bytes& node : nodes.all()) {
            if (std::ranges::find(node, 2) == node.end() || node.size() > 60)
                views.push_back(node);
            else
                hidden = crypto::keccak256(node);
        }
        QCOMPARE(views.size(), nodes.all().size() - 1);
        const trie::Preimages known(views);
        SparseTrie trie(nodes.root(), &known);
        const auto erased = trie.erase(Bytes{0x10, 0});
        QVERIFY(!erased && erased.error().fault == Fault::NotYet);
        QVERIFY(trie.missing() == (std::vector<trie::MissingNode>{{hidden, "2"}}));
        QVERIFY(trie.get(Bytes{0x10, 0})->has_value());
        QVERIFY(trie.root() == nodes.root());
        // A third entry keeps the branch, so that the sibling is not needed.
        QVERIFY(trie.put(Bytes{0x30, 0}, Bytes(40, 3)));
        QVERIFY(trie.erase(Bytes{0x10, 0}));
        QVERIFY(trie.root() == tests::rootOf({{{0x20, 0}, Bytes(40, 2)}, {{0x30, 0}, Bytes(40, 3)}}));
    }
    void anUnknownNodeIsReportedWithItsPath()
    {
        tests::Dice dice(4);
        Entries model;
        for (int i = 0; i < 300; ++i)
            model[dice.bytes(4)] = dice.bytes(50);
        const tests::Nodes nodes(model);
        for (std::size_t hide = 0; hide < nodes.all().size(); hide += 7) {
            std::vector<base::ByteView> views = nodes.views();
            views.erase(views.begin() + static_cast<std::ptrdiff_t>(hide));
            const trie::Preimages known(views);
            SparseTrie trie(nodes.root(), &known);
            for (const auto& [key, value] : model) {
                const auto got = trie.get(key);
                if (got) continue;
                QVERIFY(got.error().fault == Fault::NotYet);
                QVERIFY(trie.missing().back().hash == crypto::keccak256(nodes.all()[hide]));
                QVERIFY(base::toHex(key).starts_with(trie.missing().back().path));
            }
            QVERIFY(!trie.missing().empty());
        }
    }
    /// Whatever an operation answers, the trie can be asked for all it knows, and says what it said before
    /// when the operation failed.
    void afterAnyAnswerEverythingCanBeAsked()
    {
        for (std::uint64_t seed = 0; seed < 150; ++seed) {
            tests::Dice dice(1000 + seed);
            Entries model;
            for (std::uint64_t i = 0; i < 5 + seed; ++i)
                model[dice.crowdedKey(4)] = dice.bytes(1 + dice.below(60));
            const tests::Nodes nodes(model);
            std::vector<base::ByteView> views;
            for (const Bytes& node : nodes.all())
                if (crypto::keccak256(node) == nodes.root() || dice.below(4) != 0) views.push_back(node);
            const trie::Preimages known(views);
            SparseTrie trie(nodes.root(), &known);
            int failures = 0;
            for (int step = 0; step < 60; ++step) {
                const Bytes key = dice.crowdedKey(dice.below(10) == 0 ? 3 : 4);
                const Bytes value = dice.bytes(1 + dice.below(50));
                const bool puts = dice.below(5) < 3;
                const auto done = puts ? trie.put(key, value) : trie.erase(key);
                if (!done)
                    ++failures;
                else if (puts)
                    model[key] = value;
                else
                    model.erase(key);
                // A proof at once after a failure: nothing is to be hashed then.
                if (done || dice.below(2) == 0)
                    QVERIFY2(trie.root() == tests::rootOf(model), std::to_string(seed).c_str());
                askForAll(trie, model, dice);
                if (QTest::currentTestFailed()) QFAIL(std::to_string(seed).c_str());
            }
            if (seed > 20) QVERIFY(failures > 0);
        }
    }
    void preimagesThatFitNowhereAreNamed()
    {
        const Entries model{{{0x10, 0}, Bytes(40, 1)}};
        const tests::Nodes nodes(model);
        std::vector<base::ByteView> views = nodes.views();
        const Bytes stranger{1, 2, 3};
        views.push_back(stranger);
        const trie::Preimages known(views);
        SparseTrie trie(nodes.root(), &known);
        QVERIFY(trie.get(Bytes{0x10, 0}));
        QCOMPARE(known.unreferenced().size(), std::size_t{1});
        QCOMPARE(known.unreferenced()[0].index, views.size() - 1);
    }
    /// Half a million names made to have one std::hash: in a table of names each would be compared with all.
    void namesThatCollideAreLookedUpAsFast()
    {
        constexpr std::size_t kNames = 500'000, kStride = 1 + base::Hash::kSize;
        Bytes item(kNames * kStride + 1);
        for (std::uint64_t i = 0; i < kNames; ++i) {
            std::uint8_t* const name = item.data() + i * kStride;
            const std::uint64_t first = 0x12345678u ^ (i * 0x9e3779b97f4a7c15u);
            name[0] = 0xa0;
            std::memcpy(name + 1, &first, 8);
            std::memcpy(name + 9, &i, 8);
        }
        const auto hashOf = [&](std::size_t i) {
            return std::hash<base::Hash>()(
                base::Hash::from(base::ByteView(item).subspan(i * kStride + 1, base::Hash::kSize)));
        };
        QCOMPARE(hashOf(1), hashOf(kNames - 1)); // else the mix is another, and this test is to be written anew
        const trie::Preimages known({item});
        QCOMPARE(known.unreferenced().size(), std::size_t{1});
    }
    void keysOfAnotherLengthAreRefused()
    {
        SparseTrie trie;
        QVERIFY(trie.put(Bytes{0x12, 0x34}, Bytes{1}));
        QVERIFY(!trie.put(Bytes{0x12}, Bytes{1}));
        QVERIFY(!trie.put(Bytes{0x12, 0x34, 0x56}, Bytes{1}));
        QVERIFY(trie.put(Bytes{0x12, 0x35}, Bytes{1}));
        QVERIFY(!trie.put(Bytes{0x12}, Bytes{1}));
        QVERIFY(trie.root() == tests::rootOf({{{0x12, 0x34}, {1}}, {{0x12, 0x35}, {1}}}));
    }
    void aHostileNodeIsBadData_data()
    {
        QTest::addColumn<QString>("node");
        QTest::newRow("no list") << QStringLiteral("83010203");
        QTest::newRow("empty list") << QStringLiteral("c0");
        QTest::newRow("three items") << QStringLiteral("c3010203");
        QTest::newRow("trailing byte") << QStringLiteral("c2200100");
        QTest::newRow("unknown flag") << QStringLiteral("c24001");
        QTest::newRow("padding not zero") << QStringLiteral("c22101");
        QTest::newRow("leaf without a value") << QStringLiteral("c22080");
        QTest::newRow("extension without a path") << QStringLiteral("c400c22001");
        QTest::newRow("extension to nothing") << QStringLiteral("c21180");
        QTest::newRow("extension to a short string") << QStringLiteral("c411820102");
        QTest::newRow("branch without entries") << QStringLiteral("d1") + QStringLiteral("80").repeated(17);
        QTest::newRow("branch of one entry")
            << QStringLiteral("d3c22001") + QStringLiteral("80").repeated(16);
    }
    void aHostileNodeIsBadData()
    {
        QFETCH(QString, node);
        const Bytes bytes = *base::parseHex(node.toStdString());
        const trie::Preimages known({bytes});
        SparseTrie trie(crypto::keccak256(bytes), &known);
        const auto got = trie.get(Bytes(32, 1));
        QVERIFY(!got);
        QVERIFY(got.error().fault == Fault::BadData);
    }
};

QTEST_APPLESS_MAIN(SparseTrieTest)
#include "sparse_trie_test.moc"
