#pragma once

#include "core/base/bytes.h"
#include "core/base/uint256.h"

namespace eth::rlp {

/// Writes RLP (Yellow Paper, appendix B) into one growing buffer. Lists are opened and closed; the header is
/// put in place when a list is closed.
class Writer {
public:
    Writer& string(base::ByteView bytes);
    Writer& number(std::uint64_t value);
    Writer& number(const base::Uint256& value);
    /// Already encoded items, as they are.
    Writer& raw(base::ByteView encoded);
    /// `list([&] { … })`: everything written inside is the list's payload.
    template <typename Fill>
    Writer& list(Fill fill)
    {
        const std::size_t start = m_out.size();
        fill();
        closeList(start);
        return *this;
    }
    base::Bytes take() { return std::move(m_out); }
    const base::Bytes& bytes() const { return m_out; }

private:
    void closeList(std::size_t start);

    base::Bytes m_out;
};

/// One item seen in place: its payload, whether it is a list, and its whole encoding.
struct Item {
    bool isList = false;
    base::ByteView payload;
    base::ByteView encoded;
};

/// Reads items one after the other from a payload. Strict: canonical lengths, no leading zeros in lengths, a
/// single byte below 0x80 stands for itself. Every error is BadData. Views point into the input.
class Reader {
public:
    explicit Reader(base::ByteView input)
        : m_rest(input)
    {
    }

    bool atEnd() const { return m_rest.empty(); }
    base::ByteView rest() const { return m_rest; }

    base::Result<Item> item();
    /// The payload of a string item.
    base::Result<base::ByteView> string();
    /// A reader over the payload of a list item.
    base::Result<Reader> list();
    /// A canonical number (no leading zero; zero is the empty string) of at most 64 or 256 bits.
    base::Result<std::uint64_t> number();
    base::Result<base::Uint256> number256();
    /// A string of exactly Fixed::kSize bytes.
    template <typename Fixed>
    base::Result<Fixed> fixed()
    {
        const base::ByteView bytes = TRY(string());
        if (bytes.size() != Fixed::kSize)
            return base::fail(base::Fault::BadData, "RLP string of the wrong length");
        return Fixed::from(bytes);
    }
    /// BadData when anything is left.
    base::Result<void> finish() const;

private:
    base::ByteView m_rest;
};

/// A reader over the payload of a whole encoding that must be one list and nothing more.
base::Result<Reader> openList(base::ByteView encoded);

base::Bytes encodeString(base::ByteView bytes);
base::Bytes encodeNumber(const base::Uint256& value);

/// The deepest nesting that checkWellFormed() follows.
inline constexpr unsigned kMaxDepth = 1024;
/// Checks a whole encoding through all its levels, without recursion: exactly one item, strict. BadData
/// otherwise.
base::Result<void> checkWellFormed(base::ByteView encoded);

} // namespace eth::rlp
