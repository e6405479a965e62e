#pragma once

#include "core/evm/message.h"

#include <span>

namespace evm {

/// An instruction about to run.
struct TraceStep {
    std::uint64_t programCounter = 0;
    std::uint8_t opcode = 0;
    std::int64_t gas = 0;     ///< before the instruction
    std::int64_t gasCost = 0; ///< all of it, the gas given to a call included
    std::size_t memorySize = 0;
    std::span<const Uint256> stack; ///< bottom first, before the instruction
    int depth = 1;                  ///< 1 is the top-level message
    std::int64_t refund = 0;
    Status error = Status::Success; ///< why the instruction failed, when it did
};

/// Told of every instruction that ran. Only an Evm that was given one pays for it.
struct Tracer {
    virtual ~Tracer() = default;
    virtual void step(const TraceStep& step) = 0;
};

/// The step as a line of EIP-3155, without the line end.
std::string toJsonLine(const TraceStep& step);

} // namespace evm
