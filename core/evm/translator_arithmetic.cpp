#include "core/evm/comparison.h"
#include "core/evm/translator.h"

#include <optional>
#include <utility>

namespace evm {
namespace {

/// The operation on two slots; the upper operand is the first.
std::optional<Operation> operationOf(std::uint8_t opcode)
{
    switch (opcode) {
    case OP_ADD:
        return Operation::Add;
    case OP_MUL:
        return Operation::Mul;
    case OP_SUB:
        return Operation::Sub;
    case OP_DIV:
        return Operation::Div;
    case OP_SDIV:
        return Operation::Sdiv;
    case OP_MOD:
        return Operation::Mod;
    case OP_SMOD:
        return Operation::Smod;
    case OP_AND:
        return Operation::And;
    case OP_OR:
        return Operation::Or;
    case OP_XOR:
        return Operation::Xor;
    case OP_SHL:
        return Operation::Shl;
    case OP_SHR:
        return Operation::Shr;
    case OP_SAR:
        return Operation::Sar;
    case OP_BYTE:
        return Operation::Byte;
    case OP_SIGNEXTEND:
        return Operation::Signextend;
    case OP_EXP:
        return Operation::Exp;
    case OP_LT:
    case OP_GT:
        return Operation::Lt;
    case OP_SLT:
    case OP_SGT:
        return Operation::Slt;
    case OP_EQ:
        return Operation::Eq;
    case OP_KECCAK256:
        return Operation::Keccak;
    default:
        return std::nullopt;
    }
}

bool isCommutative(std::uint8_t opcode)
{
    return opcode == OP_ADD || opcode == OP_MUL || opcode == OP_AND || opcode == OP_OR || opcode == OP_XOR ||
           opcode == OP_EQ;
}

bool isPowerOfTwo(const Uint256& value)
{
    return !value.isZero() && (value & (value - Uint256{1})).isZero();
}

} // namespace

void Translator::unaryOperation(Operation operation)
{
    const Value a = pop();
    if (a.isConstant && operation == Operation::Not) return pushConstant(~constantOf(a));
    const int slot = slotOf(a);
    releaseAll({a});
    const int result = freeSlot();
    emit(operation, result, slot);
    pushSlot(result);
}

/// False when the instruction is not of that kind.
bool Translator::binaryInstruction(std::uint8_t opcode)
{
    const auto operation = operationOf(opcode);
    if (!operation) return false;
    Value a = pop();
    Value b = pop();
    if (a.isConstant && b.isConstant && fold(opcode, a, b)) return true;
    if (a.isConstant && isCommutative(opcode)) std::swap(a, b);
    if (b.isConstant && !a.isConstant && withConstantBelow(opcode, a, b)) return true;
    if (a.isConstant && !b.isConstant && withConstantAbove(opcode, a, b)) return true;
    const bool mirrored = opcode == OP_GT || opcode == OP_SGT;
    withSlots(*operation, mirrored ? b : a, mirrored ? a : b);
    return true;
}

/// Of two known operands the result is known.
bool Translator::fold(std::uint8_t opcode, const Value& first, const Value& second)
{
    const Uint256 a = constantOf(first);
    const Uint256 b = constantOf(second);
    switch (opcode) {
    case OP_ADD:
        return pushConstant(a + b), true;
    case OP_MUL:
        return pushConstant(a * b), true;
    case OP_SUB:
        return pushConstant(a - b), true;
    case OP_DIV:
        return pushConstant(a / b), true;
    case OP_AND:
        return pushConstant(a & b), true;
    case OP_OR:
        return pushConstant(a | b), true;
    case OP_SHL:
        return pushConstant(a.fitsUint64() ? b << a.low64() : Uint256{}), true;
    case OP_SHR:
        return pushConstant(a.fitsUint64() ? b >> a.low64() : Uint256{}), true;
    case OP_EXP:
        m_gas += std::uint64_t{m_schedule.expByte} * b.byteWidth();
        return pushConstant(base::exp(a, b)), true;
    default:
        return false;
    }
}

/// `b` is known: a op b.
bool Translator::withConstantBelow(std::uint8_t opcode, const Value& a, const Value& b)
{
    const Uint256 constant = constantOf(b);
    const bool isSmall = constant.fitsUint64();
    switch (opcode) {
    case OP_ADD:
        return isSmall ? withNumber(Operation::AddI, a, constant.low64())
                       : withConstant(Operation::AddC, a, constant),
               true;
    case OP_SUB:
        return isSmall ? withNumber(Operation::SubI, a, constant.low64())
                       : withConstant(Operation::AddC, a, -constant),
               true;
    case OP_AND:
        return isSmall ? withNumber(Operation::AndI, a, constant.low64())
                       : withConstant(Operation::AndC, a, constant),
               true;
    case OP_OR:
        return isSmall ? withNumber(Operation::OrI, a, constant.low64())
                       : withConstant(Operation::OrC, a, constant),
               true;
    case OP_XOR:
        return withConstant(Operation::XorC, a, constant), true;
    case OP_EQ:
        return isSmall ? withNumber(Operation::EqI, a, constant.low64())
                       : withConstant(Operation::EqC, a, constant),
               true;
    case OP_MUL:
        if (isPowerOfTwo(constant)) return shift(Operation::Shl0I, a, constant.bitWidth() - 1), true;
        return isSmall && (withNumber(Operation::MulI, a, constant.low64()), true);
    case OP_DIV:
        if (isPowerOfTwo(constant)) return shift(Operation::Shr0I, a, constant.bitWidth() - 1), true;
        return isSmall && !constant.isZero() && (withNumber(Operation::DivI, a, constant.low64()), true);
    case OP_MOD:
        if (isPowerOfTwo(constant)) return withConstant(Operation::AndC, a, constant - Uint256{1}), true;
        return isSmall && !constant.isZero() && (withNumber(Operation::ModI, a, constant.low64()), true);
    case OP_LT:
        return isSmall && (withNumber(Operation::LtI, a, constant.low64()), true);
    case OP_GT:
        return isSmall && (withNumber(Operation::GtI, a, constant.low64()), true);
    default:
        return false;
    }
}

/// `a` is known: a op b.
bool Translator::withConstantAbove(std::uint8_t opcode, const Value& a, const Value& b)
{
    const Uint256 constant = constantOf(a);
    const bool isSmall = constant.fitsUint64();
    const std::uint64_t number = constant.low64();
    const bool isShift = isSmall && number < 256;
    switch (opcode) {
    case OP_SUB:
        return isSmall && (withNumber(Operation::RsubI, b, number), true);
    case OP_LT:
        return isSmall && (withNumber(Operation::GtI, b, number), true);
    case OP_GT:
        return isSmall && (withNumber(Operation::LtI, b, number), true);
    case OP_SHL:
        return isShift && (shift(Operation::Shl0I, b, number), true);
    case OP_SHR:
        return isShift && (shift(Operation::Shr0I, b, number), true);
    case OP_SAR:
        return isShift && (withNumber(Operation::SarI, b, number), true);
    case OP_BYTE:
        return isSmall && number < 32 && (withNumber(Operation::ByteI, b, number), true);
    case OP_SIGNEXTEND:
        return isSmall && number < 31 && (withNumber(Operation::SignextendI, b, number), true);
    default:
        return false;
    }
}

void Translator::withNumber(Operation operation, const Value& a, std::uint64_t number)
{
    releaseAll({a});
    const int result = freeSlot();
    Cell* const begin = emit(operation, result, a.slot);
    emitNumber(number);
    pushSlot(result);
    if (comparesWithNumber(operation)) rememberComparison(operation, begin, result);
}

/// By less than 256 bits.
void Translator::shift(Operation byNoWord, const Value& a, std::uint64_t bits)
{
    const auto operation = static_cast<std::uint64_t>(byNoWord) + bits / 64;
    withNumber(static_cast<Operation>(operation), a, bits % 64);
}

void Translator::withConstant(Operation operation, const Value& a, const Uint256& constant)
{
    releaseAll({a});
    const int result = freeSlot();
    emit(operation, result, a.slot);
    emitConstant(constant);
    pushSlot(result);
}

void Translator::withSlots(Operation operation, const Value& a, const Value& b)
{
    const int first = slotOf(a);
    const int second = slotOf(b);
    releaseAll({a, b});
    const int result = freeSlot();
    Cell* const begin = emit(operation, result, first, second);
    pushSlot(result);
    if (comparesWithSlot(operation)) rememberComparison(operation, begin, result);
}

void Translator::rememberComparison(Operation operation, Cell* begin, int result)
{
    m_comparison = {begin, m_next, operation, result};
}

/// Whether the value is what the last operation found, and nobody else wants it.
bool Translator::isLastComparison(const Value& value)
{
    return m_comparison.end == m_next && !value.isConstant && value.slot == m_comparison.result &&
           references(value.slot) == 1;
}

void Translator::isZero()
{
    const Value a = pop();
    if (a.isConstant) return pushConstant(constantOf(a).isZero());
    if (isLastComparison(a)) {
        m_comparison.operation = negated(m_comparison.operation);
        m_comparison.begin->handler = handlerOf(m_comparison.operation);
        releaseAll({a});
        pushSlot(a.slot);
        return;
    }
    releaseAll({a});
    const int result = freeSlot();
    Cell* const begin = emit(Operation::IsZero, result, a.slot);
    pushSlot(result);
    rememberComparison(Operation::IsZero, begin, result);
}

void Translator::ternary(Operation operation)
{
    const Value a = pop();
    const Value b = pop();
    const Value c = pop();
    const int first = slotOf(a);
    const int second = slotOf(b);
    const int third = slotOf(c);
    releaseAll({a, b, c});
    const int result = freeSlot();
    emit(operation, result, first, second, third);
    pushSlot(result);
}

} // namespace evm
