#include "core/opstack/channel_bank.h"

#include "core/opstack/channel.h"

namespace opstack {

namespace {

constexpr std::size_t kMaxBankSizeBedrock = 100'000'000;
constexpr std::size_t kMaxBankSizeFjord = 1'000'000'000;

std::size_t maxBankSize(const RollupConfig& config, std::uint64_t l1Time)
{
    return config.isActive(Fork::Fjord, l1Time) ? kMaxBankSizeFjord : kMaxBankSizeBedrock;
}

bool follows(const Frame& frame, const Frame& next)
{
    if (frame.channelId != next.channelId) return next.number == 0;
    return !frame.isLast && next.number == frame.number + 1;
}

} // namespace

ChannelBank::Place ChannelBank::placeOf(const ChannelId& id, std::uint64_t l1Number)
{
    const auto [found, isNew] = m_places.try_emplace(id, m_next);
    if (isNew) m_channels.emplace(m_next++, ChannelParts(id, l1Number));
    return found->second;
}

void ChannelBank::remove(Place place)
{
    const auto channel = m_channels.find(place);
    m_size -= channel->second.size();
    m_places.erase(channel->second.id());
    m_ready.erase(place);
    m_channels.erase(channel);
}

void ChannelBank::add(Frame frame, const L1BlockRef& current)
{
    const Place place = placeOf(frame.channelId, current.id.number);
    ChannelParts& channel = m_channels.at(place);
    const std::size_t before = channel.size();
    if (channel.isTimedOut(m_config, current) || !channel.add(std::move(frame))) return;
    m_size = m_size - before + channel.size();
    if (channel.isReady()) m_ready.insert(place);
    while (m_size > maxBankSize(m_config, current.timestamp))
        remove(m_channels.begin()->first);
}

/// Those that time out first are those that were opened first.
void ChannelBank::removeTimedOut(const L1BlockRef& current)
{
    while (!m_channels.empty() && m_channels.begin()->second.isTimedOut(m_config, current))
        remove(m_channels.begin()->first);
}

std::optional<Bytes> ChannelBank::take(const L1BlockRef& current)
{
    removeTimedOut(current);
    if (m_ready.empty()) return {};
    const Place place = *m_ready.begin();
    // Until Canyon a channel waits for all that were opened before it.
    const bool isItsTurn =
        place == m_channels.begin()->first || m_config.isActive(Fork::Canyon, current.timestamp);
    if (!isItsTurn) return {};
    Bytes content = m_channels.at(place).take();
    remove(place);
    return content;
}

std::optional<Bytes> ChannelAssembler::add(Frame frame, const L1BlockRef& current)
{
    if (m_channel && m_channel->isTimedOut(m_config, current)) m_channel.reset();
    if (frame.number == 0) m_channel.emplace(frame.channelId, current.id.number);
    if (!m_channel || !m_channel->addInOrder(std::move(frame))) return {};
    if (m_channel->size() > maxRlpBytesPerChannel(m_config, current.timestamp)) {
        m_channel.reset();
        return {};
    }
    if (!m_channel->isReady()) return {};
    Bytes content = m_channel->take();
    m_channel.reset();
    return content;
}

void pruneFrames(std::vector<Frame>& frames)
{
    std::vector<Frame> kept;
    for (Frame& next : frames) {
        // A new channel ends one that is not complete: that one's frames go.
        while (!kept.empty() && kept.back().channelId != next.channelId && next.number == 0 &&
               !kept.back().isLast)
            kept.pop_back();
        if (kept.empty() || follows(kept.back(), next)) kept.push_back(std::move(next));
    }
    frames = std::move(kept);
}

} // namespace opstack
