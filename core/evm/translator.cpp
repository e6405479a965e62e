#include "core/evm/translator.h"

#include "core/evm/frame.h"

#include <algorithm>
#include <utility>

namespace evm {

Translator::Translator(Program& program)
    : m_program(program)
    , m_code(program.m_code)
    , m_schedule(gasSchedule(program.revision()))
{
    m_constants.reserve(kLengthLimit);
    m_moves.reserve(kLengthLimit);
}

Cell* Translator::translate(std::size_t offset)
{
    m_offset = offset;
    m_next = m_program.reserve(kBlockCells);
    Cell* const first = beginBlock();
    for (;;) {
        const Flow flow = translateNext();
        if (flow == Flow::GoesOn) continue;
        endBlock();
        if (flow == Flow::ProgramEnds || leadsOn()) break;
        beginBlock();
    }
    m_program.m_next = m_next;
    for (const auto& [target, block] : m_begun)
        m_program.publish(target, block);
    return first;
}

Cell* Translator::beginBlock()
{
    m_head = m_next++;
    if (m_code.at(m_offset) == OP_JUMPDEST && m_offset < m_code.size())
        m_begun.emplace_back(m_offset, m_head);
    m_constants.clear();
    m_corrections.clear();
    m_comparison = {};
    m_low = m_height = m_highest = m_need = m_top = 0;
    m_gas = 0;
    m_length = 0;
    return m_head;
}

void Translator::endBlock()
{
    m_head->head = {static_cast<std::uint32_t>(m_gas), static_cast<std::uint16_t>(m_need),
        static_cast<std::uint16_t>(static_cast<int>(kStackLimit) - m_top - m_need)};
    for (const Correction& correction : m_corrections)
        correction.cell->number = m_gas - correction.gasSoFar;
    for (int slot = m_low; slot <= m_highest; ++slot)
        references(slot) = 0;
}

/// The head of the next block comes right behind, unless that is there already (then the program ends here)
/// or the chunk is full: an empty block leads there.
bool Translator::leadsOn()
{
    Cell* const known = m_offset < m_code.size() ? m_program.knownBlockAt(m_offset) : nullptr;
    if (!known && m_program.m_end - m_next >= kBlockCells) return false;
    (m_next++)->head = {0, 0, kStackLimit};
    (m_next++)->handler = handlerOf(Operation::Link);
    Cell* const link = m_next++;
    m_program.m_next = m_next;
    link->block = known ? known : m_program.reserve(kBlockCells);
    if (!known) m_next = link->block;
    return known != nullptr;
}

/// Falls into the block of a JUMPDEST: true when that has been translated before and the program can be left
/// there.
bool Translator::joinBlock()
{
    materialize();
    Cell* const known = m_program.knownBlockAt(m_offset);
    emit(known ? Operation::Jump : Operation::Next, m_height);
    if (known) (m_next++)->block = known;
    return known != nullptr;
}

bool Translator::blockIsFull() const
{
    constexpr int kMostRead = 17;   // by SWAP16
    constexpr int kCellsOfMove = 6; // of a large constant
    constexpr int kCellsOfOthers =
        64; // the operation itself, its operands that are constants, the jump and a link
    const auto wanted = kCellsOfMove * (m_height - m_low + kMostRead) + kCellsOfOthers;
    return m_length >= kLengthLimit || m_height > kHeightLimit || m_low < -kHeightLimit ||
           m_program.m_end - m_next < wanted;
}

Translator::Flow Translator::translateNext()
{
    const std::uint8_t opcode = m_code.at(m_offset);
    const bool isTarget = opcode == OP_JUMPDEST && !isFresh();
    if (isTarget && joinBlock()) return Flow::ProgramEnds;
    if (isTarget) return Flow::BlockEnds;
    if (blockIsFull()) {
        materialize();
        emit(Operation::Next, m_height);
        return Flow::BlockEnds;
    }
    if (!kOpcodes[opcode].isDefined(m_program.revision())) return fail(Status::InvalidInstruction);
    m_gas += m_schedule.base[opcode];
    countStack(opcode);
    const Flow flow = instruction(opcode);
    m_offset += instructionSize(opcode);
    return flow;
}

void Translator::countStack(std::uint8_t opcode)
{
    const OpcodeTraits& traits = kOpcodes[opcode];
    m_need = std::max(m_need, traits.stackIn - m_height);
    m_top = std::max(m_top, m_height - traits.stackIn + traits.stackOut);
    if (opcode != OP_JUMPDEST) ++m_length;
}

Translator::Value Translator::pop()
{
    reachDown(m_height - 1);
    return at(--m_height);
}

void Translator::push(const Value& value)
{
    at(m_height++) = value;
    if (!value.isConstant) ++references(value.slot);
}

void Translator::pushConstant(const Uint256& value)
{
    m_constants.push_back(value);
    push({true, 0, static_cast<std::uint32_t>(m_constants.size() - 1)});
}

void Translator::reachDown(int position)
{
    while (m_low > position) {
        --m_low;
        at(m_low) = slotValue(m_low);
        references(m_low) = 1;
    }
}

void Translator::release(const Value& value)
{
    if (!value.isConstant) --references(value.slot);
}

/// The lowest that holds no value, from the place of the next one up.
int Translator::freeSlot()
{
    int slot = m_height;
    while (references(slot) != 0)
        ++slot;
    m_highest = std::max(m_highest, slot);
    return slot;
}

int Translator::slotOf(const Value& value)
{
    if (!value.isConstant) return value.slot;
    const int slot = freeSlot();
    emitSet(slot, constantOf(value));
    m_held.push_back(slotValue(slot));
    ++references(slot);
    return slot;
}

void Translator::releaseAll(std::initializer_list<Value> values)
{
    for (const Value& value : values)
        release(value);
    for (const Value& value : m_held)
        release(value);
    m_held.clear();
}

std::vector<Translator::Move>& Translator::pendingMoves()
{
    m_moves.clear();
    for (int position = m_low; position < m_height; ++position)
        if (const Value& value = at(position); value.isConstant || value.slot != position)
            m_moves.push_back({position, value});
    return m_moves;
}

/// Puts every value where the EVM's stack has it.
void Translator::materialize()
{
    emitMoves(pendingMoves());
    settle();
}

void Translator::settle()
{
    for (int slot = m_low; slot <= m_highest; ++slot)
        references(slot) = 0;
    for (int position = m_low; position < m_height; ++position) {
        at(position) = slotValue(position);
        references(position) = 1;
    }
    m_highest = std::max(m_highest, m_height - 1);
}

/// All at once in effect: a slot is overwritten only when no pending move reads it. What then remains are
/// cycles, which swaps undo.
void Translator::emitMoves(std::vector<Move>& moves)
{
    const auto reads = [](const Move& move, int slot) {
        return !move.from.isConstant && move.from.slot == slot;
    };
    while (!moves.empty()) {
        const auto ready = std::ranges::find_if(moves, [&](const Move& move) {
            return std::ranges::none_of(moves, [&](const Move& other) { return reads(other, move.to); });
        });
        if (ready != moves.end()) {
            emitMove(*ready);
            moves.erase(ready);
            continue;
        }
        const Move move = moves.back();
        moves.pop_back();
        emit(Operation::Swap, move.to, move.from.slot);
        for (Move& other : moves)
            if (reads(other, move.to)) other.from.slot = move.from.slot;
        std::erase_if(moves, [&](const Move& other) { return reads(other, other.to); });
    }
}

/// Two moves in a row make one operation.
void Translator::emitMove(const Move& move)
{
    if (move.from.isConstant) return emitSet(move.to, constantOf(move.from));
    Cell* const last = m_next - 2;
    if (last > m_head && last == m_lastMove) {
        last->handler = handlerOf(Operation::Move2);
        last[1].slots[2] = static_cast<std::int16_t>(move.to * 32);
        last[1].slots[3] = static_cast<std::int16_t>(move.from.slot * 32);
        m_lastMove = nullptr;
        return;
    }
    m_lastMove = emit(Operation::Move, move.to, move.from.slot);
}

Cell* Translator::emit(Operation operation, int first, int second, int third, int fourth)
{
    Cell* const begin = m_next;
    begin[0].handler = handlerOf(operation);
    const int slots[4] = {first, second, third, fourth};
    for (std::size_t i = 0; i < 4; ++i)
        begin[1].slots[i] = static_cast<std::int16_t>(slots[i] * 32);
    m_next += 2;
    return begin;
}

void Translator::emitInstruction(std::uint8_t opcode)
{
    (m_next++)->instruction = kInstructions[opcode];
}

void Translator::emitCorrection()
{
    m_corrections.push_back({m_next++, m_gas});
}

/// A target that no code can have stands for one that is out of range.
void Translator::emitTarget(const Uint256& offset)
{
    const std::uint64_t none = m_code.size();
    emitNumber((offset < Uint256{none} ? offset.low64() : none) * 2 + 1);
}

void Translator::emitConstant(const Uint256& value)
{
    for (const std::uint64_t word : value.words)
        emitNumber(word);
}

void Translator::emitSet(int slot, const Uint256& value)
{
    emit(value.fitsUint64() ? Operation::SetI : Operation::SetC, slot);
    if (value.fitsUint64())
        emitNumber(value.low64());
    else
        emitConstant(value);
}

} // namespace evm
