#pragma once

#include "core/base/uint256.h"

#include <memory>
#include <utility>
#include <vector>

namespace evm {

inline constexpr std::size_t kStackLimit = 1024; ///< items of one frame

/// Where the stacks of nested frames lie, one above the other. Room for all 1024 calls would be 34 MB; it is
/// taken a megabyte at a time, as frames nest.
class StackSpace {
public:
    StackSpace() { m_segments.push_back(newSegment()); }
    StackSpace(const StackSpace&) = delete;
    StackSpace& operator=(const StackSpace&) = delete;

    base::Uint256* bottom() { return begin(0); }
    /// Gives back what deep nesting has left; while no frame runs.
    void trim() { m_segments.resize(1); }

    /// The stack of one frame, for as long as it runs.
    class Place {
    public:
        /// `wish` is the first item that the caller's stack leaves free.
        Place(StackSpace& space, base::Uint256* wish)
            : m_space(space)
            , m_begin(wish)
        {
            if (space.hasRoomAt(wish)) return;
            m_begin = space.enter();
            m_entered = true;
        }
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;
        ~Place()
        {
            if (m_entered) --m_space.m_current;
        }

        base::Uint256* begin() const { return m_begin; }

    private:
        StackSpace& m_space;
        base::Uint256* m_begin;
        bool m_entered = false;
    };

private:
    /// Bytes, so that nobody writes zeros to what is mostly never used.
    using Segment = std::unique_ptr<std::byte[]>;

    static constexpr std::size_t kSegmentItems = 32 * kStackLimit;
    /// A frame's items, and as much above them for what an interpreter keeps there.
    static constexpr std::size_t kFrameItems = 2 * kStackLimit;

    static Segment newSegment()
    {
        return std::make_unique_for_overwrite<std::byte[]>(kSegmentItems * sizeof(base::Uint256));
    }
    base::Uint256* begin(std::size_t segment)
    {
        return reinterpret_cast<base::Uint256*>(m_segments[segment].get());
    }
    bool hasRoomAt(const base::Uint256* wish)
    {
        return wish + kFrameItems <= begin(m_current) + kSegmentItems;
    }
    base::Uint256* enter()
    {
        if (++m_current == m_segments.size()) m_segments.push_back(newSegment());
        return begin(m_current);
    }

    std::vector<Segment> m_segments;
    std::size_t m_current = 0; ///< where the running frame's stack is
};

} // namespace evm
