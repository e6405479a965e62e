#pragma once

#include "core/base/clock.h"
#include "core/opstack/withdrawal.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

/// Withdrawals from L2 to L1: what is known of one, what that means, and the calls that lead it home.
/// Specification: withdrawals.md, and fault-proof/stage-one/optimism-portal.md.
namespace withdrawal {

using base::Address;
using base::Bytes;
using base::Hash;
using base::Seconds;
using base::Uint256;

/// A block as a fact names it: a reorg that replaces the block takes the fact back.
struct BlockRef {
    std::uint64_t number = 0;
    Hash hash;
    Seconds time{}; ///< the block's own

    friend bool operator==(const BlockRef&, const BlockRef&) = default;
};

/// A message that L2 has recorded for L1.
struct Sent {
    opstack::Withdrawal withdrawal;
    Hash hash; ///< computed from the six values, not taken from the log

    friend bool operator==(const Sent&, const Sent&) = default;
};

/// Where L2 has the message.
struct Inclusion {
    BlockRef block;
    std::uint64_t safeHead = 0; ///< of L2, when it was looked at
    std::uint64_t finalHead = 0;

    friend bool operator==(const Inclusion&, const Inclusion&) = default;
};

/// What kinds of portal there are; each has its own rules of proving and finalizing.
enum class PortalKind : std::uint8_t {
    Oracle,         ///< 1.x, 2.x: outputs in an L2OutputOracle, one proof a withdrawal
    Games,          ///< 3.10, 3.11: games of the type that is respected *now*
    RetirableGames, ///< 3.13, 3.14: games whose type was respected when they were created
    Registry,       ///< 4.x, 5.x: the AnchorStateRegistry judges games
};

/// What the portal's contracts say of themselves. Windows are theirs, whatever is usual elsewhere.
struct PortalRules {
    PortalKind kind = PortalKind::Registry;
    std::string version;
    Address portal;
    Address messenger; ///< L1CrossDomainMessenger
    Address proposals; ///< DisputeGameFactory or L2OutputOracle
    Address registry;  ///< AnchorStateRegistry, of kind Registry
    Seconds proofMaturity{};
    Seconds finality{};              ///< after a game is resolved, or an output proposed
    std::uint32_t respectedType = 0; ///< not of kind Oracle
    Seconds retiredUntil{};          ///< of kinds Games and RetirableGames: respectedGameTypeUpdatedAt
    Seconds startingTime{};          ///< of kind Oracle

    friend bool operator==(const PortalRules&, const PortalRules&) = default;
};

/// How long the way home usually takes. Nobody promises any of it.
struct Pace {
    std::optional<Seconds> proposalEvery; ///< between two proposals
    Seconds afterProof{};                 ///< from the proof until it can be finalized, undisputed

    friend bool operator==(const Pace&, const Pace&) = default;
};

/// Types of game that are about an output root at an L2 block, are played as FaultDisputeGame is, and whose
/// roots can therefore be judged here: CANNON, PERMISSIONED_CANNON, CANNON_KONA.
constexpr bool isKnownGameType(std::uint32_t type)
{
    return type == 0 || type == 1 || type == 8;
}

enum class GameStatus : std::uint8_t { InProgress, ChallengerWins, DefenderWins };

struct Game {
    Address address;
    std::uint32_t type = 0;
    Hash rootClaim;
    Uint256 l2Block; ///< any number: strangers create games too
    Seconds createdAt{};
    Seconds resolvedAt{}; ///< zero: not yet
    GameStatus status = GameStatus::InProgress;
    bool isBlacklisted = false;
    bool isRetired = false;
    bool isRegistered = true;     ///< with the factory
    bool isRespected = true;      ///< as the portal's kind understands it
    std::optional<Seconds> clock; ///< of either side
    bool isChallenged = false;

    friend bool operator==(const Game&, const Game&) = default;
};

struct Output {
    Hash root;
    Seconds proposedAt{};
    Uint256 l2Block;

    friend bool operator==(const Output&, const Output&) = default;
};

/// What an L2OutputOracle's portal remembers of a proof, and what stands at that index today.
struct ProvenOutput {
    Uint256 index;
    Hash root;
    std::optional<Output> today; ///< nothing: it was deleted

    friend bool operator==(const ProvenOutput&, const ProvenOutput&) = default;
};

struct Proof {
    std::optional<Address> submitter; ///< not of kind Oracle
    Seconds provenAt{};
    std::variant<Game, ProvenOutput> against;
    bool isAccepted = false; ///< the portal itself would finalize with it at the block that was looked at

    friend bool operator==(const Proof&, const Proof&) = default;
};

/// How a finalized withdrawal ended.
enum class Outcome : std::uint8_t {
    Unknown,       ///< finalized, and the log that tells how was not found
    Done,          ///< the call on L1 succeeded
    MessageFailed, ///< the messenger keeps the message: it can be replayed
    Lost,          ///< the call failed, and nothing can be called again
};

/// All that L1 says, at one block.
struct PortalFacts {
    BlockRef block;
    bool isPaused = false;
    std::optional<Outcome> finalized; ///< nothing: not finalized
    std::vector<Proof> proofs;
    std::string refusal; ///< why the portal can never take this withdrawal; empty when it can

    friend bool operator==(const PortalFacts&, const PortalFacts&) = default;
};

/// A root on L1 that this withdrawal can be proven against: it is the output root of an L2 block at or after
/// the withdrawal's, computed from that block's header and account proof, and not only claimed.
struct Proposal {
    Uint256 index; ///< of the game with the factory, or of the output
    std::variant<Game, Output> what;
    std::uint64_t l2Block = 0;
    Hash root;

    friend bool operator==(const Proposal&, const Proposal&) = default;
};

/// A proposal that was looked at and is not used.
struct PassedOver {
    Uint256 index;
    std::string why;

    friend bool operator==(const PassedOver&, const PassedOver&) = default;
};

struct ProposalSearch {
    std::optional<Proposal> found;
    std::vector<PassedOver> passedOver;
    /// When none was found: the L1 time at which the next proposal is expected, by the oracle's own word or
    /// by the time between the last two games of the respected type. Nobody promises it.
    std::optional<Seconds> nextAt;

    friend bool operator==(const ProposalSearch&, const ProposalSearch&) = default;
};

/// What is known of a withdrawal. What is absent was not read, or could not be: nothing follows from it.
struct Facts {
    bool isSearchedOnL2 = false;        ///< an L2 node has answered the question for the transaction
    std::optional<Inclusion> inclusion; ///< absent though searched: L2 has no such message
    bool isPortalUnknown = false;       ///< its version or kind is none of PortalKind
    std::optional<PortalFacts> portal;
    std::optional<ProposalSearch> proposals;
    std::vector<std::string> failures; ///< why something was not read

    friend bool operator==(const Facts&, const Facts&) = default;
};

} // namespace withdrawal
