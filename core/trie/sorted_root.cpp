#include "core/trie/sorted_root.h"

#include "core/crypto/keccak.h"
#include "core/eth/account.h"

namespace trie {

namespace {

/// Enough to fill the lanes on all levels that matter, little enough to stay in the second-level cache.
constexpr std::size_t kLeavesATime = 1024;
constexpr std::ptrdiff_t kAboveAll = -1;

std::size_t branchPayload(std::span<const NodeReference> children, base::ByteView value)
{
    std::size_t size = node_writer::stringSize(value);
    for (const NodeReference& child : children)
        size += child.size;
    return size;
}

} // namespace

void SortedRoot::add(base::ByteView key, base::ByteView value)
{
    CHECK(key.size() <= kMaxKeySize && !value.empty());
    if (m_any) {
        const NibbleView last(m_lastKey), next(key);
        const std::size_t common = commonPrefix(last, next);
        CHECK(common < next.size() && (common == last.size() || last[common] < next[common]));
        closeLast(static_cast<std::ptrdiff_t>(common));
    }
    m_any = true;
    m_lastKey.assign(key.begin(), key.end());
    m_lastValue.assign(value.begin(), value.end());
    if (m_waitingLeaves >= kLeavesATime) flush();
}

base::Hash SortedRoot::finish()
{
    if (!m_any) return eth::kEmptyTrieRoot;
    closeLast(kAboveAll);
    flush();
    m_any = false;
    return m_root;
}

/// Completes what the last key holds alone, now that the next key leaves its path after `common` nibbles.
void SortedRoot::closeLast(std::ptrdiff_t common)
{
    if (common == static_cast<std::ptrdiff_t>(2 * m_lastKey.size())) {
        openAt(common).value = m_lastValue;
        return;
    }
    closeLeaf(common);
    while (openDepth() > common)
        closeBranch(common);
}

void SortedRoot::closeLeaf(std::ptrdiff_t common)
{
    const std::ptrdiff_t depth = std::max(openDepth(), common);
    const NibbleView path = NibbleView(m_lastKey).from(static_cast<std::size_t>(depth + 1));
    const std::size_t payload = node_writer::leafPayload(path, m_lastValue);
    const std::size_t size = node_writer::headerSize(payload) + payload;
    Pending leaf{.kind = Kind::Leaf, .place = placeAt(depth, 0)};
    leaf.offset = m_encodingsSize;
    leaf.size = static_cast<std::uint32_t>(size);
    node_writer::leaf(grow(size), path, m_lastValue);
    ++m_waitingLeaves;
    wait(leaf, 0);
}

/// Completes the deepest open branch, and the extension between it and where the next key leaves.
void SortedRoot::closeBranch(std::ptrdiff_t common)
{
    const std::uint32_t closed = m_open.back();
    m_open.pop_back();
    const std::ptrdiff_t bottom = m_branches[closed].depth;
    const std::uint32_t height = m_branches[closed].height;
    const std::ptrdiff_t parent = std::max(openDepth(), common);
    Pending branch{.kind = Kind::Branch, .place = {}};
    branch.source = closed;
    if (bottom == parent + 1) {
        branch.place = placeAt(parent, height);
        return wait(branch, height);
    }
    Pending extension{.kind = Kind::Extension, .place = placeAt(parent, height + 1)};
    extension.source = newBranch(bottom);
    extension.offset = m_encodingsSize;
    extension.first = static_cast<std::uint16_t>(parent + 1);
    extension.length = static_cast<std::uint16_t>(bottom - parent - 1);
    node_writer::raw(grow(m_lastKey.size()), m_lastKey);
    branch.place = {extension.source, 0};
    wait(branch, height);
    wait(extension, height + 1);
}

std::ptrdiff_t SortedRoot::openDepth() const
{
    return m_open.empty() ? kAboveAll : m_branches[m_open.back()].depth;
}

/// The open branch at this depth, which is not above the deepest one.
SortedRoot::Branch& SortedRoot::openAt(std::ptrdiff_t depth)
{
    if (openDepth() < depth) m_open.push_back(newBranch(depth));
    return m_branches[m_open.back()];
}

/// The place below the branch at `depth` for a node of the last key that is `height` levels high.
SortedRoot::Place SortedRoot::placeAt(std::ptrdiff_t depth, std::uint32_t height)
{
    if (depth == kAboveAll) return {};
    Branch& branch = openAt(depth);
    branch.height = std::max(branch.height, height + 1);
    return {m_open.back(), NibbleView(m_lastKey)[static_cast<std::size_t>(depth)]};
}

std::uint32_t SortedRoot::newBranch(std::ptrdiff_t depth)
{
    if (m_free.empty()) {
        m_free.push_back(static_cast<std::uint32_t>(m_branches.size()));
        m_branches.emplace_back();
    }
    const std::uint32_t index = m_free.back();
    m_free.pop_back();
    Branch& branch = m_branches[index];
    for (NodeReference& child : branch.children)
        child.clear();
    branch.value.clear();
    branch.height = 0;
    branch.depth = depth;
    return index;
}

void SortedRoot::wait(const Pending& node, std::uint32_t height)
{
    if (m_waiting.size() <= height) m_waiting.resize(height + 1);
    m_waiting[height].push_back(node);
}

std::uint8_t* SortedRoot::grow(std::size_t size)
{
    if (m_encodings.size() < m_encodingsSize + size) m_encodings.resize(2 * (m_encodingsSize + size));
    std::uint8_t* const place = m_encodings.data() + m_encodingsSize;
    m_encodingsSize += size;
    return place;
}

/// Hashes all that waits, children before parents.
void SortedRoot::flush()
{
    for (std::vector<Pending>& level : m_waiting)
        hashLevel(level);
    m_encodingsSize = 0;
    m_waitingLeaves = 0;
}

void SortedRoot::hashLevel(std::vector<Pending>& level)
{
    std::size_t bound = 0;
    for (const Pending& node : level)
        bound += encodedBound(node);
    if (m_scratch.size() < bound) m_scratch.resize(bound);
    m_views.clear();
    std::uint8_t* out = m_scratch.data();
    for (const Pending& node : level) {
        m_views.push_back(encode(node, out));
        if (node.kind != Kind::Leaf) out += m_views.back().size();
    }
    m_hashes.resize(level.size());
    crypto::keccak256Batch(m_views, m_hashes);
    for (std::size_t i = 0; i < level.size(); ++i)
        settle(level[i], m_views[i], m_hashes[i]);
    level.clear();
}

std::size_t SortedRoot::encodedBound(const Pending& node) const
{
    constexpr std::size_t kHeaders = 32;
    switch (node.kind) {
    case Kind::Leaf:
        return 0;
    case Kind::Extension:
        return node.length + NodeReference::kMaxSize + kHeaders;
    case Kind::Branch:
        break;
    }
    return 16 * NodeReference::kMaxSize + m_branches[node.source].value.size() + kHeaders;
}

base::ByteView SortedRoot::encode(const Pending& node, std::uint8_t* out) const
{
    if (node.kind == Kind::Leaf) return {m_encodings.data() + node.offset, node.size};
    const Branch& source = m_branches[node.source];
    if (node.kind == Kind::Extension) {
        const NibbleView path(m_encodings.data() + node.offset, node.first, node.length);
        return {out, node_writer::extension(out, path, source.children[0].view())};
    }
    std::uint8_t* end = node_writer::header(out, 0xc0, branchPayload(source.children, source.value));
    for (const NodeReference& child : source.children)
        end = node_writer::reference(end, child);
    return {out, node_writer::string(end, source.value)};
}

void SortedRoot::settle(const Pending& node, base::ByteView encoding, const base::Hash& hash)
{
    if (node.kind != Kind::Leaf) m_free.push_back(node.source);
    if (node.place.branch == kRoot) {
        m_root = hash;
        return;
    }
    NodeReference& child = m_branches[node.place.branch].children[node.place.nibble];
    encoding.size() < 32 ? child.setEmbedded(encoding) : child.setHash(hash);
}

} // namespace trie
