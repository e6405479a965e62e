#pragma once

#include "core/crypto/keccak.h"
#include "core/trie/sorted_root.h"

#include <map>

namespace tests {

using Entries = std::map<base::Bytes, base::Bytes>;

inline base::Hash rootOf(const Entries& entries)
{
    trie::SortedRoot root;
    for (const auto& [key, value] : entries)
        root.add(key, value);
    return root.finish();
}

/// Repeatable numbers (splitmix64).
class Dice {
public:
    explicit Dice(std::uint64_t seed)
        : m_state(seed)
    {
    }

    std::uint64_t roll()
    {
        m_state += 0x9e3779b97f4a7c15u;
        std::uint64_t z = m_state;
        z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
        z = (z ^ z >> 27) * 0x94d049bb133111ebu;
        return z ^ z >> 31;
    }
    std::uint64_t below(std::uint64_t limit) { return roll() % limit; }
    base::Bytes bytes(std::size_t size)
    {
        base::Bytes out(size);
        for (std::uint8_t& byte : out)
            byte = static_cast<std::uint8_t>(roll());
        return out;
    }
    /// Keys that share long prefixes: their tries have extensions, embedded nodes and deep branches.
    base::Bytes crowdedKey(std::size_t size)
    {
        base::Bytes out(size, 0x11);
        for (std::size_t i = below(size); i < size; ++i)
            if (below(3) == 0) out[i] = static_cast<std::uint8_t>(below(4) << 4 | below(3));
        return out;
    }

private:
    std::uint64_t m_state;
};

/// Every node of the trie of these entries that is referred to by hash, the root included: a witness.
class Nodes {
public:
    explicit Nodes(const Entries& entries) { m_root = collect(entries, 0); }

    const std::vector<base::Bytes>& all() const { return m_nodes; }
    std::vector<base::ByteView> views() const { return {m_nodes.begin(), m_nodes.end()}; }
    base::Hash root() const { return crypto::keccak256(m_root); }

    /// A node by its definition (Yellow Paper, appendix D): slow, and obviously right.
    base::Bytes collect(const Entries& entries, std::size_t depth)
    {
        if (entries.empty()) return {0x80};
        const auto path = [&](const base::Bytes& key) { return trie::NibbleView(key).from(depth); };
        base::Bytes node(600 + entries.begin()->second.size());
        std::size_t common = path(entries.begin()->first).size();
        for (const auto& [key, value] : entries)
            common = std::min(common, trie::commonPrefix(path(entries.begin()->first), path(key)));
        std::uint8_t* end = node.data();
        if (entries.size() == 1) {
            end = trie::node_writer::leaf(end, path(entries.begin()->first), entries.begin()->second);
        } else if (common > 0) {
            const base::Bytes child = reference(collect(entries, depth + common));
            end = trie::node_writer::extension(end, path(entries.begin()->first).first(common), child);
        } else {
            base::Bytes payload;
            for (std::uint8_t nibble = 0; nibble < 16; ++nibble) {
                Entries part;
                for (const auto& entry : entries)
                    if (path(entry.first)[0] == nibble) part.insert(entry);
                base::append(payload, part.empty() ? base::Bytes{0x80} : reference(collect(part, depth + 1)));
            }
            payload.push_back(0x80);
            end = trie::node_writer::raw(trie::node_writer::header(end, 0xc0, payload.size()), payload);
        }
        node.resize(static_cast<std::size_t>(end - node.data()));
        if (node.size() >= 32 || depth == 0) m_nodes.push_back(node);
        return node;
    }

private:
    static base::Bytes reference(const base::Bytes& node)
    {
        if (node.size() < 32) return node;
        base::Bytes out{0xa0};
        base::append(out, crypto::keccak256(node));
        return out;
    }

    std::vector<base::Bytes> m_nodes;
    base::Bytes m_root;
};

} // namespace tests
