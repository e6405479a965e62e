#include "app/cli/interrupt.h"
#include "app/cli/practice_output.h"
#include "app/cli/practice_server.h"
#include "app/cli/secret_input.h"
#include "core/base/file.h"
#include "core/practice/world/control.h"
#include "core/rpc/curl_transport.h"
#include "core/rpc/failure.h"
#include "core/rpc/json.h"
#include "core/rpc/message.h"
#include "core/session/session.h"

#include <algorithm>
#include <cstdio>

namespace cli {
namespace {

using base::Fault;
using nlohmann::json;

constexpr Option kUrlOption{"--url", "URL",
    "the L1 address of a \"practice serve\" (default: your own world, which nobody may have open)"};

/// A world to be steered: the user's own, opened for the moment, or one that is being served.
class Steered {
public:
    static Given<Steered> find(const Arguments& arguments)
    {
        Steered found;
        if (const auto url = arguments.value(kUrlOption.name)) {
            found.m_server = CLI_TRY(rpc::CurlTransport::open(*url));
            return found;
        }
        const auto folder = CLI_TRY(dataFolder(arguments));
        practice::WorldSettings settings;
        settings.file = session::practiceWorldFile(folder);
        settings.speed = 0;
        CLI_TRY(base::makePrivateFolder(folder));
        CLI_TRY(base::makePrivateFolder(settings.file.parent_path()));
        found.m_world = CLI_TRY(practice::World::open(settings));
        return found;
    }

    base::Result<json> call(std::string_view method, json parameters, const std::stop_token& stop)
    {
        if (m_world) return practice::control(*m_world, method, parameters, stop);
        const rpc::HttpAnswer answer = TRY(
            m_server->post(rpc::encodeRequest(1, method, std::move(parameters)), rpc::kMaxAnswerSize, stop));
        auto result = rpc::readAnswer({.method = method, .id = 1, .sent = {}}, answer);
        if (result) return *std::move(result);
        base::Error error = rpc::toError(result.error());
        // No node's words but those of our own world, which says no for good.
        if (error.fault == base::Fault::Busy) error.fault = base::Fault::Refused;
        return std::unexpected(std::move(error));
    }

private:
    std::shared_ptr<practice::World> m_world;
    std::unique_ptr<rpc::CurlTransport> m_server;
};

/// One call, and what it gives as JSON.
Given<json> ask(const Arguments& arguments, std::string_view method, json parameters)
{
    const Interrupt interrupt;
    Steered steered = CLI_TRY(Steered::find(arguments));
    return CLI_TRY(steered.call(method, std::move(parameters), interrupt.token()));
}

Given<std::uint64_t> numberFrom(const std::string& text, const char* what)
{
    const auto number = base::parseUint64(text);
    if (!number) return wrongUse("\"" + text + "\" is not " + what);
    return *number;
}

/// Seconds, or with a letter behind minutes, hours or days.
Given<std::uint64_t> spanFrom(std::string text)
{
    constexpr std::pair<char, std::uint64_t> kUnits[] = {{'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86'400}};
    std::uint64_t unit = 1;
    for (const auto& [letter, seconds] : kUnits) {
        if (!text.ends_with(letter)) continue;
        text.pop_back();
        unit = seconds;
        break;
    }
    const std::uint64_t count = CLI_TRY(numberFrom(text, "a time such as 90, 5m, 12h or 7d"));
    if (count > practice::kLongestLeap / unit) return wrongUse("no leap is longer than a year");
    return count * unit;
}

Outcome runStatus(const Arguments& arguments)
{
    const json status = CLI_TRY(ask(arguments, "practice_status", json::array()));
    if (arguments.json())
        printJson(status);
    else
        printWorld(status);
    return Exit::Done;
}

Outcome runLeap(const Arguments& arguments)
{
    const std::uint64_t seconds = CLI_TRY(spanFrom(arguments.positional().front()));
    const Interrupt interrupt;
    Steered steered = CLI_TRY(Steered::find(arguments));
    json there;
    for (std::uint64_t done = 0; done < seconds || done == 0;) {
        const std::uint64_t part = std::min(seconds - done, practice::kControlledLeap);
        there = CLI_TRY(steered.call("practice_leap", json::array({part}), interrupt.token()));
        done += part;
        showProgress(done, seconds);
        if (part == 0) break;
    }
    if (arguments.json())
        printJson(there);
    else
        printTime(there);
    return Exit::Done;
}

Outcome runFault(const Arguments& arguments)
{
    const auto& words = arguments.positional();
    if (words.size() == 1) return wrongUse("say what the switch \"" + words[0] + "\" shall be: on or off");
    const json faults =
        CLI_TRY(words.empty() ? ask(arguments, "practice_faults", json::array())
                              : ask(arguments, "practice_setFault", json::array({words[0], words[1]})));
    if (arguments.json())
        printJson(faults);
    else
        printFaults(faults);
    return Exit::Done;
}

Outcome runReorg(const Arguments& arguments)
{
    const std::uint64_t depth = CLI_TRY(numberFrom(arguments.positional().front(), "a number of blocks"));
    const json now = CLI_TRY(ask(arguments, "practice_reorg", json::array({depth})));
    if (arguments.json())
        printJson(now);
    else
        printLine("The last " + std::to_string(depth) + " L1 blocks are others now.");
    return Exit::Done;
}

Outcome runGuardian(const Arguments& arguments)
{
    const auto& words = arguments.positional();
    json parameters = json::array({words[0]});
    if (words.size() > 1) {
        const bool isNumber = words[0] == "set-respected-game-type";
        parameters.push_back(isNumber ? json(CLI_TRY(numberFrom(words[1], "a game type"))) : json(words[1]));
    }
    const json sent = CLI_TRY(ask(arguments, "practice_guardian", std::move(parameters)));
    if (arguments.json())
        printJson(sent);
    else
        printLine("Sent; it is in force with the next L1 block.");
    return Exit::Done;
}

constexpr Option kFileOption{
    "--file", "PATH", "keep the world in this file (default: it is gone at the end)"};

/// What the options say; a file that exists keeps its own generation, seed and genesis time.
Given<practice::WorldSettings> worldSettings(const Arguments& arguments)
{
    practice::WorldSettings settings;
    settings.file = arguments.valueOr(kFileOption.name, "");
    const auto generation = practice::parseGeneration(arguments.valueOr("--generation", "current"));
    if (!generation) return wrongUse(generation.error().detail);
    settings.generation = *generation;
    settings.seed = CLI_TRY(numberFrom(arguments.valueOr("--seed", "1"), "a seed"));
    const std::uint64_t speed = CLI_TRY(numberFrom(arguments.valueOr("--speed", "1"), "a speed"));
    if (speed > practice::kFastest)
        return wrongUse("--speed takes at most " + std::to_string(practice::kFastest));
    settings.speed = static_cast<unsigned>(speed);
    if (const auto time = arguments.value("--genesis-time"))
        settings.genesisTime = CLI_TRY(numberFrom(*time, "a time in seconds since 1970"));
    return settings;
}

Given<std::uint16_t> portFrom(const Arguments& arguments)
{
    constexpr std::uint64_t kLast = 65'533; // two more follow it
    const std::uint64_t port = CLI_TRY(numberFrom(arguments.valueOr("--port", "8545"), "a port"));
    if (port > kLast) return wrongUse("--port takes at most " + std::to_string(kLast));
    return static_cast<std::uint16_t>(port);
}

/// Lets the chains go on until somebody presses Ctrl-C.
base::Result<void> keepTime(practice::World& world, const std::stop_token& stop)
{
    while (pause(std::chrono::milliseconds(100), stop))
        TRY(world.catchUp());
    return world.save();
}

Outcome runServe(const Arguments& arguments)
{
    const Interrupt interrupt;
    const practice::WorldSettings settings = CLI_TRY(worldSettings(arguments));
    const std::uint16_t port = CLI_TRY(portFrom(arguments));
    const auto world = CLI_TRY(practice::World::open(settings));
    if (arguments.has("--generation") && world->deployment().generation != settings.generation)
        return wrongUse(settings.file.string() + " holds a world of the generation " +
                        practice::toString(world->deployment().generation));
    const PracticeServer server = CLI_TRY(PracticeServer::start(world, port));
    const json status =
        CLI_TRY(practice::control(*world, "practice_status", json::array(), interrupt.token()));
    const ServedWorld served{server.l1Url(), server.l2Url(), server.beaconUrl(), settings.file.string()};
    if (arguments.json())
        printJson(CLI_TRY(servedJson(served, status)));
    else
        CLI_TRY(printServed(served, status));
    std::fflush(stdout);
    CLI_TRY(keepTime(*world, interrupt.token()));
    return Exit::Done;
}

constexpr std::string_view kServeManual =
    "L1 (chain 900) answers on the port, L2 (chain 901) on the next, L1's beacon API on the one after that; "
    "on "
    "127.0.0.1\n"
    "only. Generations: current (the default), permissionless, classic. Besides the methods of nodes, L1's "
    "port takes\n"
    "practice_status, practice_leap, practice_setSpeed, practice_faults, practice_setFault, practice_reorg, "
    "practice_guardian\n"
    "and practice_setBatcher; the other practice commands send them with --url.\n"
    "\n"
    "Example: postern-cli practice serve --port 8545 --speed 60";

constexpr std::string_view kFaultManual =
    "Without a name it shows all switches. They take on and off; \"censored\" takes addresses with commas "
    "between them;\n"
    "\"l1-rpc\" and \"l2-rpc\" take wrong-balance, wrong-proof, truncated-logs, stale-head, times-out, "
    "rate-limits, rich-text.\n"
    "\n"
    "Example: postern-cli practice fault sequencer-stops on";

} // namespace

std::vector<Command> practiceCommands()
{
    const std::vector<Option> where{kUrlOption, kDataDirOption};
    return {
        {.name = "practice serve",
            .synopsis = "",
            .help = "Run a practice L1 and rollup for other programs, until Ctrl-C",
            .manual = kServeManual,
            .options = {{"--port", "N", "the L1 port (default: 8545; 0: any three that are free)"},
                {"--generation", "NAME", "which contracts a new world has (default: current)"},
                {"--seed", "N", "another seed gives other blocks (default: 1)"},
                {"--speed", "N", "chain seconds a second; 0 lets time stand still (default: 1)"}, kFileOption,
                {"--genesis-time", "TIME", "of a new world, in seconds since 1970 (default: now)"}},
            .run = runServe},
        {.name = "practice status",
            .synopsis = "",
            .help = "Show the practice world: its time, blocks, contracts, tokens and switches",
            .manual = "",
            .options = where,
            .run = runStatus},
        {.name = "practice leap",
            .synopsis = "TIME",
            .help = "Let chain time pass at once, with every block that belongs to it",
            .manual = "Example, to the end of a challenge window: postern-cli practice leap 7d",
            .options = where,
            .run = runLeap},
        {.name = "practice fault",
            .synopsis = "[NAME] [VALUE]",
            .help = "Make something go wrong in the practice world",
            .manual = kFaultManual,
            .options = where,
            .run = runFault},
        {.name = "practice reorg",
            .synopsis = "DEPTH",
            .help = "Replace the last blocks of the practice L1 by others",
            .manual = "Example: postern-cli practice reorg 3",
            .options = where,
            .run = runReorg},
        {.name = "practice guardian",
            .synopsis = "ACTION [SUBJECT]",
            .help = "Let the guardian of the practice contracts act",
            .manual = "Actions: pause, unpause, retire-games, blacklist-game ADDRESS, "
                      "set-respected-game-type NUMBER.",
            .options = where,
            .run = runGuardian},
    };
}

} // namespace cli
