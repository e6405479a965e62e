#include "core/trie/sorted_root.h"
#include "core/trie/sparse_trie.h"

#include <map>

/// Operations on a SparseTrie, three bytes each: what, key, value. The bulk root of a map is the judge.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    trie::SparseTrie trie;
    std::map<base::Bytes, base::Bytes> model;
    for (std::size_t at = 0; at + 3 <= size; at += 3) {
        const base::Bytes key{static_cast<std::uint8_t>(data[at] & 0x13), data[at + 1]};
        if ((data[at] & 0x80) != 0) {
            CHECK(trie.erase(key).has_value());
            model.erase(key);
        } else {
            const base::Bytes value(1 + data[at + 2] % 40, data[at + 2]);
            CHECK(trie.put(key, value).has_value());
            model[key] = value;
        }
        if ((data[at] & 0x40) != 0) trie.root();
    }
    trie::SortedRoot root;
    for (const auto& [key, value] : model)
        root.add(key, value);
    CHECK(trie.root() == root.finish());
    return 0;
}
