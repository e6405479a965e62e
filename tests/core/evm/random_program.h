#pragma once

#include "core/base/bytes.h"

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

/// Runs random code of a random revision by both interpreters and compares all that can be seen from outside.
/// The text says what differs; empty when nothing does.
std::string differenceBetweenInterpreters(Choices& choices);

} // namespace tests
