#pragma once

#include "tests/core/evm/world.h"

#include <cstdint>
#include <string>

namespace tests {

/// Choices made from given bytes, and from a generator behind their end: a fuzzer's input, or a seed.
class Choices {
public:
    explicit Choices(base::ByteView bytes, std::uint64_t seed = 1)
        : m_bytes(bytes)
        , m_state(seed * 2 + 1)
    {
    }

    /// A number below `limit`.
    std::uint32_t below(std::uint32_t limit);
    bool oneIn(std::uint32_t n) { return below(n) == 0; }

private:
    base::ByteView m_bytes;
    std::uint64_t m_state;
};

/// Code that does a bit of everything: mostly well-formed stretches with jumps among them, calls of itself
/// and of precompiles, sometimes plain nonsense.
base::Bytes randomProgram(Choices& choices);

/// A message to random code in a small world, by the rules of a random revision.
Run randomRun(Choices& choices);

/// What two runs have done, compared in all that can be seen from outside. The text says what differs; empty
/// when nothing does.
std::string differenceBetween(const Run& a, const Run& b);

/// Runs randomRun() by both interpreters and compares.
std::string differenceBetweenInterpreters(Choices& choices);

} // namespace tests
