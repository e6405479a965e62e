#include "core/opstack/blob.h"

namespace opstack {

using base::fail;
using base::Fault;

namespace {

// Four field elements are a round. Each has a first byte of which only six bits are used, and 31 whole bytes
// (its tail). The four times six bits make three more bytes, which stand between the tails:
//
//     tail 0 ++ x ++ tail 1 ++ y ++ tail 2 ++ z ++ tail 3
constexpr std::size_t kElement = 32;
constexpr std::size_t kTail = 31;
constexpr std::size_t kRound = 4 * kTail + 3;
constexpr std::size_t kRounds = kBlobSize / (4 * kElement);

/// The content of the first round begins with the version and the length, as three bytes.
constexpr std::size_t kPreamble = 4;
constexpr std::uint8_t kVersion = 0;
static_assert(kRounds * kRound - kPreamble == kMaxBlobDataSize);

using Round = std::array<std::uint8_t, kRound>;

void writeRound(std::uint8_t* elements, const Round& round)
{
    const std::uint8_t x = round[kTail];
    const std::uint8_t y = round[2 * kTail + 1];
    const std::uint8_t z = round[3 * kTail + 2];
    const std::array<int, 4> heads{
        x & 0x3f, ((x & 0xc0) >> 2) | (y & 0x0f), z & 0x3f, ((z & 0xc0) >> 2) | ((y & 0xf0) >> 4)};
    for (std::size_t i = 0; i < 4; ++i) {
        elements[i * kElement] = static_cast<std::uint8_t>(heads[i]);
        std::copy_n(
            round.begin() + static_cast<std::ptrdiff_t>(i * (kTail + 1)), kTail, elements + i * kElement + 1);
    }
}

Round readRound(const std::uint8_t* elements)
{
    const auto head = [&](std::size_t i) { return elements[i * kElement]; };
    Round round{};
    for (std::size_t i = 0; i < 4; ++i)
        std::copy_n(
            elements + i * kElement + 1, kTail, round.begin() + static_cast<std::ptrdiff_t>(i * (kTail + 1)));
    round[kTail] = static_cast<std::uint8_t>((head(0) & 0x3f) | (head(1) & 0x30) << 2);
    round[2 * kTail + 1] = static_cast<std::uint8_t>((head(1) & 0x0f) | (head(3) & 0x0f) << 4);
    round[3 * kTail + 2] = static_cast<std::uint8_t>((head(2) & 0x3f) | (head(3) & 0x30) << 2);
    return round;
}

bool hasHighBits(const std::uint8_t* elements, std::size_t firstElement)
{
    for (std::size_t i = firstElement; i < 4; ++i)
        if ((elements[i * kElement] & 0xc0) != 0) return true;
    return false;
}

bool allZero(ByteView bytes)
{
    return std::ranges::all_of(bytes, [](std::uint8_t byte) { return byte == 0; });
}

} // namespace

Bytes encodeBlob(ByteView data)
{
    CHECK(data.size() <= kMaxBlobDataSize);
    Bytes content{kVersion, static_cast<std::uint8_t>(data.size() >> 16),
        static_cast<std::uint8_t>(data.size() >> 8), static_cast<std::uint8_t>(data.size())};
    base::append(content, data);
    content.resize(kRounds * kRound);
    Bytes blob(kBlobSize);
    for (std::size_t i = 0; i < kRounds; ++i) {
        Round round;
        std::copy_n(content.begin() + static_cast<std::ptrdiff_t>(i * kRound), kRound, round.begin());
        writeRound(blob.data() + i * 4 * kElement, round);
    }
    return blob;
}

base::Result<Bytes> parseBlob(ByteView blob)
{
    if (blob.size() != kBlobSize) return fail(Fault::BadData, "a blob is 131072 bytes long");
    if (blob[1] != kVersion) return fail(Fault::BadData, "blob encoding of an unknown version");
    const std::size_t length = std::size_t{blob[2]} << 16 | std::size_t{blob[3]} << 8 | blob[4];
    if (length > kMaxBlobDataSize) return fail(Fault::BadData, "blob with an impossible length");
    Bytes content;
    content.reserve(kPreamble + length + kRound);
    std::size_t position = 0;
    while (position == 0 || content.size() < kPreamble + length) {
        // Deployed nodes only mask the two high bits of the blob's very first byte and refuse all others.
        if (hasHighBits(blob.data() + position, position == 0 ? 1 : 0))
            return fail(Fault::BadData, "blob with an invalid field element");
        const Round round = readRound(blob.data() + position);
        base::append(content, round);
        position += 4 * kElement;
    }
    if (!allZero(ByteView(content).subspan(kPreamble + length)) || !allZero(blob.subspan(position)))
        return fail(Fault::BadData, "blob with something after its data");
    content.resize(kPreamble + length);
    content.erase(content.begin(), content.begin() + kPreamble);
    return content;
}

} // namespace opstack
