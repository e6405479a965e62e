#include "core/rpc/failure_reason.h"

#include <algorithm>
#include <cctype>

namespace rpc {
namespace {

std::optional<std::size_t> findWithoutCase(std::string_view text, std::string_view wanted)
{
    const auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
    const auto found = std::ranges::search(text, wanted, same);
    if (found.empty()) return {};
    return static_cast<std::size_t>(found.begin() - text.begin());
}

/// What a text says behind the word for a revert: the contract's words.
std::optional<std::string> reasonIn(std::string_view text)
{
    // The longest of the same begin first.
    for (const std::string_view mark : {"reverted with reason string", "reverted with custom error",
             "execution reverted", "execution was reverted", "transaction: reverted", "transaction: revert",
             "call reverted", "transaction reverted", "reverted"}) {
        const auto at = findWithoutCase(text, mark);
        if (!at) continue;
        std::string_view rest = trimmed(text.substr(*at + mark.size()));
        if (rest.starts_with(':') || rest.starts_with(',')) rest = trimmed(rest.substr(1));
        if (rest.starts_with("reason:")) rest = trimmed(rest.substr(7));
        const bool quoted =
            rest.size() >= 2 && (rest.front() == '\'' || rest.front() == '"') && rest.back() == rest.front();
        const bool bracketed = rest.size() >= 2 && rest.front() == '(' && rest.back() == ')';
        if (quoted || bracketed) rest = rest.substr(1, rest.size() - 2);
        if (rest.empty() || rest == "." || rest.starts_with("0x")) return {};
        return std::string(rest);
    }
    return {};
}

constexpr std::uint8_t kErrorSelector[] = {0x08, 0xc3, 0x79, 0xa0};
constexpr std::uint8_t kPanicSelector[] = {0x4e, 0x48, 0x7b, 0x71};
constexpr std::size_t kWord = 32;

bool beginsWith(ByteView data, std::span<const std::uint8_t> selector)
{
    return data.size() >= selector.size() && std::ranges::equal(data.first(selector.size()), selector);
}

/// The message of Error(string), also one whose padding is missing.
std::optional<std::string> messageIn(ByteView data)
{
    if (!beginsWith(data, kErrorSelector) || data.size() < 4 + 2 * kWord) return {};
    const ByteView body = data.subspan(4);
    const Uint256 length = Uint256::fromBigEndian(body.subspan(kWord, kWord));
    const ByteView text = body.subspan(2 * kWord);
    if (!length.fitsUint64() || length.low64() > text.size()) return {};
    return std::string(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(length.low64()));
}

bool isPlainText(ByteView data)
{
    return !data.empty() &&
           std::ranges::all_of(data, [](std::uint8_t byte) { return byte >= 0x20 && byte < 0x7f; });
}

} // namespace

void describeRevertOf(const Said& said, std::string_view text, Failure& failure)
{
    failure.revertData = said.data;
    failure.reason = reasonIn(text);
    if (!said.data) return;
    if (!failure.reason) failure.reason = messageIn(*said.data);
    if (!failure.reason && said.dataIsPlainText && isPlainText(*said.data))
        failure.reason = std::string(said.data->begin(), said.data->end());
    if (beginsWith(*said.data, kPanicSelector) && said.data->size() == 4 + kWord)
        failure.figures.push_back({"panicCode", Uint256::fromBigEndian(ByteView(*said.data).subspan(4))});
}

void nameTransaction(const Said& said, std::string_view text, Failure& failure)
{
    if (said.data && said.data->size() == Hash::kSize) failure.transactionHash = Hash::from(*said.data);
    if (failure.kind != FailureClass::AlreadyKnown) return;
    for (std::size_t at = text.find("0x"); at != std::string_view::npos; at = text.find("0x", at + 2))
        if (const auto bytes = hexIn(text.substr(at, 2 + 2 * Hash::kSize));
            bytes && bytes->size() == Hash::kSize)
            failure.transactionHash = Hash::from(*bytes);
    const std::size_t open = text.find('('), close = text.find(')');
    if (!failure.transactionHash && open != std::string_view::npos && close != std::string_view::npos &&
        close > open)
        failure.hashPrefix = std::string(text.substr(open + 1, close - open - 1));
}

bool isErrorOfString(ByteView data)
{
    return beginsWith(data, kErrorSelector) && data.size() % kWord == 4;
}

} // namespace rpc
