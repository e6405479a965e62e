#include "core/eth/abi_error.h"
#include "core/eth/abi_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace {

namespace abi = eth::abi;
using base::ByteView;

/// The input is the text of types, a zero byte, and data of these types.
struct Parts {
    std::string_view types;
    ByteView data;
};

Parts split(ByteView input)
{
    const auto* zero = std::find(input.data(), input.data() + input.size(), std::uint8_t{0});
    const auto length = static_cast<std::size_t>(zero - input.data());
    return {base::asText(input.first(length)), input.subspan(std::min(length + 1, input.size()))};
}

/// True when every string of the values is UTF-8: only then JSON gives it back.
bool isText(const abi::Value& value)
{
    if (value.holds<std::string>()) {
        const nlohmann::json text = value.text();
        return text.dump(-1, ' ', false, nlohmann::json::error_handler_t::ignore) ==
               text.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    }
    return !value.holds<abi::Value::List>() || std::ranges::all_of(value.list(), isText);
}

} // namespace

/// The types are written as a name that means the same, and accepted data is written as the same bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const Parts parts = split({data, size});
    static_cast<void>(abi::readRevert(parts.data));
    static_cast<void>(abi::parseFunction(parts.types));
    const auto types = abi::parseParameters(parts.types);
    if (!types) return 0;
    const std::string names = abi::typeNames(*types);
    if (names.size() > abi::kMaxSignatureLength) return 0; // full names are longer than their aliases
    const auto again = abi::parseParameters(names);
    CHECK(again && abi::typeNames(*again) == names);

    const auto values = abi::decode(*types, parts.data);
    if (!values) return 0;
    const auto encoded = abi::encode(*types, *values);
    CHECK(encoded && std::ranges::equal(*encoded, parts.data));
    if (std::ranges::all_of(*values, isText))
        CHECK(abi::valuesFromJson(*types, abi::toJson(*types, *values)) == *values);
    return 0;
}
