#include "core/practice/node/block_choice.h"

#include <nlohmann/json.hpp>

namespace practice {
namespace {

using base::fail;
using base::Fault;
using base::Result;
using rpc::Json;

constexpr std::size_t kHashText = 2 + 2 * Hash::kSize;

struct Tag {
    std::string_view name;
    std::uint64_t (*number)(const NodeView& node);
};
constexpr std::array kTags{
    Tag{"latest", headNumber},
    Tag{"pending", headNumber},
    Tag{"safe", safeNumber},
    Tag{"finalized", finalizedNumber},
    Tag{"earliest", [](const NodeView& node) { return node.chain().genesis()->number(); }},
};

Result<BlockPointer> blockNamed(const NodeView& node, const Json& name)
{
    const std::string text = TRY(rpc::asString(name));
    const auto tag = std::ranges::find(kTags, text, &Tag::name);
    if (tag != kTags.end()) return shownBlock(node, tag->number(node));
    if (text.size() == kHashText) {
        const Hash hash = TRY(rpc::asFixed<Hash>(name));
        return shownBlock(node, hash);
    }
    const std::uint64_t number = TRY(rpc::asQuantity64(name));
    return shownBlock(node, number);
}

BlockPointer ifShown(const NodeView& node, BlockPointer block)
{
    return block && block->number() <= headNumber(node) ? std::move(block) : nullptr;
}

} // namespace

std::uint64_t headNumber(const NodeView& node)
{
    const std::uint64_t head = node.chain().head()->number();
    return node.fault == RpcFault::StaleHead ? std::min(head, node.staleHead.value_or(head)) : head;
}

std::uint64_t safeNumber(const NodeView& node)
{
    const std::uint64_t safe = node.layer == Layer::L1 ? node.l1.safeNumber() : node.l2.safe().number;
    return std::min(safe, headNumber(node));
}

std::uint64_t finalizedNumber(const NodeView& node)
{
    const std::uint64_t l1Finalized = node.l1.finalizedNumber();
    const std::uint64_t finalized =
        node.layer == Layer::L1 ? l1Finalized : node.l2.finalized(l1Finalized).number;
    return std::min(finalized, headNumber(node));
}

Result<BlockPointer> shownBlock(const NodeView& node, std::uint64_t number)
{
    if (number > headNumber(node)) return nullptr;
    return node.chain().block(number);
}

Result<BlockPointer> shownBlock(const NodeView& node, const Hash& hash)
{
    BlockPointer block = TRY(node.chain().block(hash));
    return ifShown(node, std::move(block));
}

Result<std::optional<TransactionPlace>> shownTransaction(const NodeView& node, const Hash& hash)
{
    auto place = TRY(node.chain().find(hash));
    if (place && !ifShown(node, place->block)) return std::nullopt;
    return place;
}

bool isPending(const Json* choice)
{
    return choice != nullptr && *choice == "pending";
}

const Pool& poolOf(const NodeView& node)
{
    return node.layer == Layer::L1 ? node.l1.pool() : node.l2.pool();
}

Result<BlockPointer> chosenBlock(const NodeView& node, const Json* choice)
{
    if (choice == nullptr) return shownBlock(node, headNumber(node));
    if (!choice->is_object()) return blockNamed(node, *choice);
    const Json* number = rpc::memberIfAny(*choice, "blockNumber");
    const Json* hash = rpc::memberIfAny(*choice, "blockHash");
    if ((number == nullptr) == (hash == nullptr))
        return fail(Fault::BadData, "a block is chosen by blockNumber or by blockHash");
    return blockNamed(node, number != nullptr ? *number : *hash);
}

Result<BlockPointer> requiredBlock(const NodeView& node, const Json* choice)
{
    BlockPointer block = TRY(chosenBlock(node, choice));
    if (!block) return fail(Fault::NotYet, "header not found");
    return block;
}

} // namespace practice
