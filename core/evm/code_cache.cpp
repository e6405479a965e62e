#include "core/evm/code_cache.h"

#include "core/evm/code.h"

namespace evm {

CodeCache::CodeCache(std::size_t limit)
    : m_limit(limit)
{
}
CodeCache::~CodeCache() = default;

std::shared_ptr<Code> CodeCache::get(const Hash& codeHash, ByteView bytes)
{
    if (const auto found = m_codes.find(codeHash); found != m_codes.end()) return found->second;
    if (m_size + bytes.size() > m_limit) {
        m_codes.clear();
        m_size = 0;
    }
    m_size += bytes.size();
    return m_codes[codeHash] = std::make_shared<Code>(bytes);
}

} // namespace evm
