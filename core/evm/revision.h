#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace evm {

/// The rules of a fork, in order: `revision >= Revision::Berlin` asks whether a rule is in force. Named after
/// the execution specifications; a fork that changed nothing in the EVM (Paris aside) shares its
/// predecessor's entry.
enum class Revision : std::uint8_t {
    Frontier,
    Homestead,
    TangerineWhistle,
    SpuriousDragon,
    Byzantium,
    Constantinople,
    Petersburg,
    Istanbul,
    Berlin,
    London,
    Paris,
    Shanghai,
    Cancun,
    Prague,
    Osaka,
};
inline constexpr std::size_t kRevisionCount = 15;

/// "Frontier" ... "Osaka".
std::string_view toString(Revision revision);
/// The name a user or an official test uses for a fork, of either case ("EIP150", "Merge",
/// "ConstantinopleFix" and the BPO forks too); nothing when no fork has that name.
std::optional<Revision> parseRevision(std::string_view name);

} // namespace evm
