#include "app/cli/testformat/verified_recording.h"

#include "app/cli/testformat/recorded_chain.h"
#include "app/cli/testformat/recorded_l1.h"
#include "core/opstack/rollup_config_json.h"
#include "core/verify/derived_chain.h"

#include <chrono>

namespace testformat {

using base::fail;
using base::Fault;
using base::Result;

namespace {

Result<void> compare(const json& recorded, const verify::DerivedBlock& block)
{
    const std::uint64_t derivedFrom = number64Of(recorded.at("derived_from"));
    if (block.hash != hashOf(recorded.at("hash"))) {
        const eth::Block expected = TRY(eth::parseBlock(bytesOf(recorded.at("block"))));
        std::vector<base::Bytes> transactions;
        for (const eth::Transaction& transaction : expected.transactions)
            transactions.push_back(eth::encodeTransaction(transaction));
        if (transactions != block.transactions)
            return fail(Fault::Mismatch, std::to_string(transactions.size()) +
                                             " transactions are recorded, others (" +
                                             std::to_string(block.transactions.size()) + ") were derived");
        return fail(Fault::Mismatch, "the same transactions, another hash");
    }
    if (block.derivedFrom.number != derivedFrom)
        return fail(Fault::Mismatch, "safe from L1 block " + std::to_string(block.derivedFrom.number) +
                                         " on, recorded: " + std::to_string(derivedFrom));
    if (block.outputRoot != hashOf(recorded.at("output_root")))
        return fail(Fault::Mismatch, "another output root");
    return {};
}

class Verifier {
public:
    Verifier(const json& recording, verify::DerivedChain& chain, VerifiedRecording& out)
        : m_recorded(recording.at("l2"))
        , m_chain(chain)
        , m_out(out)
    {
    }

    Result<void> add(opstack::L1Input input, std::stop_token stop)
    {
        ++m_out.l1Blocks;
        TRY(m_chain.push(std::move(input)));
        for (;;) {
            const auto blocks = TRY(m_chain.advance(stop));
            if (blocks.empty()) break;
            for (const verify::DerivedBlock& block : blocks)
                TRY(take(block));
        }
        m_out.dropped += m_chain.takeDropped().size();
        return {};
    }

    Result<void> finish() const
    {
        if (m_out.blocks == m_recorded.size()) return {};
        return fail(Fault::Mismatch, std::to_string(m_out.blocks) + " blocks were derived, " +
                                         std::to_string(m_recorded.size()) + " are recorded");
    }

    std::optional<base::Hash> outputRoot(std::uint64_t number) const
    {
        const auto found = m_outputRoots.find(number);
        return found == m_outputRoots.end() ? std::nullopt : std::optional(found->second);
    }

private:
    Result<void> take(const verify::DerivedBlock& block)
    {
        if (m_out.blocks == m_recorded.size()) return ++m_out.further, Result<void>{};
        if (const auto same = compare(m_recorded[m_out.blocks], block); !same)
            return base::within("L2 block " + std::to_string(block.header.number), same.error());
        ++m_out.blocks;
        m_out.transactions += block.transactions.size();
        m_out.gas += block.header.gasUsed;
        m_out.forced += block.isForced;
        m_out.lostBatches += block.lostItsBatch;
        m_outputRoots[block.header.number] = block.outputRoot;
        return {};
    }

    const json& m_recorded;
    verify::DerivedChain& m_chain;
    VerifiedRecording& m_out;
    std::map<std::uint64_t, base::Hash> m_outputRoots;
};

void judgeGames(const json& recording, const Verifier& verifier, VerifiedRecording& out)
{
    const json& games = member(member(recording, "extra"), "games");
    if (!games.is_array()) return;
    for (const json& game : games) {
        JudgedGame judged{addressOf(game.at("game")), number64Of(game.at("l2_block")),
            hashOf(game.at("root_claim")), {}, {}};
        judged.truth = verifier.outputRoot(judged.l2Block);
        judged.recordedTruth = game.at("truth").get<std::string>();
        out.games.push_back(judged);
    }
}

Result<void> verify(const json& recording, const std::filesystem::path& genesisFolder, VerifiedRecording& out,
    std::stop_token stop)
{
    opstack::RollupConfig config = TRY(opstack::parseRollupConfig(recording.at("rollup").dump()));
    const eth::Header genesis = TRY(eth::parseHeader(bytesOf(recording.at("l2_genesis_header"))));
    auto state = TRY(allocationAt(genesisFolder / recording.at("l2_genesis_alloc").get<std::string>()));
    auto inputs = TRY(recordedL1(config, recording));
    const auto chain = TRY(verify::DerivedChain::fromGenesis(std::move(config), genesis, std::move(state)));
    Verifier verifier(recording, *chain, out);
    const auto start = std::chrono::steady_clock::now();
    for (opstack::L1Input& input : inputs) {
        const std::string number = "L1 block " + std::to_string(input.block.id.number);
        if (const auto added = verifier.add(std::move(input), stop); !added)
            return base::within(number, added.error());
    }
    out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    out.disputed = chain->disputed();
    judgeGames(recording, verifier, out);
    return verifier.finish();
}

} // namespace

VerifiedRecording verifyRecording(
    const std::filesystem::path& file, const std::filesystem::path& genesisFolder, std::stop_token stop)
{
    VerifiedRecording out;
    const json recording = readFile(file);
    if (const auto done = verify(recording, genesisFolder, out, stop); !done)
        out.problem = done.error().detail;
    return out;
}

} // namespace testformat
