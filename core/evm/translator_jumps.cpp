#include "core/evm/comparison.h"
#include "core/evm/translator.h"

#include <algorithm>

namespace evm {

/// A slot that the moves leave alone and that has the value.
int Translator::protectedSlot(const Value& value, const std::vector<Move>& moves)
{
    const int slot = slotOf(value);
    if (std::ranges::none_of(moves, [&](const Move& move) { return move.to == slot; })) return slot;
    const int copy = freeSlot();
    ++references(copy);
    m_held.push_back(slotValue(copy));
    emitMove({copy, slotValue(slot)});
    return copy;
}

Translator::Flow Translator::jump()
{
    const Value target = pop();
    if (target.isConstant) {
        const Uint256 offset = constantOf(target);
        if (!offset.fitsUint64() || !m_code.isJumpDest(offset.low64())) return fail(Status::BadJump);
        materialize();
        emit(Operation::Jump, m_height);
        emitTarget(offset);
        return Flow::ProgramEnds;
    }
    const int slot = protectedSlot(target, pendingMoves());
    materialize();
    m_held.clear();
    emit(Operation::JumpTo, m_height, slot);
    return Flow::ProgramEnds;
}

Translator::Flow Translator::jumpIf()
{
    const Value target = pop();
    const Value condition = pop();
    if (target.isConstant) {
        jumpOn(condition, constantOf(target));
        return Flow::BlockEnds;
    }
    const int first = protectedSlot(condition, pendingMoves());
    const int second = protectedSlot(target, pendingMoves());
    materialize();
    m_held.clear();
    emit(Operation::JumpIfTo, m_height, first, second);
    return Flow::BlockEnds;
}

void Translator::jumpOn(const Value& condition, const Uint256& target)
{
    if (fuseComparison(condition, target)) return;
    const int slot = protectedSlot(condition, pendingMoves());
    materialize();
    m_held.clear();
    emit(Operation::JumpNonZero, m_height, slot);
    emitTarget(target);
}

/// The jump compares by itself when the comparison was the last thing done and its operands outlive the
/// moves.
bool Translator::fuseComparison(const Value& condition, const Uint256& target)
{
    if (!isLastComparison(condition)) return false;
    const Comparison comparison = m_comparison;
    const Cell operands = comparison.begin[1];
    const Cell number = comparison.begin[2];
    const bool twoSlots = comparesWithSlot(comparison.operation);
    const int first = operands.slots[1] / 32;
    const int second = twoSlots ? operands.slots[2] / 32 : first;
    auto& moves = pendingMoves();
    if (std::ranges::any_of(moves, [&](const Move& move) { return move.to == first || move.to == second; }))
        return false;
    m_next = comparison.begin;
    m_lastMove = nullptr;
    emitMoves(moves);
    settle();
    emit(jumpOf(comparison.operation), m_height, first, second);
    if (comparesWithNumber(comparison.operation)) emitNumber(number.number);
    emitTarget(target);
    return true;
}

Translator::Flow Translator::finish(std::uint8_t opcode)
{
    if (opcode == OP_STOP) {
        emit(Operation::Stop);
        return Flow::ProgramEnds;
    }
    const Value offset = pop();
    const Value size = pop();
    const int first = slotOf(offset);
    const int second = slotOf(size);
    releaseAll({offset, size});
    emit(opcode == OP_RETURN ? Operation::Return : Operation::Revert, first, second);
    return Flow::ProgramEnds;
}

Translator::Flow Translator::fail(Status status)
{
    emit(Operation::Fail);
    emitNumber(static_cast<std::uint64_t>(status));
    return Flow::ProgramEnds;
}

} // namespace evm
