#pragma once

#include "core/practice/contracts/deployment.h"
#include "core/practice/layers/l1.h"

namespace practice {

/// What the guardian of the current and the permissionless generation can do.
enum class GuardianAction : std::uint8_t { Pause, Unpause, BlacklistGame, SetRespectedGameType, RetireGames };

/// Hands the guardian's transaction to L1's pool. `subject`: the game, or the game type as the last four
/// bytes. Pausing stops the bridge whole. In the permissionless generation, whose portal knows no other way,
/// every change of the respected type retires the games before it, and to retire them sets the type that is
/// respected anyway. Unsupported where the generation has no such act; Refused when L1 would.
base::Result<Hash> guardianAct(
    L1& l1, const Deployment& deployment, GuardianAction action, const Address& subject);

} // namespace practice
