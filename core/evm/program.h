#pragma once

#include "core/evm/code.h"
#include "core/evm/message.h"
#include "core/evm/revision.h"

#include <array>
#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
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

/// What has been translated of one code: blocks, made when they are first jumped to. Threads run it together,
/// and one at a time translates. A block is found when it is whole; then all that changes in it are the
/// targets of its jumps, each a word that becomes the address of a block.
class Program {
public:
    /// Charges the code for all that it takes.
    Program(Code& code, Revision revision);

    Revision revision() const { return m_revision; }
    /// The block at offset 0.
    Cell* start()
    {
        Cell* const known = m_start.load(std::memory_order_acquire);
        return known ? known : makeStart();
    }
    /// Of the code, in bytes.
    std::size_t size() const { return m_size; }
    /// The block at an offset inside the code, if it has been made.
    Cell* knownBlockAt(std::uint64_t offset) const
    {
        // Not checked again: the vector has a page for every offset.
        const Page& page = *m_pages.data()[offset / kPageSize].load(std::memory_order_acquire);
        return page.data()[offset % kPageSize].load(std::memory_order_acquire);
    }
    /// The block at a jump's target; nothing when there is no JUMPDEST.
    Cell* blockAt(std::uint64_t offset)
    {
        if (offset >= m_size) return nullptr;
        Cell* const known = knownBlockAt(offset);
        return known ? known : makeBlock(offset);
    }

private:
    friend class Translator;

    /// The blocks of some offsets that lie together. Most of a code is never jumped to: it has no page.
    static constexpr std::size_t kPageSize = 32;
    using Page = std::array<std::atomic<Cell*>, kPageSize>;

    Cell* makeStart();
    Cell* makeBlock(std::uint64_t offset);

    // For the one that translates.
    /// Others find this block from now on.
    void publish(std::size_t offset, Cell* block);
    /// Room for so many cells that lie together.
    Cell* reserve(std::size_t cells);

    static Page s_emptyPage;

    Code& m_code;
    std::size_t m_size;
    Revision m_revision;
    std::vector<std::atomic<Page*>> m_pages; ///< by offset of the JUMPDEST
    std::atomic<Cell*> m_start = nullptr;

    std::mutex m_guard; ///< of translation, and of what follows
    std::deque<Page> m_ownPages;
    std::vector<std::unique_ptr<Cell[]>> m_chunks;
    Cell* m_next = nullptr;
    Cell* m_end = nullptr;
};

} // namespace evm
