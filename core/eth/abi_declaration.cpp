#include "core/eth/abi_declaration.h"

#include "core/crypto/keccak.h"
#include "core/eth/abi_declaration_parser.h"

#include <nlohmann/json.hpp>

#include <array>

namespace eth::abi {
namespace {

using base::fail;
using base::Fault;
using nlohmann::json;

std::string signatureOf(const std::string& name, const std::vector<Parameter>& inputs)
{
    return name + "(" + typeNames(inputs) + ")";
}

base::Hash hashOf(const std::string& signature)
{
    return crypto::keccak256(base::asBytes(signature));
}

Selector selectorOf(const std::string& signature)
{
    const base::Hash hash = hashOf(signature);
    return Selector::from(base::ByteView(hash).first(Selector::kSize));
}

// ---- From text

base::Result<void> checkLength(std::string_view text)
{
    if (text.size() > kMaxSignatureLength) return fail(Fault::BadData, "ABI declaration too long");
    return {};
}

/// The keyword if it is there, the name and the parameters.
template <typename Declaration>
base::Result<Declaration> readBegin(DeclarationParser& parser, std::string_view keyword)
{
    static_cast<void>(parser.take(keyword));
    Declaration declaration;
    declaration.name = parser.identifier();
    if (declaration.name.empty()) return fail(Fault::BadData, "ABI declaration without a name");
    declaration.inputs = TRY(parser.parameterList());
    return declaration;
}

constexpr std::array<std::string_view, 9> kFunctionWords{
    "external", "public", "internal", "private", "view", "pure", "payable", "nonpayable", "virtual"};

bool takeFunctionWord(DeclarationParser& parser)
{
    for (const std::string_view word : kFunctionWords)
        if (parser.take(word)) return true;
    return false;
}

template <typename Declaration>
Declaration known(base::Result<Declaration> declaration)
{
    CHECK(declaration.has_value());
    return *std::move(declaration);
}

// ---- From JSON

base::Result<std::string> textMember(const json& entry, const char* name)
{
    const auto member = entry.find(name);
    if (member == entry.end()) return std::string();
    if (!member->is_string()) return fail(Fault::BadData, std::string("JSON ABI with a wrong ") + name);
    return *member->get_ptr<const json::string_t*>();
}

bool isTrue(const json& entry, const char* name)
{
    const auto member = entry.find(name);
    return member != entry.end() && member->is_boolean() && *member->get_ptr<const json::boolean_t*>();
}

base::Result<std::vector<Parameter>> parametersFromJson(const json& entry, const char* name, unsigned depth);

/// "tuple" with array suffixes takes its components from beside it; any other type stands for itself.
base::Result<Type> typeFromJson(const json& entry, unsigned depth)
{
    const std::string text = TRY(textMember(entry, "type"));
    TRY(checkLength(text));
    if (!text.starts_with("tuple")) return parseType(text);
    if (depth >= kMaxTypeDepth) return fail(Fault::BadData, "JSON ABI nested too deep");
    std::vector<Parameter> components = TRY(parametersFromJson(entry, "components", depth + 1));
    Type tuple = TRY(makeTuple(std::move(components)));
    DeclarationParser parser(std::string_view(text).substr(5));
    Type type = TRY(parser.suffixes(std::move(tuple)));
    TRY(parser.finish());
    return type;
}

base::Result<Parameter> parameterFromJson(const json& entry, unsigned depth)
{
    if (!entry.is_object()) return fail(Fault::BadData, "JSON ABI parameter that is no object");
    Parameter parameter;
    parameter.name = TRY(textMember(entry, "name"));
    parameter.type = TRY(typeFromJson(entry, depth));
    parameter.indexed = isTrue(entry, "indexed");
    return parameter;
}

base::Result<std::vector<Parameter>> parametersFromJson(const json& entry, const char* name, unsigned depth)
{
    std::vector<Parameter> parameters;
    const auto list = entry.find(name);
    if (list == entry.end()) return parameters;
    if (!list->is_array()) return fail(Fault::BadData, std::string("JSON ABI without a list of ") + name);
    for (const json& item : *list)
        parameters.push_back(TRY(parameterFromJson(item, depth)));
    return parameters;
}

template <typename Declaration>
base::Result<Declaration> beginFromJson(const json& entry, std::string_view kind)
{
    if (!entry.is_object()) return fail(Fault::BadData, "JSON ABI entry that is no object");
    const std::string type = TRY(textMember(entry, "type"));
    if (type != kind) return fail(Fault::BadData, "JSON ABI entry that is no " + std::string(kind));
    Declaration declaration;
    declaration.name = TRY(textMember(entry, "name"));
    DeclarationParser name(declaration.name);
    if (declaration.name.empty() || name.identifier() != declaration.name)
        return fail(Fault::BadData, "JSON ABI entry without a proper name");
    declaration.inputs = TRY(parametersFromJson(entry, "inputs", 0));
    return declaration;
}

} // namespace

std::string Function::signature() const
{
    return signatureOf(name, inputs);
}
Selector Function::selector() const
{
    return selectorOf(signature());
}
std::string Event::signature() const
{
    return signatureOf(name, inputs);
}
base::Hash Event::topic() const
{
    return hashOf(signature());
}
std::string CustomError::signature() const
{
    return signatureOf(name, inputs);
}
Selector CustomError::selector() const
{
    return selectorOf(signature());
}

base::Result<Function> parseFunction(std::string_view text)
{
    TRY(checkLength(text));
    DeclarationParser parser(text);
    Function function = TRY(readBegin<Function>(parser, "function"));
    while (takeFunctionWord(parser)) {
    }
    if (parser.take("returns")) function.outputs = TRY(parser.parameterList());
    static_cast<void>(parser.take(';'));
    TRY(parser.finish());
    return function;
}

base::Result<Event> parseEvent(std::string_view text)
{
    TRY(checkLength(text));
    DeclarationParser parser(text);
    Event event = TRY(readBegin<Event>(parser, "event"));
    event.anonymous = parser.take("anonymous");
    static_cast<void>(parser.take(';'));
    TRY(parser.finish());
    return event;
}

base::Result<CustomError> parseCustomError(std::string_view text)
{
    TRY(checkLength(text));
    DeclarationParser parser(text);
    CustomError error = TRY(readBegin<CustomError>(parser, "error"));
    static_cast<void>(parser.take(';'));
    TRY(parser.finish());
    return error;
}

base::Result<Function> functionFromJson(const json& entry)
{
    Function function = TRY(beginFromJson<Function>(entry, "function"));
    function.outputs = TRY(parametersFromJson(entry, "outputs", 0));
    return function;
}

base::Result<Event> eventFromJson(const json& entry)
{
    Event event = TRY(beginFromJson<Event>(entry, "event"));
    event.anonymous = isTrue(entry, "anonymous");
    return event;
}

base::Result<CustomError> customErrorFromJson(const json& entry)
{
    return beginFromJson<CustomError>(entry, "error");
}

Function knownFunction(std::string_view text)
{
    return known(parseFunction(text));
}
Event knownEvent(std::string_view text)
{
    return known(parseEvent(text));
}
CustomError knownError(std::string_view text)
{
    return known(parseCustomError(text));
}

} // namespace eth::abi
