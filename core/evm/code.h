#pragma once

#include "core/evm/revision.h"
#include "core/evm/state_view.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

namespace evm {

class Program;

/// Code made ready to run: its bytes, which of them may be jumped to, and what has been translated. Threads
/// may share it.
class Code {
public:
    /// The memory that it takes is added to `footprint`, and taken away with it.
    Code(ByteView bytes, std::shared_ptr<std::atomic<std::size_t>> footprint);
    explicit Code(ByteView bytes)
        : Code(bytes, std::make_shared<std::atomic<std::size_t>>(0))
    {
    }
    ~Code();
    Code(const Code&) = delete;
    Code& operator=(const Code&) = delete;

    ByteView bytes() const { return ByteView(m_padded).first(m_size); }
    std::size_t size() const { return m_size; }
    /// The byte at an offset of at most size(): STOP at the end.
    std::uint8_t at(std::size_t offset) const { return m_padded[offset]; }
    bool isJumpDest(std::uint64_t offset) const
    {
        return offset < m_size && ((m_jumpDests[offset / 64] >> (offset % 64)) & 1) != 0;
    }
    /// The number after the PUSH at `offset`; bytes beyond the end of the code are zero.
    Uint256 pushValue(std::size_t offset) const;
    /// What has been translated of it for this revision.
    Program& program(Revision revision);
    /// Its program has taken so many bytes more.
    void charge(std::size_t bytes);

private:
    Bytes m_padded; ///< and a PUSH32 of zeros
    std::size_t m_size;
    std::vector<std::uint64_t> m_jumpDests;
    std::mutex m_guard;                               ///< of m_programs
    std::vector<std::unique_ptr<Program>> m_programs; ///< one a revision
    std::atomic<Program*> m_latest = nullptr;
    std::shared_ptr<std::atomic<std::size_t>> m_footprint;
    std::atomic<std::size_t> m_charged = 0; ///< of m_footprint
};

} // namespace evm
