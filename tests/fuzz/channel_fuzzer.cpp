#include "core/opstack/batch.h"
#include "core/opstack/blob.h"
#include "core/opstack/channel.h"
#include "core/opstack/span_batch.h"

#include <cstdlib>

namespace {

constexpr std::uint64_t kChainId = 10;
constexpr std::size_t kMaxRlpBytes = 1u << 20u;

void require(bool condition)
{
    if (!condition) std::abort();
}

/// A batch that could be read is written as the same batch.
void readBatch(base::ByteView batch)
{
    if (batch.empty()) return;
    const base::ByteView content = batch.subspan(1);
    if (batch[0] == static_cast<std::uint8_t>(opstack::BatchType::Singular)) {
        if (const auto single = opstack::parseSingularBatch(content))
            require(opstack::parseSingularBatch(base::ByteView(opstack::encodeBatch(*single)).subspan(1)) ==
                    *single);
    } else if (const auto span = opstack::parseSpanBatch(content, kChainId)) {
        (void)span->firstOriginNumber();
        if (const auto written = opstack::encodeBatch(*span))
            require(opstack::parseSpanBatch(base::ByteView(*written).subspan(1), kChainId).has_value());
    }
}

} // namespace

/// What anybody can post to the batch inbox. The first byte chooses where it is let in: as a batcher
/// transaction's data, as a channel's content, as a batch.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0) return 0;
    const base::ByteView input(data + 1, size - 1);
    switch (data[0] % 3) {
    case 0:
        (void)opstack::parseFrames(input);
        break;
    case 1:
        if (auto channel = opstack::ChannelReader::open(input, true, kMaxRlpBytes)) {
            require(channel->decompressed().size() <= kMaxRlpBytes);
            while (const auto batch = channel->next())
                readBatch(*batch);
        }
        break;
    default:
        readBatch(input);
    }
    return 0;
}
