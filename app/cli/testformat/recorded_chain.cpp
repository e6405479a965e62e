#include "app/cli/testformat/recorded_chain.h"

#include "app/cli/testformat/json_header.h"
#include "core/base/file.h"
#include "core/crypto/keccak.h"
#include "core/execution/genesis.h"
#include "core/execution/header_rules.h"
#include "core/execution/witness_state.h"
#include "core/opstack/rollup_config_json.h"

#include <chrono>
#include <mutex>

namespace testformat {

using base::Fault;
using base::Hash;
using execution::MemoryState;

namespace {

base::Result<void> compareReceipts(const json& recorded, const std::vector<eth::Receipt>& receipts)
{
    if (recorded.size() != receipts.size()) return base::fail(Fault::Mismatch, "another number of receipts");
    for (std::size_t i = 0; i < receipts.size(); ++i) {
        const eth::Receipt expected = TRY(eth::parseReceipt(bytesOf(recorded[i])));
        eth::Receipt got = receipts[i];
        // The recorded form leaves out or keeps the nonce before Canyon; the receipts root decides about it.
        if (!got.depositReceiptVersion) got.depositNonce = expected.depositNonce;
        if (got == expected) continue;
        return base::fail(Fault::Mismatch,
            "receipt " + std::to_string(i) + ": expected status " + std::to_string(expected.succeeded) +
                ", cumulative gas " + std::to_string(expected.cumulativeGasUsed) + ", " +
                std::to_string(expected.logs.size()) + " logs; got " + std::to_string(got.succeeded) + ", " +
                std::to_string(got.cumulativeGasUsed) + ", " + std::to_string(got.logs.size()));
    }
    return {};
}

/// One chain being replayed.
class Replayer {
public:
    Replayer(const opstack::RollupConfig& config, MemoryState state, eth::Header genesis, Replay& replay)
        : m_rules(execution::ChainRules::opStack(config))
        , m_state(std::move(state))
        , m_parent(std::move(genesis))
        , m_replay(replay)
    {
        remember(m_parent);
    }

    base::Result<void> add(const json& recorded, const json& witness)
    {
        const eth::Block block = TRY(eth::parseBlock(bytesOf(recorded.at("block"))));
        if (eth::headerHash(block.header) != hashOf(recorded.at("hash")))
            return base::fail(Fault::BadData, "another hash in the recording");
        if (!witness.is_null()) TRY(addStateless(block, witness));
        const auto start = std::chrono::steady_clock::now();
        const execution::Surroundings surroundings{
            [this](std::uint64_t number) { return ancestor(number); }, m_codes};
        const auto outcome = TRY(execution::run(m_rules, m_parent, block, m_state, surroundings));
        m_replay.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        TRY(compareReceipts(recorded.at("receipts"), outcome.receipts));
        TRY(execution::compareHeaders(block.header, outcome.header));
        ++m_replay.blocks;
        m_replay.transactions += block.transactions.size();
        m_replay.gas += outcome.header.gasUsed;
        m_parent = block.header;
        remember(m_parent);
        return {};
    }

private:
    base::Result<void> addStateless(const eth::Block& block, const json& witness)
    {
        std::vector<base::Bytes> items;
        for (const char* kind : {"codes", "state"})
            for (const json& item : witness.at(kind))
                items.push_back(bytesOf(item));
        const auto hashes = TRY(ancestorsOf(block.header, witness.at("headers")));
        const auto ancestor = [&](std::uint64_t number) -> std::optional<Hash> {
            const auto found = hashes.find(number);
            return found == hashes.end() ? std::nullopt : std::optional(found->second);
        };
        for (;;) {
            const trie::Preimages preimages({items.begin(), items.end()});
            execution::WitnessState state(m_parent.stateRoot, preimages);
            const auto outcome = execution::execute(m_rules, m_parent, block, state, {ancestor, m_codes});
            if (outcome) break;
            // Witnesses of geth lack what shows that an account does not exist: it is fetched, and the run
            // repeated.
            if (!supplement(state, items)) return base::within("on its witness", outcome.error());
        }
        ++m_replay.statelessBlocks;
        return {};
    }

    /// Fetches what the run missed from the stored state, as a verifier asks a node for proofs. False:
    /// nothing was missed.
    bool supplement(const execution::WitnessState& state, std::vector<base::Bytes>& items)
    {
        const std::size_t before = items.size();
        for (const execution::WitnessState::Missing& missing : state.missing()) {
            const base::Bytes key =
                bytesOf(json(missing.node.path + std::string(64 - missing.node.path.size(), '0')));
            auto proof = missing.account ? m_state.storageProof(*missing.account, Hash::from(key))
                                         : m_state.accountProof(Hash::from(key));
            for (base::Bytes& node : proof)
                if (crypto::keccak256(node) == missing.node.hash) items.push_back(std::move(node));
        }
        for (const Hash& codeHash : state.missingCodes())
            items.push_back(base::toBytes(m_state.code(codeHash)));
        m_replay.fetched += items.size() - before;
        return items.size() != before;
    }

    /// The hashes of a witness's headers, which must be a chain that ends with the block's parent.
    static base::Result<std::map<std::uint64_t, Hash>> ancestorsOf(
        const eth::Header& block, const json& headers)
    {
        std::map<std::uint64_t, eth::Header> byNumber;
        for (const json& header : headers)
            byNumber[number64Of(header.at("number"))] = headerOf(header);
        std::map<std::uint64_t, Hash> out;
        Hash due = block.parentHash;
        for (auto header = byNumber.rbegin(); header != byNumber.rend(); ++header) {
            if (eth::headerHash(header->second) != due)
                return base::fail(Fault::Mismatch, "a header of the witness is not an ancestor");
            out[header->first] = due;
            due = header->second.parentHash;
        }
        return out;
    }

    void remember(const eth::Header& header) { m_hashes[header.number] = eth::headerHash(header); }
    std::optional<Hash> ancestor(std::uint64_t number) const
    {
        const auto found = m_hashes.find(number);
        return found == m_hashes.end() ? std::nullopt : std::optional(found->second);
    }

    execution::ChainRules m_rules;
    MemoryState m_state;
    eth::Header m_parent;
    std::map<std::uint64_t, Hash> m_hashes;
    evm::CodeCache m_codes;
    Replay& m_replay;
};

base::Result<void> replay(
    const json& recording, const json& witnesses, const std::filesystem::path& genesisFolder, Replay& out)
{
    const opstack::RollupConfig config = TRY(opstack::parseRollupConfig(recording.at("rollup").dump()));
    const eth::Header genesis = TRY(eth::parseHeader(bytesOf(recording.at("l2_genesis_header"))));
    MemoryState state =
        TRY(allocationAt(genesisFolder / recording.at("l2_genesis_alloc").get<std::string>()));
    if (state.root() != genesis.stateRoot) return base::fail(Fault::Mismatch, "genesis: another state root");
    Replayer replayer(config, std::move(state), genesis, out);
    for (const json& block : recording.at("l2")) {
        const std::string number = block.at("number").dump();
        const auto added =
            replayer.add(block, witnesses.is_object() ? member(witnesses, number.c_str()) : witnesses);
        if (!added) return base::within("block " + number, added.error());
    }
    return {};
}

std::filesystem::path witnessFileOf(const std::filesystem::path& recording)
{
    std::filesystem::path file = recording;
    return file.replace_extension(".witness.json");
}

} // namespace

base::Result<MemoryState> allocationAt(const std::filesystem::path& file)
{
    static std::mutex mutex;
    static std::map<std::filesystem::path, MemoryState> known;
    const std::lock_guard lock(mutex);
    if (const auto found = known.find(file); found != known.end()) return found->second;
    const base::Bytes text = TRY(base::readFile(file, execution::kMaxGenesisSize));
    MemoryState state = TRY(execution::parseAllocation(base::asText(text)));
    return known.emplace(file, std::move(state)).first->second;
}

std::filesystem::path genesisFolderOf(const std::filesystem::path& recording)
{
    return std::filesystem::absolute(recording).parent_path().parent_path() / "genesis";
}

bool isRecording(const std::filesystem::path& file)
{
    return !file.filename().string().ends_with(".witness.json");
}

Replay replayRecording(const std::filesystem::path& file, const std::filesystem::path& genesisFolder)
{
    Replay out;
    const json recording = readFile(file);
    json witnesses;
    if (std::filesystem::exists(witnessFileOf(file))) witnesses = readFile(witnessFileOf(file));
    if (const auto done = replay(recording, witnesses, genesisFolder, out); !done)
        out.problem = done.error().detail;
    return out;
}

} // namespace testformat
