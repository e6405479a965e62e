#pragma once

#include "core/eth/abi_type.h"

namespace eth::abi {

/// Reads types, parameters and declarations from text, from left to right. Internal to eth/abi.
class DeclarationParser {
public:
    explicit DeclarationParser(std::string_view text)
        : m_rest(text)
    {
    }

    base::Result<Type> type();
    /// Parameters up to the end or a closing parenthesis, which is left.
    base::Result<std::vector<Parameter>> parameters();
    /// The same in parentheses.
    base::Result<std::vector<Parameter>> parameterList();
    /// A name of a function, type or parameter; empty when there is none.
    std::string_view identifier();
    /// Takes the word if it comes next, whole.
    bool take(std::string_view word);
    bool take(char symbol);
    base::Result<void> finish();

    /// The array suffixes that follow `type`.
    base::Result<Type> suffixes(Type type);

private:
    base::Result<Type> tuple();
    base::Result<Parameter> parameter();
    base::Result<Type> suffix(Type element);
    void skipSpace();

    std::string_view m_rest;
    unsigned m_depth = 0;
};

/// A tuple of these components, or BadData when it is over the limits of abi_type.h.
base::Result<Type> makeTuple(std::vector<Parameter> components);

/// The atomic type of this name: "uint", "bytes32".
base::Result<Type> atomicType(std::string_view name);

} // namespace eth::abi
