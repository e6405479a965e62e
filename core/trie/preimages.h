#pragma once

#include "core/base/bytes.h"

#include <optional>
#include <span>
#include <vector>

namespace trie {

/// Byte strings found by their keccak-256: the nodes and codes of a witness. Each is hashed once, when it is
/// taken in, so that what is found under a hash is what was hashed. The bytes themselves stay with the
/// caller.
class Preimages {
public:
    explicit Preimages(std::vector<base::ByteView> items);

    std::optional<base::ByteView> find(const base::Hash& hash) const;
    std::size_t size() const { return m_items.size(); }
    /// Items that find() never gave and whose hash stands in no other item: altered on the way, or
    /// superfluous.
    struct Unreferenced {
        std::size_t index;
        base::Hash hash;
    };
    std::vector<Unreferenced> unreferenced() const;

private:
    static constexpr std::uint32_t kFree = ~0u;
    std::size_t home(const base::Hash& hash) const { return base::hashValue(hash) & (m_table.size() - 1); }
    /// Of the last item with this hash.
    std::optional<std::uint32_t> indexOf(const base::Hash& hash) const;

    std::vector<base::ByteView> m_items;
    std::vector<base::Hash> m_hashes;
    std::vector<std::uint32_t> m_table; ///< open addressing: indices into m_items
    mutable std::vector<bool> m_found;
};

} // namespace trie
