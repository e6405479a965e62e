#pragma once

#include "core/evm/state_view.h"

#include <cstddef>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace evm {

class Code;

/// Codes made ready to run, by their hash, kept from one block to the next. Holds at most `limit` bytes of
/// code and forgets all when it is full. Threads may share a cache: what one has made ready the others run.
class CodeCache {
public:
    explicit CodeCache(std::size_t limit = 64u << 20u);
    ~CodeCache();
    CodeCache(const CodeCache&) = delete;
    CodeCache& operator=(const CodeCache&) = delete;

    /// The code with this hash; `bytes` are used when it is not here yet.
    std::shared_ptr<Code> get(const Hash& codeHash, ByteView bytes);

private:
    std::shared_ptr<Code> find(const Hash& codeHash);

    std::mutex m_guard; ///< of what follows
    std::unordered_map<Hash, std::shared_ptr<Code>> m_codes;
    std::size_t m_size = 0;
    std::size_t m_limit;
};

} // namespace evm
