#include "core/eth/account.h"
#include "core/eth/rlp.h"
#include "core/trie/list_root.h"
#include "core/trie/sorted_root.h"
#include "tests/core/trie/trie_worlds.h"
#include "tests/support/vectors.h"

#include <QTest>

using base::Bytes;

class SortedRootTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheDefinition()
    {
        tests::Dice dice(7);
        for (std::size_t round = 0; round < 150; ++round) {
            tests::Entries entries;
            for (std::size_t i = 0; i < round; ++i)
                entries[dice.crowdedKey(6)] = dice.bytes(1 + dice.below(60));
            QCOMPARE(base::toHex(tests::rootOf(entries)), base::toHex(tests::Nodes(entries).root()));
        }
    }
    void agreesWithTheDefinitionAcrossFlushes()
    {
        tests::Dice dice(8);
        tests::Entries entries;
        while (entries.size() < 5000)
            entries[dice.below(3) == 0 ? dice.bytes(32) : dice.crowdedKey(32)] =
                dice.bytes(1 + dice.below(90));
        QCOMPARE(base::toHex(tests::rootOf(entries)), base::toHex(tests::Nodes(entries).root()));
    }
    void theEmptyTrieHasItsRoot()
    {
        QVERIFY(trie::SortedRoot().finish() == eth::kEmptyTrieRoot);
        QVERIFY(trie::listRoot({}) == eth::kEmptyTrieRoot);
    }
    void aBuilderIsAsNewAfterItsRoot()
    {
        trie::SortedRoot builder;
        const auto once = [&] {
            builder.add(Bytes{1}, Bytes{1});
            builder.add(Bytes{2}, Bytes(40, 2));
            return builder.finish();
        };
        const base::Hash first = once();
        QVERIFY(once() == first);
        QVERIFY(builder.finish() == eth::kEmptyTrieRoot);
    }
    /// The order of keys changes at 128 and at 256.
    void listsOfEveryLengthAgreeWithTheDefinition()
    {
        tests::Dice dice(9);
        std::vector<Bytes> items;
        tests::Entries entries;
        for (std::size_t i = 0; i < 300; ++i) {
            items.push_back(dice.bytes(1 + dice.below(120)));
            entries[eth::rlp::encodeNumber(i)] = items.back();
            if (i % 7 == 0 || i == 127 || i == 128)
                QCOMPARE(base::toHex(trie::listRoot(items)), base::toHex(tests::Nodes(entries).root()));
        }
    }
    void rootsOfTheBenchmarkInputs()
    {
        const auto file = tests::benchFile("trie/vectors.json");
        if (!file) QSKIP(tests::noVectors());
        int checked = 0;
        const nlohmann::json vectors = tests::readJson(*file);
        for (const auto& row : vectors["roots"]) {
            const auto count = row["n"].get<std::uint64_t>();
            if (count > 100'000) continue; // the benchmark checks the largest
            tests::Entries entries;
            const auto mix = [](std::uint64_t z) { return tests::Dice(z).roll(); };
            for (std::uint64_t i = 0; i < count; ++i) {
                Bytes key(32), value(70);
                for (std::size_t j = 0; j < 4; ++j)
                    base::storeBigEndian(key.data() + 8 * j, mix(4 * i + 1 + j));
                for (std::size_t j = 0; j < 70; ++j)
                    value[j] = static_cast<std::uint8_t>(mix(100 * i + j));
                value[0] = 0xf8;
                value[1] = 68;
                entries[key] = value;
            }
            QCOMPARE(base::toHex0x(tests::rootOf(entries)), row["root"].get<std::string>());
            ++checked;
        }
        qInfo("%d roots", checked);
        QVERIFY(checked > 0);
    }
};

QTEST_APPLESS_MAIN(SortedRootTest)
#include "sorted_root_test.moc"
