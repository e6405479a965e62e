#include "core/eth/abi_error.h"

#include "core/eth/abi_json.h"

#include <algorithm>
#include <array>
#include <optional>

namespace eth::abi {
namespace {

using base::Bytes;
using base::ByteView;

/// The longest hex text of an unknown revert, in bytes of it.
constexpr std::size_t kMaxShown = 256;

/// Solidity documentation, "Panic via assert and Error via require".
struct PanicMeaning {
    std::uint64_t code;
    const char* text;
};
constexpr std::array kPanics{
    PanicMeaning{0x00, "panic of the compiler"},
    PanicMeaning{0x01, "failed assertion"},
    PanicMeaning{0x11, "arithmetic overflow"},
    PanicMeaning{0x12, "division by zero"},
    PanicMeaning{0x21, "number that is no member of its enum"},
    PanicMeaning{0x22, "wrongly encoded bytes in storage"},
    PanicMeaning{0x31, "pop of an empty array"},
    PanicMeaning{0x32, "array index out of bounds"},
    PanicMeaning{0x41, "out of memory"},
    PanicMeaning{0x51, "call of an unset function"},
};

const CustomError& errorOfMessage()
{
    static const CustomError error = knownError("Error(string)");
    return error;
}
const CustomError& errorOfPanic()
{
    static const CustomError error = knownError("Panic(uint256)");
    return error;
}

std::optional<Value::List> readAs(const CustomError& error, ByteView output)
{
    const Selector selector = error.selector();
    if (output.size() < Selector::kSize || !std::equal(selector.begin(), selector.end(), output.begin()))
        return std::nullopt;
    auto arguments = decode(error.inputs, output.subspan(Selector::kSize));
    if (!arguments) return std::nullopt;
    return *std::move(arguments);
}

std::string panicText(const base::Uint256& code)
{
    const auto* known = std::find_if(kPanics.begin(), kPanics.end(),
        [&](const PanicMeaning& panic) { return base::Uint256{panic.code} == code; });
    return (known == kPanics.end() ? "panic" : std::string(known->text)) + " (" + base::toQuantity(code) +
           ")";
}

std::string callText(const CustomError& error, const Value::List& arguments)
{
    std::string text = error.name + "(";
    for (std::size_t i = 0; i < arguments.size(); ++i)
        text += (i == 0 ? "" : ", ") + toText(error.inputs[i].type, arguments[i]);
    return text + ")";
}

std::string hexText(ByteView output)
{
    const bool isLong = output.size() > kMaxShown;
    return base::toHex0x(output.first(std::min(output.size(), kMaxShown))) + (isLong ? "…" : "");
}

} // namespace

Revert readRevert(ByteView output, std::span<const CustomError> known)
{
    if (auto arguments = readAs(errorOfMessage(), output)) {
        std::string message = arguments->front().text();
        return {"Error", *std::move(arguments), std::move(message)};
    }
    if (auto arguments = readAs(errorOfPanic(), output)) {
        std::string meaning = panicText(arguments->front().number());
        return {"Panic", *std::move(arguments), std::move(meaning)};
    }
    for (const CustomError& error : known)
        if (auto arguments = readAs(error, output)) {
            std::string text = callText(error, *arguments);
            return {error.name, *std::move(arguments), std::move(text)};
        }
    return {{}, {}, output.empty() ? std::string() : hexText(output)};
}

base::Result<Bytes> encodeError(const CustomError& error, const Value::List& arguments)
{
    Bytes output = base::toBytes(error.selector());
    const Bytes encoded = TRY(encode(error.inputs, arguments));
    base::append(output, encoded);
    return output;
}

Bytes encodeErrorMessage(const std::string& message)
{
    base::Result<Bytes> output = encodeError(errorOfMessage(), {Value(message)});
    CHECK(output.has_value());
    return *std::move(output);
}

} // namespace eth::abi
