#pragma once

#include "core/opstack/frame.h"
#include "core/opstack/payload_attributes.h"

#include <map>

namespace opstack {

/// How many L1 blocks after its first frame a channel still counts, by the time of the L1 block that is read.
/// Specification: derivation.md, "Channel Bank"; granite/derivation.md, "Reduce Channel Timeout".
std::uint64_t channelTimeout(const RollupConfig& config, std::uint64_t l1Time);

/// How many decompressed bytes of a channel count, and how large its frames together may be.
std::size_t maxRlpBytesPerChannel(const RollupConfig& config, std::uint64_t l1Time);

/// The frames of one channel, as they come.
class ChannelParts {
public:
    /// `openedAt`: the number of the L1 block with the first frame.
    ChannelParts(const ChannelId& id, std::uint64_t openedAt)
        : m_id(id)
        , m_openedAt(openedAt)
    {
    }

    const ChannelId& id() const { return m_id; }
    /// Data and, by the specification, 200 bytes for each frame.
    std::size_t size() const { return m_size; }
    bool isTimedOut(const RollupConfig& config, const L1BlockRef& current) const;
    bool isReady() const;

    /// Frames may come in any order. False for one that does not count: its number is there already, it
    /// comes after the end, or it is a second end. Frames after an end that comes late are dropped.
    bool add(Frame frame);
    /// The same, and frames must come one after the other (Holocene).
    bool addInOrder(Frame frame);

    /// All data, when it is ready.
    Bytes take();

private:
    ChannelId m_id;
    std::uint64_t m_openedAt = 0;
    std::map<std::uint16_t, Bytes> m_frames;
    std::optional<std::uint16_t> m_last;
    std::size_t m_size = 0;
};

} // namespace opstack
