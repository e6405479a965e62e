#include "core/opstack/output_root.h"
#include "core/opstack/predeploys.h"
#include "core/opstack/rollup_config_json.h"
#include "core/practice/node/block_choice.h"
#include "core/practice/node/node_methods.h"

#include <nlohmann/json.hpp>

namespace practice {
namespace {

using base::fail;
using base::Fault;
using base::Result;
using opstack::L2BlockRef;

// What op-node answers: numbers are JSON's here, and L1's origin is spelt as it is.

Json idJson(const BlockId& id)
{
    return {{"hash", hex(id.hash)}, {"number", id.number}};
}

Json l1RefJson(const SealedBlock& block)
{
    return {{"hash", hex(block.hash)}, {"number", block.number()},
        {"parentHash", hex(block.header().parentHash)}, {"timestamp", block.timestamp()}};
}

Json l2RefJson(const L2BlockRef& ref)
{
    return {{"hash", hex(ref.id.hash)}, {"number", ref.id.number}, {"parentHash", hex(ref.parentHash)},
        {"timestamp", ref.timestamp}, {"l1origin", idJson(ref.l1Origin)},
        {"sequenceNumber", ref.sequenceNumber}};
}

Result<Json> l1Ref(const NodeView& node, std::uint64_t number)
{
    const BlockPointer block = TRY(node.l1.chain().block(number));
    if (!block) return fail(Fault::NotYet, "header not found");
    return l1RefJson(*block);
}

Result<Json> l2Ref(const NodeView& node, std::uint64_t number)
{
    const BlockPointer block = TRY(shownBlock(node, number));
    if (!block)
        return fail(Fault::NotYet, "failed to determine L2BlockRef of height " + std::to_string(number));
    const L2BlockRef ref = TRY(opstack::l2BlockRef(node.l2.config(), block->block, block->hash));
    return l2RefJson(ref);
}

Result<Json> syncStatusOf(const NodeView& node)
{
    const Json head = TRY(l1Ref(node, node.l1.chain().head()->number()));
    const Json finalized = TRY(l1Ref(node, node.l1.finalizedNumber()));
    const Json safe = TRY(l1Ref(node, node.l1.safeNumber()));
    const Json l2Unsafe = TRY(l2Ref(node, headNumber(node)));
    const Json l2Safe = TRY(l2Ref(node, safeNumber(node)));
    const Json l2Finalized = TRY(l2Ref(node, finalizedNumber(node)));
    return Json{{"current_l1", head}, {"current_l1_finalized", finalized}, {"head_l1", head},
        {"safe_l1", safe}, {"finalized_l1", finalized}, {"unsafe_l2", l2Unsafe}, {"safe_l2", l2Safe},
        {"finalized_l2", l2Finalized}, {"pending_safe_l2", l2Safe}, {"cross_unsafe_l2", l2Unsafe},
        {"local_safe_l2", l2Safe}};
}

RpcResult syncStatus(const NodeView& node, const Parameters&)
{
    return TRY(syncStatusOf(node));
}

/// From Isthmus the header has it.
Result<Hash> messagePasserRoot(const NodeView& node, const SealedBlock& block)
{
    if (node.l2.config().isActive(opstack::Fork::Isthmus, block.timestamp()) &&
        block.header().withdrawalsRoot)
        return *block.header().withdrawalsRoot;
    const auto state = TRY(node.chain().stateAfter(block.number()));
    return state->storageRoot(opstack::kL2ToL1MessagePasser);
}

RpcResult outputAtBlock(const NodeView& node, const Parameters& parameters)
{
    const Json* choice = TRY(parameters.at(0));
    const BlockPointer block = TRY(requiredBlock(node, choice));
    const Hash passerRoot = TRY(messagePasserRoot(node, *block));
    const Hash root = opstack::outputRoot({block->header().stateRoot, passerRoot, block->hash});
    Json ref = TRY(l2Ref(node, block->number()));
    Json status = TRY(syncStatusOf(node));
    return Json{{"version", hex(Hash())}, {"outputRoot", hex(root)}, {"blockRef", std::move(ref)},
        {"withdrawalStorageRoot", hex(passerRoot)}, {"stateRoot", hex(block->header().stateRoot)},
        {"syncStatus", std::move(status)}};
}

RpcResult rollupConfig(const NodeView& node, const Parameters&)
{
    return opstack::toJson(node.l2.config());
}

RpcResult version(const NodeView&, const Parameters&)
{
    return "v0.0.0-practice";
}

constexpr std::array kMethods{
    Method{"optimism_outputAtBlock", outputAtBlock},
    Method{"optimism_rollupConfig", rollupConfig},
    Method{"optimism_syncStatus", syncStatus},
    Method{"optimism_version", version},
};

} // namespace

std::span<const Method> optimismMethods()
{
    return kMethods;
}

} // namespace practice
