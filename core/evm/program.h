#pragma once

#include "core/evm/code.h"
#include "core/evm/message.h"
#include "core/evm/revision.h"

#include <memory>
#include <vector>

namespace evm {

struct Frame;
union Cell;

/// The code of an operation: at its cell, with the stack pointer and the gas as they are.
using Handler = Status (*)(Cell* pc, Uint256* sp, std::int64_t gas, Frame& frame);

/// One word of a translated program: the function that carries out an operation, or an operand of
/// it. See translator.h for the form.
union Cell {
    Handler handler;
    std::int16_t slots[4]; ///< stack positions, in bytes from the stack pointer
    std::uint64_t number;
    std::int64_t gas;
    Cell* block;
    Status (*instruction)(Frame&);
    struct {
        std::uint32_t gas;
        std::uint16_t need; ///< how many items the block takes from below its beginning
        std::uint16_t room; ///< 1024 less the most it puts on top, less `need`
    } head;
};
static_assert(sizeof(Cell) == 8);

/// What has been translated of one code: blocks, made when they are first jumped to.
class Program {
public:
    Program(const Code& code, Revision revision);

    Revision revision() const { return m_revision; }
    /// The block at offset 0.
    Cell* start();
    /// The block at a jump's target; nothing when there is no JUMPDEST.
    Cell* blockAt(std::uint64_t offset)
    {
        if (offset < m_size && m_blocks[offset]) return m_blocks[offset];
        return makeBlock(offset);
    }

private:
    friend class Translator;

    Cell* makeBlock(std::uint64_t offset);
    /// Room for so many cells that lie together.
    Cell* reserve(std::size_t cells);

    struct Free {
        void operator()(Cell** table) const;
    };

    const Code& m_code;
    std::size_t m_size;
    Revision m_revision;
    std::unique_ptr<Cell*[], Free> m_blocks; ///< by offset of the JUMPDEST
    std::vector<std::unique_ptr<Cell[]>> m_chunks;
    Cell* m_next = nullptr;
    Cell* m_end = nullptr;
    Cell* m_start = nullptr;
};

} // namespace evm
