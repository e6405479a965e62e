#include "core/evm/code.h"

#include "core/evm/opcode.h"
#include "core/evm/program.h"

#include <algorithm>
#include <array>

namespace evm {

namespace {

/// How far the next instruction is, without a branch: nobody can predict which byte is a PUSH.
std::size_t stepOver(std::uint8_t opcode)
{
    const unsigned immediate = opcode - unsigned{OP_PUSH0};
    return 1 + (immediate <= 32 ? immediate : 0);
}

/// Finds the JUMPDESTs of a code. Each step waits for the one before, so several parts of the code are walked
/// at a time. All but the first part begin anywhere, maybe inside a PUSH; but wherever one begins, it soon
/// steps on true instructions, and the little it got wrong until then is put right afterwards.
class JumpDests {
public:
    JumpDests(const std::uint8_t* code, std::size_t size, std::vector<std::uint64_t>& found)
        : m_code(code)
        , m_size(size)
        , m_found(found)
    {
    }

    void find()
    {
        // Parts of whole words of m_found, so that each word is one part's.
        const std::size_t part = m_size / kParts / 64 * 64;
        std::array<std::size_t, kParts> at{};
        for (std::size_t i = 0; i < kParts; ++i)
            at[i] = i * part;
        walkTogether(at, part);
        for (std::size_t i = 0; i < kParts; ++i) {
            const std::size_t end = i + 1 < kParts ? (i + 1) * part : m_size;
            if (i > 0) at[i] = putRight(i * part, at[i - 1], at[i]);
            at[i] = walk(at[i], end);
        }
    }

private:
    static constexpr std::size_t kParts = 4;

    std::size_t step(std::size_t i)
    {
        if (m_code[i] == OP_JUMPDEST) m_found[i / 64] |= std::uint64_t{1} << (i % 64);
        return i + stepOver(m_code[i]);
    }
    std::size_t walk(std::size_t i, std::size_t end)
    {
        while (i < end)
            i = step(i);
        return i;
    }
    /// Goes on in every part as long as none has reached its end.
    void walkTogether(std::array<std::size_t, kParts>& at, std::size_t part)
    {
        while (at[0] < part && at[1] < 2 * part && at[2] < 3 * part && at[3] < 4 * part)
            for (std::size_t& i : at)
                i = step(i);
    }
    /// A part that was walked from `guessed` to `reached` truly begins at `begin`: takes back what was found
    /// before both ways meet. Returns how far the part has been walked.
    std::size_t putRight(std::size_t guessed, std::size_t begin, std::size_t reached)
    {
        while (guessed != begin && guessed < reached)
            if (begin < guessed) {
                begin = step(begin);
            } else {
                m_found[guessed / 64] &= ~(std::uint64_t{1} << (guessed % 64));
                guessed += stepOver(m_code[guessed]);
            }
        return guessed == begin ? reached : begin;
    }

    const std::uint8_t* m_code;
    std::size_t m_size;
    std::vector<std::uint64_t>& m_found;
};

} // namespace

Code::Code(ByteView bytes, std::shared_ptr<std::atomic<std::size_t>> footprint)
    : m_size(bytes.size())
    , m_jumpDests((bytes.size() + 63) / 64, 0)
    , m_footprint(std::move(footprint))
{
    constexpr std::size_t kPlace = 128; // in a cache, and what each piece of memory costs
    m_padded.reserve(m_size + 33);
    m_padded.assign(bytes.begin(), bytes.end());
    m_padded.resize(m_size + 33, 0);
    JumpDests(m_padded.data(), m_size, m_jumpDests).find();
    charge(sizeof(Code) + kPlace + m_padded.capacity() + m_jumpDests.size() * sizeof(std::uint64_t));
}

Code::~Code()
{
    *m_footprint -= m_charged;
}

void Code::charge(std::size_t bytes)
{
    m_charged += bytes;
    *m_footprint += bytes;
}

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
