#include "core/evm/fast_operation.h"

/// The operations that reach beyond the stack: memory, storage, calls, and the jumps between blocks.
namespace evm {
namespace {

bool isInMemory(const Frame& frame, const Uint256& offset)
{
    return offset.fitsUint64() && offset.low64() < frame.memory.wordEnd();
}

} // namespace

OPERATION(ResolveTarget)
{
    // By now another thread may have made it.
    Cell* goal = std::atomic_ref(pc->block).load(std::memory_order_acquire);
    if (isUnresolved(goal)) {
        goal = frame.program->blockAt(reinterpret_cast<std::uintptr_t>(goal) / 2);
        if (!goal) return Status::BadJump;
        std::atomic_ref(pc->block).store(goal, std::memory_order_release);
    }
    ENTER(goal);
}
OPERATION(MakeTarget)
{
    Cell* const goal = frame.program->blockAt(frame.jumpTarget);
    if (!goal) return Status::BadJump;
    ENTER(goal);
}

#define GROW_FOR(name, reached)                                                                              \
    OPERATION(GrowFor##name)                                                                                 \
    {                                                                                                        \
        frame.gas = gas;                                                                                     \
        if (!(reached)) return Status::OutOfGas;                                                             \
        gas = frame.gas;                                                                                     \
        DISPATCH(0);                                                                                         \
    }
GROW_FOR(Slot0, frame.reachWord(SLOT(0)))
GROW_FOR(Slot1, frame.reachWord(SLOT(1)))
GROW_FOR(Number, frame.reach(NUMBER(0), 32))
GROW_FOR(Byte, SLOT(0).fitsUint64() && frame.reach(SLOT(0).low64(), 1))
#define GROW_IF_NEEDED(offset, operand)                                                                      \
    if (!isInMemory(frame, offset)) [[unlikely]]                                                             \
    EVM_NEXT operationGrowFor##operand(pc, sp, gas, frame)

// A jump's operands: the stack's new top, what is compared, the number, the target; the next block follows.
#define JUMP_IF(name, cells, condition)                                                                      \
    OPERATION(Jump##name)                                                                                    \
    {                                                                                                        \
        const Uint256& a = SLOT(1);                                                                          \
        [[maybe_unused]] const Uint256& b = SLOT(2);                                                         \
        [[maybe_unused]] const std::uint64_t n = NUMBER(0);                                                  \
        const bool taken = (condition);                                                                      \
        MOVE_STACK(0);                                                                                       \
        if (taken) JUMP(pc[cells]);                                                                          \
        ENTER(pc + (cells) + 1);                                                                             \
    }

OPERATION(Mload)
{
    const Uint256& offset = SLOT(1);
    GROW_IF_NEEDED(offset, Slot1);
    set(SLOT(0), loadWord(frame.memory.data() + offset.low64()));
    DISPATCH(2);
}
OPERATION(MloadI)
{
    const std::uint64_t offset = NUMBER(0);
    GROW_IF_NEEDED(offset, Number);
    set(SLOT(0), loadWord(frame.memory.data() + offset));
    DISPATCH(3);
}
OPERATION(Mstore)
{
    const Uint256& offset = SLOT(0);
    GROW_IF_NEEDED(offset, Slot0);
    storeWord(frame.memory.data() + offset.low64(), SLOT(1));
    DISPATCH(2);
}
OPERATION(MstoreI)
{
    const std::uint64_t offset = NUMBER(0);
    GROW_IF_NEEDED(offset, Number);
    storeWord(frame.memory.data() + offset, SLOT(0));
    DISPATCH(3);
}
OPERATION(Mstore8)
{
    const Uint256& offset = SLOT(0);
    if (!BELOW(offset, frame.memory.size())) [[unlikely]]
        EVM_NEXT operationGrowForByte(pc, sp, gas, frame);
    frame.memory.data()[offset.low64()] = static_cast<std::uint8_t>(SLOT(1).low64());
    DISPATCH(2);
}

OPERATION(Mcopy)
{
    frame.gas = gas;
    if (!instruction::copyMemory(frame, SLOT(0), SLOT(1), SLOT(2))) return Status::OutOfGas;
    gas = frame.gas;
    DISPATCH(2);
}

[[gnu::noinline]] static void callDataInto(Uint256& result, const Frame& frame, const Uint256& offset)
{
    result = instruction::callDataWord(frame, offset);
}
[[gnu::noinline]] static void callDataInto(Uint256& result, const Frame& frame, std::uint64_t offset)
{
    result = instruction::callDataWord(frame, offset);
}

OPERATION(Calldataload)
{
    const Uint256& offset = SLOT(1);
    const ByteView data = frame.callData;
    if (offset.fitsUint64() && data.size() >= 32 && offset.low64() <= data.size() - 32) [[likely]]
        set(SLOT(0), loadWord(data.data() + offset.low64()));
    else
        callDataInto(SLOT(0), frame, offset);
    DISPATCH(2);
}
OPERATION(CalldataloadI)
{
    callDataInto(SLOT(0), frame, NUMBER(0));
    DISPATCH(3);
}
OPERATION(Sload)
{
    frame.gas = gas;
    const Uint256* const value = instruction::loadSlot(frame, SLOT(1));
    if (!value) return Status::OutOfGas;
    gas = frame.gas;
    set(SLOT(0), *value);
    DISPATCH(2);
}
OPERATION(Sstore)
{
    const std::int64_t correction = pc[2].gas;
    frame.gas = gas + correction;
    const Status status = instruction::storeSlot(frame, SLOT(0), SLOT(1));
    if (status != kGoOn) return status;
    gas = frame.gas - correction;
    if (gas < 0) return Status::OutOfGas;
    DISPATCH(3);
}

OPERATION(Gas)
{
    set(SLOT(0), Uint256{static_cast<std::uint64_t>(gas + pc[2].gas)});
    DISPATCH(3);
}
OPERATION(Nullary)
{
    frame.sp = &SLOT(0);
    pc[2].instruction(frame);
    DISPATCH(3);
}
OPERATION(Unary)
{
    frame.sp = &SLOT(0) + 1;
    frame.gas = gas;
    const Status status = pc[2].instruction(frame);
    if (status != kGoOn) return status;
    gas = frame.gas;
    DISPATCH(3);
}
OPERATION(General)
{
    const std::int64_t correction = pc[3].gas;
    frame.sp = &SLOT(0);
    frame.gas = gas + correction;
    const Status status = pc[2].instruction(frame);
    if (status != kGoOn) return status;
    gas = frame.gas - correction;
    if (gas < 0) return Status::OutOfGas;
    DISPATCH(4);
}

OPERATION(Next)
{
    MOVE_STACK(0);
    ENTER(pc + 2);
}
OPERATION(Link)
{
    ENTER(pc[1].block);
}
OPERATION(Jump)
{
    MOVE_STACK(0);
    JUMP(pc[2]);
}
OPERATION(JumpTo)
{
    const Uint256& target = SLOT(1);
    MOVE_STACK(0);
    JUMP_TO(target);
}
OPERATION(JumpIfTo)
{
    const bool taken = !SLOT(1).isZero();
    const Uint256& target = SLOT(2);
    MOVE_STACK(0);
    if (taken) JUMP_TO(target);
    ENTER(pc + 2);
}
JUMP_IF(NonZero, 2, !a.isZero())
JUMP_IF(Zero, 2, a.isZero())
JUMP_IF(Lt, 2, a < b)
JUMP_IF(Ge, 2, a >= b)
JUMP_IF(Slt, 2, base::slt(a, b))
JUMP_IF(Sge, 2, !base::slt(a, b))
JUMP_IF(Eq, 2, a == b)
JUMP_IF(Ne, 2, a != b)
JUMP_IF(LtI, 3, BELOW(a, n))
JUMP_IF(GeI, 3, !BELOW(a, n))
JUMP_IF(GtI, 3, ABOVE(a, n))
JUMP_IF(LeI, 3, !ABOVE(a, n))
JUMP_IF(EqI, 3, EQUALS(a, n))
JUMP_IF(NeI, 3, !EQUALS(a, n))

[[gnu::noinline]] static Status finish(
    Frame& frame, const Uint256& offset, const Uint256& size, Status status)
{
    if (!frame.reach(offset, size)) return Status::OutOfGas;
    frame.output = frame.memoryRange(offset, size);
    return status;
}

OPERATION(Return)
{
    frame.gas = gas;
    return finish(frame, SLOT(0), SLOT(1), Status::Success);
}
OPERATION(Revert)
{
    frame.gas = gas;
    return finish(frame, SLOT(0), SLOT(1), Status::Revert);
}
OPERATION(Stop)
{
    frame.gas = gas;
    return Status::Success;
}
OPERATION(Fail)
{
    return static_cast<Status>(NUMBER(0));
}

OPERATION(Begin)
{
    ENTER(frame.program->start());
}

} // namespace evm
