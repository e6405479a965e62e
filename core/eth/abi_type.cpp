#include "core/eth/abi_type.h"

#include <algorithm>

namespace eth::abi {
namespace {

constexpr std::size_t kWord = 32;

std::size_t headSizeOf(const std::vector<Parameter>& components)
{
    std::size_t size = 0;
    for (const Parameter& component : components)
        size += component.type.headSize();
    return size;
}

} // namespace

bool Type::isDynamic() const
{
    switch (kind) {
    case Kind::Bytes:
    case Kind::String:
    case Kind::Array:
        return true;
    case Kind::FixedArray:
        return element.front().isDynamic();
    case Kind::Tuple:
        return std::any_of(components.begin(), components.end(),
            [](const Parameter& component) { return component.type.isDynamic(); });
    default:
        return false;
    }
}

std::size_t Type::headSize() const
{
    if (isDynamic()) return kWord;
    if (kind == Kind::FixedArray) return size * element.front().headSize();
    if (kind == Kind::Tuple) return headSizeOf(components);
    return kWord;
}

std::string Type::name() const
{
    switch (kind) {
    case Kind::Uint:
        return "uint" + std::to_string(size);
    case Kind::Int:
        return "int" + std::to_string(size);
    case Kind::Address:
        return "address";
    case Kind::Bool:
        return "bool";
    case Kind::FixedBytes:
        return "bytes" + std::to_string(size);
    case Kind::Bytes:
        return "bytes";
    case Kind::String:
        return "string";
    case Kind::Array:
        return element.front().name() + "[]";
    case Kind::FixedArray:
        return element.front().name() + "[" + std::to_string(size) + "]";
    case Kind::Tuple:
        return "(" + typeNames(components) + ")";
    }
    return {};
}

bool operator==(const Type& a, const Type& b)
{
    return a.kind == b.kind && a.size == b.size && a.element == b.element && a.components == b.components;
}

std::string typeNames(const std::vector<Parameter>& parameters)
{
    std::string names;
    for (const Parameter& parameter : parameters) {
        if (!names.empty()) names += ',';
        names += parameter.type.name();
    }
    return names;
}

} // namespace eth::abi
