#include "core/trie/sparse_trie.h"
#include "tests/core/trie/trie_worlds.h"
#include "tests/support/vectors.h"

#include <QTest>

using base::Bytes;
using nlohmann::json;

namespace {

Bytes textOrHex(const json& value)
{
    const auto text = value.get<std::string>();
    return text.starts_with("0x") ? tests::hexBytes(text) : base::toBytes(base::asBytes(text));
}

struct Operation {
    Bytes key;
    Bytes value; ///< empty: erase
};

std::vector<Operation> operationsOf(const json& test, bool secure)
{
    std::vector<Operation> out;
    const auto add = [&](const Bytes& key, const json& value) {
        out.push_back({secure ? base::toBytes(crypto::keccak256(key)) : key,
            value.is_null() ? Bytes() : textOrHex(value)});
    };
    if (test["in"].is_array())
        for (const json& pair : test["in"])
            add(textOrHex(pair[0]), pair[1]);
    else
        for (const auto& [key, value] : test["in"].items())
            add(textOrHex(json(key)), value);
    return out;
}

base::Hash bulkRoot(const std::vector<Operation>& operations)
{
    tests::Entries entries;
    for (const Operation& operation : operations) {
        entries.erase(operation.key);
        if (!operation.value.empty()) entries[operation.key] = operation.value;
    }
    return tests::rootOf(entries);
}

base::Hash stepwiseRoot(const std::vector<Operation>& operations)
{
    trie::SparseTrie trie;
    for (const Operation& operation : operations) {
        const auto done =
            operation.value.empty() ? trie.erase(operation.key) : trie.put(operation.key, operation.value);
        if (!done) return {};
        trie.root();
    }
    return trie.root();
}

bool keysHaveOneLength(const std::vector<Operation>& operations)
{
    return std::ranges::all_of(operations,
        [&](const Operation& operation) { return operation.key.size() == operations.front().key.size(); });
}

} // namespace

class OfficialTriesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rootsAreTheOfficialOnes()
    {
        const auto folder = tests::vectorSet("ethereum-tests");
        if (!folder) QSKIP(tests::noVectors());
        int passed = 0, failed = 0, stepwise = 0;
        for (const auto& file : tests::filesBelow(*folder, ".json")) {
            if (file.string().find("TrieTests") == std::string::npos) continue;
            const json tests = tests::readJson(file);
            const bool secure = file.filename().string().find("ecure") != std::string::npos;
            for (const auto& [name, test] : tests.items()) {
                if (!test.contains("root")) continue; // the walk through sorted keys has no root
                const auto operations = operationsOf(test, secure);
                const Bytes expected = tests::hexBytes(test["root"]);
                bool right = std::ranges::equal(bulkRoot(operations), expected);
                if (keysHaveOneLength(operations)) {
                    right = right && std::ranges::equal(stepwiseRoot(operations), expected);
                    ++stepwise;
                }
                if (!right) qWarning("%s: %s", file.c_str(), name.c_str());
                ++(right ? passed : failed);
            }
        }
        qInfo("%d passed, %d failed, %d of them also step by step", passed, failed, stepwise);
        QCOMPARE(failed, 0);
        if (passed == 0) QSKIP("vectors absent: no TrieTests in ethereum-tests");
    }
    /// "dogs" of trieanyorder.json, so that something is tested without the official files: one key is the
    /// beginning of another.
    void aKeyMayEndInABranch()
    {
        tests::Entries entries;
        const auto put = [&](std::string_view key, std::string_view value) {
            entries[base::toBytes(base::asBytes(key))] = base::toBytes(base::asBytes(value));
        };
        put("doe", "reindeer");
        put("dog", "puppy");
        put("dogglesworth", "cat");
        QCOMPARE(base::toHex(tests::rootOf(entries)),
            std::string("8aad789dff2f538bca5d8ea56e8abe10f4c7ba3a5dea95fea4cd6e7c3a1168d3"));
    }
};

QTEST_APPLESS_MAIN(OfficialTriesTest)
#include "official_tries_test.moc"
