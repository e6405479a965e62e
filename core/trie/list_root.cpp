#include "core/trie/list_root.h"

#include "core/eth/rlp.h"
#include "core/trie/sorted_root.h"

namespace trie {

/// RLP keeps the order of numbers but for 0, whose encoding 0x80 follows that of 127.
base::Hash listRoot(std::span<const base::Bytes> items)
{
    SortedRoot root;
    const auto add = [&](std::size_t index) { root.add(eth::rlp::encodeNumber(index), items[index]); };
    for (std::size_t i = 1; i < std::min<std::size_t>(items.size(), 128); ++i)
        add(i);
    if (!items.empty()) add(0);
    for (std::size_t i = 128; i < items.size(); ++i)
        add(i);
    return root.finish();
}

} // namespace trie
