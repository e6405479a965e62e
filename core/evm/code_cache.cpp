#include "core/evm/code_cache.h"

#include "core/evm/code.h"

namespace evm {

CodeCache::CodeCache(std::size_t limit)
    : m_limit(limit)
    , m_footprint(std::make_shared<std::atomic<std::size_t>>(0))
{
}
CodeCache::~CodeCache() = default;

std::shared_ptr<Code> CodeCache::get(const Hash& codeHash, ByteView bytes)
{
    if (auto known = find(codeHash)) return known;
    auto made = std::make_shared<Code>(bytes, m_footprint); // without the others having to wait for it
    const std::lock_guard lock(m_guard);
    if (const auto other = m_codes.find(codeHash); other != m_codes.end()) return other->second;
    forgetWhenFull();
    return m_codes[codeHash] = std::move(made);
}

std::shared_ptr<Code> CodeCache::find(const Hash& codeHash)
{
    const std::lock_guard lock(m_guard);
    forgetWhenFull(); // known codes grow as more of them is translated
    const auto found = m_codes.find(codeHash);
    return found == m_codes.end() ? nullptr : found->second;
}

void CodeCache::forgetWhenFull()
{
    if (footprint() > m_limit) m_codes.clear();
}

} // namespace evm
