#include "app/cli/testformat/json_values.h"

#include "core/base/file.h"

namespace testformat {

using base::Bytes;
using base::Uint256;

namespace {

constexpr std::size_t kMaxFile = 1u << 30;

std::string_view digitsOf(const json& value)
{
    if (!value.is_string())
        throw FormatError("a hex string is due where there is " + value.dump().substr(0, 80));
    const std::string_view text = value.get_ref<const std::string&>();
    return text.starts_with("0x") || text.starts_with("0X") ? text.substr(2) : text;
}

template <typename Fixed>
Fixed fixedOf(const json& value)
{
    const Bytes bytes = bytesOf(value);
    if (bytes.size() != Fixed::kSize)
        throw FormatError(
            std::to_string(Fixed::kSize) + " bytes are due where there is " + value.dump().substr(0, 80));
    return Fixed::from(bytes);
}

/// A word of the storage: hex, whatever stands before it.
Uint256 wordOf(const json& value)
{
    const Bytes bytes = bytesOf(value);
    if (bytes.size() > base::Hash::kSize) throw FormatError("too long: " + value.dump().substr(0, 80));
    return Uint256::fromBigEndian(bytes);
}

/// The name of the member that is missing; the library puts it between quotes.
std::string quotedIn(std::string_view text)
{
    const std::size_t begin = text.find('\'');
    const std::size_t end = text.rfind('\'');
    if (begin == std::string_view::npos || end == begin) return "a member";
    return "the member \"" + std::string(text.substr(begin + 1, end - begin - 1)) + "\"";
}

} // namespace

Bytes bytesOf(const json& value)
{
    const std::string_view digits = digitsOf(value);
    auto bytes = digits.size() % 2 == 0 ? base::parseHex(digits) : base::parseHex("0" + std::string(digits));
    if (!bytes) throw FormatError("not hex: " + value.dump().substr(0, 80));
    return *std::move(bytes);
}

Uint256 numberOf(const json& value)
{
    if (value.is_number_unsigned()) return Uint256{value.get<std::uint64_t>()};
    if (!value.is_string()) throw FormatError("a number is due where there is " + value.dump().substr(0, 80));
    const auto& text = value.get_ref<const std::string&>();
    if (text.empty() || text == "0x") return {};
    const auto number = base::parseNumber(text);
    if (!number) throw FormatError("not a number: " + value.dump().substr(0, 80));
    return *number;
}

std::uint64_t number64Of(const json& value)
{
    const Uint256 number = numberOf(value);
    if (!number.fitsUint64()) throw FormatError("passes 64 bits: " + value.dump().substr(0, 80));
    return number.low64();
}

base::Hash hashOf(const json& value)
{
    return fixedOf<base::Hash>(value);
}

base::Address addressOf(const json& value)
{
    return fixedOf<base::Address>(value);
}

const json& member(const json& object, const char* name)
{
    static const json kNull;
    const auto found = object.find(name);
    return found == object.end() ? kNull : *found;
}

void readAllocation(const json& allocation, execution::MemoryState& state)
{
    for (const auto& [address, account] : allocation.items()) {
        const auto part = [&](const char* name) {
            return member(account, name).is_null() ? json("0x") : account[name];
        };
        std::vector<std::pair<Uint256, Uint256>> storage;
        if (const json& slots = member(account, "storage"); slots.is_object())
            for (const auto& [slot, value] : slots.items())
                storage.emplace_back(wordOf(json(slot)), wordOf(value));
        state.put(addressOf(json(address)), number64Of(part("nonce")), numberOf(part("balance")),
            bytesOf(part("code")), storage);
    }
}

json readFile(const std::filesystem::path& file)
{
    const auto text = base::readFile(file, kMaxFile);
    if (!text) throw FormatError(text.error().detail);
    return json::parse(text->begin(), text->end());
}

std::string problemOf(const std::exception& error)
{
    if (dynamic_cast<const FormatError*>(&error) != nullptr)
        return std::string("the file does not have its format: ") + error.what();
    if (const auto* parse = dynamic_cast<const json::parse_error*>(&error))
        return "the file is not JSON: it ends or goes wrong at byte " + std::to_string(parse->byte);
    if (dynamic_cast<const json::out_of_range*>(&error) != nullptr)
        return "the file does not have its format: it lacks " + quotedIn(error.what());
    if (dynamic_cast<const json::exception*>(&error) != nullptr)
        return "the file does not have its format: a value in it is of another kind than is due there";
    return "the file cannot be read";
}

} // namespace testformat
