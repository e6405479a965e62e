#include "core/opstack/channel_parts.h"

#include "core/opstack/channel.h"

namespace opstack {

namespace {

constexpr std::uint64_t kChannelTimeoutGranite = 50;
/// What a frame counts beyond its data against the limits, so that empty ones are not free.
constexpr std::size_t kFrameCost = 200;

} // namespace

std::uint64_t channelTimeout(const RollupConfig& config, std::uint64_t l1Time)
{
    return config.isActive(Fork::Granite, l1Time) ? kChannelTimeoutGranite : config.channelTimeoutBedrock;
}

std::size_t maxRlpBytesPerChannel(const RollupConfig& config, std::uint64_t l1Time)
{
    return config.isActive(Fork::Fjord, l1Time) ? kMaxRlpBytesPerChannelFjord : kMaxRlpBytesPerChannelBedrock;
}

bool ChannelParts::isTimedOut(const RollupConfig& config, const L1BlockRef& current) const
{
    return m_openedAt + channelTimeout(config, current.timestamp) < current.id.number;
}

bool ChannelParts::isReady() const
{
    return m_last && m_frames.size() == std::size_t{*m_last} + 1;
}

bool ChannelParts::add(Frame frame)
{
    const bool isBeyondEnd = m_last && (frame.isLast || frame.number >= *m_last);
    if (frame.channelId != m_id || isBeyondEnd || m_frames.contains(frame.number)) return false;
    if (frame.isLast) {
        m_last = frame.number;
        const auto late = m_frames.upper_bound(frame.number);
        for (auto it = late; it != m_frames.end(); ++it)
            m_size -= it->second.size() + kFrameCost;
        m_frames.erase(late, m_frames.end());
    }
    m_size += frame.data.size() + kFrameCost;
    m_frames.emplace(frame.number, std::move(frame.data));
    return true;
}

bool ChannelParts::addInOrder(Frame frame)
{
    return frame.number == m_frames.size() && add(std::move(frame));
}

Bytes ChannelParts::take()
{
    CHECK(isReady());
    Bytes content;
    for (const auto& [number, data] : m_frames)
        base::append(content, data);
    return content;
}

} // namespace opstack
