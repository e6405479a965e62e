#include "app/cli/testformat/state_test.h"

#include "app/cli/testformat/json_values.h"
#include "app/cli/testformat/test_network.h"
#include "core/crypto/keccak.h"
#include "core/eth/rlp.h"
#include "core/execution/fees.h"
#include "core/execution/transaction.h"

namespace testformat {

using base::Bytes;
using base::Hash;
using execution::MemoryState;

namespace {

/// BLOCKHASH in a state test: the keccak-256 of the decimal number.
Hash hashOfNumber(std::uint64_t number)
{
    return crypto::keccak256(base::asBytes(std::to_string(number)));
}

evm::BlockContext contextOf(const json& env, const execution::BlockRules& rules)
{
    const auto optional = [&](const char* name, std::uint64_t fallback) {
        return member(env, name).is_null() ? base::Uint256{fallback} : numberOf(env[name]);
    };
    constexpr std::uint64_t kUsualBaseFee = 10;
    evm::BlockContext context;
    context.number = number64Of(env.at("currentNumber"));
    context.timestamp = number64Of(env.at("currentTimestamp"));
    context.gasLimit = number64Of(env.at("currentGasLimit"));
    context.coinbase = addressOf(env.at("currentCoinbase"));
    context.prevRandao =
        optional(rules.revision >= evm::Revision::Paris ? "currentRandom" : "currentDifficulty", 0);
    if (rules.revision >= evm::Revision::London) context.baseFee = optional("currentBaseFee", kUsualBaseFee);
    if (rules.blobs)
        context.blobBaseFee =
            execution::blobBaseFee(optional("currentExcessBlobGas", 0).low64(), *rules.blobs);
    context.chainId = rules.chainId;
    context.blockHash = hashOfNumber;
    return context;
}

Hash hashOfLogs(const std::vector<eth::Log>& logs)
{
    eth::rlp::Writer out;
    eth::writeLogs(out, logs);
    return crypto::keccak256(out.bytes());
}

struct Result {
    base::Result<eth::Receipt> receipt;
    Hash root;
};

Result run(const json& test, const execution::ChainRules& chain, const Bytes& encoded, MemoryState& state)
{
    const json& env = test.at("env");
    const execution::BlockRules rules =
        chain.at(number64Of(env.at("currentNumber")), number64Of(env.at("currentTimestamp")), 0);
    const evm::BlockContext context = contextOf(env, rules);
    thread_local evm::CodeCache codes;
    const auto transaction = eth::parseTransaction(encoded);
    if (!transaction) return {std::unexpected(transaction.error()), state.root()};
    const auto sender = eth::recoverSender(*transaction, rules.transactions.highSAllowed);
    if (!sender) return {std::unexpected(sender.error()), state.root()};
    evm::State working(state);
    evm::Evm evm(rules.revision, *rules.precompiles, context, working, codes);
    execution::BlockEnvironment environment{rules, context, working, evm, {}};
    auto receipt = execution::applyTransaction(environment, {*transaction, *sender, encoded});
    if (!receipt) return {std::move(receipt), state.root()};
    return {std::move(receipt), state.commit(working.diff()).value()};
}

CaseResult judge(std::string name, const json& expected, const Result& result)
{
    const bool mustFail = !member(expected, "expectException").is_null();
    const auto failed = [&](std::string why) {
        return CaseResult{std::move(name), Verdict::Failed, std::move(why)};
    };
    if (!result.receipt && !mustFail) return failed("refused: " + result.receipt.error().detail);
    if (result.receipt && mustFail)
        return failed("accepted, but must be refused: " + expected["expectException"].get<std::string>());
    const std::vector<eth::Log> logs = result.receipt ? result.receipt->logs : std::vector<eth::Log>();
    if (hashOfLogs(logs) != hashOf(expected.at("logs")))
        return failed("logs: expected " + expected["logs"].get<std::string>() + ", got " +
                      base::toHex0x(hashOfLogs(logs)));
    if (result.root != hashOf(expected.at("hash")))
        return failed(
            "state root: expected " + expected["hash"].get<std::string>() + ", got " +
            base::toHex0x(result.root) +
            (result.receipt ? ", gas used " + std::to_string(result.receipt->cumulativeGasUsed) : ""));
    return {std::move(name), Verdict::Passed, {}};
}

std::string indexText(const json& indexes)
{
    return indexes.is_null() ? ""
                             : " d" + indexes.at("data").dump() + "g" + indexes.at("gas").dump() + "v" +
                                   indexes.at("value").dump();
}

void runTest(const std::string& name, const json& test, std::vector<CaseResult>& results)
{
    MemoryState pre;
    readAllocation(test.at("pre"), pre);
    for (const auto& [fork, cases] : test.at("post").items()) {
        const auto chain = chainOf(fork, member(test, "config"));
        for (const json& expected : cases) {
            std::string caseName = name + " [" + fork + indexText(member(expected, "indexes")) + "]";
            if (!chain) {
                results.push_back({std::move(caseName), Verdict::Skipped, fork});
                continue;
            }
            MemoryState state(pre);
            const Result result = run(test, *chain, bytesOf(expected.at("txbytes")), state);
            results.push_back(judge(std::move(caseName), expected, result));
        }
    }
}

} // namespace

std::vector<CaseResult> runStateTestFile(const std::filesystem::path& file)
{
    std::vector<CaseResult> results;
    const json tests = readFile(file);
    for (const auto& [name, test] : tests.items())
        if (test.is_object() && test.contains("post")) runTest(name, test, results);
    return results;
}

} // namespace testformat
