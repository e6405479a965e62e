#include "core/opstack/fast_lz.h"

#include <array>
#include <utility>

namespace opstack {

namespace {

constexpr std::size_t kTableBits = 13;
constexpr std::size_t kMaxDistance = 8192;
constexpr std::uint64_t kMaxLiterals = 32; ///< in one instruction
constexpr std::uint64_t kMaxMatch = 262;   ///< in one instruction

/// The bytes that literals take: each run of 32, or what is left, has one byte before it.
std::uint64_t literals(std::uint64_t count)
{
    const std::uint64_t rest = count % kMaxLiterals;
    return (kMaxLiterals + 1) * (count / kMaxLiterals) + (rest != 0 ? rest + 1 : 0);
}

/// The bytes that a match takes, by its length as matchLength() counts it.
std::uint64_t match(std::uint64_t length)
{
    --length;
    return 3 * (length / kMaxMatch) + (length % kMaxMatch >= 6 ? 3 : 2);
}

/// The compressor's view of its input: where three bytes like those at a place were last seen.
class Input {
public:
    explicit Input(base::ByteView data)
        : m_data(data)
    {
    }

    std::uint32_t three(std::size_t at) const
    {
        return m_data[at] | std::uint32_t{m_data[at + 1]} << 8 | std::uint32_t{m_data[at + 2]} << 16;
    }
    /// Notes the place; what was noted for the like before it, at first the start.
    std::size_t exchange(std::size_t at)
    {
        const std::uint64_t product = std::uint64_t{three(at)} * 2654435769u;
        return std::exchange(m_last[(product >> 19) & (m_last.size() - 1)], static_cast<std::uint32_t>(at));
    }
    /// How far two places agree before `end`; the first difference counts too.
    std::uint64_t matchLength(std::size_t earlier, std::size_t later, std::size_t end) const
    {
        std::uint64_t length = 0;
        bool same = true;
        for (; same && later + length < end; ++length)
            same = m_data[earlier + length] == m_data[later + length];
        return length;
    }

private:
    base::ByteView m_data;
    std::array<std::uint32_t, 1u << kTableBits> m_last{};
};

/// The format leaves the last bytes alone.
constexpr std::size_t kTail = 13;

} // namespace

std::uint64_t fastLzLength(base::ByteView data)
{
    if (data.size() <= kTail + 2) return literals(data.size());
    const std::size_t limit = data.size() - kTail;
    Input input(data);
    std::uint64_t size = 0;
    std::size_t anchor = 0, at = 2;
    while (at < limit) {
        std::size_t earlier = 0;
        bool found = false;
        for (; at < limit && !found; ++at) {
            earlier = input.exchange(at);
            found = at - earlier < kMaxDistance && input.three(at) == input.three(earlier);
        }
        if (!found) break;
        --at;
        if (at > anchor) size += literals(at - anchor);
        const std::uint64_t length = input.matchLength(earlier + 3, at + 3, limit + 9);
        size += match(length);
        at += length;
        input.exchange(at++);
        input.exchange(at++);
        anchor = at;
    }
    return size + literals(data.size() - anchor);
}

} // namespace opstack
