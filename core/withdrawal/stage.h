#pragma once

#include "core/withdrawal/facts.h"

namespace withdrawal {

/// How far a withdrawal is.
enum class Stage : std::uint8_t {
    NotKnown,    ///< something could not be read, or what was read does not agree
    CannotJudge, ///< a portal or a type of game that this program does not know: it proves nothing there
    NotFound,    ///< L2 has no such message
    Unsafe,      ///< on L2, but not yet derived from L1: a reorg may take it away
    WaitingForProposal, ///< no root on L1 covers it yet
    ReadyToProve,
    ProveAgain,  ///< proven, but all proofs have become useless; there is a root to prove it against anew
    Maturing,    ///< proven; the proof's time runs
    GamePending, ///< the proof is old enough; its game is not resolved
    AirGap,      ///< the game is resolved; its finality delay (or the output's period) runs
    ReadyToFinalize,
    Paused,          ///< nothing can be proven, finalized or replayed
    Impossible,      ///< the portal will never take it
    Finalized,       ///< done
    MessageFailed,   ///< finalized; the messenger keeps the message, which can be replayed
    Lost,            ///< finalized; the call failed and nothing can be called again
    OutcomeNotKnown, ///< finalized; whether the call succeeded was not found
};
/// "ready-to-prove" …
const char* toString(Stage stage);

/// Whether there is something to be sent on L1.
bool isDue(Stage stage);

struct Verdict {
    Stage stage = Stage::NotKnown;
    Stage beneath = Stage::NotKnown;  ///< while Paused: what it would be otherwise; never a reason to act
    std::optional<std::size_t> proof; ///< of PortalFacts::proofs: the one that is furthest
    std::optional<Seconds> readyAt; ///< L1 time at which it can be finalized at the earliest, as far as known
    std::vector<std::string> useless; ///< why proofs do not count, one each of those
    std::string why;                  ///< of NotKnown, CannotJudge and Impossible

    friend bool operator==(const Verdict&, const Verdict&) = default;
};

/// Why the portal does not take the proof, whatever time passes; empty when it does.
std::string uselessness(const Proof& proof, const PortalRules& rules);

/// A total function of values. `now` is the time of an L1 block. `rules` absent: they were not read. What is
/// not known never gives a later stage than what is.
Verdict stage(const Facts& facts, const std::optional<PortalRules>& rules, Seconds now);

/// The L1 time at which it could be finalized at the earliest, were it proven at `now` against
/// Facts::proposals' root; nothing when that cannot be told.
std::optional<Seconds> readyIfProven(
    const Facts& facts, const std::optional<PortalRules>& rules, Seconds now);

} // namespace withdrawal
