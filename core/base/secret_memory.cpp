#include "core/base/secret_memory.h"

#include "core/base/result.h"
#include "core/base/sanitizers.h"
#include "core/base/secret.h"

#include <cstdlib>
#include <iterator>
#include <map>
#include <mutex>

#if defined(_WIN32)
#include <windows.h>
#else
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace base::secret_memory {
namespace {

constexpr std::size_t kGrain = 16; ///< what every size is rounded up to: good alignment for anything
constexpr std::size_t kStretch =
    64 * 1024; ///< what is asked of the system at once; larger secrets have their own pages

std::size_t pageSize()
{
#if defined(_WIN32)
    SYSTEM_INFO info{};
    GetSystemInfo(&info);
    return info.dwPageSize;
#else
    static const auto size = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    return size;
#endif
}

std::size_t roundedUp(std::size_t size, std::size_t unit)
{
    return (size + unit - 1) / unit * unit;
}

/// Whole pages with a closed page before and behind them.
std::uint8_t* mapPages(std::size_t size, bool& isLocked)
{
    const std::size_t guard = pageSize();
#if defined(_WIN32)
    auto* const all =
        static_cast<std::uint8_t*>(VirtualAlloc(nullptr, size + 2 * guard, MEM_RESERVE, PAGE_NOACCESS));
    CHECK(all != nullptr);
    std::uint8_t* const pages = all + guard;
    CHECK(VirtualAlloc(pages, size, MEM_COMMIT, PAGE_READWRITE) != nullptr);
    isLocked = VirtualLock(pages, size) != 0;
#else
    void* const all = ::mmap(nullptr, size + 2 * guard, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(all != MAP_FAILED);
    std::uint8_t* const pages = static_cast<std::uint8_t*>(all) + guard;
    CHECK(::mprotect(pages, size, PROT_READ | PROT_WRITE) == 0);
    isLocked = ::mlock(pages, size) == 0;
#if defined(MADV_DONTDUMP)
    (void)::madvise(pages, size, MADV_DONTDUMP);
#elif defined(MADV_NOCORE)
    (void)::madvise(pages, size, MADV_NOCORE);
#endif
#endif
    return pages;
}

void unmapPages(std::uint8_t* pages, [[maybe_unused]] std::size_t size)
{
    const std::size_t guard = pageSize();
#if defined(_WIN32)
    VirtualFree(pages - guard, 0, MEM_RELEASE);
#else
    ::munmap(pages - guard, size + 2 * guard);
#endif
}

/// As much as the system lets this program lock at all.
void raiseLockLimit()
{
#if !defined(_WIN32)
    rlimit limit{};
    if (::getrlimit(RLIMIT_MEMLOCK, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    (void)::setrlimit(RLIMIT_MEMLOCK, &limit);
#endif
}

class Arena {
public:
    Arena() { raiseLockLimit(); }

    std::uint8_t* allocate(std::size_t size)
    {
        const std::lock_guard guard(m_mutex);
        if (size > kStretch) return mapped(roundedUp(size, pageSize()));
        const std::size_t room = roundedUp(size, kGrain);
        for (auto at = m_free.begin(); at != m_free.end(); ++at)
            if (at->second >= room) return cut(at, room);
        return cut(m_free.emplace(mapped(kStretch), kStretch).first, room);
    }

    void release(std::uint8_t* memory, std::size_t size)
    {
        const std::lock_guard guard(m_mutex);
        if (size > kStretch) return unmapPages(memory, roundedUp(size, pageSize()));
        join(m_free.emplace(memory, roundedUp(size, kGrain)).first);
    }

    bool isLocked()
    {
        const std::lock_guard guard(m_mutex);
        return m_isLocked;
    }

private:
    using Free = std::map<std::uint8_t*, std::size_t>; ///< what is free, by where it begins

    std::uint8_t* mapped(std::size_t size)
    {
        bool isLocked = false;
        std::uint8_t* const pages = mapPages(size, isLocked);
        m_isLocked = m_isLocked && isLocked;
        return pages;
    }

    std::uint8_t* cut(Free::iterator at, std::size_t size)
    {
        const auto [memory, room] = *at;
        m_free.erase(at);
        if (room > size) m_free.emplace(memory + size, room - size);
        return memory;
    }

    /// Makes one of it and what is free before and behind. Stretches never meet: there is a closed page
    /// between.
    void join(Free::iterator at)
    {
        const auto next = std::next(at);
        if (next != m_free.end() && at->first + at->second == next->first) {
            at->second += next->second;
            m_free.erase(next);
        }
        if (at == m_free.begin()) return;
        const auto before = std::prev(at);
        if (before->first + before->second != at->first) return;
        before->second += at->second;
        m_free.erase(at);
    }

    std::mutex m_mutex;
    Free m_free;
    bool m_isLocked = true;
};

/// Never destroyed: secrets may outlive whatever is static.
Arena& arena()
{
    static Arena& arena = *new Arena;
    return arena;
}

} // namespace

std::uint8_t* allocate(std::size_t size)
{
    if constexpr (kHasAddressSanitizer) { // memory of its own, so that it sees each secret's end
        auto* const memory = static_cast<std::uint8_t*>(std::calloc(size, 1));
        CHECK(memory != nullptr);
        return memory;
    }
    return arena().allocate(size); // never used before, or wiped when it was freed
}

void release(std::uint8_t* memory, std::size_t size)
{
    wipe(memory, size);
    if constexpr (kHasAddressSanitizer)
        std::free(memory);
    else
        arena().release(memory, size);
}

bool isLocked()
{
    return !kHasAddressSanitizer && arena().isLocked();
}

} // namespace base::secret_memory
