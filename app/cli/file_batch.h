#pragma once

#include "app/cli/command.h"
#include "core/base/thread.h"

#include <atomic>
#include <filesystem>

namespace cli {

// What the commands share that work on many files at once.

/// The JSON files at the paths that were given, those in folders too; an index beside them is left out.
Given<std::vector<std::filesystem::path>> filesOf(const Arguments& arguments);

/// "12.50"
std::string fixed(double value, int digits);
double megaGasPerSecond(std::uint64_t gas, double seconds);

/// One JSON object: that of the only file, or all of them in a list of that name with their counts.
void printList(const char* name, nlohmann::json list, std::uint64_t failed);

/// Does a job for every index below `count`, on several threads.
template <typename Job>
void forEach(std::size_t count, unsigned threads, Job job)
{
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < count; i = next++)
            job(i);
    };
    std::vector<base::Thread> workers;
    for (unsigned i = 1; i < threads; ++i)
        workers.emplace_back([&](const std::stop_token&) { work(); });
    work();
}

} // namespace cli
