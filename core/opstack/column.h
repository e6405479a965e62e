#pragma once

#include "core/base/bytes.h"

#include <vector>

namespace opstack {

using base::Bytes;
using base::ByteView;

/// Takes the columns of a span batch from the front of its bytes. Every error is BadData.
class ColumnReader {
public:
    explicit ColumnReader(ByteView bytes)
        : m_rest(bytes)
    {
    }

    std::size_t left() const { return m_rest.size(); }
    bool atEnd() const { return m_rest.empty(); }

    base::Result<ByteView> bytes(std::size_t count);
    /// An unsigned LEB128 number of at most 64 bits in at most ten bytes; a longer form than needed is
    /// allowed.
    base::Result<std::uint64_t> varint();
    base::Result<std::vector<std::uint64_t>> varints(std::size_t count);
    /// One big-endian number of ceil(count / 8) bytes whose bit i belongs to item i; no higher bit may be
    /// set.
    base::Result<std::vector<bool>> bits(std::size_t count);
    /// One transaction's data: an RLP list, after its type byte if there is one.
    base::Result<ByteView> typedList();

private:
    ByteView m_rest;
};

void writeVarint(Bytes& out, std::uint64_t value);
void writeBits(Bytes& out, const std::vector<bool>& bits);

} // namespace opstack
