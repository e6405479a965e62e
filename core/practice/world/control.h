#pragma once

#include "core/practice/world/world.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>

/// A world steered from outside, by JSON-RPC methods of its own. Parameters are by position; numbers are
/// plain or hexadecimal quantities.
///
///     practice_status                        time, heads, switches, contracts, tokens
///     practice_leap [seconds]                moves the chain clock on; at most kControlledLeap
///     practice_setSpeed [speed]
///     practice_faults                        every switch by its name
///     practice_setFault [name, value]        as setFault(); gives every switch
///     practice_reorg [depth]
///     practice_guardian [action, subject]    pause, unpause, blacklist-game [game], retire-games,
///                                            set-respected-game-type [type]; gives the transaction
///     practice_setBatcher [{batchType, compression, useBlobs, channelDuration, maxFrameSize}]
///                                            what is not named stays; gives all
namespace practice {

/// The longest leap of one call, in seconds: callers see progress between calls, and no call takes long.
inline constexpr std::uint64_t kControlledLeap = 3600;

/// What a method gives. Unsupported for an unknown method, BadData for parameters that do not fit, and the
/// faults of the World's function.
base::Result<nlohmann::json> control(
    World& world, std::string_view method, const nlohmann::json& parameters, std::stop_token stop);

/// The answer to a JSON-RPC request for one of these methods; nothing when the body asks for anything else.
std::optional<std::string> answerControl(World& world, std::string_view body, std::stop_token stop);

} // namespace practice
