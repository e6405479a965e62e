#include "core/evm/frame.h"
#include "core/evm/translator.h"

#include <algorithm>
#include <bit>
#include <optional>

namespace evm {
Translator::Flow Translator::instruction(std::uint8_t opcode)
{
    if (opcode == OP_PUSH0 || isPush(opcode)) {
        pushConstant(opcode == OP_PUSH0 ? Uint256{} : m_code.pushValue(m_offset));
        return Flow::GoesOn;
    }
    if (opcode >= OP_DUP1 && opcode <= OP_DUP16) return dup(opcode - OP_DUP1 + 1), Flow::GoesOn;
    if (opcode >= OP_SWAP1 && opcode <= OP_SWAP16) return swap(opcode - OP_SWAP1 + 1), Flow::GoesOn;
    if (binaryInstruction(opcode)) return Flow::GoesOn;
    switch (opcode) {
    case OP_JUMPDEST:
        return Flow::GoesOn;
    case OP_POP:
        return release(pop()), Flow::GoesOn;
    case OP_PC:
        return pushConstant(m_offset), Flow::GoesOn;
    case OP_ISZERO:
        return isZero(), Flow::GoesOn;
    case OP_NOT:
        return unaryOperation(Operation::Not), Flow::GoesOn;
    case OP_CLZ:
        return unaryOperation(Operation::Clz), Flow::GoesOn;
    case OP_ADDMOD:
        return ternary(Operation::Addmod), Flow::GoesOn;
    case OP_MULMOD:
        return ternary(Operation::Mulmod), Flow::GoesOn;
    case OP_MLOAD:
        return load(Operation::Mload, Operation::MloadI), Flow::GoesOn;
    case OP_CALLDATALOAD:
        return load(Operation::Calldataload, Operation::CalldataloadI), Flow::GoesOn;
    case OP_MSTORE:
    case OP_MSTORE8:
    case OP_SSTORE:
        return memoryInstruction(opcode), Flow::GoesOn;
    case OP_MCOPY:
        return memoryCopy(), Flow::GoesOn;
    case OP_JUMP:
        return jump();
    case OP_JUMPI:
        return jumpIf();
    case OP_STOP:
    case OP_RETURN:
    case OP_REVERT:
        return finish(opcode);
    case OP_INVALID:
        return fail(Status::InvalidInstruction);
    case OP_SELFDESTRUCT:
        return general(opcode), Flow::ProgramEnds;
    default:
        break;
    }
    const OpcodeTraits& traits = kOpcodes[opcode];
    if (traits.stackOut == 1 && traits.stackIn == 0) return nullary(opcode), Flow::GoesOn;
    if (traits.stackOut == 1 && traits.stackIn == 1) return unary(opcode), Flow::GoesOn;
    return general(opcode), Flow::GoesOn;
}

void Translator::dup(int n)
{
    reachDown(m_height - n);
    const Value value = at(m_height - n);
    push(value);
}

void Translator::swap(int n)
{
    reachDown(m_height - 1 - n);
    std::swap(at(m_height - 1), at(m_height - 1 - n));
}

/// One operand, an offset, which is known more often than not.
void Translator::load(Operation fromSlot, Operation fromNumber)
{
    const Value offset = pop();
    if (!offset.isConstant || !constantOf(offset).fitsUint64()) {
        const int slot = slotOf(offset);
        releaseAll({offset});
        const int result = freeSlot();
        emit(fromSlot, result, slot);
        return pushSlot(result);
    }
    const int result = freeSlot();
    emit(fromNumber, result);
    emitNumber(constantOf(offset).low64());
    pushSlot(result);
}

/// A place and a value; nothing is pushed.
void Translator::memoryInstruction(std::uint8_t opcode)
{
    const Value place = pop();
    const Value value = pop();
    const int second = slotOf(value);
    if (opcode == OP_MSTORE && place.isConstant && constantOf(place).fitsUint64()) {
        emit(Operation::MstoreI, second);
        emitNumber(constantOf(place).low64());
        return releaseAll({value});
    }
    const int first = slotOf(place);
    emit(opcode == OP_MSTORE    ? Operation::Mstore
         : opcode == OP_MSTORE8 ? Operation::Mstore8
                                : Operation::Sstore,
        first, second);
    if (opcode == OP_SSTORE) emitCorrection();
    releaseAll({place, value});
}

void Translator::memoryCopy()
{
    const Value to = pop();
    const Value from = pop();
    const Value size = pop();
    const int first = slotOf(to);
    const int second = slotOf(from);
    const int third = slotOf(size);
    emit(Operation::Mcopy, first, second, third);
    releaseAll({to, from, size});
}

void Translator::nullary(std::uint8_t opcode)
{
    const int result = freeSlot();
    emit(opcode == OP_GAS ? Operation::Gas : Operation::Nullary, result);
    if (opcode == OP_GAS)
        emitCorrection();
    else
        emitInstruction(opcode);
    pushSlot(result);
}

/// The instruction works in the place of its result.
void Translator::unary(std::uint8_t opcode)
{
    const Value a = pop();
    releaseAll({a});
    const int result = freeSlot();
    if (opcode == OP_SLOAD && !a.isConstant) {
        emit(Operation::Sload, result, a.slot);
        return pushSlot(result);
    }
    if (a.isConstant || a.slot != result) emitMove({result, a});
    emit(opcode == OP_SLOAD ? Operation::Sload : Operation::Unary, result, result);
    if (opcode != OP_SLOAD) emitInstruction(opcode);
    pushSlot(result);
}

/// Any other instruction runs on the EVM's stack, as the plain interpreter has it.
void Translator::general(std::uint8_t opcode)
{
    materialize();
    emit(Operation::General, m_height);
    emitInstruction(opcode);
    emitCorrection();
    for (int i = 0; i < kOpcodes[opcode].stackIn; ++i)
        release(pop());
    for (int i = 0; i < kOpcodes[opcode].stackOut; ++i) {
        m_highest = std::max(m_highest, m_height);
        pushSlot(m_height);
    }
}

} // namespace evm
