#pragma once

#include <utility>

namespace rpc {

/// What a node says and nothing has checked. Good enough to show and to plan with; never enough to call
/// something proven.
template <typename T>
class Claim {
public:
    explicit Claim(T value)
        : m_value(std::move(value))
    {
    }

    const T& unproven() const& { return m_value; }
    T unproven() && { return std::move(m_value); }

private:
    T m_value;
};

} // namespace rpc
