#include "app/cli/testformat/op_block.h"

#include "app/cli/testformat/json_header.h"
#include "core/execution/header_rules.h"
#include "core/execution/witness_state.h"
#include "core/opstack/rollup_config_json.h"

#include <chrono>

namespace testformat {

using base::Fault;

namespace {

std::vector<base::Bytes> bytesListOf(const json& list)
{
    std::vector<base::Bytes> out;
    for (const json& item : list)
        out.push_back(bytesOf(item));
    return out;
}

execution::BlockAttributes attributesOf(const json& object)
{
    execution::BlockAttributes attributes;
    attributes.timestamp = number64Of(object.at("timestamp"));
    attributes.prevRandao = hashOf(object.at("prevRandao"));
    attributes.feeRecipient = addressOf(object.at("suggestedFeeRecipient"));
    attributes.transactions = bytesListOf(object.at("transactions"));
    attributes.gasLimit = number64Of(object.at("gasLimit"));
    if (const auto& root = member(object, "parentBeaconBlockRoot"); !root.is_null())
        attributes.parentBeaconBlockRoot = hashOf(root);
    if (const auto& fees = member(object, "eip1559Params"); !fees.is_null())
        attributes.eip1559Params = base::FixedBytes<8>::from(bytesOf(fees));
    if (const auto& least = member(object, "minBaseFee"); !least.is_null())
        attributes.minBaseFee = number64Of(least);
    return attributes;
}

} // namespace

base::Result<OpBlock> readOpBlock(const std::filesystem::path& file)
{
    const json content = readFile(file);
    const opstack::RollupConfig config = TRY(opstack::parseRollupConfig(content.at("rollup_config").dump()));
    OpBlock block{execution::ChainRules::opStack(config), headerOf(content.at("parent_header")),
        attributesOf(content.at("payload_attributes")), bytesListOf(content.at("witness")),
        hashOf(content.at("expected_block_hash")), {}};
    if (const auto& header = member(content, "expected_header"); !header.is_null())
        block.expectedHeader = headerOf(header);
    const base::Hash parentHash = hashOf(content.at("parent_hash")), got = eth::headerHash(block.parent);
    if (got != parentHash)
        return base::fail(Fault::BadData,
            "parent header: expected hash " + base::toHex0x(parentHash) + ", got " + base::toHex0x(got));
    return block;
}

base::Result<OpBlockRun> runOpBlock(const OpBlock& block, evm::CodeCache& codes)
{
    const auto start = std::chrono::steady_clock::now();
    const trie::Preimages preimages({block.witness.begin(), block.witness.end()});
    execution::WitnessState state(block.parent.stateRoot, preimages);
    const execution::Surroundings surroundings{{}, codes};
    const auto outcome =
        TRY(execution::execute(block.rules, block.parent, block.attributes, state, surroundings));
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    if (block.expectedHeader) TRY(execution::compareHeaders(*block.expectedHeader, outcome.header));
    if (outcome.hash != block.expectedHash)
        return base::fail(Fault::Mismatch, "block hash: expected " + base::toHex0x(block.expectedHash) +
                                               ", got " + base::toHex0x(outcome.hash));
    return OpBlockRun{outcome.hash, outcome.header.gasUsed, taken.count()};
}

} // namespace testformat
