#include "core/eth/abi.h"

namespace eth::abi {
namespace {

using base::Bytes;
using base::ByteView;
using base::fail;
using base::Fault;

/// Left-aligned in the word when it stands alone: bytesN. Numbers and addresses are right-aligned.
std::size_t widthOf(const Type& type)
{
    switch (type.kind) {
    case Kind::Uint:
    case Kind::Int:
        return type.size / 8;
    case Kind::Address:
        return base::Address::kSize;
    case Kind::Bool:
        return 1;
    default:
        return type.size;
    }
}

base::Result<void> appendAtomic(Bytes& out, const Type& type, const Value& value)
{
    const base::Hash word = TRY(encodeWord(type, value));
    const std::size_t width = widthOf(type);
    base::append(
        out, type.kind == Kind::FixedBytes ? ByteView(word).first(width) : ByteView(word).last(width));
    return {};
}

/// Inside arrays every value takes its whole word.
base::Result<void> appendElements(Bytes& out, const Type& type, const Value& value)
{
    if (type.kind != Kind::Array && type.kind != Kind::FixedArray) {
        const base::Hash word = TRY(encodeWord(type, value));
        base::append(out, word);
        return {};
    }
    const bool fits =
        value.holds<Value::List>() && (type.kind == Kind::Array || value.list().size() == type.size);
    if (!fits) return fail(Fault::BadData, "a value that does not fit its ABI type " + type.name());
    for (const Value& element : value.list())
        TRY(appendElements(out, type.element.front(), element));
    return {};
}

bool isPackable(const Type& type)
{
    if (type.kind == Kind::Tuple) return false;
    if (type.kind != Kind::Array && type.kind != Kind::FixedArray) return true;
    const Type& element = type.element.front();
    return element.kind != Kind::Bytes && element.kind != Kind::String && isPackable(element);
}

base::Result<void> appendPacked(Bytes& out, const Type& type, const Value& value)
{
    if (!isPackable(type)) return fail(Fault::Unsupported, "no packed encoding of " + type.name());
    if (type.kind == Kind::Array || type.kind == Kind::FixedArray) return appendElements(out, type, value);
    if (type.kind == Kind::Bytes && value.holds<Bytes>())
        base::append(out, value.bytes());
    else if (type.kind == Kind::String && value.holds<std::string>())
        base::append(out, base::asBytes(value.text()));
    else
        return appendAtomic(out, type, value);
    return {};
}

} // namespace

base::Result<Bytes> encodePacked(const std::vector<Parameter>& parameters, const Value::List& values)
{
    if (values.size() != parameters.size()) return fail(Fault::BadData, "a wrong number of ABI values");
    Bytes out;
    for (std::size_t i = 0; i < values.size(); ++i)
        TRY(appendPacked(out, parameters[i].type, values[i]));
    return out;
}

} // namespace eth::abi
