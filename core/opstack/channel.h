#pragma once

#include "core/opstack/frame.h"

#include <optional>

namespace opstack {

/// How the batches of a channel are compressed. Specification: fjord/derivation.md, "Brotli Channel
/// Compression".
enum class Compression {
    Zlib,   ///< RFC 1950, no version byte
    Brotli, ///< 0x01, then RFC 7932; from Fjord
};

/// Batches (each with its type byte) as the content of a channel: one RLP string a batch, compressed.
Bytes compressChannel(const std::vector<Bytes>& batches, Compression compression);

/// Cuts a channel's content into frames of at most `maxFrameSize` bytes each, overhead included.
std::vector<Frame> splitChannel(const ChannelId& id, ByteView content, std::size_t maxFrameSize);

/// max_rlp_bytes_per_channel: how many decompressed bytes of a channel count. It grew with Fjord.
inline constexpr std::size_t kMaxRlpBytesPerChannelBedrock = 10'000'000;
inline constexpr std::size_t kMaxRlpBytesPerChannelFjord = 100'000'000;

/// The batches of a channel, taken one after the other. A channel that is damaged or goes over the limit
/// gives the batches before that point and then ends, as the specification's lazy decoding does.
class ChannelReader {
public:
    /// BadData when the first byte names no compression, or Brotli before `brotliAllowed`: the channel is
    /// dropped.
    static base::Result<ChannelReader> open(ByteView content, bool brotliAllowed, std::size_t maxRlpBytes);

    /// The next batch: its type byte and content. Nothing at the end, be it proper or not.
    std::optional<ByteView> next();

    /// The decompressed bytes, up to the limit or the damage.
    const Bytes& decompressed() const { return m_bytes; }

private:
    explicit ChannelReader(Bytes bytes)
        : m_bytes(std::move(bytes))
    {
    }

    Bytes m_bytes;
    std::size_t m_position = 0;
};

} // namespace opstack
