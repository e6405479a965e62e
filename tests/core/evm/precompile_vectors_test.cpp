#include "core/evm/precompiles.h"
#include "tests/support/vectors.h"

#include <QtTest>

#include <algorithm>
#include <array>

using namespace tests;
using base::Bytes;
using evm::Revision;

/// The official vectors of every precompile: output, gas, or failure.
class PrecompileVectorsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void vectors();
};

namespace {

/// What the files are about, by the beginning of their names; the first that fits.
struct Topic {
    std::string_view name;
    std::uint16_t address;
    Revision revision;
};
constexpr std::array kTopics{
    Topic{"modexp_eip7883", 5, Revision::Osaka},
    Topic{"modexp_eip2565", 5, Revision::Berlin},
    Topic{"modexp", 5, Revision::Byzantium},
    Topic{"ecrecover", 1, Revision::Frontier},
    Topic{"sha256", 2, Revision::Frontier},
    Topic{"ripemd", 3, Revision::Frontier},
    Topic{"identity", 4, Revision::Frontier},
    Topic{"bn256add", 6, Revision::Istanbul},
    Topic{"bn256scalarmul", 7, Revision::Istanbul},
    Topic{"bn256mul", 7, Revision::Istanbul},
    Topic{"bn256pairing", 8, Revision::Istanbul},
    Topic{"pairing_check_bls", 0x0f, Revision::Prague},
    Topic{"pairing", 8, Revision::Istanbul},
    Topic{"blake2", 9, Revision::Istanbul},
    Topic{"pointevaluation", 0x0a, Revision::Cancun},
    Topic{"blsg1add", 0x0b, Revision::Prague},
    Topic{"add_g1", 0x0b, Revision::Prague},
    Topic{"blsg1m", 0x0c, Revision::Prague},
    Topic{"mul_g1", 0x0c, Revision::Prague},
    Topic{"msm_g1", 0x0c, Revision::Prague},
    Topic{"blsg2add", 0x0d, Revision::Prague},
    Topic{"add_g2", 0x0d, Revision::Prague},
    Topic{"blsg2m", 0x0e, Revision::Prague},
    Topic{"mul_g2", 0x0e, Revision::Prague},
    Topic{"msm_g2", 0x0e, Revision::Prague},
    Topic{"blspairing", 0x0f, Revision::Prague},
    Topic{"blsmapg1", 0x10, Revision::Prague},
    Topic{"map_fp_to_g1", 0x10, Revision::Prague},
    Topic{"blsmapg2", 0x11, Revision::Prague},
    Topic{"map_fp2_to_g2", 0x11, Revision::Prague},
    Topic{"p256", 0x100, Revision::Osaka},
};

const Topic* topicOf(const std::filesystem::path& file)
{
    std::string name = file.stem().string();
    std::ranges::transform(
        name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (name.starts_with("fail-")) name.erase(0, 5);
    if (file.parent_path().filename() == "eip-7951") name = "p256";
    const auto found =
        std::ranges::find_if(kTopics, [&](const Topic& topic) { return name.starts_with(topic.name); });
    return found == kTopics.end() ? nullptr : &*found;
}

base::Address addressOf(std::uint16_t number)
{
    return base::Uint256{number}.toAddress();
}

/// P256VERIFY has two prices, that of EIP-7951 and that of RIP-7212: the vector says which it means.
evm::PrecompileRules rulesFor(const Topic& topic, const nlohmann::json& vector)
{
    const bool rip7212 = topic.address == 0x100 && vector.contains("Gas") && vector.at("Gas") == 3450;
    return evm::precompilesOf(topic.revision, rip7212 ? evm::kFjordPrecompiles : evm::kNoPrecompileChanges);
}

bool passes(const Topic& topic, const nlohmann::json& vector)
{
    const evm::PrecompileRules rules = rulesFor(topic, vector);
    const evm::Precompile* precompile = rules.find(addressOf(topic.address));
    if (!precompile) return false;
    const Bytes input = hexBytes(vector.at("Input"));
    Bytes output;
    const bool done = input.size() <= precompile->inputLimit && precompile->run(input, output);
    if (vector.contains("ExpectedError")) return !done;
    if (vector.contains("Gas") && precompile->gas(input) != vector.at("Gas").get<std::int64_t>())
        return false;
    return done && output == hexBytes(vector.at("Expected"));
}

} // namespace

void PrecompileVectorsTest::vectors()
{
    const auto folder = vectorSet("precompiles");
    if (!folder) QSKIP(noVectors());
    int passed = 0, failed = 0;
    for (const auto& file : filesBelow(*folder, ".json")) {
        const Topic* topic = topicOf(file);
        QVERIFY2(topic, file.c_str());
        const nlohmann::json content = readJson(file);
        for (const auto& vector : content.is_object() ? content.at("data") : content) {
            const bool good = passes(*topic, vector);
            ++(good ? passed : failed);
            if (!good)
                qWarning("%s: %s", file.filename().c_str(), vector.at("Name").get<std::string>().c_str());
        }
    }
    qInfo("%d passed, %d failed", passed, failed);
    QVERIFY(passed > 0);
    QCOMPARE(failed, 0);
}

QTEST_APPLESS_MAIN(PrecompileVectorsTest)
#include "precompile_vectors_test.moc"
