#include "core/trie/preimages.h"

#include "core/crypto/keccak.h"

#include <bit>

namespace trie {

Preimages::Preimages(std::vector<base::ByteView> items)
    : m_items(std::move(items))
    , m_hashes(m_items.size())
    , m_table(std::bit_ceil(2 * m_items.size() + 1), kFree)
    , m_found(m_items.size())
{
    CHECK(m_items.size() < kFree);
    crypto::keccak256Batch(m_items, m_hashes);
    for (std::uint32_t i = 0; i < m_items.size(); ++i) {
        std::size_t at = home(m_hashes[i]);
        while (m_table[at] != kFree && m_hashes[m_table[at]] != m_hashes[i])
            at = (at + 1) & (m_table.size() - 1);
        m_table[at] = i;
    }
}

std::optional<std::uint32_t> Preimages::indexOf(const base::Hash& hash) const
{
    for (std::size_t at = home(hash); m_table[at] != kFree; at = (at + 1) & (m_table.size() - 1))
        if (m_hashes[m_table[at]] == hash) return m_table[at];
    return std::nullopt;
}

std::optional<base::ByteView> Preimages::find(const base::Hash& hash) const
{
    const auto index = indexOf(hash);
    if (!index) return std::nullopt;
    m_found[*index] = true;
    return m_items[*index];
}

/// A hash stands in a node or an account as an RLP string of 32 bytes. That bytes of code may look like one,
/// too, only lets an item pass. What stands in items is whatever their sender likes, so it is looked up among
/// true hashes and never put into a table itself, where it could be made to collide.
std::vector<Preimages::Unreferenced> Preimages::unreferenced() const
{
    constexpr std::uint8_t kHashFollows = 0xa0;
    std::vector<bool> isNamed(m_items.size());
    for (const base::ByteView item : m_items)
        for (std::size_t at = 0; at + base::Hash::kSize < item.size(); ++at)
            if (item[at] == kHashFollows)
                if (const auto index = indexOf(base::Hash::from(item.subspan(at + 1, base::Hash::kSize))))
                    isNamed[*index] = true;
    std::vector<Unreferenced> out;
    for (std::size_t i = 0; i < m_items.size(); ++i)
        if (!m_found[i] && !isNamed[*indexOf(m_hashes[i])]) out.push_back({i, m_hashes[i]});
    return out;
}

} // namespace trie
