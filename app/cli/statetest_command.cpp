#include "app/cli/execution_commands.h"
#include "app/cli/testformat/state_test.h"
#include "core/base/uint256.h"

#include <thread>

namespace cli {

using testformat::Tally;

namespace {

nlohmann::json toJson(const Tally& tally)
{
    nlohmann::json failures = nlohmann::json::array();
    for (const testformat::CaseResult& failure : tally.failures)
        failures.push_back({{"case", failure.name}, {"why", failure.why}});
    return {{"passed", tally.passed}, {"failed", tally.failed}, {"skipped", tally.skipped},
        {"skippedForks", tally.skippedForks}, {"failures", std::move(failures)}};
}

void print(const Tally& tally)
{
    for (const testformat::CaseResult& failure : tally.failures)
        printLine("FAILED " + failure.name + ": " + failure.why);
    for (const std::string& fork : tally.skippedForks)
        printLine("skipped, fork not known: " + fork);
    printLine(std::to_string(tally.passed) + " passed, " + std::to_string(tally.failed) + " failed, " +
              std::to_string(tally.skipped) + " skipped");
}

} // namespace

std::expected<unsigned, UsageError> threadsOf(const Arguments& arguments)
{
    const auto given = arguments.value("--threads");
    if (!given) return std::max(1u, std::thread::hardware_concurrency());
    const auto count = base::parseNumber(*given);
    constexpr std::uint64_t kMost = 256;
    if (!count || count->isZero() || *count > base::Uint256{kMost})
        return std::unexpected(UsageError{"--threads takes 1 to 256"});
    return static_cast<unsigned>(count->low64());
}

Outcome runTests(const Arguments& arguments, const testformat::FileRunner& runner)
{
    if (arguments.positional().empty()) return std::unexpected(UsageError{"which files or folders?"});
    const auto threads = threadsOf(arguments);
    if (!threads) return std::unexpected(threads.error());
    std::vector<std::filesystem::path> files;
    for (const std::string& path : arguments.positional()) {
        if (!std::filesystem::exists(path))
            return std::unexpected(base::Error{base::Fault::Storage, path + " does not exist"});
        const auto found = testformat::jsonFilesAt(path);
        files.insert(files.end(), found.begin(), found.end());
    }
    const Tally tally = testformat::runFiles(files, *threads, runner);
    if (tally.passed + tally.failed + tally.skipped == 0)
        return std::unexpected(base::Error{base::Fault::BadData,
            files.empty() ? "there is no .json file in it"
                          : "no test of this format is in " +
                                (files.size() == 1 ? files[0].string()
                                                   : "these " + std::to_string(files.size()) + " files") +
                                ": state tests have \"pre\" and \"post\", blockchain tests \"blocks\" and "
                                "\"network\""});
    if (arguments.json())
        printJson(toJson(tally));
    else
        print(tally);
    return tally.failed == 0 ? Exit::Done : Exit::Failed;
}

Command stateTestCommand()
{
    return {"evm statetest", "PATH…", "run official state tests",
        "Runs every case of the files, and of all .json files below the folders, in the formats "
        "GeneralStateTests\n"
        "(ethereum/tests) and state_test (EEST). Exits 1 when a case fails.\n"
        "  postern-cli evm statetest GeneralStateTests/stShift",
        {{"--threads", "N", "files at the same time; default: one a processor"}},
        [](const Arguments& arguments) { return runTests(arguments, testformat::runStateTestFile); }};
}

} // namespace cli
