#include "app/cli/execution_commands.h"
#include "app/cli/file_batch.h"
#include "app/cli/interrupt.h"
#include "app/cli/testformat/recorded_chain.h"
#include "app/cli/testformat/verified_recording.h"

namespace cli {

namespace {

using testformat::JudgedGame;
using testformat::VerifiedRecording;

VerifiedRecording verifyOne(
    const std::filesystem::path& file, const std::optional<std::string>& genesis, const std::stop_token& stop)
{
    try {
        return testformat::verifyRecording(
            file, genesis ? std::filesystem::path(*genesis) : testformat::genesisFolderOf(file), stop);
    } catch (const std::exception& error) {
        VerifiedRecording verified;
        verified.problem = testformat::problemOf(error);
        return verified;
    }
}

std::size_t wrongGames(const VerifiedRecording& verified)
{
    return static_cast<std::size_t>(std::ranges::count_if(verified.games, std::not_fn(&JudgedGame::isRight)));
}

nlohmann::json toJson(const JudgedGame& game)
{
    nlohmann::json out{{"game", base::toHex0x(game.address)}, {"l2Block", game.l2Block},
        {"claim", base::toHex0x(game.claim)}, {"right", game.isRight()}};
    if (game.truth) out["truth"] = base::toHex0x(*game.truth);
    return out;
}

nlohmann::json toJson(const std::filesystem::path& file, const VerifiedRecording& verified)
{
    nlohmann::json out{{"file", file.string()}, {"l1Blocks", verified.l1Blocks}, {"blocks", verified.blocks},
        {"forced", verified.forced}, {"lostBatches", verified.lostBatches}, {"dropped", verified.dropped},
        {"transactions", verified.transactions}, {"gas", verified.gas}, {"seconds", verified.seconds},
        {"further", verified.further}, {"agrees", verified.agrees()}};
    out["games"] = nlohmann::json::array();
    for (const JudgedGame& game : verified.games)
        out["games"].push_back(toJson(game));
    if (!verified.disputed.empty()) out["disputed"] = verified.disputed;
    if (!verified.problem.empty()) out["error"] = verified.problem;
    return out;
}

void printSummary(const std::string& name, const VerifiedRecording& verified)
{
    std::string line = name + ": " + std::to_string(verified.blocks) + " blocks from " +
                       std::to_string(verified.l1Blocks) + " L1 blocks";
    if (verified.forced > 0) line += ", " + std::to_string(verified.forced) + " of them forced";
    if (verified.lostBatches > 0)
        line += ", " + std::to_string(verified.lostBatches) + " without their batch";
    if (verified.dropped > 0)
        line += "; " + std::to_string(verified.dropped) + " pieces of data did not count";
    if (!verified.games.empty())
        line += "; of " + std::to_string(verified.games.size()) + " games " +
                std::to_string(wrongGames(verified)) + " wrong";
    printLine(line + "; " + fixed(megaGasPerSecond(verified.gas, verified.seconds), 0) + " Mgas/s");
}

void print(const std::string& name, const VerifiedRecording& verified)
{
    printSummary(name, verified);
    for (const JudgedGame& game : verified.games) {
        if (game.isRight()) continue;
        printLine(
            "  wrong: game " + base::toHex0x(game.address) + " about block " + std::to_string(game.l2Block));
        printLine("    claims " + base::toHex0x(game.claim));
        printLine("    truth  " + (game.truth ? base::toHex0x(*game.truth) : "no such block is safe yet"));
    }
    if (!verified.disputed.empty()) printLine("  DISPUTED: " + verified.disputed);
    if (verified.further > 0)
        printLine("FAILED " + name + ": " + std::to_string(verified.further) +
                  " more blocks follow from its L1 data than are recorded");
    if (!verified.problem.empty()) printLine("FAILED " + name + ": " + verified.problem);
}

void add(VerifiedRecording& total, const VerifiedRecording& one)
{
    total.l1Blocks += one.l1Blocks;
    total.blocks += one.blocks;
    total.transactions += one.transactions;
    total.gas += one.gas;
    total.forced += one.forced;
    total.lostBatches += one.lostBatches;
    total.dropped += one.dropped;
    total.seconds += one.seconds;
    total.games.insert(total.games.end(), one.games.begin(), one.games.end());
}

Outcome verifyRecordings(const Arguments& arguments)
{
    if (!arguments.has("--recording"))
        return wrongUse("what is to be verified? --recording FILE… verifies recorded chains");
    const auto threads = threadsOf(arguments);
    if (!threads) return std::unexpected(threads.error());
    auto files = filesOf(arguments);
    if (!files) return std::unexpected(files.error());
    std::erase_if(*files, [](const auto& file) { return !testformat::isRecording(file); });

    const Interrupt interrupt;
    std::vector<VerifiedRecording> all(files->size());
    const auto genesis = arguments.value("--genesis");
    forEach(files->size(), *threads,
        [&](std::size_t i) { all[i] = verifyOne((*files)[i], genesis, interrupt.token()); });

    VerifiedRecording total;
    std::size_t failed = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        arguments.json() ? printJson(toJson((*files)[i], all[i]))
                         : print((*files)[i].filename().string(), all[i]);
        add(total, all[i]);
        failed += all[i].agrees() ? 0 : 1;
    }
    if (!arguments.json())
        printSummary(
            std::to_string(all.size() - failed) + " recordings agree, " + std::to_string(failed) + " do not",
            total);
    return failed == 0 && !all.empty() ? Exit::Done : Exit::Failed;
}

} // namespace

Command verifyCommand()
{
    return {"verify", "FILE…", "derive L2 from L1 data, execute it, and compare",
        "Derives the L2 chain from the L1 data alone, executes every block from the genesis allocation on, "
        "and "
        "compares\n"
        "what comes out with what is claimed: each block, the L1 block that makes it safe, its output root, "
        "and "
        "the root\n"
        "claims of dispute games. Exits 1 at a difference in the chain; wrong games are listed.\n"
        "  postern-cli verify --recording recorded/journeys/journey.json",
        {{"--recording", "", "the files are recorded chains"},
            {"--genesis", "DIR",
                "the folder of allocations; default: \"genesis\" beside the recording's folder"},
            {"--threads", "N", "recordings at the same time; default: one a processor"}},
        verifyRecordings};
}

} // namespace cli
