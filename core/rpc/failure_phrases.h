#pragma once

#include "core/rpc/failure.h"
#include "core/rpc/failure_words.h"

namespace rpc {

/// What a text that is known means.
struct Meaning {
    FailureClass kind;
    std::string_view aspect;
    bool isMined = false;

    friend bool operator==(const Meaning&, const Meaning&) = default;
};

/// The meaning of one text of a server, or nothing when it is not known. Texts of contracts must not get
/// here.
std::optional<Meaning> meaningOf(const std::vector<Word>& words, std::string_view method);

/// The numbers that texts of this meaning name.
std::vector<Figure> figuresOf(const std::vector<Word>& words, const Meaning& meaning);

/// True for the methods that hand over a signed transaction.
bool isSend(std::string_view method);

} // namespace rpc
