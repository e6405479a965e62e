#pragma once

#include "core/practice/contracts/deployment.h"
#include "core/practice/layers/l1.h"

namespace practice {

/// A stranger's try, every few L1 blocks, to create a dispute game about an L2 block number that makes no
/// sense: 2^64 - 1, one of the far future, 1. The contracts decide whether there will be such a game.
base::Result<void> spamGames(L1& l1, const Deployment& deployment);

} // namespace practice
