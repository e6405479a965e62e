#include "app/cli/execution_commands.h"
#include "app/cli/text_input.h"
#include "core/crypto/keccak.h"
#include "core/evm/evm.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <limits>

namespace cli {
namespace {

using base::Address;
using base::Bytes;
using base::ByteView;
using base::Hash;
using base::Uint256;

constexpr std::uint64_t kLongestCode = 16u << 20u;
constexpr std::uint64_t kMostRuns = 1'000'000;
/// An endless loop ends within seconds, and no block of any chain is as large.
constexpr std::uint64_t kUsualGas = 1'000'000'000;

/// A world of one account, at address zero, with the code and empty storage.
class OneContract : public evm::StateView {
public:
    explicit OneContract(Bytes code)
        : m_code(std::move(code))
        , m_hash(crypto::keccak256(m_code))
    {
    }

    std::optional<eth::Account> account(const Address& address) const override
    {
        if (!address.isZero()) return std::nullopt;
        eth::Account account;
        account.nonce = 1;
        account.codeHash = m_code.empty() ? eth::kEmptyCodeHash : m_hash;
        return account;
    }
    ByteView code(const Hash& codeHash) const override
    {
        return codeHash == m_hash ? ByteView(m_code) : ByteView{};
    }
    Uint256 storage(const Address&, const Uint256&) const override { return {}; }

private:
    Bytes m_code;
    Hash m_hash;
};

/// Each instruction as a line of EIP-3155, on stderr: stdout is for the result.
struct LineTracer : evm::Tracer {
    void step(const evm::TraceStep& step) override
    {
        std::fprintf(stderr, "%s\n", evm::toJsonLine(step).c_str());
    }
};

struct Task {
    evm::Revision revision = evm::Revision::Osaka;
    Bytes code;
    Bytes input;
    std::int64_t gas = static_cast<std::int64_t>(kUsualGas);
    std::uint64_t repeat = 1;
    bool isTraced = false;
};

struct Runs {
    evm::Outcome outcome;
    std::int64_t refund = 0;
    std::vector<double> nanoseconds; ///< sorted

    double median() const { return nanoseconds[nanoseconds.size() / 2]; }
};

/// An option's hex digits, or those in the file it names.
Given<Bytes> hexOption(const Arguments& arguments, std::string_view name)
{
    const auto given = arguments.value(name);
    if (!given) return Bytes{};
    if (given->starts_with("0x")) return CLI_TRY(base::parseHex(*given));
    const Bytes content = CLI_TRY(readInput(*given, 2 * kLongestCode + 4096));
    return CLI_TRY(base::parseHex(trimmed(base::asText(content))));
}

Given<std::uint64_t> numberOption(
    const Arguments& arguments, std::string_view name, std::uint64_t fallback, std::uint64_t most)
{
    const auto given = arguments.value(name);
    if (!given) return fallback;
    const auto number = base::parseUint64(*given);
    if (!number || *number == 0 || *number > most)
        return wrongUse(std::string(name) + " takes 1 to " + std::to_string(most));
    return *number;
}

Given<Task> taskOf(const Arguments& arguments)
{
    Task task;
    if (!arguments.has("--code")) return wrongUse("--code is missing");
    const std::string name = arguments.valueOr("--revision", "Osaka");
    const auto revision = evm::parseRevision(name);
    if (!revision) return wrongUse("\"" + name + "\" is no revision (Frontier to Osaka)");
    task.revision = *revision;
    task.code = CLI_TRY(hexOption(arguments, "--code"));
    task.input = CLI_TRY(hexOption(arguments, "--calldata"));
    constexpr auto kMostGas = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    task.gas = static_cast<std::int64_t>(CLI_TRY(numberOption(arguments, "--gas", kUsualGas, kMostGas)));
    task.repeat = CLI_TRY(numberOption(arguments, "--repeat", 1, kMostRuns));
    task.isTraced = arguments.has("--trace");
    return task;
}

/// What the transaction that this is the first frame of makes warm. EIP-2929, EIP-3651, EIP-7702.
void warmUp(
    evm::Revision revision, const evm::Message& message, const evm::BlockContext& block, evm::State& state)
{
    if (revision < evm::Revision::Berlin) return;
    state.warmAddress(message.sender);
    state.warmAddress(message.recipient);
    if (revision >= evm::Revision::Shanghai) state.warmAddress(block.coinbase);
    if (revision < evm::Revision::Prague) return;
    if (const auto delegate = evm::delegationOf(state.code(message.recipient))) state.warmAddress(*delegate);
}

void runOnce(
    const Task& task, const evm::StateView& world, evm::CodeCache& cache, evm::Tracer* tracer, Runs& runs)
{
    const evm::PrecompileRules precompiles = evm::precompilesOf(task.revision);
    const evm::BlockContext block{};
    evm::Message message;
    message.gas = task.gas;
    message.input = task.input;
    const auto begin = std::chrono::steady_clock::now();
    evm::State state(world);
    evm::Evm evm(task.revision, precompiles, block, state, cache, tracer);
    state.beginTransaction();
    warmUp(task.revision, message, block, state);
    runs.outcome = evm.execute({}, message);
    const std::chrono::duration<double, std::nano> time = std::chrono::steady_clock::now() - begin;
    runs.refund = state.refund();
    runs.nanoseconds.push_back(time.count());
}

Runs runAll(const Task& task)
{
    const OneContract world(task.code);
    evm::CodeCache cache;
    LineTracer tracer;
    Runs runs;
    for (std::uint64_t i = 0; i < task.repeat; ++i)
        runOnce(task, world, cache, task.isTraced ? &tracer : nullptr, runs);
    std::ranges::sort(runs.nanoseconds);
    return runs;
}

nlohmann::json toJson(const Task& task, const Runs& runs)
{
    return {{"status", evm::toString(runs.outcome.status)}, {"gasUsed", task.gas - runs.outcome.gasLeft},
        {"gasRefund", runs.refund}, {"output", base::toHex0x(runs.outcome.output)},
        {"revision", evm::toString(task.revision)}, {"runs", runs.nanoseconds.size()},
        {"medianNanoseconds", runs.median()}, {"leastNanoseconds", runs.nanoseconds.front()}};
}

void print(const Task& task, const Runs& runs)
{
    const std::int64_t used = task.gas - runs.outcome.gasLeft;
    char line[128];
    std::snprintf(line, sizeof line, "time      %.3f us (median of %zu; least %.3f us), %.0f Mgas/s",
        runs.median() / 1e3, runs.nanoseconds.size(), runs.nanoseconds.front() / 1e3,
        static_cast<double>(used) * 1e3 / runs.median());
    printLine("status    " + std::string(evm::toString(runs.outcome.status)));
    printLine("gas used  " + std::to_string(used));
    printLine("refund    " + std::to_string(runs.refund));
    printLine("output    " + base::toHex0x(runs.outcome.output));
    printLine(line);
}

Outcome runEvm(const Arguments& arguments)
{
    const Task task = CLI_TRY(taskOf(arguments));
    const Runs runs = runAll(task);
    if (arguments.json())
        printJson(toJson(task, runs));
    else
        print(task, runs);
    return runs.outcome.succeeded() ? Exit::Done : Exit::Failed;
}

} // namespace

Command evmRunCommand()
{
    return {"evm run", "", "run code as a message call",
        "Runs code at address zero, with empty storage, as the first frame of a transaction; prints status, "
        "output, gas "
        "used\n(before refunds, without the transaction's own cost) and time. Exits 1 when the call fails.\n"
        "  postern-cli evm run --code loop.hex --calldata 0x2a --revision Cancun --repeat 11",
        {{"--code", "FILE|0xHEX", "the code, as hex"},
            {"--calldata", "FILE|0xHEX", "the input, as hex; default: none"},
            {"--revision", "NAME", "Frontier to Osaka; default: Osaka"},
            {"--gas", "N", "the most that it may use; default: 1000000000"},
            {"--repeat", "N", "run it N times, each on fresh state, and give the median time"},
            {"--trace", "", "each instruction as a line of EIP-3155 on stderr (slow)"}},
        runEvm};
}

} // namespace cli
