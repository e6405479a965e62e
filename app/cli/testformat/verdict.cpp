#include "app/cli/testformat/verdict.h"

#include "app/cli/testformat/json_values.h"
#include "core/base/thread.h"

#include <algorithm>
#include <atomic>
#include <set>

namespace testformat {

namespace {

std::vector<CaseResult> runOne(const std::filesystem::path& file, const FileRunner& runner)
{
    try {
        return runner(file);
    } catch (const std::exception& error) {
        return {{"", Verdict::Failed, problemOf(error)}};
    }
}

void count(Tally& tally, std::set<std::string>& skippedForks, const std::filesystem::path& file,
    const CaseResult& result)
{
    if (result.verdict == Verdict::Passed) ++tally.passed;
    if (result.verdict == Verdict::Skipped) {
        ++tally.skipped;
        skippedForks.insert(result.why);
    }
    if (result.verdict != Verdict::Failed) return;
    ++tally.failed;
    tally.failures.push_back({file.string() + ": " + result.name, result.verdict, result.why});
}

} // namespace

Tally runFiles(std::span<const std::filesystem::path> files, unsigned threads, const FileRunner& runner)
{
    std::vector<std::vector<CaseResult>> results(files.size());
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < files.size(); i = next++)
            results[i] = runOne(files[i], runner);
    };
    {
        std::vector<base::Thread> workers;
        for (unsigned i = 1; i < threads; ++i)
            workers.emplace_back([&](const std::stop_token&) { work(); });
        work();
    }
    Tally tally;
    std::set<std::string> skippedForks;
    for (std::size_t i = 0; i < files.size(); ++i)
        for (const CaseResult& result : results[i])
            count(tally, skippedForks, files[i], result);
    tally.skippedForks.assign(skippedForks.begin(), skippedForks.end());
    return tally;
}

std::vector<std::filesystem::path> jsonFilesAt(const std::filesystem::path& path)
{
    std::vector<std::filesystem::path> files;
    if (!std::filesystem::is_directory(path)) return {path};
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path))
        if (entry.is_regular_file() && entry.path().extension() == ".json") files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

} // namespace testformat
