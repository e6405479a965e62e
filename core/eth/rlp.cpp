#include "core/eth/rlp.h"

#include <bit>
#include <cstddef>
#include <vector>

namespace eth::rlp {
namespace {

using base::Bytes;
using base::ByteView;
using base::fail;
using base::Fault;

/// The prefix byte of an item is one of these four plus a small number (Yellow Paper, appendix B).
constexpr std::uint8_t kShortString = 0x80;
constexpr std::uint8_t kShortList = 0xc0;
/// Payloads up to this length keep it in the prefix byte; for longer ones the prefix holds the length of the
/// length.
constexpr std::size_t kMaxShort = 55;

struct Prefix {
    std::uint8_t bytes[9];
    std::size_t size = 0;

    ByteView view() const { return {bytes, size}; }
};

Prefix prefixOf(std::uint8_t kind, std::size_t payload)
{
    Prefix prefix;
    if (payload <= kMaxShort) {
        prefix.bytes[0] = static_cast<std::uint8_t>(kind + payload);
        prefix.size = 1;
        return prefix;
    }
    const std::size_t width = (static_cast<std::size_t>(std::bit_width(payload)) + 7) / 8;
    prefix.bytes[0] = static_cast<std::uint8_t>(kind + kMaxShort + width);
    for (std::size_t i = 0; i < width; ++i)
        prefix.bytes[1 + i] = static_cast<std::uint8_t>(payload >> (8 * (width - 1 - i)));
    prefix.size = 1 + width;
    return prefix;
}

struct Extent {
    std::size_t prefix = 0;
    std::size_t payload = 0;
};

/// The extent of an item whose prefix byte says how many bytes hold its length.
base::Result<Extent> longExtent(ByteView input, std::size_t width)
{
    if (input.size() < 1 + width) return fail(Fault::BadData, "RLP ends inside a length");
    if (input[1] == 0) return fail(Fault::BadData, "RLP length with a leading zero");
    std::uint64_t length = 0;
    for (std::size_t i = 0; i < width; ++i)
        length = length << 8 | input[1 + i];
    if (length <= kMaxShort) return fail(Fault::BadData, "RLP length in the long form without need");
    if (length > input.size() - 1 - width) return fail(Fault::BadData, "RLP item longer than its input");
    return Extent{1 + width, static_cast<std::size_t>(length)};
}

/// `first` is the prefix byte less its kind: 0..55 is a length, 56..63 the length of a length.
base::Result<Extent> extent(ByteView input, std::size_t first)
{
    if (first > kMaxShort) return longExtent(input, first - kMaxShort);
    if (first > input.size() - 1) return fail(Fault::BadData, "RLP item longer than its input");
    return Extent{1, first};
}

base::Result<ByteView> canonicalNumber(ByteView bytes, std::size_t maxSize)
{
    if (bytes.size() > maxSize) return fail(Fault::BadData, "RLP number too large");
    if (!bytes.empty() && bytes[0] == 0) return fail(Fault::BadData, "RLP number with a leading zero");
    return bytes;
}

} // namespace

Writer& Writer::string(ByteView bytes)
{
    if (bytes.size() != 1 || bytes[0] >= kShortString)
        base::append(m_out, prefixOf(kShortString, bytes.size()).view());
    base::append(m_out, bytes);
    return *this;
}

Writer& Writer::number(std::uint64_t value)
{
    std::uint8_t bytes[8];
    base::storeBigEndian(bytes, value);
    const std::size_t width = (static_cast<std::size_t>(std::bit_width(value)) + 7) / 8;
    return string(ByteView(bytes).last(width));
}

Writer& Writer::number(const base::Uint256& value)
{
    const base::Hash bytes = value.toHash();
    return string(ByteView(bytes).last(value.byteWidth()));
}

Writer& Writer::raw(ByteView encoded)
{
    base::append(m_out, encoded);
    return *this;
}

void Writer::closeList(std::size_t start)
{
    const Prefix prefix = prefixOf(kShortList, m_out.size() - start);
    m_out.insert(
        m_out.begin() + static_cast<std::ptrdiff_t>(start), prefix.bytes, prefix.bytes + prefix.size);
}

base::Result<Item> Reader::item()
{
    if (m_rest.empty()) return fail(Fault::BadData, "RLP ends where an item is due");
    const std::uint8_t first = m_rest[0];
    Item found;
    found.isList = first >= kShortList;
    Extent size{0, 1};
    if (first >= kShortString) {
        const unsigned kind = found.isList ? kShortList : kShortString;
        size = TRY(extent(m_rest, first - kind));
    }
    found.payload = m_rest.subspan(size.prefix, size.payload);
    found.encoded = m_rest.first(size.prefix + size.payload);
    if (!found.isList && size.prefix == 1 && size.payload == 1 && found.payload[0] < kShortString)
        return fail(Fault::BadData, "RLP byte below 0x80 with a prefix");
    m_rest = m_rest.subspan(found.encoded.size());
    return found;
}

base::Result<ByteView> Reader::string()
{
    const Item next = TRY(item());
    if (next.isList) return fail(Fault::BadData, "RLP list where a string is due");
    return next.payload;
}

base::Result<Reader> Reader::list()
{
    const Item next = TRY(item());
    if (!next.isList) return fail(Fault::BadData, "RLP string where a list is due");
    return Reader(next.payload);
}

base::Result<std::uint64_t> Reader::number()
{
    const ByteView bytes = TRY(string());
    const ByteView digits = TRY(canonicalNumber(bytes, 8));
    return base::Uint256::fromBigEndian(digits).low64();
}

base::Result<base::Uint256> Reader::number256()
{
    const ByteView bytes = TRY(string());
    const ByteView digits = TRY(canonicalNumber(bytes, 32));
    return base::Uint256::fromBigEndian(digits);
}

base::Result<void> Reader::finish() const
{
    if (!atEnd()) return fail(Fault::BadData, "RLP with more after its end");
    return {};
}

base::Result<Reader> openList(ByteView encoded)
{
    Reader outer(encoded);
    const Reader inner = TRY(outer.list());
    TRY(outer.finish());
    return inner;
}

Bytes encodeString(ByteView bytes)
{
    return Writer().string(bytes).take();
}

Bytes encodeNumber(const base::Uint256& value)
{
    return Writer().number(value).take();
}

base::Result<void> checkWellFormed(ByteView encoded)
{
    Reader whole(encoded);
    const Item outermost = TRY(whole.item());
    TRY(whole.finish());
    std::vector<Reader> open;
    if (outermost.isList) open.emplace_back(outermost.payload);
    while (!open.empty()) {
        if (open.back().atEnd()) {
            open.pop_back();
            continue;
        }
        const Item next = TRY(open.back().item());
        if (!next.isList) continue;
        if (open.size() >= kMaxDepth) return fail(Fault::BadData, "RLP nested too deep");
        open.emplace_back(next.payload);
    }
    return {};
}

} // namespace eth::rlp
