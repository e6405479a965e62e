#include "core/eth/typed_data.h"

#include "core/crypto/keccak.h"
#include "core/eth/abi_declaration_parser.h"
#include "core/eth/abi_json.h"
#include "core/eth/json.h"

#include <nlohmann/json.hpp>

#include <array>
#include <map>
#include <set>

namespace eth {
namespace {

using base::fail;
using base::Fault;
using nlohmann::json;

struct Member {
    std::string name;
    std::string type;
};

/// The struct types of a message, by name.
using StructTypes = std::map<std::string, std::vector<Member>, std::less<>>;

constexpr const char* kDomainType = "EIP712Domain";

/// EIP-712, "Definition of domainSeparator": the fields, in their order.
struct DomainField {
    const char* name;
    const char* type;
};
constexpr std::array kDomainFields{
    DomainField{"name", "string"},
    DomainField{"version", "string"},
    DomainField{"chainId", "uint256"},
    DomainField{"verifyingContract", "address"},
    DomainField{"salt", "bytes32"},
};

/// "Person[2][]" is of the base "Person" and has the suffixes "[2][]".
std::string_view baseOf(std::string_view type)
{
    return type.substr(0, type.find('['));
}

// ---- Reading the types

base::Result<const json*> memberOf(const json& object, const char* name, json::value_t kind)
{
    const auto member = object.find(name);
    const bool fits = member != object.end() && member->type() == kind;
    if (!fits) return fail(Fault::BadData, std::string("typed data without a proper \"") + name + "\"");
    return &*member;
}

base::Result<std::string> textOf(const json& object, const char* name)
{
    const json* text = TRY(memberOf(object, name, json::value_t::string));
    return *text->get_ptr<const json::string_t*>();
}

bool isIdentifier(std::string_view text)
{
    return !text.empty() && abi::DeclarationParser(text).identifier() == text;
}

base::Result<Member> readMember(const json& entry)
{
    if (!entry.is_object()) return fail(Fault::BadData, "typed data with a member that is no object");
    Member member;
    member.name = TRY(textOf(entry, "name"));
    member.type = TRY(textOf(entry, "type"));
    if (!isIdentifier(member.name) || !isIdentifier(baseOf(member.type)))
        return fail(Fault::BadData, "typed data with a member of an improper name or type");
    return member;
}

base::Result<std::vector<Member>> readStruct(const std::string& name, const json& entries)
{
    if (!entries.is_array())
        return fail(Fault::BadData, "typed data: the type " + name + " is no list of members");
    std::vector<Member> members;
    std::set<std::string> names;
    for (const json& entry : entries) {
        Member member = TRY(readMember(entry));
        if (!names.insert(member.name).second)
            return fail(Fault::BadData, "typed data: the type " + name + " has two members of one name");
        members.push_back(std::move(member));
    }
    return members;
}

base::Result<StructTypes> readStructs(const json& types)
{
    if (types.size() > kMaxTypedDataTypes) return fail(Fault::BadData, "typed data with too many types");
    StructTypes structs;
    for (const auto& [name, entries] : types.items()) {
        if (!isIdentifier(name) || abi::atomicType(name))
            return fail(Fault::BadData, "typed data with a type of an improper name");
        structs[name] = TRY(readStruct(name, entries));
    }
    return structs;
}

/// The domain's fields as given, when its type is not.
std::vector<Member> impliedDomain(const json& domain)
{
    std::vector<Member> members;
    for (const DomainField& field : kDomainFields)
        if (domain.contains(field.name)) members.push_back({field.name, field.type});
    return members;
}

// ---- encodeType

/// Collects the struct types that one refers to, itself included; finds the types that contain themselves on
/// the way.
class Dependencies {
public:
    explicit Dependencies(const StructTypes& structs)
        : m_structs(structs)
    {
    }

    base::Result<void> collect(std::string_view name)
    {
        const auto found = m_structs.find(name);
        if (found == m_structs.end()) return fail(Fault::BadData, "typed data: no type " + std::string(name));
        if (m_open.contains(name))
            return fail(Fault::BadData, "typed data: " + found->first + " contains itself");
        if (m_open.size() >= kMaxTypedDataDepth) return fail(Fault::BadData, "typed data nested too deep");
        if (!m_all.insert(found->first).second) return {};
        m_open.insert(found->first);
        for (const Member& member : found->second)
            if (!abi::atomicType(baseOf(member.type))) TRY(collect(baseOf(member.type)));
        m_open.erase(found->first);
        return {};
    }
    const std::set<std::string, std::less<>>& all() const { return m_all; }

private:
    const StructTypes& m_structs;
    std::set<std::string, std::less<>> m_all;
    std::set<std::string, std::less<>> m_open; ///< those whose members are being followed
};

std::string structText(const std::string& name, const std::vector<Member>& members)
{
    std::string text = name + "(";
    for (const Member& member : members) {
        if (text.back() != '(') text += ',';
        text += member.type + " " + member.name;
    }
    return text + ")";
}

/// EIP-712, "Definition of encodeType": the type itself, then the others in the order of their names.
base::Result<std::string> encodeType(const StructTypes& structs, const std::string& name)
{
    Dependencies dependencies(structs);
    TRY(dependencies.collect(name));
    std::string text = structText(name, structs.find(name)->second);
    for (const std::string& other : dependencies.all())
        if (other != name) text += structText(other, structs.find(other)->second);
    return text;
}

// ---- encodeData

/// The keccak-256 of words one after the other, a type hash before them when there is one.
Hash hashWords(const Hash* typeHash, const std::vector<TypedValue>& parts)
{
    Bytes words;
    if (typeHash != nullptr) base::append(words, *typeHash);
    for (const TypedValue& part : parts)
        base::append(words, part.word);
    return crypto::keccak256(words);
}

/// EIP-712, "Definition of encodeData": dynamic types by their hash.
base::Result<Hash> atomicWord(const abi::Type& type, const abi::Value& value)
{
    if (type.kind == abi::Kind::Bytes) return crypto::keccak256(value.bytes());
    if (type.kind == abi::Kind::String) return crypto::keccak256(base::asBytes(value.text()));
    return abi::encodeWord(type, value);
}

/// Reads the values of a message by its types.
class ValueReader {
public:
    explicit ValueReader(const StructTypes& structs)
        : m_structs(structs)
    {
    }

    base::Result<TypedValue> structValue(const std::string& type, const json& value)
    {
        const Hash typeHash = TRY(typeHashOf(type));
        const std::vector<Member>& members = m_structs.find(type)->second;
        if (!value.is_object())
            return fail(Fault::BadData, "typed data: expected an object of the type " + type);
        if (value.size() != members.size())
            return fail(Fault::BadData, "typed data: a wrong number of members for the type " + type);
        TypedValue out{{}, type, {}, {}, {}};
        for (const Member& member : members)
            out.parts.push_back(TRY(memberValue(member, value)));
        out.word = hashWords(&typeHash, out.parts);
        return out;
    }

private:
    base::Result<TypedValue> memberValue(const Member& member, const json& object)
    {
        const auto found = object.find(member.name);
        if (found == object.end())
            return fail(Fault::BadData, "typed data: no member \"" + member.name + "\"");
        base::Result<TypedValue> read = value(member.type, *found);
        if (!read) return base::within("\"" + member.name + "\"", std::move(read).error());
        read->name = member.name;
        return read;
    }

    base::Result<TypedValue> value(const std::string& type, const json& value)
    {
        if (type.ends_with(']')) return array(type, value);
        if (m_structs.contains(type)) return structValue(type, value);
        return atomic(type, value);
    }

    /// The last suffix is the outermost array's.
    base::Result<TypedValue> array(const std::string& type, const json& values)
    {
        const std::size_t open = type.rfind('[');
        const std::string length = type.substr(open + 1, type.size() - open - 2);
        if (!values.is_array())
            return fail(Fault::BadData, "typed data: expected an array of the type " + type);
        if (!length.empty() && length != std::to_string(values.size()))
            return fail(Fault::BadData, "typed data: a wrong number of elements for the type " + type);
        TypedValue out{{}, type, {}, {}, {}};
        const std::string element = type.substr(0, open);
        for (const json& item : values)
            out.parts.push_back(TRY(value(element, item)));
        out.word = hashWords(nullptr, out.parts);
        return out;
    }

    base::Result<TypedValue> atomic(const std::string& name, const json& value)
    {
        const abi::Type type = TRY(abi::atomicType(name));
        if (type.name() != name) return fail(Fault::BadData, "typed data: no type " + name);
        const abi::Value read = TRY(abi::valueFromJson(type, value));
        TypedValue out{{}, name, abi::toText(type, read), {}, {}};
        out.word = TRY(atomicWord(type, read));
        return out;
    }

    base::Result<Hash> typeHashOf(const std::string& type)
    {
        const auto known = m_typeHashes.find(type);
        if (known != m_typeHashes.end()) return known->second;
        const std::string text = TRY(encodeType(m_structs, type));
        return m_typeHashes[type] = crypto::keccak256(base::asBytes(text));
    }

    const StructTypes& m_structs;
    std::map<std::string, Hash> m_typeHashes;
};

base::Result<TypedValue> readDomain(StructTypes structs, const json& domain)
{
    if (!structs.contains(kDomainType)) structs[kDomainType] = impliedDomain(domain);
    return ValueReader(structs).structValue(kDomainType, domain);
}

} // namespace

base::Result<TypedData> parseTypedData(std::string_view text)
{
    if (text.size() > kMaxTypedDataSize) return fail(Fault::BadData, "typed data larger than 1 MiB");
    const json document = TRY(parseJson(text));
    if (!document.is_object()) return fail(Fault::BadData, "typed data that is no JSON object");
    const json* types = TRY(memberOf(document, "types", json::value_t::object));
    const json* domain = TRY(memberOf(document, "domain", json::value_t::object));
    const json* message = TRY(memberOf(document, "message", json::value_t::object));
    const StructTypes structs = TRY(readStructs(*types));

    TypedData typedData;
    typedData.primaryType = TRY(textOf(document, "primaryType"));
    typedData.domain = TRY(readDomain(structs, *domain));
    typedData.message = TRY(ValueReader(structs).structValue(typedData.primaryType, *message));
    return typedData;
}

Hash signingHash(const TypedData& typedData)
{
    Bytes signedBytes{0x19, 0x01};
    base::append(signedBytes, typedData.domain.word);
    base::append(signedBytes, typedData.message.word);
    return crypto::keccak256(signedBytes);
}

} // namespace eth
