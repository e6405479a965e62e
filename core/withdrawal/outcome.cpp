#include "core/withdrawal/outcome.h"

#include "core/crypto/keccak.h"
#include "core/eth/abi_event.h"
#include "core/opstack/cross_domain.h"
#include "core/opstack/predeploys.h"

namespace withdrawal {
namespace {

using base::Result;
using eth::abi::Value;

constexpr std::uint64_t kLogBlocks = 2'000; ///< at once: what nodes commonly allow
constexpr unsigned kMostLogRequests = 100;

const eth::abi::Event& finalizedEvent()
{
    static const eth::abi::Event event =
        eth::abi::knownEvent("WithdrawalFinalized(bytes32 indexed withdrawalHash, bool success)");
    return event;
}

Result<std::optional<bool>> findIn(
    const Pinned& l1, const PortalRules& rules, const Hash& hash, std::uint64_t from, std::uint64_t to)
{
    rpc::LogFilter filter;
    filter.fromBlock = from;
    filter.toBlock = to;
    filter.address = rules.portal;
    filter.topics = {finalizedEvent().topic(), hash};
    const auto logs = TRY(l1.chain().fetchLogs(filter, l1.stop()));
    for (const rpc::FoundLog& found : logs.unproven()) {
        // A filter is a request: what comes back is looked at all the same.
        const bool isIt = found.log.address == rules.portal &&
                          eth::abi::isEvent(finalizedEvent(), found.log) && found.log.topics[1] == hash;
        if (!isIt) continue;
        const Value::List values = TRY(eth::abi::decodeEvent(finalizedEvent(), found.log));
        return values[1].flag();
    }
    return std::nullopt;
}

Result<bool> isBefore(const Pinned& l1, std::uint64_t number, std::optional<Seconds> time)
{
    if (!time) return false;
    const auto header = TRY(l1.chain().fetchHeader(rpc::BlockTag::number(number), l1.stop()));
    return header && Seconds(static_cast<std::int64_t>(header->unproven().header.timestamp)) < *time;
}

Result<std::optional<bool>> findSuccess(
    const Pinned& l1, const PortalRules& rules, const Hash& hash, std::optional<Seconds> provenAt)
{
    std::uint64_t to = l1.block().number;
    for (unsigned i = 0; i < kMostLogRequests; ++i) {
        const std::uint64_t from = to < kLogBlocks ? 0 : to - kLogBlocks + 1;
        const auto found = TRY(findIn(l1, rules, hash, from, to));
        if (found || from == 0) return found;
        if (TRY(isBefore(l1, from, provenAt))) return std::nullopt;
        to = from - 1;
    }
    return std::nullopt;
}

} // namespace

std::optional<Hash> messageHashOf(const opstack::Withdrawal& withdrawal)
{
    if (withdrawal.sender != opstack::kL2CrossDomainMessenger) return std::nullopt;
    if (!opstack::parseRelayMessage(withdrawal.data)) return std::nullopt;
    return crypto::keccak256(withdrawal.data);
}

base::Result<Outcome> readOutcome(
    const Pinned& l1, const PortalRules& rules, const Sent& sent, std::optional<Seconds> provenAt)
{
    const auto message = messageHashOf(sent.withdrawal);
    const bool isMessengers = message && sent.withdrawal.target == rules.messenger;
    if (isMessengers) {
        if (TRY(l1.readFlag(rules.messenger, "successfulMessages(bytes32) returns (bool)", {*message})))
            return Outcome::Done;
        if (TRY(l1.readFlag(rules.messenger, "failedMessages(bytes32) returns (bool)", {*message})))
            return Outcome::MessageFailed;
        // Finalized, and the messenger knows nothing: its frame ran out of gas and took the message along.
        return Outcome::Lost;
    }
    const auto success = TRY(findSuccess(l1, rules, sent.hash, provenAt));
    if (!success) return Outcome::Unknown;
    return *success ? Outcome::Done : Outcome::Lost;
}

} // namespace withdrawal
