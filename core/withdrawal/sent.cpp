#include "core/withdrawal/sent.h"

#include "core/opstack/predeploys.h"

#include <algorithm>

namespace withdrawal {
namespace {

using base::fail;
using base::Fault;
using base::Result;

Result<std::uint64_t> headNumber(rpc::Chain& l2, const rpc::BlockTag& tag, std::stop_token stop)
{
    const auto header = TRY(l2.fetchHeader(tag, std::move(stop)));
    return header ? header->unproven().header.number : 0;
}

/// The proof shows that the receipt is of the block; this shows that the block is of the chain, as the node
/// has it.
Result<void> requireInChain(rpc::Chain& l2, const rpc::BlockHeader& block, std::stop_token stop)
{
    const auto header = TRY(l2.fetchHeader(rpc::BlockTag::number(block.header.number), std::move(stop)));
    if (header && header->unproven().hash == block.hash) return {};
    return fail(Fault::NotYet, "the L2 node names a block that is not in its chain");
}

} // namespace

base::Result<std::vector<Sent>> messagesIn(const eth::Receipt& receipt)
{
    std::vector<Sent> messages;
    for (const eth::Log& log : receipt.logs) {
        const bool isMessage = log.address == opstack::kL2ToL1MessagePasser && !log.topics.empty() &&
                               log.topics[0] == opstack::kMessagePassedTopic;
        if (!isMessage) continue;
        opstack::Withdrawal message = TRY(opstack::parseMessagePassed(log));
        const Hash hash = opstack::withdrawalHash(message);
        messages.push_back({std::move(message), hash});
    }
    return messages;
}

base::Result<std::optional<Initiation>> fetchInitiation(
    rpc::Chain& l2, const Hash& transaction, std::stop_token stop)
{
    const auto proven = TRY(l2.proveReceipt(transaction, stop));
    if (!proven) return std::nullopt;
    if (auto inChain = requireInChain(l2, proven->block, stop); !inChain)
        return std::unexpected(std::move(inChain).error());
    Initiation initiation;
    if (proven->receipt.receipt.succeeded) initiation.messages = TRY(messagesIn(proven->receipt.receipt));
    const eth::Header& header = proven->block.header;
    initiation.inclusion.block = {
        header.number, proven->block.hash, Seconds(static_cast<std::int64_t>(header.timestamp))};
    initiation.inclusion.safeHead = TRY(headNumber(l2, rpc::BlockTag::safe(), stop));
    initiation.inclusion.finalHead = TRY(headNumber(l2, rpc::BlockTag::finalized(), stop));
    return initiation;
}

} // namespace withdrawal
