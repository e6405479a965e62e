#include "core/base/file.h"
#include "tests/core/evm/world.h"
#include "tests/support/vectors.h"

#include <QtTest>

#include <limits>

using namespace tests;

/// Outputs and gas of the benchmark inputs: two independent implementations agree on them.
class BenchInputsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void outputsAndGas();
};

namespace {

std::string textOf(const std::filesystem::path& file)
{
    const auto bytes = base::readFile(file, 1u << 24u);
    if (!bytes) qFatal("%s", file.c_str());
    std::string text(base::asText(*bytes));
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())))
        text.pop_back();
    return text;
}

Run prepared(const nlohmann::json& item, const std::filesystem::path& folder)
{
    Run run(*evm::parseRevision(item.at("revision").get<std::string>()));
    run.code(textOf(folder / item.at("code").get<std::string>()));
    run.world.entries[Address{}] = run.world.entries[kContract];
    run.message.sender = run.message.recipient = run.message.codeAddress = Address{};
    run.message.gas = std::numeric_limits<std::int64_t>::max();
    return run;
}

} // namespace

void BenchInputsTest::outputsAndGas()
{
    const auto manifest = benchFile("manifest.json");
    if (!manifest) QSKIP(noVectors());
    int passed = 0, failed = 0;
    const auto folder = manifest->parent_path();
    const nlohmann::json content = readJson(*manifest);
    for (const auto& item : content.at("cases")) {
        Run run = prepared(item, folder);
        const Bytes input = hexBytes(textOf(folder / item.at("calldata").get<std::string>()));
        run.message.input = input;
        run.run();
        const auto& expected = item.at("expected");
        const bool good = run.outcome.succeeded() && run.outcome.output == hexBytes(expected.at("output")) &&
                          run.gasUsed() == expected.at("gas_used").get<std::int64_t>();
        ++(good ? passed : failed);
        if (!good)
            qWarning("%s: %s, gas %lld", item.at("name").get<std::string>().c_str(),
                std::string(toString(run.outcome.status)).c_str(), static_cast<long long>(run.gasUsed()));
    }
    qInfo("%d passed, %d failed", passed, failed);
    QVERIFY(passed > 0);
    QCOMPARE(failed, 0);
}

QTEST_APPLESS_MAIN(BenchInputsTest)
#include "bench_inputs_test.moc"
