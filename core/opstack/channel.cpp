#include "core/opstack/channel.h"

#include "core/eth/rlp.h"
#include "core/opstack/compression.h"

namespace opstack {

using base::fail;
using base::Fault;

namespace {

/// The first byte of a Brotli channel.
constexpr std::uint8_t kBrotliVersion = 1;

/// The low nibble of a zlib stream's first byte is its method: deflate, or the reserved one that op-node lets
/// through to the decompressor as well.
bool isZlib(std::uint8_t first)
{
    return (first & 0x0f) == 8 || (first & 0x0f) == 15;
}

} // namespace

Bytes compressChannel(const std::vector<Bytes>& batches, Compression compression)
{
    eth::rlp::Writer content;
    for (const Bytes& batch : batches)
        content.string(batch);
    if (compression == Compression::Zlib) return zlibCompress(content.bytes());
    Bytes out{kBrotliVersion};
    base::append(out, brotliCompress(content.bytes()));
    return out;
}

std::vector<Frame> splitChannel(const ChannelId& id, ByteView content, std::size_t maxFrameSize)
{
    CHECK(maxFrameSize > kFrameOverhead);
    const std::size_t step = std::min(maxFrameSize - kFrameOverhead, kMaxFrameDataSize);
    std::vector<Frame> frames;
    do {
        const ByteView piece = content.first(std::min(step, content.size()));
        content = content.subspan(piece.size());
        CHECK(frames.size() <= 0xffff);
        frames.push_back(
            {id, static_cast<std::uint16_t>(frames.size()), base::toBytes(piece), content.empty()});
    } while (!content.empty());
    return frames;
}

base::Result<ChannelReader> ChannelReader::open(ByteView content, bool brotliAllowed, std::size_t maxRlpBytes)
{
    if (content.empty()) return fail(Fault::BadData, "an empty channel");
    if (isZlib(content[0])) return ChannelReader(zlibDecompress(content, maxRlpBytes));
    if (content[0] == kBrotliVersion && brotliAllowed)
        return ChannelReader(brotliDecompress(content.subspan(1), maxRlpBytes));
    return fail(Fault::BadData, "a channel of unknown compression");
}

std::optional<ByteView> ChannelReader::next()
{
    eth::rlp::Reader reader(ByteView(m_bytes).subspan(m_position));
    const auto batch = reader.string();
    m_position = batch ? m_bytes.size() - reader.rest().size() : m_bytes.size();
    if (!batch) return {};
    return *batch;
}

} // namespace opstack
