#pragma once

#include "core/evm/revision.h"
#include "core/evm/state_view.h"

#include <cstdint>
#include <limits>
#include <vector>

namespace evm {

/// A contract that the protocol computes itself. Input over its limit, and any failure of `run`, is a failing
/// call that takes all its gas.
struct Precompile {
    std::uint16_t address = 0;
    std::int64_t (*gas)(ByteView input) = nullptr; ///< may be INT64_MAX
    bool (*run)(
        ByteView input, Bytes& output) = nullptr; ///< false: the call fails; `output` is empty at first
    std::size_t inputLimit = std::numeric_limits<std::size_t>::max();
};

/// Which precompiles a chain has. A value: make one for each fork.
class PrecompileRules {
public:
    const Precompile* find(const Address& address) const;
    const std::vector<Precompile>& all() const { return m_precompiles; }
    /// Puts one in, in place of an older one at its address.
    void set(const Precompile& precompile);
    /// Does nothing when there is no precompile at the address.
    void limitInput(std::uint16_t address, std::size_t limit);

private:
    std::vector<Precompile> m_precompiles;
};

/// What an OP Stack fork changes in the set of its Ethereum revision. Zero gas: no change; limits are in
/// bytes of input.
struct PrecompileChanges {
    std::int64_t p256VerifyGas = 0;
    std::size_t bn254PairingLimit = std::numeric_limits<std::size_t>::max();
    std::size_t blsG1MsmLimit = std::numeric_limits<std::size_t>::max();
    std::size_t blsG2MsmLimit = std::numeric_limits<std::size_t>::max();
    std::size_t blsPairingLimit = std::numeric_limits<std::size_t>::max();
};

/// Specifications: fjord/exec-engine.md (RIP-7212), granite, isthmus, jovian and karst.
inline constexpr PrecompileChanges kNoPrecompileChanges{};
inline constexpr PrecompileChanges kFjordPrecompiles{.p256VerifyGas = 3450};
inline constexpr PrecompileChanges kGranitePrecompiles{.p256VerifyGas = 3450, .bn254PairingLimit = 112'687};
inline constexpr PrecompileChanges kIsthmusPrecompiles{.p256VerifyGas = 3450,
    .bn254PairingLimit = 112'687,
    .blsG1MsmLimit = 513'760,
    .blsG2MsmLimit = 488'448,
    .blsPairingLimit = 235'008};
inline constexpr PrecompileChanges kJovianPrecompiles{.p256VerifyGas = 3450,
    .bn254PairingLimit = 81'984,
    .blsG1MsmLimit = 288'960,
    .blsG2MsmLimit = 278'784,
    .blsPairingLimit = 156'672};
inline constexpr PrecompileChanges kKarstPrecompiles{.p256VerifyGas = 6900,
    .bn254PairingLimit = 57'600,
    .blsG1MsmLimit = 288'960,
    .blsG2MsmLimit = 278'784,
    .blsPairingLimit = 156'672};

/// Ethereum's set of a revision, with a chain's changes.
PrecompileRules precompilesOf(Revision revision, const PrecompileChanges& changes = kNoPrecompileChanges);

} // namespace evm
