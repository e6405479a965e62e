#include "core/eth/abi_reading.h"

#include <algorithm>

namespace eth::abi {
namespace {

using base::Bytes;
using base::ByteView;
using base::fail;
using base::Fault;
using base::Hash;
using base::Uint256;

constexpr std::size_t kWord = 32;
/// Parts may be laid over each other, and a small input then holds very many of them.
constexpr std::size_t kMostValues = 1u << 16;

class LenientDecoder {
public:
    explicit LenientDecoder(ByteView data)
        : m_data(data)
        , m_bytesLeft(4 * data.size())
    {
    }

    base::Result<Value::List> arguments(const std::vector<Parameter>& parameters)
    {
        std::size_t size = 0;
        for (const Parameter& parameter : parameters)
            size += parameter.type.headSize();
        m_tails = size;
        return components(parameters, 0, 0);
    }

    Reading reading(Value::List values) const
    {
        Reading out;
        out.values = std::move(values);
        out.following = m_data.size() - std::min(m_data.size(), m_end);
        out.missing = m_end - std::min(m_data.size(), m_end);
        out.isMoved = m_isMoved;
        out.hasDirtyBits = m_hasDirtyBits;
        return out;
    }

private:
    /// The parts whose heads stand at `at`, in a sequence that began at `start`.
    base::Result<Value::List> components(
        const std::vector<Parameter>& parameters, std::size_t start, std::size_t at)
    {
        Value::List values;
        for (const Parameter& parameter : parameters) {
            values.push_back(TRY(head(parameter.type, start, at)));
            at += parameter.type.headSize();
        }
        return values;
    }

    base::Result<Value::List> elements(const Type& type, std::size_t count, std::size_t start, std::size_t at)
    {
        Value::List values;
        for (std::size_t i = 0; i < count; ++i) {
            values.push_back(TRY(head(type, start, at)));
            at += type.headSize();
        }
        return values;
    }

    base::Result<Value::List> parts(const Type& type, std::size_t start, std::size_t at)
    {
        return type.kind == Kind::Tuple ? components(type.components, start, at)
                                        : elements(type.element.front(), type.size, start, at);
    }

    base::Result<Value> head(const Type& type, std::size_t start, std::size_t at)
    {
        if (++m_values > kMostValues) return fail(Fault::BadData, "too many ABI parts to be shown");
        if (type.isDynamic()) {
            const Uint256 offset = Uint256::from(word(at));
            if (offset > Uint256{m_data.size()} || start + offset.low64() > m_data.size())
                return fail(Fault::BadData, "an ABI part begins outside of the data");
            const std::size_t place = start + static_cast<std::size_t>(offset.low64());
            if (place != m_tails) m_isMoved = true;
            return tail(type, place);
        }
        if (type.kind != Kind::FixedArray && type.kind != Kind::Tuple) return atom(type, word(at));
        Value::List values = TRY(parts(type, start, at));
        return Value(std::move(values));
    }

    base::Result<Value> tail(const Type& type, std::size_t at)
    {
        if (type.kind == Kind::Bytes || type.kind == Kind::String) return content(type.kind, at);
        if (type.kind == Kind::Array) {
            const std::size_t count = TRY(length(type.element.front().headSize(), at));
            const std::size_t start = at + kWord;
            m_tails = start + count * type.element.front().headSize();
            Value::List values = TRY(elements(type.element.front(), count, start, start));
            return Value(std::move(values));
        }
        std::size_t size = 0;
        if (type.kind == Kind::FixedArray) size = type.size * type.element.front().headSize();
        for (const Parameter& component : type.components)
            size += component.type.headSize();
        m_tails = at + size;
        Value::List values = TRY(parts(type, at, at));
        return Value(std::move(values));
    }

    base::Result<Value> content(Kind kind, std::size_t at)
    {
        const std::size_t size = TRY(length(1, at));
        if (size > m_bytesLeft) return fail(Fault::BadData, "too many ABI parts to be shown");
        m_bytesLeft -= size;
        const std::size_t from = std::min(at + kWord, m_data.size()),
                          full = (size + kWord - 1) / kWord * kWord;
        const ByteView bytes = m_data.subspan(from, size);
        // The padding may be cut off: contracts do not look at it.
        const ByteView padding =
            m_data.subspan(from + size, std::min(full - size, m_data.size() - from - size));
        if (std::ranges::any_of(padding, [](std::uint8_t byte) { return byte != 0; })) m_hasDirtyBits = true;
        m_tails = from + full;
        m_end = std::max(m_end, from + size + padding.size());
        if (padding.size() < full - size) m_isMoved = true;
        if (kind == Kind::Bytes) return Value(base::toBytes(bytes));
        return Value(std::string(base::asText(bytes)));
    }

    base::Result<std::size_t> length(std::size_t itemSize, std::size_t at)
    {
        const Uint256 count = Uint256::from(word(at));
        const std::size_t left = m_data.size() - std::min(m_data.size(), at + kWord);
        if (count > Uint256{left / itemSize})
            return fail(Fault::BadData, "an ABI part ends outside of the data");
        return static_cast<std::size_t>(count.low64());
    }

    /// What CALLDATALOAD gives: zeros beyond the end.
    Hash word(std::size_t at)
    {
        Hash out;
        m_end = std::max(m_end, at + kWord);
        if (at < m_data.size())
            std::ranges::copy(m_data.subspan(at, std::min(kWord, m_data.size() - at)), out.data());
        return out;
    }

    base::Result<Value> atom(const Type& type, const Hash& word)
    {
        const Uint256 number = Uint256::from(word);
        switch (type.kind) {
        case Kind::Uint:
            return Value(kept(number, masked(number, type.size)));
        case Kind::Int:
            return Value(kept(number, base::signextend(Uint256{type.size / 8 - 1}, number)));
        case Kind::Address:
            return Value(kept(number, masked(number, 8 * base::Address::kSize)).toAddress());
        case Kind::Bool:
            return Value(!kept(number, Uint256{number.isZero() ? 0u : 1u}).isZero());
        case Kind::FixedBytes:
            return Value(base::toBytes(base::ByteView(
                kept(number, number >> (256 - 8 * type.size) << (256 - 8 * type.size)).toHash())
                    .first(type.size)));
        default:
            return fail(Fault::BadData, "not an atomic ABI type");
        }
    }

    static Uint256 masked(const Uint256& number, std::size_t bits)
    {
        const auto rest = static_cast<unsigned>(256 - bits);
        return number << rest >> rest;
    }

    Uint256 kept(const Uint256& given, const Uint256& clean)
    {
        if (given != clean) m_hasDirtyBits = true;
        return clean;
    }

    ByteView m_data;
    std::size_t m_end = 0;   ///< of what has been read
    std::size_t m_tails = 0; ///< where an encoder would put the next dynamic part
    std::size_t m_values = 0;
    std::size_t m_bytesLeft;
    bool m_isMoved = false;
    bool m_hasDirtyBits = false;
};

} // namespace

base::Result<Reading> readLeniently(const std::vector<Parameter>& parameters, ByteView data)
{
    LenientDecoder decoder(data);
    Value::List values = TRY(decoder.arguments(parameters));
    return decoder.reading(std::move(values));
}

} // namespace eth::abi
