#include "core/trie/nibbles.h"

namespace trie {

using base::Fault;

std::size_t commonPrefix(NibbleView a, NibbleView b)
{
    const std::size_t limit = std::min(a.size(), b.size());
    std::size_t count = 0;
    if (limit >= 2 && a.beginsLow() == b.beginsLow()) { // as the paths of one place in a trie mostly do
        if (a.beginsLow() && a[count++] != b[0]) return 0;
        const base::ByteView whole = a.from(count).bytes().first((limit - count) / 2);
        const auto differs = std::ranges::mismatch(whole, b.from(count).bytes()).in1;
        count += 2 * static_cast<std::size_t>(differs - whole.begin());
    }
    while (count < limit && a[count] == b[count])
        ++count;
    return count;
}

std::string toText(NibbleView path)
{
    std::string text;
    for (std::size_t i = 0; i < path.size(); ++i)
        text += "0123456789abcdef"[path[i]];
    return text;
}

base::Result<HexPrefix> parseHexPrefix(base::ByteView encoded)
{
    if (encoded.empty() || encoded.size() > kMaxKeySize + 1)
        return base::fail(Fault::BadData, "trie path of impossible length");
    const unsigned flags = encoded[0] >> 4;
    const bool odd = (flags & 1) != 0;
    if (flags > 3 || (!odd && (encoded[0] & 0xf) != 0))
        return base::fail(Fault::BadData, "trie path with unknown flags");
    const std::size_t first = odd ? 1 : 2;
    return HexPrefix{NibbleView(encoded.data(), first, 2 * encoded.size() - first), (flags & 2) != 0};
}

void writeHexPrefix(std::uint8_t* out, NibbleView path, bool isLeaf)
{
    const bool odd = path.size() % 2 != 0;
    const unsigned flags = (isLeaf ? 2u : 0u) | (odd ? 1u : 0u);
    *out++ = static_cast<std::uint8_t>(flags << 4 | (odd ? path[0] : 0u));
    const NibbleView pairs = path.from(odd ? 1 : 0);
    if (!pairs.beginsLow()) { // true of every path that ends with a key
        std::ranges::copy(pairs.bytes(), out);
        return;
    }
    for (std::size_t next = 0; next < pairs.size(); next += 2)
        *out++ = static_cast<std::uint8_t>(pairs[next] << 4 | pairs[next + 1]);
}

} // namespace trie
