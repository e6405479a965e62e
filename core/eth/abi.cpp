#include "core/eth/abi.h"

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

std::size_t padded(std::size_t size)
{
    return (size + kWord - 1) / kWord * kWord;
}

/// The types of consecutive parts: the components of a tuple, or one element type many times.
class Sequence {
public:
    explicit Sequence(const std::vector<Parameter>& components)
        : m_components(&components)
        , m_count(components.size())
    {
    }
    Sequence(const Type& element, std::size_t count)
        : m_element(&element)
        , m_count(count)
    {
    }

    std::size_t count() const { return m_count; }
    const Type& operator[](std::size_t i) const { return m_element ? *m_element : (*m_components)[i].type; }
    std::size_t headSize() const
    {
        if (m_element) return m_count * m_element->headSize();
        std::size_t size = 0;
        for (const Parameter& component : *m_components)
            size += component.type.headSize();
        return size;
    }

private:
    const std::vector<Parameter>* m_components = nullptr;
    const Type* m_element = nullptr;
    std::size_t m_count;
};

Sequence partsOf(const Type& type)
{
    return type.kind == Kind::Tuple ? Sequence(type.components) : Sequence(type.element.front(), type.size);
}

std::unexpected<base::Error> unfit(const Type& type)
{
    return fail(Fault::BadData, "a value that does not fit its ABI type " + type.name());
}

// ---- Atomic values

bool fitsInteger(const Type& type, const Uint256& number)
{
    if (type.kind == Kind::Uint) return number.bitWidth() <= type.size;
    return base::signextend(Uint256{type.size / 8 - 1}, number) == number;
}

base::Result<Hash> numberWord(const Type& type, const Value& value)
{
    if (!value.holds<Uint256>() || !fitsInteger(type, value.number())) return unfit(type);
    return value.number().toHash();
}

base::Result<Hash> fixedBytesWord(const Type& type, const Value& value)
{
    if (!value.holds<Bytes>() || value.bytes().size() != type.size) return unfit(type);
    Hash word;
    std::copy(value.bytes().begin(), value.bytes().end(), word.bytes.begin());
    return word;
}

base::Result<Value> readInteger(const Type& type, const Hash& word)
{
    const Uint256 number = Uint256::from(word);
    if (!fitsInteger(type, number))
        return fail(Fault::BadData, "ABI number out of the range of " + type.name());
    return Value(number);
}

base::Result<Value> readAddress(const Hash& word)
{
    const Uint256 number = Uint256::from(word);
    if (number.bitWidth() > 8 * base::Address::kSize)
        return fail(Fault::BadData, "ABI address with dirty padding");
    return Value(number.toAddress());
}

base::Result<Value> readBool(const Hash& word)
{
    const Uint256 number = Uint256::from(word);
    if (number > Uint256{1}) return fail(Fault::BadData, "ABI bool that is neither 0 nor 1");
    return Value(number == Uint256{1});
}

bool allZero(ByteView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; });
}

base::Result<Value> readFixedBytes(const Type& type, const Hash& word)
{
    if (!allZero(ByteView(word).subspan(type.size)))
        return fail(Fault::BadData, "ABI bytes with dirty padding");
    return Value(base::toBytes(ByteView(word).first(type.size)));
}

base::Result<Value> readWord(const Type& type, const Hash& word)
{
    switch (type.kind) {
    case Kind::Uint:
    case Kind::Int:
        return readInteger(type, word);
    case Kind::Address:
        return readAddress(word);
    case Kind::Bool:
        return readBool(word);
    case Kind::FixedBytes:
        return readFixedBytes(type, word);
    default:
        return fail(Fault::BadData, "not an atomic ABI type");
    }
}

base::Result<ByteView> contentOf(const Type& type, const Value& value)
{
    if (type.kind == Kind::Bytes && value.holds<Bytes>()) return ByteView(value.bytes());
    if (type.kind == Kind::String && value.holds<std::string>()) return base::asBytes(value.text());
    return unfit(type);
}

base::Result<const Value::List*> partsIn(const Type& type, const Value& value)
{
    if (!value.holds<Value::List>()) return unfit(type);
    return &value.list();
}

// ---- Encoding

/// Writes a value's head at a place that is already there, and appends its tail. Offsets count from the start
/// of the innermost sequence:
///
///     start                                   start + offset
///     | head of part 0 | head of part 1 | ... | tail of the first dynamic part | tail of the second | ...
class Encoder {
public:
    base::Result<void> sequence(const Sequence& types, const Value::List& values)
    {
        const std::size_t start = m_out.size();
        m_out.resize(start + types.headSize());
        return heads(types, values, start, start);
    }
    Bytes take() { return std::move(m_out); }

private:
    base::Result<void> heads(
        const Sequence& types, const Value::List& values, std::size_t start, std::size_t at)
    {
        if (values.size() != types.count()) return fail(Fault::BadData, "a wrong number of ABI values");
        for (std::size_t i = 0; i < values.size(); ++i) {
            TRY(head(types[i], values[i], start, at));
            at += types[i].headSize();
        }
        return {};
    }

    base::Result<void> head(const Type& type, const Value& value, std::size_t start, std::size_t at)
    {
        if (type.isDynamic()) {
            put(at, Uint256{m_out.size() - start}.toHash());
            return tail(type, value);
        }
        if (type.kind == Kind::FixedArray || type.kind == Kind::Tuple) {
            const Value::List* parts = TRY(partsIn(type, value));
            return heads(partsOf(type), *parts, start, at);
        }
        put(at, TRY(encodeWord(type, value)));
        return {};
    }

    base::Result<void> tail(const Type& type, const Value& value)
    {
        if (type.kind == Kind::Bytes || type.kind == Kind::String)
            return content(TRY(contentOf(type, value)));
        const Value::List* parts = TRY(partsIn(type, value));
        if (type.kind != Kind::Array) return sequence(partsOf(type), *parts);
        base::append(m_out, Uint256{parts->size()}.toHash());
        return sequence(Sequence(type.element.front(), parts->size()), *parts);
    }

    base::Result<void> content(ByteView bytes)
    {
        base::append(m_out, Uint256{bytes.size()}.toHash());
        const std::size_t start = m_out.size();
        base::append(m_out, bytes);
        m_out.resize(start + padded(bytes.size()));
        return {};
    }

    void put(std::size_t at, const Hash& word)
    {
        std::copy(word.begin(), word.end(), m_out.begin() + static_cast<std::ptrdiff_t>(at));
    }

    Bytes m_out;
};

// ---- Decoding

/// Follows the encoder's order, so that the place of every tail is known before its offset is read: it is
/// where the tail before it ended.
class Decoder {
public:
    explicit Decoder(ByteView data)
        : m_data(data)
    {
    }

    base::Result<Value::List> sequence(const Sequence& types)
    {
        const std::size_t start = m_end;
        const std::size_t size = types.headSize();
        if (size > m_data.size() - m_end) return fail(Fault::BadData, "ABI data too short");
        m_end += size;
        return heads(types, start, start);
    }

    base::Result<void> finish() const
    {
        if (m_end != m_data.size()) return fail(Fault::BadData, "ABI data with more after its end");
        return {};
    }

private:
    base::Result<Value::List> heads(const Sequence& types, std::size_t start, std::size_t at)
    {
        Value::List values;
        values.reserve(types.count());
        for (std::size_t i = 0; i < types.count(); ++i) {
            values.push_back(TRY(head(types[i], start, at)));
            at += types[i].headSize();
        }
        return values;
    }

    base::Result<Value> head(const Type& type, std::size_t start, std::size_t at)
    {
        if (type.isDynamic()) {
            if (Uint256::from(word(at)) != Uint256{m_end - start})
                return fail(Fault::BadData, "ABI offset that does not point to the next part");
            return tail(type);
        }
        if (type.kind != Kind::FixedArray && type.kind != Kind::Tuple) return readWord(type, word(at));
        Value::List parts = TRY(heads(partsOf(type), start, at));
        return Value(std::move(parts));
    }

    base::Result<Value> tail(const Type& type)
    {
        if (type.kind == Kind::Bytes || type.kind == Kind::String) return content(type.kind);
        if (type.kind == Kind::Array) return array(type.element.front());
        Value::List parts = TRY(sequence(partsOf(type)));
        return Value(std::move(parts));
    }

    base::Result<Value> array(const Type& element)
    {
        const std::size_t count = TRY(length(element.headSize()));
        Value::List parts = TRY(sequence(Sequence(element, count)));
        return Value(std::move(parts));
    }

    base::Result<Value> content(Kind kind)
    {
        const std::size_t size = TRY(length(1));
        if (padded(size) > m_data.size() - m_end) return fail(Fault::BadData, "ABI data too short");
        const ByteView bytes = m_data.subspan(m_end, padded(size));
        m_end += padded(size);
        if (!allZero(bytes.subspan(size))) return fail(Fault::BadData, "ABI bytes with dirty padding");
        if (kind == Kind::Bytes) return Value(base::toBytes(bytes.first(size)));
        return Value(std::string(base::asText(bytes.first(size))));
    }

    /// The count before an array or bytes whose items take at least `itemSize` bytes each of what is left.
    base::Result<std::size_t> length(std::size_t itemSize)
    {
        if (m_data.size() - m_end < kWord) return fail(Fault::BadData, "ABI data too short");
        const Uint256 count = Uint256::from(word(m_end));
        m_end += kWord;
        if (count > Uint256{(m_data.size() - m_end) / itemSize})
            return fail(Fault::BadData, "ABI length beyond the end of the data");
        return static_cast<std::size_t>(count.low64());
    }

    Hash word(std::size_t at) const { return Hash::from(m_data.subspan(at, kWord)); }

    ByteView m_data;
    std::size_t m_end = 0; ///< of what has been read, heads included
};

} // namespace

base::Result<Hash> encodeWord(const Type& type, const Value& value)
{
    switch (type.kind) {
    case Kind::Uint:
    case Kind::Int:
        return numberWord(type, value);
    case Kind::Address:
        if (!value.holds<base::Address>()) return unfit(type);
        return Uint256::from(value.address()).toHash();
    case Kind::Bool:
        if (!value.holds<bool>()) return unfit(type);
        return Uint256{value.flag() ? 1u : 0u}.toHash();
    case Kind::FixedBytes:
        return fixedBytesWord(type, value);
    default:
        return unfit(type);
    }
}

base::Result<Bytes> encode(const std::vector<Parameter>& parameters, const Value::List& values)
{
    Encoder encoder;
    TRY(encoder.sequence(Sequence(parameters), values));
    return encoder.take();
}

base::Result<Value::List> decode(const std::vector<Parameter>& parameters, ByteView data)
{
    Decoder decoder(data);
    Value::List values = TRY(decoder.sequence(Sequence(parameters)));
    TRY(decoder.finish());
    return values;
}

base::Result<Value::List> decodeOutput(const std::vector<Parameter>& parameters, ByteView data)
{
    return Decoder(data).sequence(Sequence(parameters));
}

base::Result<Bytes> encodeCall(const Function& function, const Value::List& arguments)
{
    Bytes calldata = base::toBytes(function.selector());
    const Bytes encoded = TRY(encode(function.inputs, arguments));
    base::append(calldata, encoded);
    return calldata;
}

base::Result<Value::List> decodeCall(const Function& function, ByteView calldata)
{
    const Selector selector = function.selector();
    if (calldata.size() < Selector::kSize || !std::equal(selector.begin(), selector.end(), calldata.begin()))
        return fail(Fault::BadData, "calldata of another function than " + function.signature());
    return decode(function.inputs, calldata.subspan(Selector::kSize));
}

Bytes callOf(std::string_view signature, const Value::List& arguments)
{
    base::Result<Bytes> calldata = encodeCall(knownFunction(signature), arguments);
    CHECK(calldata.has_value());
    return *std::move(calldata);
}

} // namespace eth::abi
