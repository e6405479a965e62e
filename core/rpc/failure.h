#pragma once

#include "core/rpc/json.h"
#include "core/rpc/transport.h"

#include <expected>
#include <vector>

namespace rpc {

/// What a failure means for whoever asked.
enum class FailureClass {
    Reverted, ///< the call fails on chain; of a send: nothing was mined, and the same bytes may pass later
    AlreadyKnown,  ///< success: the node has this very transaction
    RefusedFinal,  ///< these signed bytes, or this very request, will not be taken on this chain
    NotNow,        ///< refused, but the same bytes may pass later or elsewhere
    Busy,          ///< no verdict
    MissingState,  ///< this server lacks the data: never "no logs" or "does not exist"
    RangeTooLarge, ///< ask for less
    Unsupported,   ///< this server does not serve it
    Auth,          ///< the key or the caller is refused
    BadAnswer,     ///< no usable JSON-RPC answer
};

/// A number that the server's text names.
struct Figure {
    std::string_view name; ///< "maxBlocks", "balanceWei", "expectedNonce", …
    Uint256 value;
};

/// What a server's answer says when it does not say what was asked for.
struct Failure {
    FailureClass kind = FailureClass::BadAnswer;
    /// Which of its class, one word: "nonce-used" or "bytes" of RefusedFinal; "rate", "quota", "timeout",
    /// "internal", "unhealthy" or "capacity" of Busy; what is missing, too large, unsupported or wrong; the
    /// halt of Reverted ("out-of-gas"). Empty when there is none.
    std::string_view aspect;
    std::string words; ///< the server's own, untrusted, as they came; its status when it said nothing
    int status = 200;

    /// Of a send: the transaction may have reached the pool. Look its hash up; send nothing but the same
    /// bytes.
    bool outcomeUnknown = false;
    std::optional<Bytes> revertData;
    std::optional<std::string> reason; ///< the contract's own words, untrusted
    std::optional<Hash> transactionHash;
    std::string hashPrefix; ///< where only the first digits of the hash are named
    std::optional<std::uint64_t> retryAfterMs;
    std::vector<Figure> figures;

    bool isMined = false;                  ///< of AlreadyKnown
    bool isHtml = false;                   ///< the answer is a page for people
    bool isNullResult = false;             ///< a null where the node should have had something
    bool ofWholeBatch = false;             ///< one answer to every call of a batch
    std::optional<FailureClass> looksLike; ///< of BadAnswer: what its text says it is

    std::optional<Uint256> figure(std::string_view name) const;
};

/// What was asked.
struct Question {
    std::string_view method; ///< "(batch)" for an array
    std::uint64_t id = 1;
    std::optional<Hash> sent; ///< the hash of the transaction that a send hands over
};

/// The `result` of an answer, or why there is none. Judged by the body first and by the HTTP status only
/// where the body says nothing that is known; a code of an error never decides alone, for servers use the
/// same numbers for different things. Words that a contract chose ("execution reverted: …") decide nothing. A
/// byte order mark, an id as text or with a fraction of zero, and an array of one are accepted.
std::expected<Json, Failure> readAnswer(const Question& question, const HttpAnswer& answer);

/// The failure as others above see it; the server's words in full as plain text behind ours. AlreadyKnown is
/// no failure to most: ask for it before.
base::Error toError(const Failure& failure);

} // namespace rpc
