#pragma once

#include "core/evm/fast_interpreter.h"
#include "core/evm/operation.h"
#include "core/evm/program.h"

#include <atomic>
#include <utility>

/// What the files that define the operations share; nobody else includes it.

// Words are moved one by one: a load of 16 bytes that two stores of 8 have just written waits until both are
// in the cache. The last makes sure of the jumps below: -O1 leaves it out.
#if !defined(__clang__)
#pragma GCC optimize("no-tree-slp-vectorize", "no-tree-vectorize", "optimize-sibling-calls")
#endif

// Each operation is a function that ends by jumping to the next: the four things that all of them need stay
// in registers. Clang promises such a jump at every level. GCC makes it where it optimises for speed, which
// only the build knows (-Og is no different from -O2 here) and says by POSTERN_TAIL_CALLS. Where neither
// does, a loop calls one after the other: a frame that nests a function an operation would end the stack.
#if defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define EVM_NEXT [[clang::musttail]] return
#define EVM_JUMPS 1
#elif defined(POSTERN_TAIL_CALLS) && defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__) &&              \
    !defined(__SANITIZE_THREAD__)
#define EVM_NEXT return
#define EVM_JUMPS 1
#else
#define EVM_NEXT return
#define EVM_JUMPS 0
#endif

#define OPERATION(name)                                                                                      \
    [[gnu::no_stack_protector]] Status operation##name([[maybe_unused]] Cell* pc,                            \
        [[maybe_unused]] Uint256* sp, [[maybe_unused]] std::int64_t gas, [[maybe_unused]] Frame& frame)

namespace evm {

#define EVM_OPERATION(name) OPERATION(name);
EVM_OPERATIONS(EVM_OPERATION)
#undef EVM_OPERATION
/// Enters the first block; an operation like the others, so that it may end by a jump as they do.
OPERATION(Begin);

// What operations seldom need: functions of the same form, which they end by jumping to. An operation that
// called a function would save registers for it on its way to every next operation.
/// Makes the block of an unresolved target, to which `pc` points, and enters it.
OPERATION(ResolveTarget);
/// Makes the block at frame.jumpTarget and enters it.
OPERATION(MakeTarget);
/// Makes memory reach over the word at an offset, an operand of the operation at `pc`, and starts that again.
OPERATION(GrowForSlot0);
OPERATION(GrowForSlot1);
OPERATION(GrowForNumber);
/// Over the byte at slot 0.
OPERATION(GrowForByte);

// The operand of a cell: a stack position.
#define SLOT(i) (*reinterpret_cast<Uint256*>(reinterpret_cast<char*>(sp) + pc[1].slots[i]))
#define NUMBER(i) (pc[2 + (i)].number)
#define CONSTANT (Uint256{NUMBER(3), NUMBER(2), NUMBER(1), NUMBER(0)})
#define MOVE_STACK(i) sp = &SLOT(i)
#if EVM_JUMPS
#define GO_TO(cell) EVM_NEXT(cell)->handler((cell), sp, gas, frame)
#else
#define GO_TO(cell) return pause((cell), sp, gas, frame)
#endif
#define DISPATCH(cells) GO_TO(pc + (cells))
// Charges a block and looks whether the stack is right for it.
#define ENTER(where)                                                                                         \
    do {                                                                                                     \
        Cell* const block = (where);                                                                         \
        gas -= block->head.gas;                                                                              \
        if (gas < 0) [[unlikely]]                                                                            \
            return Status::OutOfGas;                                                                         \
        const std::ptrdiff_t height = sp - frame.stack;                                                      \
        if (static_cast<std::uint64_t>(height - block->head.need) > block->head.room) [[unlikely]]           \
            return stackFault(block, height);                                                                \
        GO_TO(block + 1);                                                                                    \
    } while (false)
// Enters the block of a target cell, which is made the first time.
#define JUMP(cell)                                                                                           \
    do {                                                                                                     \
        Cell* const goal = std::atomic_ref((cell).block).load(std::memory_order_acquire);                    \
        if (isUnresolved(goal)) [[unlikely]]                                                                 \
            EVM_NEXT operationResolveTarget(&(cell), sp, gas, frame);                                        \
        ENTER(goal);                                                                                         \
    } while (false)
#define JUMP_TO(offset)                                                                                      \
    do {                                                                                                     \
        if (!BELOW(offset, frame.program->size())) return Status::BadJump;                                   \
        Cell* const goal = frame.program->knownBlockAt((offset).low64());                                    \
        if (!goal) [[unlikely]] {                                                                            \
            frame.jumpTarget = (offset).low64();                                                             \
            EVM_NEXT operationMakeTarget(pc, sp, gas, frame);                                                \
        }                                                                                                    \
        ENTER(goal);                                                                                         \
    } while (false)

#define BELOW(a, n) ((a).fitsUint64() && (a).low64() < (n))
#define ABOVE(a, n) (!(a).fitsUint64() || (a).low64() > (n))
#define EQUALS(a, n) ((a).fitsUint64() && (a).low64() == (n))

#if !EVM_JUMPS
/// Back to the loop.
inline Status pause(Cell* pc, Uint256* sp, std::int64_t gas, Frame& frame)
{
    frame.cell = pc;
    frame.sp = sp;
    frame.gas = gas;
    return kGoOn;
}
#endif

/// One comparison for the two limits of the stack; this finds out which it was.
inline Status stackFault(const Cell* block, std::ptrdiff_t height)
{
    return height < block->head.need ? Status::StackUnderflow : Status::StackOverflow;
}

/// A target whose block has not been made: see Translator.
inline bool isUnresolved(const Cell* target)
{
    return (reinterpret_cast<std::uintptr_t>(target) & 1) != 0;
}

inline void set(Uint256& place, const Uint256& value)
{
    for (std::size_t i = 0; i < 4; ++i)
        place.words[i] = value.words[i];
}

} // namespace evm
