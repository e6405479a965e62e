#pragma once

#include "core/base/bytes.h"

#include <vector>

namespace opstack {

using base::Bytes;
using base::ByteView;

using ChannelId = base::FixedBytes<16>;

/// A piece of a channel, as it travels in a batcher transaction. Specification: derivation.md, "Frame
/// Format".
struct Frame {
    ChannelId channelId;
    std::uint16_t number = 0;
    Bytes data;
    bool isLast = false;

    friend bool operator==(const Frame&, const Frame&) = default;
};

/// channel_id 16, frame_number 2, frame_data_length 4, is_last 1.
inline constexpr std::size_t kFrameOverhead = 23;
/// A longer frame makes its whole batcher transaction invalid.
inline constexpr std::size_t kMaxFrameDataSize = 1'000'000;
/// The first byte of batcher data that holds frames ("derivation version 0").
inline constexpr std::uint8_t kDerivationVersion = 0;

/// The data of one batcher transaction or blob: the version byte and the frames.
Bytes encodeFrames(const std::vector<Frame>& frames);

/// All frames of one batcher transaction or blob. BadData when the version is another one, when any frame is
/// malformed or when there is none: then the whole item counts for nothing.
base::Result<std::vector<Frame>> parseFrames(ByteView batcherData);

} // namespace opstack
