#pragma once

#include "core/evm/state_view.h"

#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace evm {

class Code;

/// Codes made ready to run, by their hash, kept from one block to the next. Forgets all when they take more
/// than `limit` bytes, with what has been translated of them; what runs just then stays until it ends.
/// Threads may share a cache: what one has made ready the others run.
class CodeCache {
public:
    explicit CodeCache(std::size_t limit = 256u << 20u);
    ~CodeCache();
    CodeCache(const CodeCache&) = delete;
    CodeCache& operator=(const CodeCache&) = delete;

    /// The code with this hash; `bytes` are used when it is not here yet.
    std::shared_ptr<Code> get(const Hash& codeHash, ByteView bytes);

    /// The bytes that the codes take, those too that were forgotten and still run.
    std::size_t footprint() const { return m_footprint->load(std::memory_order_relaxed); }

private:
    std::shared_ptr<Code> find(const Hash& codeHash);
    void forgetWhenFull();

    std::mutex m_guard; ///< of what follows
    std::unordered_map<Hash, std::shared_ptr<Code>> m_codes;
    std::size_t m_limit;
    std::shared_ptr<std::atomic<std::size_t>> m_footprint; ///< a code that still runs outlives the cache
};

} // namespace evm
