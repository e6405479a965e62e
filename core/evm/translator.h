#pragma once

#include "core/evm/gas.h"
#include "core/evm/operation.h"
#include "core/evm/program.h"

#include <array>
#include <utility>
#include <vector>

namespace evm {

/// Turns a stretch of code without jumps into operations whose operands are named stack positions.
///
/// Inside a block every stack position is known relative to the block's beginning, so PUSH, POP, DUP and SWAP
/// need no work: they only rename what the following instructions read. An operation writes its result where
/// the EVM's stack would have it, or into a free place above when an older value is still wanted there. At
/// the end of the block the stack is put in the order that the EVM expects; what nobody reads any more is
/// never moved.
///
///     JUMPDEST DUP2 DUP2 ADD SWAP1 POP PUSH1 5 LT PUSH2 x JUMPI
///
///     head {gas 33, need 2, room 1020}            charged and checked once, when the block is entered
///     Add   d=-1 a=-1 b=-2
///     JumpGtI  a=-1, 5 -> x, stack -1            …and so on
///
/// The stack pointer stays where it is until the block ends. A block:
///
///     | head | handler | slots | numbers… | handler | slots | … | jump: handler | slots | numbers… | target
///     |
///
/// After a conditional jump the head of the next block follows. A target is the address of a block, or, as
/// long as that has not been translated, its offset in the code times two plus one.
class Translator {
public:
    explicit Translator(Program& program);

    /// The block that begins at `offset`, and those that follow until the program does not go on.
    Cell* translate(std::size_t offset);

private:
    /// Where a value of the EVM's stack is: in a slot, that is a stack position, or known.
    struct Value {
        bool isConstant;
        std::int16_t slot;
        std::uint32_t constant; ///< number in m_constants
    };
    struct Move {
        int to;
        Value from;
    };
    /// A gas correction, to be filled in when the whole block's gas is known.
    struct Correction {
        Cell* cell;
        std::uint64_t gasSoFar;
    };
    /// The last operation, when it was a comparison: a jump may take its place.
    struct Comparison {
        Cell* begin = nullptr;
        Cell* end = nullptr;
        Operation operation{};
        int result = 0;
    };
    enum class Flow { GoesOn, BlockEnds, ProgramEnds };

    // Blocks.
    Cell* beginBlock();
    void endBlock();
    bool leadsOn();
    bool joinBlock();
    Flow translateNext();
    void countStack(std::uint8_t opcode);
    Flow instruction(std::uint8_t opcode);
    bool blockIsFull() const;
    bool isFresh() const { return m_next == m_head + 1 && m_height == 0 && m_low == 0; }

    // The EVM's stack.
    static Value slotValue(int slot) { return {false, static_cast<std::int16_t>(slot), 0}; }
    const Uint256& constantOf(const Value& value) const { return m_constants[value.constant]; }
    Value& at(int position) { return m_values[static_cast<std::size_t>(position + kSpan)]; }
    std::uint16_t& references(int slot) { return m_references[static_cast<std::size_t>(slot + kSpan)]; }
    Value pop();
    void push(const Value& value);
    void pushConstant(const Uint256& value);
    void pushSlot(int slot) { push(slotValue(slot)); }
    void reachDown(int position);
    void release(const Value& value);
    int freeSlot();
    /// The slot of a value; a constant is put into one, kept until releaseAll().
    int slotOf(const Value& value);
    void releaseAll(std::initializer_list<Value> values);
    /// Those that put every value where the EVM's stack has it; valid until the next call.
    std::vector<Move>& pendingMoves();
    void materialize();
    void settle();

    // Cells.
    Cell* emit(Operation operation, int first = 0, int second = 0, int third = 0, int fourth = 0);
    void emitNumber(std::uint64_t number) { (m_next++)->number = number; }
    void emitInstruction(std::uint8_t opcode);
    void emitCorrection();
    void emitTarget(const Uint256& offset);
    void emitConstant(const Uint256& value);
    void emitSet(int slot, const Uint256& value);
    void emitMove(const Move& move);
    /// Leaves no moves.
    void emitMoves(std::vector<Move>& moves);

    // Instructions.
    void dup(int n);
    void swap(int n);
    void unaryOperation(Operation operation);
    bool binaryInstruction(std::uint8_t opcode);
    bool fold(std::uint8_t opcode, const Value& a, const Value& b);
    bool withConstantAbove(std::uint8_t opcode, const Value& a, const Value& b);
    bool withConstantBelow(std::uint8_t opcode, const Value& a, const Value& b);
    void withNumber(Operation operation, const Value& a, std::uint64_t number);
    void shift(Operation byNoWord, const Value& a, std::uint64_t bits);
    void withConstant(Operation operation, const Value& a, const Uint256& constant);
    void withSlots(Operation operation, const Value& a, const Value& b);
    void rememberComparison(Operation operation, Cell* begin, int result);
    bool isLastComparison(const Value& value);
    void isZero();
    void ternary(Operation operation);
    void memoryInstruction(std::uint8_t opcode);
    void memoryCopy();
    void load(Operation fromSlot, Operation fromNumber);
    void nullary(std::uint8_t opcode);
    void unary(std::uint8_t opcode);
    void general(std::uint8_t opcode);
    Flow jump();
    Flow jumpIf();
    void jumpOn(const Value& condition, const Uint256& target);
    bool fuseComparison(const Value& condition, const Uint256& target);
    int protectedSlot(const Value& value, const std::vector<Move>& moves);
    Flow finish(std::uint8_t opcode);
    Flow fail(Status status);

    static constexpr int kSpan = 1000;       ///< slots reach this far from the block's beginning
    static constexpr int kHeightLimit = 300; ///< a block that gets higher or lower is ended
    static constexpr unsigned kLengthLimit = 96;
    static constexpr int kBlockCells = 512; ///< a block begins only where so many are left

    Program& m_program;
    const Code& m_code;
    const GasSchedule& m_schedule;
    std::size_t m_offset = 0;
    Cell* m_next = nullptr;
    Cell* m_head = nullptr;
    std::vector<std::pair<std::size_t, Cell*>> m_begun;  ///< the blocks of JUMPDESTs, not yet published
    std::array<Value, 2 * kSpan> m_values;               ///< by position, from m_low up to m_height
    std::array<std::uint16_t, 2 * kSpan> m_references{}; ///< how many values are in a slot
    std::vector<Uint256> m_constants;
    std::vector<Value> m_held;
    std::vector<Move> m_moves;
    int m_low = 0;
    int m_height = 0;
    int m_highest = 0; ///< the highest slot used
    std::uint64_t m_gas = 0;
    int m_need = 0;
    int m_top = 0;
    unsigned m_length = 0;
    std::vector<Correction> m_corrections;
    Comparison m_comparison;
    Cell* m_lastMove = nullptr; ///< a single move, if that was the last operation
};

} // namespace evm
