#pragma once

#include "core/opstack/channel_parts.h"

#include <set>

namespace opstack {

/// Channels that are put together side by side, until Holocene. Specification: derivation.md, "Channel Bank".
class ChannelBank {
public:
    explicit ChannelBank(const RollupConfig& config)
        : m_config(config)
    {
    }

    /// `current` is the L1 block with the frame. Over the limit of the bank the oldest channels go.
    void add(Frame frame, const L1BlockRef& current);
    /// The content of a channel that is complete, when its turn has come.
    std::optional<Bytes> take(const L1BlockRef& current);

private:
    using Place = std::uint64_t; ///< in the order of the channels' first frames

    Place placeOf(const ChannelId& id, std::uint64_t l1Number);
    void remove(Place place);
    void removeTimedOut(const L1BlockRef& current);

    const RollupConfig& m_config;
    std::map<Place, ChannelParts> m_channels;
    std::map<ChannelId, Place> m_places;
    std::set<Place> m_ready;
    Place m_next = 0;
    std::size_t m_size = 0;
};

/// The one channel that is put together, from Holocene on. Specification: holocene/derivation.md, "Channel
/// Bank".
class ChannelAssembler {
public:
    explicit ChannelAssembler(const RollupConfig& config)
        : m_config(config)
    {
    }

    /// The content of the channel that this frame completes.
    std::optional<Bytes> add(Frame frame, const L1BlockRef& current);

private:
    const RollupConfig& m_config;
    std::optional<ChannelParts> m_channel;
};

/// Takes out the frames that have no place after the one before them. Specification: holocene/derivation.md,
/// "Frame Queue".
void pruneFrames(std::vector<Frame>& frames);

} // namespace opstack
