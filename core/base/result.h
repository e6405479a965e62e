#pragma once

#include <expected>
#include <string>
#include <utility>

namespace base {

/// What the caller can do about a failure. Closed on purpose: the UI has one sentence and one suggested action for each.
enum class Fault {
    Offline,       ///< No answer: try again.
    Busy,          ///< An answer without a verdict (rate limit, quota, time-out, internal error): try again.
    BadAnswer,     ///< The server answered, but not with JSON-RPC: another server, or a wrong address.
    NotAllowed,    ///< The server wants a key, or refuses this one.
    MissingState,  ///< The server lacks old or newest data: ask another one, or about a newer block.
    RangeTooLarge, ///< Ask for less at once.
    Reverted,      ///< The call fails on chain; `detail` holds the reason.
    NotNow,        ///< Refused, but the same bytes may pass later or at another server.
    Refused,       ///< These very bytes, or this very request, can never be accepted; `detail` says why.
    BadData,       ///< What came in is malformed: distrust its source.
    Mismatch,      ///< A proof or a hash failed: stop and warn.
    Locked,        ///< Ask for the password.
    Funds,         ///< Not enough money.
    NotYet,        ///< Wait.
    Outdated,      ///< What was prepared no longer fits the world: prepare it anew. Waiting does not help.
    Cancelled,     ///< The user stopped it: say nothing.
    Storage,       ///< The disk failed or is full.
    Unsupported,   ///< Newer than we are, deliberately not handled, or not served by this server.
};

/// The name of a fault in lower case, for logs and JSON ("bad-data").
const char* toString(Fault fault);

/// A failure: the reaction it calls for, and an English detail for the log. A server's own words are in the
/// detail as plain text, untrusted.
struct Error {
    Fault fault = Fault::BadData;
    std::string detail;

    friend bool operator==(const Error&, const Error&) = default;
};

/// A value or an Error.
template <typename T>
using Result = std::expected<T, Error>;

/// `return fail(Fault::BadData, "…")` in a function that returns a Result.
[[nodiscard]] inline std::unexpected<Error> fail(Fault fault, std::string detail)
{
    return std::unexpected(Error{fault, std::move(detail)});
}

/// The same error with what was being done put before its detail: "reading keystore: …".
[[nodiscard]] std::unexpected<Error> within(const std::string& doing, Error error);

[[noreturn]] void panic(const char* expression, const char* file, int line);

} // namespace base

/// Asserts an invariant of our own code, in every build. Never for input.
#define CHECK(condition) ((condition) ? void() : ::base::panic(#condition, __FILE__, __LINE__))

/// The value of a Result; returns its Error from the enclosing function. One TRY a statement.
#define TRY(...)                                                                                             \
    __extension__({                                                                                          \
        auto tryResult = (__VA_ARGS__);                                                                      \
        if (!tryResult) return std::unexpected(std::move(tryResult).error());                                \
        *std::move(tryResult);                                                                               \
    })
