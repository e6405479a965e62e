#include "app/cli/codec_commands.h"
#include "app/cli/text_input.h"
#include "core/eth/abi_json.h"
#include "core/eth/json.h"

namespace cli {

namespace abi = eth::abi;
using base::Bytes;
using base::Fault;

namespace {

constexpr std::uint64_t kAbiInputLimit = 16u << 20;

/// "transfer(address,uint256)", or "(address,uint256)" for values without a selector.
struct Declaration {
    std::vector<abi::Parameter> parameters;
    std::optional<abi::Function> function;
};

base::Result<Declaration> parseDeclaration(const std::string& text)
{
    Declaration declaration;
    if (text.starts_with('(') && text.ends_with(')')) {
        declaration.parameters = TRY(abi::parseParameters(std::string_view(text).substr(1, text.size() - 2)));
        return declaration;
    }
    declaration.function = TRY(abi::parseFunction(text));
    declaration.parameters = declaration.function->inputs;
    return declaration;
}

/// A word of the command line as a value: lists are JSON, everything else stands for itself.
base::Result<abi::Value> parseValue(const abi::Parameter& parameter, const std::string& word)
{
    using enum abi::Kind;
    const abi::Kind kind = parameter.type.kind;
    const bool isList = kind == Array || kind == FixedArray || kind == Tuple;
    const bool isFlag = kind == Bool && (word == "true" || word == "false");
    nlohmann::json value = isFlag ? nlohmann::json(word == "true") : nlohmann::json(word);
    if (isList) value = TRY(eth::parseJson(word));
    return abi::valueFromJson(parameter.type, value);
}

Given<abi::Value::List> parseValues(const Declaration& declaration, std::span<const std::string> words)
{
    const std::vector<abi::Parameter>& parameters = declaration.parameters;
    if (words.size() != parameters.size())
        return wrongUse("the declaration has " + std::to_string(parameters.size()) + " values, " +
                        std::to_string(words.size()) + " were given");
    abi::Value::List values;
    for (std::size_t i = 0; i < words.size(); ++i) {
        auto value = parseValue(parameters[i], words[i]);
        if (!value)
            return std::unexpected(base::within(
                "value " + std::to_string(i + 1) + ", " + parameters[i].type.name(), value.error())
                    .error());
        values.push_back(*std::move(value));
    }
    return values;
}

/// All values as one JSON array, from --values.
Given<abi::Value::List> valuesOf(const Declaration& declaration, const Arguments& arguments)
{
    const std::span words = std::span(arguments.positional()).subspan(1);
    const auto file = arguments.value("--values");
    if (!file) return parseValues(declaration, words);
    if (!words.empty()) return wrongUse("give the values once: as arguments or with --values");
    const Bytes text = CLI_TRY(readInput(*file, kAbiInputLimit));
    const nlohmann::json values = CLI_TRY(eth::parseJson(base::asText(text)));
    return CLI_TRY(abi::valuesFromJson(declaration.parameters, values));
}

Outcome runEncode(const Arguments& arguments)
{
    const Declaration declaration = CLI_TRY(parseDeclaration(arguments.positional()[0]));
    const abi::Value::List values = CLI_TRY(valuesOf(declaration, arguments));
    const Bytes encoded = CLI_TRY(declaration.function ? abi::encodeCall(*declaration.function, values)
                                                       : abi::encode(declaration.parameters, values));
    if (!arguments.json()) return printLine(base::toHex0x(encoded)), Exit::Done;
    nlohmann::json out{{"data", base::toHex0x(encoded)}};
    if (declaration.function) out["signature"] = declaration.function->signature();
    if (declaration.function) out["selector"] = base::toHex0x(declaration.function->selector());
    printJson(out);
    return Exit::Done;
}

/// Which part of a declaration the bytes are.
Given<std::vector<abi::Parameter>> printedParameters(
    const Declaration& declaration, const Arguments& arguments)
{
    if (!arguments.has("--output")) return declaration.parameters;
    if (!declaration.function) return wrongUse("--output needs a function with \"returns (…)\"");
    return declaration.function->outputs;
}

Outcome runDecode(const Arguments& arguments)
{
    const Declaration declaration = CLI_TRY(parseDeclaration(arguments.positional()[0]));
    const std::vector<abi::Parameter> parameters = CLI_TRY(printedParameters(declaration, arguments));
    const Bytes data = CLI_TRY(hexInputAt(arguments, 1, kAbiInputLimit));
    const bool isCall = declaration.function && !arguments.has("--output");
    const abi::Value::List values =
        CLI_TRY(isCall ? abi::decodeCall(*declaration.function, data) : abi::decode(parameters, data));
    if (arguments.json()) return printJson({{"values", abi::toJson(parameters, values)}}), Exit::Done;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::string name = parameters[i].name.empty() ? "" : parameters[i].name + " ";
        printLine(
            name + "(" + parameters[i].type.name() + "): " + abi::toText(parameters[i].type, values[i]));
    }
    return Exit::Done;
}

} // namespace

std::vector<Command> abiCommands()
{
    return {
        {"abi encode", "DECLARATION [VALUE…]", "encode a contract call, or values alone",
            "DECLARATION is a function as Solidity writes it, or types in parentheses for values without a "
            "selector.\n"
            "Numbers are decimal or hex; arrays and tuples are JSON.\n"
            "\n"
            "Examples:\n"
            "  postern-cli abi encode \"transfer(address,uint256)\" "
            "0x71C7656EC7ab88b098defB751B7401B5f6d8976F 1000\n"
            "  postern-cli abi encode \"(uint256[],(bool,string))\" \"[1,2]\" '[true,\"text\"]'",
            {{"--values", "FILE", "read all values as one JSON array from a file (\"-\": stdin)"}},
            runEncode},
        {"abi decode", "DECLARATION [HEX]", "decode a contract call, its result, or values alone",
            "Strict: what a contract would not have encoded so is refused. HEX may be \"-\" for stdin.\n"
            "\n"
            "Examples:\n"
            "  postern-cli abi decode \"transfer(address to, uint256 amount)\" 0xa9059cbb0000…\n"
            "  postern-cli abi decode \"balanceOf(address) returns (uint256)\" --output 0x0000…",
            {{"--output", "", "HEX is what the function returned"}, kFileOption}, runDecode},
    };
}

} // namespace cli
