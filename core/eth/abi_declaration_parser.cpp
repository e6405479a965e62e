#include "core/eth/abi_declaration_parser.h"

#include "core/base/uint256.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace eth::abi {
namespace {

using base::fail;
using base::Fault;

bool isIdentifierStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
}
bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isIdentifierPart(char c)
{
    return isIdentifierStart(c) || isDigit(c);
}

/// A width in a type's name: decimal digits without a leading zero, at most `max`; nothing when it is not
/// that.
base::Result<std::size_t> parseWidth(std::string_view digits, std::size_t max)
{
    const base::Result<std::uint64_t> width =
        digits.empty() || !isDigit(digits[0]) ? 0 : base::parseUint64(digits);
    if (!width || digits.empty() || digits[0] == '0' || *width == 0 || *width > max)
        return fail(Fault::BadData, "ABI type of an impossible size: " + std::string(digits.substr(0, 20)));
    return static_cast<std::size_t>(*width);
}

base::Result<Type> integerType(Kind kind, std::string_view width)
{
    if (width.empty()) return Type{kind, 256, {}, {}};
    const std::size_t bits = TRY(parseWidth(width, 256));
    if (bits % 8 != 0) return fail(Fault::BadData, "ABI integer that is not of whole bytes");
    return Type{kind, bits, {}, {}};
}

struct PlainType {
    std::string_view name;
    Kind kind;
};
constexpr std::array kPlainTypes{
    PlainType{"address", Kind::Address},
    PlainType{"bool", Kind::Bool},
    PlainType{"bytes", Kind::Bytes},
    PlainType{"string", Kind::String},
};

/// The words that Solidity allows between a parameter's type and name.
constexpr std::array<std::string_view, 4> kIgnoredWords{"memory", "calldata", "storage", "payable"};

/// Counts the nesting for as long as it lives.
struct Nesting {
    explicit Nesting(unsigned& depth)
        : m_depth(depth)
    {
        ++m_depth;
    }
    ~Nesting() { --m_depth; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

private:
    unsigned& m_depth;
};

} // namespace

base::Result<Type> atomicType(std::string_view name)
{
    for (const PlainType& plain : kPlainTypes)
        if (name == plain.name) return Type{plain.kind, 0, {}, {}};
    if (name.starts_with("uint")) return integerType(Kind::Uint, name.substr(4));
    if (name.starts_with("int")) return integerType(Kind::Int, name.substr(3));
    if (name.starts_with("bytes")) {
        const std::size_t size = TRY(parseWidth(name.substr(5), 32));
        return Type{Kind::FixedBytes, size, {}, {}};
    }
    if (name == "function" || name.starts_with("fixed") || name.starts_with("ufixed"))
        return fail(Fault::Unsupported, "ABI type " + std::string(name));
    return fail(Fault::BadData, "no ABI type: " + std::string(name.substr(0, 40)));
}

base::Result<Type> makeTuple(std::vector<Parameter> components)
{
    if (components.empty()) return fail(Fault::BadData, "ABI tuple without components");
    Type type{Kind::Tuple, 0, {}, std::move(components)};
    if (type.headSize() > kMaxStaticSize) return fail(Fault::BadData, "ABI type too large");
    return type;
}

void DeclarationParser::skipSpace()
{
    const std::size_t start = m_rest.find_first_not_of(" \t\r\n");
    m_rest.remove_prefix(std::min(start, m_rest.size()));
}

bool DeclarationParser::take(char symbol)
{
    skipSpace();
    if (!m_rest.starts_with(symbol)) return false;
    m_rest.remove_prefix(1);
    return true;
}

bool DeclarationParser::take(std::string_view word)
{
    skipSpace();
    const bool follows = m_rest.starts_with(word);
    if (!follows || (m_rest.size() > word.size() && isIdentifierPart(m_rest[word.size()]))) return false;
    m_rest.remove_prefix(word.size());
    return true;
}

std::string_view DeclarationParser::identifier()
{
    skipSpace();
    if (m_rest.empty() || !isIdentifierStart(m_rest[0])) return {};
    const auto end = std::find_if_not(m_rest.begin(), m_rest.end(), isIdentifierPart);
    const auto length = static_cast<std::size_t>(std::distance(m_rest.begin(), end));
    const std::string_view name = m_rest.substr(0, length);
    m_rest.remove_prefix(length);
    return name;
}

base::Result<void> DeclarationParser::finish()
{
    skipSpace();
    if (!m_rest.empty()) return fail(Fault::BadData, "ABI declaration with more after its end");
    return {};
}

base::Result<Type> DeclarationParser::suffix(Type element)
{
    const std::size_t end = m_rest.find(']');
    if (end == std::string_view::npos) return fail(Fault::BadData, "ABI array type without its end");
    const std::string_view length = m_rest.substr(0, end);
    Type array{Kind::Array, 0, {}, {}};
    if (!length.empty()) {
        array.kind = Kind::FixedArray;
        array.size = TRY(parseWidth(length, kMaxStaticSize));
        if (array.size > kMaxStaticSize / element.headSize())
            return fail(Fault::BadData, "ABI type too large");
    }
    array.element.push_back(std::move(element));
    m_rest.remove_prefix(end + 1);
    return array;
}

base::Result<Type> DeclarationParser::suffixes(Type type)
{
    for (unsigned depth = m_depth; take('['); ++depth) {
        if (depth >= kMaxTypeDepth) return fail(Fault::BadData, "ABI type nested too deep");
        type = TRY(suffix(std::move(type)));
    }
    return type;
}

base::Result<Type> DeclarationParser::tuple()
{
    std::vector<Parameter> components = TRY(parameterList());
    return makeTuple(std::move(components));
}

base::Result<Type> DeclarationParser::type()
{
    const Nesting nesting(m_depth);
    if (m_depth > kMaxTypeDepth) return fail(Fault::BadData, "ABI type nested too deep");
    const std::string_view name = identifier();
    const bool isTuple = name.empty() || (name == "tuple" && m_rest.starts_with('('));
    Type type = TRY(isTuple ? tuple() : atomicType(name));
    return suffixes(std::move(type));
}

base::Result<Parameter> DeclarationParser::parameter()
{
    Parameter parameter;
    parameter.type = TRY(type());
    parameter.indexed = take("indexed");
    while (std::any_of(
        kIgnoredWords.begin(), kIgnoredWords.end(), [this](std::string_view word) { return take(word); })) {
    }
    parameter.name = identifier();
    return parameter;
}

base::Result<std::vector<Parameter>> DeclarationParser::parameters()
{
    std::vector<Parameter> all;
    skipSpace();
    if (m_rest.empty() || m_rest.starts_with(')')) return all;
    do {
        all.push_back(TRY(parameter()));
    } while (take(','));
    return all;
}

base::Result<std::vector<Parameter>> DeclarationParser::parameterList()
{
    if (!take('(')) return fail(Fault::BadData, "ABI declaration without its parameters");
    std::vector<Parameter> all = TRY(parameters());
    if (!take(')')) return fail(Fault::BadData, "ABI parameters without their end");
    return all;
}

base::Result<Type> parseType(std::string_view text)
{
    if (text.size() > kMaxSignatureLength) return fail(Fault::BadData, "ABI type too long");
    DeclarationParser parser(text);
    Type type = TRY(parser.type());
    TRY(parser.finish());
    return type;
}

base::Result<std::vector<Parameter>> parseParameters(std::string_view text)
{
    if (text.size() > kMaxSignatureLength) return fail(Fault::BadData, "ABI parameters too long");
    DeclarationParser parser(text);
    std::vector<Parameter> parameters = TRY(parser.parameters());
    TRY(parser.finish());
    return parameters;
}

} // namespace eth::abi
