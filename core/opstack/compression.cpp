#include "core/opstack/compression.h"

#include <brotli/decode.h>
#include <brotli/encode.h>
#include <zlib.h>

#include <memory>

namespace opstack {
namespace {

constexpr std::size_t kFirstOutput = 1 << 16;
constexpr int kBrotliQuality = 10;

/// Room for more output: doubles what there is, within the limit. False when the limit is reached.
bool grow(Bytes& out, std::size_t used, std::size_t limit)
{
    if (used >= limit) return false;
    out.resize(std::min(limit, std::max(kFirstOutput, 2 * used)));
    return true;
}

} // namespace

Bytes zlibCompress(ByteView bytes)
{
    uLongf size = compressBound(bytes.size());
    Bytes out(size);
    CHECK(compress2(out.data(), &size, bytes.data(), bytes.size(), Z_BEST_COMPRESSION) == Z_OK);
    out.resize(size);
    return out;
}

Bytes brotliCompress(ByteView bytes)
{
    std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
    Bytes out(size);
    CHECK(BrotliEncoderCompress(kBrotliQuality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_GENERIC, bytes.size(),
              bytes.data(), &size, out.data()) == BROTLI_TRUE);
    out.resize(size);
    return out;
}

Bytes zlibDecompress(ByteView stream, std::size_t limit)
{
    z_stream state{};
    CHECK(inflateInit(&state) == Z_OK);
    const std::unique_ptr<z_stream, int (*)(z_stream*)> end(&state, inflateEnd);
    state.next_in = const_cast<Bytef*>(stream.data()); // NOLINT: zlib reads only
    state.avail_in = static_cast<uInt>(stream.size());
    Bytes out;
    std::size_t used = 0;
    int status = Z_OK;
    while (status == Z_OK && grow(out, used, limit)) {
        state.next_out = out.data() + used;
        state.avail_out = static_cast<uInt>(out.size() - used);
        status = inflate(&state, Z_NO_FLUSH);
        used = out.size() - state.avail_out;
    }
    out.resize(used);
    return out;
}

Bytes brotliDecompress(ByteView stream, std::size_t limit)
{
    const std::unique_ptr<BrotliDecoderState, void (*)(BrotliDecoderState*)> state(
        BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
    CHECK(state != nullptr);
    const std::uint8_t* in = stream.data();
    std::size_t inLeft = stream.size();
    Bytes out;
    std::size_t used = 0;
    auto status = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    while (status == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && grow(out, used, limit)) {
        std::uint8_t* next = out.data() + used;
        std::size_t room = out.size() - used;
        status = BrotliDecoderDecompressStream(state.get(), &inLeft, &in, &room, &next, nullptr);
        used = out.size() - room;
    }
    out.resize(used);
    return out;
}

} // namespace opstack
