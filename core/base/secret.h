#pragma once

#include "core/base/bytes.h"

#include <string_view>

namespace base {

/// Overwrites memory in a way the compiler may not leave out.
void wipe(void* memory, std::size_t size);

/// Bytes that must not leak: move-only, wiped when destroyed or moved from, in pages of their own that are
/// kept out of swap and core files (secret_memory.h), and with no text form, so they cannot be logged.
class Secret {
public:
    Secret() = default;
    /// Copies; the caller wipes its own copy.
    explicit Secret(ByteView bytes);
    static Secret fromText(std::string_view text) { return Secret(asBytes(text)); }
    /// `size` zero bytes to be written in place.
    static Secret ofSize(std::size_t size);

    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret();

    /// A second copy, made on purpose.
    Secret clone() const { return Secret(view()); }

    ByteView view() const { return {m_data, m_size}; }
    std::string_view text() const { return asText(view()); }
    std::uint8_t* data() { return m_data; }
    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }

    /// Compares in time that depends on the lengths only.
    bool equals(const Secret& other) const;

private:
    void release();

    std::uint8_t* m_data = nullptr;
    std::size_t m_size = 0;
};

/// Wipes a buffer on the stack or a Bytes when the scope ends.
class Wiped {
public:
    explicit Wiped(std::span<std::uint8_t> memory)
        : m_memory(memory)
    {
    }
    Wiped(const Wiped&) = delete;
    Wiped& operator=(const Wiped&) = delete;
    ~Wiped() { wipe(m_memory.data(), m_memory.size()); }

private:
    std::span<std::uint8_t> m_memory;
};

} // namespace base
