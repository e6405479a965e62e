#include "core/evm/program.h"

#include "core/evm/translator.h"

#include <algorithm>
#include <cstdlib>

namespace evm {

void Program::Free::operator()(Cell** table) const
{
    std::free(table);
}

/// The table comes from calloc, which need not touch the pages of a large one: most of a code is never jumped
/// to.
Program::Program(const Code& code, Revision revision)
    : m_code(code)
    , m_size(code.size())
    , m_revision(revision)
    , m_blocks(static_cast<Cell**>(std::calloc(code.size() + 1, sizeof(Cell*))))
{
    CHECK(m_blocks);
}

Cell* Program::start()
{
    if (!m_start) m_start = m_blocks[0] ? m_blocks[0] : Translator(*this).translate(0);
    return m_start;
}

Cell* Program::makeBlock(std::uint64_t offset)
{
    if (!m_code.isJumpDest(offset)) return nullptr;
    return Translator(*this).translate(offset);
}

Cell* Program::reserve(std::size_t cells)
{
    if (static_cast<std::size_t>(m_end - m_next) < cells) {
        const std::size_t size = 2 * cells + std::min<std::size_t>(3 * m_size, 16384);
        m_chunks.push_back(std::make_unique_for_overwrite<Cell[]>(size));
        m_next = m_chunks.back().get();
        m_end = m_next + size;
    }
    return m_next;
}

} // namespace evm
