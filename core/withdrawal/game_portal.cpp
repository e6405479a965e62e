#include "core/withdrawal/game_portal.h"

#include "core/withdrawal/calls.h"
#include "core/withdrawal/portal.h"
#include "core/withdrawal/stage.h"

#include <algorithm>

namespace withdrawal {
namespace {

using base::fail;
using base::Fault;
using base::Result;
using eth::abi::Value;

/// Anybody may prove any withdrawal, as often as they pay for: the latest of so many are looked at.
constexpr std::uint64_t kMostSubmitters = 32;

/// An L2 block's time may be ahead of the L1 block that gives it, by less than this.
constexpr Seconds kMostAhead{3600};

Result<GameStatus> readStatus(const Pinned& l1, const Address& game)
{
    const Uint256 status = TRY(l1.readNumber(game, "status() returns (uint8)"));
    if (status > Uint256{2}) return fail(Fault::BadData, "a game has a status that there is not");
    return static_cast<GameStatus>(status.low64());
}

/// The number of the L2 block, which older games call by another name.
Result<Uint256> readSequenceNumber(const Pinned& l1, const Address& game)
{
    const auto number = TRY(l1.readIfAny(game, "l2SequenceNumber() returns (uint256)"));
    if (number) return number->front().number();
    return l1.readNumber(game, "l2BlockNumber() returns (uint256)");
}

Result<void> readClock(const Pinned& l1, Game& game)
{
    const auto clock = TRY(l1.readIfAny(game.address, "maxClockDuration() returns (uint64)"));
    if (clock) game.clock = TRY(toSeconds(clock->front().number()));
    const auto claims = TRY(l1.readIfAny(game.address, "claimDataLen() returns (uint256)"));
    game.isChallenged = claims && claims->front().number() > Uint256{1};
    return {};
}

/// What the AnchorStateRegistry says of it, whatever is paused.
Result<void> readRegistry(const Pinned& l1, const PortalRules& rules, Game& game)
{
    const Value::List its{game.address};
    game.isBlacklisted = TRY(l1.readFlag(rules.registry, "isGameBlacklisted(address) returns (bool)", its));
    game.isRetired = TRY(l1.readFlag(rules.registry, "isGameRetired(address) returns (bool)", its));
    game.isRegistered = TRY(l1.readFlag(rules.registry, "isGameRegistered(address) returns (bool)", its));
    game.isRespected = TRY(l1.readFlag(rules.registry, "isGameRespected(address) returns (bool)", its));
    return {};
}

Result<void> readStanding(const Pinned& l1, const PortalRules& rules, Game& game)
{
    if (rules.kind == PortalKind::Registry) return readRegistry(l1, rules, game);
    game.isBlacklisted =
        TRY(l1.readFlag(rules.portal, "disputeGameBlacklist(address) returns (bool)", {game.address}));
    if (rules.kind == PortalKind::Games) {
        game.isRetired = game.createdAt < rules.retiredUntil;
        game.isRespected = game.type == rules.respectedType;
        return {};
    }
    game.isRetired = game.createdAt <= rules.retiredUntil;
    const auto respected =
        TRY(l1.readIfAny(game.address, "wasRespectedGameTypeWhenCreated() returns (bool)"));
    game.isRespected = respected && respected->front().flag();
    return {};
}

Result<Game> readGame(const Pinned& l1, const PortalRules& rules, const Address& address)
{
    Game game;
    game.address = address;
    const Uint256 type = TRY(l1.readNumber(address, "gameType() returns (uint32)"));
    game.type = static_cast<std::uint32_t>(type.low64());
    const Value::List root = TRY(l1.read(address, "rootClaim() returns (bytes32)"));
    game.rootClaim = root[0].hash();
    game.l2Block = TRY(readSequenceNumber(l1, address));
    game.createdAt = TRY(l1.readSeconds(address, "createdAt() returns (uint64)"));
    game.resolvedAt = TRY(l1.readSeconds(address, "resolvedAt() returns (uint64)"));
    game.status = TRY(readStatus(l1, address));
    if (auto read = readClock(l1, game); !read) return std::unexpected(std::move(read).error());
    if (auto read = readStanding(l1, rules, game); !read) return std::unexpected(std::move(read).error());
    return game;
}

/// Those who have proven the message, the latest first, and `accounts`.
Result<std::vector<Address>> readSubmitters(
    const Pinned& l1, const PortalRules& rules, const Hash& hash, std::vector<Address> accounts)
{
    const Uint256 count =
        TRY(l1.readNumber(rules.portal, "numProofSubmitters(bytes32) returns (uint256)", {hash}));
    Uint256 index = count;
    for (std::uint64_t looked = 0; !index.isZero() && looked < kMostSubmitters; ++looked) {
        index = index - Uint256{1};
        const Value::List submitter =
            TRY(l1.read(rules.portal, "proofSubmitters(bytes32,uint256) returns (address)", {hash, index}));
        accounts.push_back(submitter[0].address());
    }
    std::ranges::sort(accounts);
    const auto repeated = std::ranges::unique(accounts);
    accounts.erase(repeated.begin(), repeated.end());
    return accounts;
}

Result<std::optional<Proof>> readProof(
    const Pinned& l1, const PortalRules& rules, const Hash& hash, const Address& submitter)
{
    const Value::List proven = TRY(l1.read(rules.portal,
        "provenWithdrawals(bytes32,address) returns (address disputeGameProxy, uint64 timestamp)",
        {hash, submitter}));
    Proof proof;
    proof.submitter = submitter;
    proof.provenAt = TRY(toSeconds(proven[1].number()));
    if (proof.provenAt.count() == 0) return std::nullopt;
    proof.against = TRY(readGame(l1, rules, proven[0].address()));
    rpc::Call check;
    check.to = rules.portal;
    check.data = encodeCheck(hash, submitter);
    proof.isAccepted = TRY(l1.passes(check));
    return proof;
}

/// A game that is created: all that the factory tells without asking the game itself.
struct Entry {
    std::uint32_t type = 0;
    Seconds createdAt{};
    Address game;
};
Result<Entry> readEntry(const Pinned& l1, const PortalRules& rules, const Uint256& index)
{
    const Value::List entry =
        TRY(l1.read(rules.proposals, "gameAtIndex(uint256) returns (uint32, uint64, address)", {index}));
    return Entry{static_cast<std::uint32_t>(entry[0].number().low64()), TRY(toSeconds(entry[1].number())),
        entry[2].address()};
}

/// Why the game is not one to prove against; empty when it is, and then `into` is the game.
Result<std::string> judgeGame(const Pinned& l1, const PortalRules& rules, rpc::Chain& l2,
    const Inclusion& inclusion, const Entry& entry, Game& into)
{
    if (!isKnownGameType(entry.type))
        return "its type, " + std::to_string(entry.type) + ", is not known here";
    if (rules.kind == PortalKind::Games && entry.type != rules.respectedType)
        return "its type is not respected";
    auto game = readGame(l1, rules, entry.game);
    if (!game && isRevert(game.error())) return "its contract does not answer as a game does";
    into = TRY(std::move(game));
    Proof imagined; // as if it were made now: not in the block that made its game
    imagined.provenAt = l1.block().time;
    imagined.against = into;
    if (std::string why = uselessness(imagined, rules); !why.empty()) return why;
    return detail::judgeRoot(l2, inclusion, into.l2Block, into.rootClaim, l1.stop());
}

/// The last two games of the respected type, the newer one first. Strangers' games are many, so only the
/// latest few are looked at.
Result<std::vector<Entry>> readLastRespected(const Pinned& l1, const PortalRules& rules)
{
    constexpr std::uint64_t kMostGames = 20;
    std::vector<Entry> last;
    Uint256 index = TRY(l1.readNumber(rules.proposals, "gameCount() returns (uint256)"));
    for (std::uint64_t looked = 0; !index.isZero() && last.size() < 2 && looked < kMostGames; ++looked) {
        index = index - Uint256{1};
        const Entry entry = TRY(readEntry(l1, rules, index));
        if (entry.type == rules.respectedType) last.push_back(entry);
    }
    return last;
}

std::optional<Seconds> intervalOf(const std::vector<Entry>& last)
{
    if (last.size() < 2 || last[0].createdAt <= last[1].createdAt) return std::nullopt;
    return last[0].createdAt - last[1].createdAt;
}

/// As long after the last game of the respected type as that came after the one before.
Result<std::optional<Seconds>> expectNextGame(const Pinned& l1, const PortalRules& rules)
{
    const std::vector<Entry> last = TRY(readLastRespected(l1, rules));
    const auto interval = intervalOf(last);
    if (!interval) return std::nullopt;
    return last[0].createdAt + *interval;
}

} // namespace

base::Result<std::optional<PortalRules>> readGameRules(const Pinned& l1, PortalRules rules)
{
    rules.proposals = TRY(l1.readAddress(rules.portal, "disputeGameFactory() returns (address)"));
    rules.proofMaturity = TRY(l1.readSeconds(rules.portal, "proofMaturityDelaySeconds() returns (uint256)"));
    const bool hasRegistry = rules.kind == PortalKind::Registry;
    if (hasRegistry) {
        const auto super = TRY(l1.readIfAny(rules.portal, "superRootsActive() returns (bool)"));
        if (super && super->front().flag()) return std::nullopt;
        rules.registry = TRY(l1.readAddress(rules.portal, "anchorStateRegistry() returns (address)"));
    }
    const Address& ruler = hasRegistry ? rules.registry : rules.portal;
    rules.finality = TRY(l1.readSeconds(ruler, "disputeGameFinalityDelaySeconds() returns (uint256)"));
    const Uint256 type = TRY(l1.readNumber(ruler, "respectedGameType() returns (uint32)"));
    rules.respectedType = static_cast<std::uint32_t>(type.low64());
    if (hasRegistry) return rules;
    rules.retiredUntil = TRY(l1.readSeconds(rules.portal, "respectedGameTypeUpdatedAt() returns (uint64)"));
    return rules;
}

base::Result<Pace> readGamePace(const Pinned& l1, const PortalRules& rules)
{
    const std::vector<Entry> last = TRY(readLastRespected(l1, rules));
    Pace pace{intervalOf(last), rules.proofMaturity};
    if (last.empty()) return pace;
    Game game;
    game.address = last[0].game;
    if (auto read = readClock(l1, game); !read) return std::unexpected(std::move(read).error());
    if (game.clock) pace.afterProof = std::max(pace.afterProof, *game.clock + rules.finality);
    return pace;
}

base::Result<std::vector<Proof>> readGameProofs(
    const Pinned& l1, const PortalRules& rules, const Sent& sent, const std::vector<Address>& accounts)
{
    std::vector<Proof> proofs;
    for (const Address& submitter : TRY(readSubmitters(l1, rules, sent.hash, accounts))) {
        auto proof = TRY(readProof(l1, rules, sent.hash, submitter));
        if (proof) proofs.push_back(*std::move(proof));
    }
    return proofs;
}

base::Result<ProposalSearch> searchGames(
    const Pinned& l1, const PortalRules& rules, rpc::Chain& l2, const Inclusion& inclusion)
{
    const Uint256 count = TRY(l1.readNumber(rules.proposals, "gameCount() returns (uint256)"));
    const auto candidate = [&](const Uint256& index) -> Result<std::optional<detail::Candidate>> {
        const Entry entry = TRY(readEntry(l1, rules, index));
        // Before the withdrawal was made.
        if (entry.createdAt + kMostAhead < inclusion.block.time) return std::nullopt;
        Game game;
        auto why = judgeGame(l1, rules, l2, inclusion, entry, game);
        return detail::Candidate{{index, game, game.l2Block.low64(), game.rootClaim}, std::move(why)};
    };
    ProposalSearch search = TRY(detail::searchBackwards(count, candidate));
    if (!search.found) search.nextAt = TRY(expectNextGame(l1, rules));
    return search;
}

} // namespace withdrawal
