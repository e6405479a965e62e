#include "core/evm/code.h"

#include "core/evm/opcode.h"
#include "core/evm/program.h"

#include <algorithm>

namespace evm {

namespace {

/// How far the next instruction is, without a branch: nobody can predict which byte is a PUSH.
std::size_t stepOver(std::uint8_t opcode)
{
    const unsigned immediate = opcode - unsigned{OP_PUSH0};
    return 1 + (immediate <= 32 ? immediate : 0);
}

} // namespace

Code::Code(ByteView bytes)
    : m_size(bytes.size())
    , m_jumpDests((bytes.size() + 63) / 64, 0)
{
    m_padded.reserve(m_size + 33);
    m_padded.assign(bytes.begin(), bytes.end());
    m_padded.resize(m_size + 33, 0);
    const std::uint8_t* const code = m_padded.data();
    for (std::size_t i = 0; i < m_size; i += stepOver(code[i]))
        if (code[i] == OP_JUMPDEST) m_jumpDests[i / 64] |= std::uint64_t{1} << (i % 64);
}

Code::~Code() = default;

Program& Code::program(Revision revision)
{
    Program* const latest = m_latest.load(std::memory_order_acquire);
    if (latest && latest->revision() == revision) return *latest;
    const std::lock_guard lock(m_guard);
    const auto known = std::ranges::find(m_programs, revision, &Program::revision);
    Program& program = known != m_programs.end()
                           ? **known
                           : *m_programs.emplace_back(std::make_unique<Program>(*this, revision));
    m_latest.store(&program, std::memory_order_release);
    return program;
}

Uint256 Code::pushValue(std::size_t offset) const
{
    return Uint256::fromBigEndian(
        ByteView(m_padded).subspan(offset + 1, instructionSize(m_padded[offset]) - 1));
}

} // namespace evm
