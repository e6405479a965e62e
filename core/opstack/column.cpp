#include "core/opstack/column.h"

#include "core/eth/rlp.h"

namespace opstack {

using base::fail;
using base::Fault;

base::Result<ByteView> ColumnReader::bytes(std::size_t count)
{
    if (count > m_rest.size()) return fail(Fault::BadData, "span batch ends early");
    const ByteView taken = m_rest.first(count);
    m_rest = m_rest.subspan(count);
    return taken;
}

base::Result<std::uint64_t> ColumnReader::varint()
{
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (m_rest.empty()) return fail(Fault::BadData, "span batch ends inside a number");
        const std::uint8_t byte = m_rest[0];
        m_rest = m_rest.subspan(1);
        if (shift == 63 && byte > 1) break;
        value |= std::uint64_t{byte & 0x7fu} << shift;
        if (byte < 0x80) return value;
    }
    return fail(Fault::BadData, "span batch number above 64 bits");
}

base::Result<std::vector<std::uint64_t>> ColumnReader::varints(std::size_t count)
{
    if (count > m_rest.size()) return fail(Fault::BadData, "span batch ends early");
    std::vector<std::uint64_t> values;
    values.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        values.push_back(TRY(varint()));
    return values;
}

base::Result<std::vector<bool>> ColumnReader::bits(std::size_t count)
{
    const ByteView packed = TRY(bytes((count + 7) / 8));
    const auto bit = [&](std::size_t i) { return (packed[packed.size() - 1 - i / 8] >> (i % 8) & 1) != 0; };
    for (std::size_t i = count; i < 8 * packed.size(); ++i)
        if (bit(i)) return fail(Fault::BadData, "span batch with a bit for no item");
    std::vector<bool> out(count);
    for (std::size_t i = 0; i < count; ++i)
        out[i] = bit(i);
    return out;
}

base::Result<ByteView> ColumnReader::typedList()
{
    const std::size_t type = !m_rest.empty() && m_rest[0] < 0x80 ? 1 : 0;
    eth::rlp::Reader reader(m_rest.subspan(type));
    const eth::rlp::Item list = TRY(reader.item());
    if (!list.isList) return fail(Fault::BadData, "span batch transaction that is no list");
    return bytes(type + list.encoded.size());
}

void writeVarint(Bytes& out, std::uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        out.push_back(static_cast<std::uint8_t>(value | 0x80));
    out.push_back(static_cast<std::uint8_t>(value));
}

void writeBits(Bytes& out, const std::vector<bool>& bits)
{
    const std::size_t size = (bits.size() + 7) / 8;
    out.resize(out.size() + size);
    for (std::size_t i = 0; i < bits.size(); ++i)
        if (bits[i]) out[out.size() - 1 - i / 8] |= static_cast<std::uint8_t>(1u << (i % 8));
}

} // namespace opstack
