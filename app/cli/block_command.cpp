#include "app/cli/execution_commands.h"
#include "app/cli/file_batch.h"
#include "app/cli/testformat/json_values.h"
#include "app/cli/testformat/op_block.h"
#include "app/cli/testformat/recorded_chain.h"

#include <algorithm>
#include <chrono>

namespace cli {

namespace {

using Clock = std::chrono::steady_clock;

// --- block execute

struct Executed {
    std::filesystem::path file;
    std::optional<testformat::OpBlock> block;
    testformat::OpBlockRun run;
    std::string problem;
};

void readBlock(Executed& executed)
{
    try {
        auto block = testformat::readOpBlock(executed.file);
        if (block)
            executed.block = *std::move(block);
        else
            executed.problem = block.error().detail;
    } catch (const std::exception& error) {
        executed.problem = testformat::problemOf(error);
    }
}

void runBlock(Executed& executed, evm::CodeCache& codes)
{
    if (!executed.block) return;
    const auto run = testformat::runOpBlock(*executed.block, codes);
    if (run)
        executed.run = *run;
    else
        executed.problem = run.error().detail;
}

/// So that no thread is left with a long block when the others are done.
std::vector<Executed*> longestFirst(std::vector<Executed>& all)
{
    std::vector<Executed*> order;
    for (Executed& executed : all)
        order.push_back(&executed);
    std::ranges::sort(order, std::ranges::greater{},
        [](const Executed* executed) { return executed->block ? executed->block->witness.size() : 0; });
    return order;
}

nlohmann::json toJson(const Executed& executed)
{
    nlohmann::json out{{"file", executed.file.string()}};
    if (executed.block) {
        out["number"] = executed.block->parent.number + 1;
        out["transactions"] = executed.block->attributes.transactions.size();
        out["expectedHash"] = base::toHex0x(executed.block->expectedHash);
    }
    if (!executed.problem.empty()) return out["error"] = executed.problem, out;
    out["gasUsed"] = executed.run.gasUsed;
    out["seconds"] = executed.run.seconds;
    out["megaGasPerSecond"] = megaGasPerSecond(executed.run.gasUsed, executed.run.seconds);
    out["hash"] = base::toHex0x(executed.run.hash);
    return out;
}

void print(const Executed& executed)
{
    if (!executed.problem.empty())
        return printLine("FAILED " + executed.file.string() + ": " + executed.problem);
    printLine("block " + std::to_string(executed.block->parent.number + 1) + ": " +
              std::to_string(executed.block->attributes.transactions.size()) + " transactions, " +
              std::to_string(executed.run.gasUsed) + " gas, " + fixed(executed.run.seconds * 1e3, 2) +
              " ms, " + fixed(megaGasPerSecond(executed.run.gasUsed, executed.run.seconds), 0) + " Mgas/s");
    printLine("  computed " + base::toHex0x(executed.run.hash));
    printLine("  expected " + base::toHex0x(executed.block->expectedHash));
}

Outcome executeBlocks(const Arguments& arguments)
{
    const auto threads = threadsOf(arguments);
    if (!threads) return std::unexpected(threads.error());
    const auto files = filesOf(arguments);
    if (!files) return std::unexpected(files.error());
    std::vector<Executed> all;
    for (const auto& file : *files)
        all.push_back({file, {}, {}, {}});
    forEach(all.size(), *threads, [&](std::size_t i) { readBlock(all[i]); });
    const auto order = longestFirst(all);
    evm::CodeCache codes;
    const auto start = Clock::now();
    forEach(all.size(), *threads, [&](std::size_t i) { runBlock(*order[i], codes); });
    const double wall = std::chrono::duration<double>(Clock::now() - start).count();

    std::uint64_t gas = 0, failed = 0;
    double busy = 0;
    nlohmann::json list = nlohmann::json::array();
    for (const Executed& executed : all) {
        arguments.json() ? list.push_back(toJson(executed)) : print(executed);
        gas += executed.run.gasUsed;
        busy += executed.run.seconds;
        failed += executed.problem.empty() ? 0 : 1;
    }
    if (arguments.json())
        printList("blocks", std::move(list), failed);
    else
        printLine(std::to_string(all.size() - failed) + " blocks match, " + std::to_string(failed) +
                  " do not; " + std::to_string(gas) + " gas in " + fixed(wall * 1e3, 1) +
                  " ms: " + fixed(megaGasPerSecond(gas, wall), 0) + " Mgas/s on " + std::to_string(*threads) +
                  " threads, " + fixed(megaGasPerSecond(gas, busy), 0) + " Mgas/s each");
    return failed == 0 && !all.empty() ? Exit::Done : Exit::Failed;
}

// --- block replay

testformat::Replay replayOne(const std::filesystem::path& file, const std::optional<std::string>& genesis)
{
    try {
        return testformat::replayRecording(
            file, genesis ? std::filesystem::path(*genesis) : testformat::genesisFolderOf(file));
    } catch (const std::exception& error) {
        testformat::Replay replay;
        replay.problem = testformat::problemOf(error);
        return replay;
    }
}

nlohmann::json toJson(const std::filesystem::path& file, const testformat::Replay& replay)
{
    nlohmann::json out{{"file", file.string()}, {"blocks", replay.blocks},
        {"transactions", replay.transactions}, {"gas", replay.gas},
        {"statelessBlocks", replay.statelessBlocks}, {"fetched", replay.fetched},
        {"seconds", replay.seconds}};
    if (!replay.problem.empty()) out["error"] = replay.problem;
    return out;
}

void print(const std::string& name, const testformat::Replay& replay)
{
    const std::string stateless = replay.statelessBlocks == 0
                                      ? ""
                                      : ", " + std::to_string(replay.statelessBlocks) +
                                            " blocks on their witnesses too (" +
                                            std::to_string(replay.fetched) + " missing nodes fetched)";
    printLine(name + ": " + std::to_string(replay.blocks) + " blocks, " +
              std::to_string(replay.transactions) + " transactions, " + std::to_string(replay.gas) +
              " gas, " + fixed(megaGasPerSecond(replay.gas, replay.seconds), 0) + " Mgas/s" + stateless);
    if (!replay.problem.empty()) printLine("FAILED " + name + ": " + replay.problem);
}

Outcome replayRecordings(const Arguments& arguments)
{
    const auto threads = threadsOf(arguments);
    if (!threads) return std::unexpected(threads.error());
    auto files = filesOf(arguments);
    if (!files) return std::unexpected(files.error());
    std::erase_if(*files, [](const auto& file) { return !testformat::isRecording(file); });
    std::vector<testformat::Replay> replays(files->size());
    const auto genesis = arguments.value("--genesis");
    forEach(files->size(), *threads, [&](std::size_t i) { replays[i] = replayOne((*files)[i], genesis); });

    testformat::Replay total;
    std::size_t failed = 0;
    nlohmann::json list = nlohmann::json::array();
    for (std::size_t i = 0; i < replays.size(); ++i) {
        arguments.json() ? list.push_back(toJson((*files)[i], replays[i]))
                         : print((*files)[i].filename().string(), replays[i]);
        total.blocks += replays[i].blocks;
        total.transactions += replays[i].transactions;
        total.gas += replays[i].gas;
        total.statelessBlocks += replays[i].statelessBlocks;
        total.fetched += replays[i].fetched;
        total.seconds += replays[i].seconds;
        failed += replays[i].problem.empty() ? 0 : 1;
    }
    if (arguments.json())
        printList("recordings", std::move(list), failed);
    else
        print(std::to_string(replays.size() - failed) + " recordings match, " + std::to_string(failed) +
                  " do not",
            total);
    return failed == 0 && !replays.empty() ? Exit::Done : Exit::Failed;
}

} // namespace

Command blockExecuteCommand()
{
    return {"block execute", "FILE…", "execute OP Stack blocks on their witnesses",
        "Each file holds a parent header, payload attributes and a witness (trie nodes and codes). The block "
        "is executed on\n"
        "the witness alone, its header is sealed, and its hash compared with the expected one. The time is "
        "that of execution\n"
        "with the hashing of the witness. Exits 1 when a block does not match. With --json several files "
        "give one object "
        "with a\n"
        "list, \"blocks\".\n"
        "  postern-cli block execute op-sepolia-block-26207961.json",
        {{"--threads", "N", "independent blocks at the same time; default: one a processor"}}, executeBlocks};
}

Command blockReplayCommand()
{
    return {"block replay", "FILE…", "execute recorded chains from their genesis",
        "Every L2 block of a recording is executed from the genesis allocation on; receipts, state root and "
        "block hash are\n"
        "compared. Where witnesses lie beside a recording its blocks are executed on them too. Exits 1 at a "
        "difference.\n"
        "  postern-cli block replay recorded/journeys/journey.json",
        {{"--genesis", "DIR",
             "the folder of allocations; default: \"genesis\" beside the recording's folder"},
            {"--threads", "N", "recordings at the same time; default: one a processor"}},
        replayRecordings};
}

} // namespace cli
