#include "core/opstack/frame.h"

namespace opstack {

using base::fail;
using base::Fault;

namespace {

base::Result<Frame> parseFrame(ByteView& rest)
{
    if (rest.size() < kFrameOverhead) return fail(Fault::BadData, "frame ends early");
    Frame frame;
    frame.channelId = ChannelId::from(rest.first(ChannelId::kSize));
    frame.number = base::loadBigEndian<std::uint16_t>(rest.data() + 16);
    const std::size_t length = base::loadBigEndian<std::uint32_t>(rest.data() + 18);
    if (length > kMaxFrameDataSize) return fail(Fault::BadData, "frame data too long");
    if (rest.size() < kFrameOverhead + length) return fail(Fault::BadData, "frame ends early");
    frame.data = base::toBytes(rest.subspan(22, length));
    const std::uint8_t isLast = rest[22 + length];
    if (isLast > 1) return fail(Fault::BadData, "is_last is neither 0 nor 1");
    frame.isLast = isLast == 1;
    rest = rest.subspan(kFrameOverhead + length);
    return frame;
}

} // namespace

Bytes encodeFrames(const std::vector<Frame>& frames)
{
    Bytes out{kDerivationVersion};
    for (const Frame& frame : frames) {
        CHECK(frame.data.size() <= kMaxFrameDataSize);
        base::append(out, frame.channelId);
        std::uint8_t numbers[6];
        base::storeBigEndian(numbers, frame.number);
        base::storeBigEndian(numbers + 2, static_cast<std::uint32_t>(frame.data.size()));
        base::append(out, numbers);
        base::append(out, frame.data);
        out.push_back(frame.isLast ? 1 : 0);
    }
    return out;
}

base::Result<std::vector<Frame>> parseFrames(ByteView batcherData)
{
    if (batcherData.empty() || batcherData[0] != kDerivationVersion)
        return fail(Fault::BadData, "batcher data without frames");
    ByteView rest = batcherData.subspan(1);
    std::vector<Frame> frames;
    do {
        frames.push_back(TRY(parseFrame(rest)));
    } while (!rest.empty());
    return frames;
}

} // namespace opstack
