#include "core/practice/node/block_choice.h"
#include "core/practice/node/chain_json_out.h"
#include "core/practice/node/node_methods.h"

namespace practice {
namespace {

using base::fail;
using base::Fault;
using base::Result;

constexpr std::uint64_t kMaxBlocks = 10'000;
constexpr std::size_t kMaxLogs = 10'000;
constexpr std::size_t kMaxChoices = 1'000; ///< addresses, or topics of one position

/// What eth_getLogs is asked for. An empty set of choices takes everything.
struct Filter {
    std::vector<Address> addresses;
    std::vector<std::vector<Hash>> topics; ///< by position

    bool mayBeIn(const eth::Bloom& bloom) const;
    bool matches(const eth::Log& log) const;
};

template <typename T>
bool admits(const std::vector<T>& choices, const T& value)
{
    return choices.empty() || std::ranges::find(choices, value) != choices.end();
}

template <typename T>
bool bloomAdmits(const std::vector<T>& choices, const eth::Bloom& bloom)
{
    return choices.empty() ||
           std::ranges::any_of(choices, [&](const T& choice) { return eth::bloomMayContain(bloom, choice); });
}

bool Filter::mayBeIn(const eth::Bloom& bloom) const
{
    return bloomAdmits(addresses, bloom) &&
           std::ranges::all_of(
               topics, [&](const std::vector<Hash>& choices) { return bloomAdmits(choices, bloom); });
}

bool Filter::matches(const eth::Log& log) const
{
    if (!admits(addresses, log.address) || topics.size() > log.topics.size()) return false;
    for (std::size_t i = 0; i < topics.size(); ++i)
        if (!admits(topics[i], log.topics[i])) return false;
    return true;
}

/// One value or a list of them.
template <typename T>
Result<std::vector<T>> choicesIn(const Json& value)
{
    std::vector<T> choices;
    if (!value.is_array()) {
        choices.push_back(TRY(rpc::asFixed<T>(value)));
        return choices;
    }
    if (value.size() > kMaxChoices)
        return fail(Fault::BadData, "exceed max addresses or topics per search position");
    for (const Json& choice : value)
        choices.push_back(TRY(rpc::asFixed<T>(choice)));
    return choices;
}

Result<Filter> parseFilter(const Json& object)
{
    Filter filter;
    if (const Json* addresses = rpc::memberIfAny(object, "address"))
        filter.addresses = TRY(choicesIn<Address>(*addresses));
    const Json* topics = rpc::memberIfAny(object, "topics");
    if (topics == nullptr) return filter;
    if (!topics->is_array()) return fail(Fault::BadData, "invalid topics: expected a list");
    if (topics->size() > 4) return fail(Fault::BadData, "exceed max topics");
    for (const Json& position : *topics) {
        if (position.is_null())
            filter.topics.emplace_back();
        else
            filter.topics.push_back(TRY(choicesIn<Hash>(position)));
    }
    return filter;
}

struct Range {
    std::uint64_t first = 0, last = 0;
};

/// A number beyond the head is no mistake: nodes of a provider are not equally far.
Result<std::uint64_t> boundIn(const NodeView& node, const Json* bound)
{
    const std::uint64_t head = headNumber(node);
    if (bound == nullptr) return head;
    const auto number = rpc::asQuantity64(*bound);
    if (number) return *number;
    const BlockPointer block = TRY(requiredBlock(node, bound));
    return block->number();
}

std::expected<Range, RpcError> rangeIn(const NodeView& node, const Json& object)
{
    const Json* from = rpc::memberIfAny(object, "fromBlock");
    const Json* to = rpc::memberIfAny(object, "toBlock");
    if (const Json* hash = rpc::memberIfAny(object, "blockHash")) {
        if (from != nullptr || to != nullptr)
            return refuse(kInvalidParameters,
                "cannot specify both BlockHash and FromBlock/ToBlock, choose one or the other");
        const Hash asked = TRY(rpc::asFixed<Hash>(*hash));
        const BlockPointer block = TRY(shownBlock(node, asked));
        if (!block) return refuse(kServerError, "unknown block");
        return Range{block->number(), block->number()};
    }
    Range range;
    range.first = TRY(boundIn(node, from));
    range.last = TRY(boundIn(node, to));
    if (range.first > range.last) return refuse(kInvalidParameters, "invalid block range params");
    if (range.last - range.first >= kMaxBlocks)
        return refuse(kLimitExceeded, "exceed maximum block range: " + std::to_string(kMaxBlocks));
    range.last = std::min(range.last, headNumber(node));
    return range;
}

/// Adds the block's logs that match. False when they are too many.
bool collect(const SealedBlock& block, const Filter& filter, Json& found)
{
    std::size_t logIndex = 0;
    for (std::size_t i = 0; i < block.receipts.size(); ++i)
        for (const eth::Log& log : block.receipts[i].logs) {
            const std::size_t index = logIndex++;
            if (!filter.matches(log)) continue;
            if (found.size() == kMaxLogs) return false;
            found.push_back(logJson(block, i, log, index));
        }
    return true;
}

RpcResult logs(const NodeView& node, const Parameters& parameters)
{
    const Json* object = TRY(parameters.at(0));
    if (!object->is_object()) return refuse(kInvalidParameters, "invalid argument 0: expected an object");
    const Filter filter = TRY(parseFilter(*object));
    const Range range = TRY(rangeIn(node, *object));
    Json found = Json::array();
    for (std::uint64_t number = range.first; number <= range.last; ++number) {
        const BlockPointer block = TRY(shownBlock(node, number));
        if (!block || !filter.mayBeIn(block->header().bloom)) continue;
        if (!collect(*block, filter, found))
            return refuse(kLimitExceeded, "query returned more than " + std::to_string(kMaxLogs) +
                                              " results. Try with a smaller block range");
    }
    if (node.fault == RpcFault::TruncatedLogs)
        found.erase(found.begin() + static_cast<std::ptrdiff_t>(found.size() / 2), found.end());
    return found;
}

constexpr std::array kMethods{Method{"eth_getLogs", logs}};

} // namespace

std::span<const Method> logMethods()
{
    return kMethods;
}

} // namespace practice
