#include "core/base/secret.h"

#include "core/base/secret_memory.h"

#include <utility>

namespace base {

void wipe(void* memory, std::size_t size)
{
    volatile std::uint8_t* bytes = static_cast<volatile std::uint8_t*>(memory);
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = 0;
}

Secret Secret::ofSize(std::size_t size)
{
    Secret secret;
    if (size == 0) return secret;
    secret.m_data = secret_memory::allocate(size);
    secret.m_size = size;
    return secret;
}

Secret::Secret(ByteView bytes)
{
    *this = ofSize(bytes.size());
    std::copy(bytes.begin(), bytes.end(), m_data);
}

Secret::Secret(Secret&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr))
    , m_size(std::exchange(other.m_size, 0))
{
}

Secret& Secret::operator=(Secret&& other) noexcept
{
    if (this != &other) {
        release();
        m_data = std::exchange(other.m_data, nullptr);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

Secret::~Secret()
{
    release();
}

bool Secret::equals(const Secret& other) const
{
    if (m_size != other.m_size) return false;
    std::uint8_t difference = 0;
    for (std::size_t i = 0; i < m_size; ++i)
        difference = static_cast<std::uint8_t>(difference | (m_data[i] ^ other.m_data[i]));
    return difference == 0;
}

void Secret::release()
{
    if (m_data == nullptr) return;
    secret_memory::release(m_data, m_size);
    m_data = nullptr;
    m_size = 0;
}

} // namespace base
