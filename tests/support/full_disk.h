#pragma once

#include <cstdint>
#include <memory>

namespace tests {

/// A disk that is full, or fails, from a certain write on, under every SQLite database that is opened while
/// this lives. A write is anything that makes a file longer or changes it: a page, a truncation, a sync,
/// shared memory. The first write that finds no room still writes the half of what it was given, as a real
/// disk may. One at a time, and not while another thread uses SQLite.
class FullDisk {
public:
    FullDisk();
    ~FullDisk();
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

    static constexpr std::uint64_t kForEver = ~std::uint64_t{0};

    /// What SQLite is told.
    enum class Cause { Full, Failing };

    /// Room for this many more writes; those after them fail, the first few or all.
    void fillAfter(std::uint64_t writes, std::uint64_t failing = kForEver, Cause cause = Cause::Full);
    /// There is room again.
    void makeRoom();
    /// How many writes have found no room since the last call of these two.
    std::uint64_t failures() const;

private:
    struct Shim;
    std::unique_ptr<Shim> m_shim;
};

} // namespace tests
