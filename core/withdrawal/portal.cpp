#include "core/withdrawal/portal.h"

#include "core/withdrawal/game_portal.h"
#include "core/withdrawal/material.h"
#include "core/withdrawal/oracle_portal.h"
#include "core/withdrawal/outcome.h"

#include <array>
#include <charconv>

namespace withdrawal {
namespace {

using base::fail;
using base::Fault;
using base::Result;
using eth::abi::Value;

/// "4.6.0+interop" -> 4, 6
std::optional<std::array<unsigned, 2>> parseVersion(std::string_view text)
{
    text = text.substr(0, text.find_first_of("-+"));
    std::array<unsigned, 2> numbers{};
    const char* at = text.data();
    const char* const end = text.data() + text.size();
    for (unsigned& number : numbers) {
        const auto [next, error] = std::from_chars(at, end, number);
        if (error != std::errc() || next == end || *next != '.') return std::nullopt;
        at = next + 1;
    }
    return numbers;
}

/// The portal gives ETH away only to those it does not belong to itself.
Result<std::string> refusalOf(const Pinned& l1, const PortalRules& rules, const Sent& sent)
{
    const char* const badTarget = "the portal does not call itself or its lockbox";
    if (sent.withdrawal.target == rules.portal) return badTarget;
    if (rules.kind != PortalKind::Registry) return {};
    const auto lockbox = TRY(l1.readIfAny(rules.portal, "ethLockbox() returns (address)"));
    if (lockbox && (*lockbox)[0].address() == sent.withdrawal.target) return badTarget;
    if (sent.withdrawal.value.isZero()) return {};
    const Address config = TRY(l1.readAddress(rules.portal, "systemConfig() returns (address)"));
    Bytes feature = base::toBytes(base::asBytes("CUSTOM_GAS_TOKEN"));
    feature.resize(Hash::kSize);
    const auto custom = TRY(l1.readIfAny(config, "isFeatureEnabled(bytes32) returns (bool)", {feature}));
    if (custom && (*custom)[0].flag()) return "a chain with a gas token of its own carries no ether";
    return {};
}

Result<std::vector<Proof>> readProofs(
    const Pinned& l1, const PortalRules& rules, const Sent& sent, const std::vector<Address>& accounts)
{
    if (rules.kind == PortalKind::Oracle) return readOracleProofs(l1, rules, sent);
    return readGameProofs(l1, rules, sent, accounts);
}

} // namespace

std::optional<PortalKind> portalKind(std::string_view version)
{
    const auto parsed = parseVersion(version);
    if (!parsed) return std::nullopt;
    const auto [major, minor] = *parsed;
    if (major == 1 || major == 2) return PortalKind::Oracle;
    if (major == 3 && (minor == 10 || minor == 11)) return PortalKind::Games;
    if (major == 3 && (minor == 13 || minor == 14)) return PortalKind::RetirableGames;
    if (major == 4 || major == 5) return PortalKind::Registry;
    return std::nullopt;
}

base::Result<std::optional<PortalRules>> readRules(
    const Pinned& l1, const Address& portal, const Address& messenger)
{
    const Value::List version = TRY(l1.read(portal, "version() returns (string)"));
    const auto kind = portalKind(version[0].text());
    if (!kind) return std::nullopt;
    PortalRules rules;
    rules.kind = *kind;
    rules.version = version[0].text();
    rules.portal = portal;
    rules.messenger = messenger;
    return *kind == PortalKind::Oracle ? readOracleRules(l1, std::move(rules))
                                       : readGameRules(l1, std::move(rules));
}

base::Result<Pace> readPace(const Pinned& l1, const PortalRules& rules)
{
    return rules.kind == PortalKind::Oracle ? readOraclePace(l1, rules) : readGamePace(l1, rules);
}

base::Result<PortalFacts> readPortal(
    const Pinned& l1, const PortalRules& rules, const Sent& sent, const std::vector<Address>& accounts)
{
    PortalFacts facts;
    facts.block = l1.block();
    facts.isPaused = TRY(l1.readFlag(rules.portal, "paused() returns (bool)"));
    facts.refusal = TRY(refusalOf(l1, rules, sent));
    facts.proofs = TRY(readProofs(l1, rules, sent, accounts));
    const bool isFinalized =
        TRY(l1.readFlag(rules.portal, "finalizedWithdrawals(bytes32) returns (bool)", {sent.hash}));
    if (!isFinalized) return facts;
    std::optional<Seconds> provenAt;
    for (const Proof& proof : facts.proofs)
        provenAt = provenAt ? std::min(*provenAt, proof.provenAt) : proof.provenAt;
    facts.finalized = TRY(readOutcome(l1, rules, sent, provenAt));
    return facts;
}

base::Result<ProposalSearch> searchProposals(
    const Pinned& l1, const PortalRules& rules, rpc::Chain& l2, const Inclusion& inclusion)
{
    if (rules.kind == PortalKind::Oracle) return searchOutputs(l1, rules, l2, inclusion);
    return searchGames(l1, rules, l2, inclusion);
}

namespace detail {

base::Result<std::string> judgeRoot(rpc::Chain& l2, const Inclusion& inclusion, const Uint256& l2Block,
    const Hash& root, const std::stop_token& stop)
{
    if (l2Block < Uint256{inclusion.block.number}) return "it is about an L2 block before the withdrawal";
    if (l2Block > Uint256{inclusion.safeHead}) return "it is about an L2 block that L1 does not give yet";
    const auto computed = TRY(fetchOutputRootProof(l2, l2Block.low64(), stop));
    if (!computed) return "L2 has no such block";
    if (opstack::outputRoot(*computed) != root) return "its root is not that of the L2 block";
    return {};
}

base::Result<ProposalSearch> searchBackwards(const Uint256& count,
    const std::function<base::Result<std::optional<Candidate>>(const Uint256& index)>& candidate)
{
    ProposalSearch search;
    std::optional<base::Error> failure;
    Uint256 index = count;
    for (std::uint64_t looked = 0; !index.isZero(); ++looked) {
        if (looked == kMostProposals && !failure)
            failure = base::Error{Fault::RangeTooLarge, "too many proposals that are of no use"};
        if (looked == kMostProposals) break;
        index = index - Uint256{1};
        auto next = TRY(candidate(index));
        if (!next) break;
        if (next->why && next->why->empty()) {
            search.found = std::move(next->proposal);
            return search;
        }
        search.passedOver.push_back({index, next->why ? *next->why : next->why.error().detail});
        if (next->why) continue;
        if (!failure) failure = next->why.error();
        // Nobody answers, or nobody wants to know.
        const Fault fault = next->why.error().fault;
        if (fault == Fault::Offline || fault == Fault::Cancelled) break;
    }
    if (failure) return std::unexpected(*std::move(failure));
    return search;
}

} // namespace detail
} // namespace withdrawal
