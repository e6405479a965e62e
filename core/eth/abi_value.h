#pragma once

#include "core/base/bytes.h"
#include "core/base/uint256.h"

#include <concepts>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace eth::abi {

/// A value of any ABI type. What it may hold follows from the type: Uint and Int a number (negative ones in
/// two's complement of 256 bits), FixedBytes and Bytes bytes, Array, FixedArray and Tuple a list. The
/// accessors panic when the value holds something else: ask only for what the type says.
class Value {
public:
    using List = std::vector<Value>;

    Value() = default;
    Value(const base::Uint256& number)
        : m_content(number)
    {
    } // NOLINT: arguments of calls read as what they are
    template <typename Number>
    requires(std::unsigned_integral<Number> && !std::same_as<Number, bool>) Value(Number number)
        : m_content(base::Uint256{number})
    {
    } // NOLINT
    template <std::same_as<bool> Flag>
    Value(Flag flag)
        : m_content(flag)
    {
    } // NOLINT
    Value(const base::Address& address)
        : m_content(address)
    {
    } // NOLINT
    Value(base::Bytes bytes)
        : m_content(std::move(bytes))
    {
    } // NOLINT
    Value(const base::Hash& hash)
        : m_content(base::toBytes(hash))
    {
    } // NOLINT
    Value(std::string text)
        : m_content(std::move(text))
    {
    } // NOLINT
    Value(List list)
        : m_content(std::move(list))
    {
    } // NOLINT

    const base::Uint256& number() const { return get<base::Uint256>(); }
    bool flag() const { return get<bool>(); }
    const base::Address& address() const { return get<base::Address>(); }
    const base::Bytes& bytes() const { return get<base::Bytes>(); }
    /// Of bytes32.
    base::Hash hash() const { return base::Hash::from(bytes()); }
    const std::string& text() const { return get<std::string>(); }
    const List& list() const { return get<List>(); }

    template <typename Content>
    bool holds() const
    {
        return std::holds_alternative<Content>(m_content);
    }

    friend bool operator==(const Value&, const Value&);

private:
    template <typename Content>
    const Content& get() const
    {
        const Content* content = std::get_if<Content>(&m_content);
        CHECK(content != nullptr);
        return *content;
    }

    std::variant<base::Uint256, bool, base::Address, base::Bytes, std::string, List> m_content;
};

inline bool operator==(const Value& a, const Value& b)
{
    return a.m_content == b.m_content;
}

} // namespace eth::abi
