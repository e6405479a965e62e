#include "app/cli/testformat/blockchain_test.h"

#include "app/cli/testformat/json_values.h"
#include "app/cli/testformat/test_network.h"
#include "core/execution/block.h"

namespace testformat {

using base::Hash;
using execution::MemoryState;

namespace {

/// The blocks that were accepted, with the state after each: tests have side chains.
class Chain {
public:
    explicit Chain(execution::ChainRules rules)
        : m_rules(std::move(rules))
    {
    }

    void begin(const eth::Header& genesis, std::shared_ptr<MemoryState> state)
    {
        m_blocks[eth::headerHash(genesis)] = {genesis, std::move(state)};
    }
    bool has(const Hash& hash) const { return m_blocks.contains(hash); }

    base::Result<void> add(base::ByteView encoded)
    {
        const eth::Block block = TRY(eth::parseBlock(encoded));
        const auto parent = m_blocks.find(block.header.parentHash);
        if (parent == m_blocks.end()) return base::fail(base::Fault::BadData, "the parent is not known");
        thread_local evm::CodeCache codes;
        const auto state = std::make_shared<MemoryState>(*parent->second.state);
        const execution::Surroundings surroundings{
            [&](std::uint64_t number) { return ancestor(parent->second.header, number); }, codes};
        TRY(execution::execute(m_rules, parent->second.header, block, *state, surroundings));
        m_blocks[eth::headerHash(block.header)] = {block.header, state};
        return {};
    }

private:
    struct Accepted {
        eth::Header header;
        std::shared_ptr<MemoryState> state;
    };

    std::optional<Hash> ancestor(const eth::Header& from, std::uint64_t number) const
    {
        const eth::Header* header = &from;
        while (header->number > number) {
            const auto found = m_blocks.find(header->parentHash);
            if (found == m_blocks.end()) return std::nullopt;
            if (found->second.header.number == number) return found->first;
            header = &found->second.header;
        }
        return std::nullopt;
    }

    execution::ChainRules m_rules;
    std::unordered_map<Hash, Accepted> m_blocks;
};

std::string problemOf(const json& test, const execution::ChainRules& rules)
{
    const auto genesis = eth::parseBlock(bytesOf(test.at("genesisRLP")));
    if (!genesis) return "genesis: " + genesis.error().detail;
    auto state = std::make_shared<MemoryState>();
    readAllocation(test.at("pre"), *state);
    if (state->root() != genesis->header.stateRoot) return "genesis: another state root";
    Chain chain(rules);
    chain.begin(genesis->header, std::move(state));
    std::size_t index = 0;
    for (const json& block : test.at("blocks")) {
        const std::string name = "block " + std::to_string(++index);
        const bool mustFail = !member(block, "expectException").is_null();
        const auto added = chain.add(bytesOf(block.at("rlp")));
        if (added && mustFail)
            return name + " accepted, but must be refused: " + block["expectException"].get<std::string>();
        if (!added && !mustFail) return name + " refused: " + added.error().detail;
    }
    if (!chain.has(hashOf(test.at("lastblockhash")))) return "the last block is not one that was accepted";
    return "";
}

} // namespace

std::vector<CaseResult> runBlockchainTestFile(const std::filesystem::path& file)
{
    std::vector<CaseResult> results;
    const json tests = readFile(file);
    for (const auto& [name, test] : tests.items()) {
        if (!test.is_object() || !test.contains("blocks") || !test.contains("network")) continue;
        const auto network = test["network"].get<std::string>();
        const auto chain = chainOf(network, member(test, "config"));
        if (!chain) {
            results.push_back({name, Verdict::Skipped, network});
            continue;
        }
        const std::string problem = problemOf(test, *chain);
        results.push_back({name, problem.empty() ? Verdict::Passed : Verdict::Failed, problem});
    }
    return results;
}

} // namespace testformat
