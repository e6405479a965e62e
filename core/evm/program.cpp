#include "core/evm/program.h"

#include "core/evm/translator.h"

#include <algorithm>

namespace evm {

constinit Program::Page Program::s_emptyPage{};

Program::Program(Code& code, Revision revision)
    : m_code(code)
    , m_size(code.size())
    , m_revision(revision)
    , m_pages(m_size / kPageSize + 1)
{
    for (std::atomic<Page*>& page : m_pages)
        page.store(&s_emptyPage, std::memory_order_relaxed);
    m_code.charge(sizeof(Program) + m_pages.size() * sizeof(m_pages[0]));
}

Cell* Program::makeStart()
{
    const std::lock_guard lock(m_guard);
    Cell* const known = knownBlockAt(0);
    Cell* const start = known ? known : Translator(*this).translate(0);
    m_start.store(start, std::memory_order_release);
    return start;
}

Cell* Program::makeBlock(std::uint64_t offset)
{
    if (!m_code.isJumpDest(offset)) return nullptr;
    const std::lock_guard lock(m_guard);
    Cell* const known = knownBlockAt(offset); // by a thread that was sooner
    return known ? known : Translator(*this).translate(offset);
}

void Program::publish(std::size_t offset, Cell* block)
{
    std::atomic<Page*>& place = m_pages[offset / kPageSize];
    Page* page = place.load(std::memory_order_relaxed);
    if (page == &s_emptyPage) {
        page = &m_ownPages.emplace_back();
        m_code.charge(sizeof(Page));
        place.store(page, std::memory_order_release);
    }
    (*page)[offset % kPageSize].store(block, std::memory_order_release);
}

Cell* Program::reserve(std::size_t cells)
{
    if (static_cast<std::size_t>(m_end - m_next) < cells) {
        const std::size_t size = cells + std::min<std::size_t>(3 * m_size, 16384);
        m_code.charge(size * sizeof(Cell));
        m_chunks.push_back(std::make_unique_for_overwrite<Cell[]>(size));
        m_next = m_chunks.back().get();
        m_end = m_next + size;
    }
    return m_next;
}

} // namespace evm
