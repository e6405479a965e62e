#include "core/execution/fees.h"
#include "core/execution/header_rules.h"
#include "core/practice/node/block_choice.h"
#include "core/practice/node/node_methods.h"

#include <nlohmann/json.hpp>

namespace practice {
namespace {

using base::fail;
using base::Fault;
using base::Result;

constexpr std::uint64_t kMaxBlocks = 1024;
constexpr std::size_t kMaxPercentiles = 100;

/// What nodes suggest where nobody competes for space: geth's and op-geth's least.
Uint256 suggestedTip(const NodeView& node)
{
    return node.layer == Layer::L1 ? Uint256{1'000'000'000} : Uint256{1'000'000};
}

std::uint64_t blockTimeOf(const NodeView& node)
{
    return node.layer == Layer::L1 ? kL1BlockTime : node.deployment.rollup.blockTime;
}

Result<Uint256> baseFeeAfter(const NodeView& node, const SealedBlock& block)
{
    return execution::nextBaseFee(
        block.header(), block.timestamp() + blockTimeOf(node), node.chain().rules());
}

/// On the OP Stack always 1: there is never excess blob gas.
Uint256 blobBaseFeeOf(const eth::Header& header, const execution::BlockRules& rules)
{
    if (!rules.blobs) return 1;
    return execution::blobBaseFee(header.excessBlobGas.value_or(0), *rules.blobs);
}

Uint256 blobBaseFeeAfter(const NodeView& node, const SealedBlock& block)
{
    const execution::BlockRules rules =
        node.chain().rules().at(block.number() + 1, block.timestamp() + blockTimeOf(node), block.timestamp());
    eth::Header next;
    next.excessBlobGas = execution::excessBlobGasAfter(block.header(), rules);
    return blobBaseFeeOf(next, rules);
}

RpcResult gasPrice(const NodeView& node, const Parameters&)
{
    const BlockPointer head = TRY(requiredBlock(node, nullptr));
    const Uint256 baseFee = TRY(baseFeeAfter(node, *head));
    return quantity(baseFee + suggestedTip(node));
}

RpcResult maxPriorityFeePerGas(const NodeView& node, const Parameters&)
{
    return quantity(suggestedTip(node));
}

RpcResult blobBaseFee(const NodeView& node, const Parameters&)
{
    const BlockPointer head = TRY(requiredBlock(node, nullptr));
    return quantity(blobBaseFeeAfter(node, *head));
}

// ---- eth_feeHistory

/// Ascending percentages of a block's gas.
Result<std::vector<double>> percentilesIn(const Json* list)
{
    std::vector<double> percentiles;
    if (list == nullptr) return percentiles;
    if (!list->is_array() || list->size() > kMaxPercentiles)
        return fail(Fault::BadData, "invalid reward percentile: expected a list of at most 100");
    for (const Json& entry : *list) {
        if (!entry.is_number()) return fail(Fault::BadData, "invalid reward percentile: not a number");
        const double value = entry.is_number_float()
                                 ? *entry.get_ptr<const double*>()
                                 : static_cast<double>(*entry.get_ptr<const std::int64_t*>());
        const bool isInOrder = value >= (percentiles.empty() ? 0.0 : percentiles.back()) && value <= 100.0;
        if (!isInOrder) return fail(Fault::BadData, "invalid reward percentile: not ascending from 0 to 100");
        percentiles.push_back(value);
    }
    return percentiles;
}

struct PaidTip {
    Uint256 tip;
    std::uint64_t gasUsed = 0;
};

/// What each transaction paid above the base fee, the lowest first. Deposits pay nothing.
std::vector<PaidTip> tipsOf(const SealedBlock& block)
{
    const Uint256 baseFee = block.header().baseFeePerGas.value_or(Uint256());
    std::vector<PaidTip> tips;
    std::uint64_t before = 0;
    for (std::size_t i = 0; i < block.receipts.size(); ++i) {
        const auto price = execution::effectiveGasPrice(block.block.transactions[i], baseFee);
        const std::uint64_t cumulative = block.receipts[i].cumulativeGasUsed;
        tips.push_back({price ? *price - baseFee : Uint256(), cumulative - before});
        before = cumulative;
    }
    std::ranges::sort(tips, {}, &PaidTip::tip);
    return tips;
}

/// The tip at which that part of the block's gas had been paid for, for each percentile.
Json rewardsOf(const SealedBlock& block, const std::vector<double>& percentiles)
{
    Json rewards = Json::array();
    const std::vector<PaidTip> tips = tipsOf(block);
    std::size_t at = 0;
    std::uint64_t sum = tips.empty() ? 0 : tips[0].gasUsed;
    for (const double percentile : percentiles) {
        const double threshold = static_cast<double>(block.header().gasUsed) * percentile / 100;
        while (at + 1 < tips.size() && static_cast<double>(sum) < threshold)
            sum += tips[++at].gasUsed;
        rewards.push_back(quantity(tips.empty() ? Uint256() : tips[at].tip));
    }
    return rewards;
}

double ratio(std::uint64_t part, std::uint64_t whole)
{
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

void addBlock(
    Json& out, const NodeView& node, const SealedBlock& block, const std::vector<double>& percentiles)
{
    const eth::Header& header = block.header();
    const execution::BlockRules rules =
        node.chain().rules().at(block.number(), block.timestamp(), block.timestamp());
    const std::uint64_t maxBlobGas =
        rules.blobs ? rules.blobs->max * execution::kGasPerBlob : header.gasLimit;
    out["baseFeePerGas"].push_back(quantity(header.baseFeePerGas.value_or(Uint256())));
    out["gasUsedRatio"].push_back(ratio(header.gasUsed, header.gasLimit));
    out["baseFeePerBlobGas"].push_back(quantity(blobBaseFeeOf(header, rules)));
    out["blobGasUsedRatio"].push_back(ratio(header.blobGasUsed.value_or(0), maxBlobGas));
    if (!percentiles.empty()) out["reward"].push_back(rewardsOf(block, percentiles));
}

/// A count is a quantity, and to old clients a JSON number.
Result<std::uint64_t> countIn(const Json& value)
{
    if (value.is_number_unsigned()) return *value.get_ptr<const std::uint64_t*>();
    return rpc::asQuantity64(value);
}

RpcResult feeHistory(const NodeView& node, const Parameters& parameters)
{
    const Json* asked = TRY(parameters.at(0));
    const std::uint64_t count = TRY(countIn(*asked));
    const BlockPointer newest = TRY(requiredBlock(node, parameters.ifAny(1)));
    const std::vector<double> percentiles = TRY(percentilesIn(parameters.ifAny(2)));
    const std::uint64_t blocks = std::min({count, kMaxBlocks, newest->number() + 1});
    const std::uint64_t oldest = newest->number() + 1 - blocks;
    Json out{{"oldestBlock", quantity(oldest)}, {"gasUsedRatio", Json::array()}};
    if (blocks == 0) return out;
    for (std::uint64_t number = oldest; number <= newest->number(); ++number) {
        const BlockPointer block = TRY(shownBlock(node, number));
        if (block) addBlock(out, node, *block, percentiles);
    }
    const Uint256 next = TRY(baseFeeAfter(node, *newest));
    out["baseFeePerGas"].push_back(quantity(next));
    out["baseFeePerBlobGas"].push_back(quantity(blobBaseFeeAfter(node, *newest)));
    return out;
}

constexpr std::array kMethods{
    Method{"eth_blobBaseFee", blobBaseFee},
    Method{"eth_feeHistory", feeHistory},
    Method{"eth_gasPrice", gasPrice},
    Method{"eth_maxPriorityFeePerGas", maxPriorityFeePerGas},
};

} // namespace

std::span<const Method> feeMethods()
{
    return kMethods;
}

} // namespace practice
