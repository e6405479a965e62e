#pragma once

#include "core/base/bytes.h"
#include "core/base/uint256.h"

/// Big-endian fields put one after the other, as the OP Stack's calldata and headers have them.
namespace opstack {

/// Takes fields off the front. The caller has checked that there are enough bytes.
class PackedReader {
public:
    explicit PackedReader(base::ByteView bytes)
        : m_rest(bytes)
    {
    }

    base::ByteView bytes(std::size_t size)
    {
        CHECK(size <= m_rest.size());
        const base::ByteView taken = m_rest.first(size);
        m_rest = m_rest.subspan(size);
        return taken;
    }
    base::ByteView rest() const { return m_rest; }

    template <typename Word>
    Word number()
    {
        return base::loadBigEndian<Word>(bytes(sizeof(Word)).data());
    }
    base::Hash hash() { return base::Hash::from(bytes(32)); }
    base::Uint256 number256() { return base::Uint256::from(hash()); }

private:
    base::ByteView m_rest;
};

class PackedWriter {
public:
    template <typename Word>
    PackedWriter& number(Word value)
    {
        std::uint8_t bytes[sizeof(Word)];
        base::storeBigEndian(bytes, value);
        return put(bytes);
    }
    PackedWriter& number256(const base::Uint256& value) { return put(value.toHash()); }
    PackedWriter& put(base::ByteView bytes)
    {
        base::append(m_out, bytes);
        return *this;
    }
    base::Bytes take() { return std::move(m_out); }

private:
    base::Bytes m_out;
};

} // namespace opstack
