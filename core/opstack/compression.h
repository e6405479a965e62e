#pragma once

#include "core/base/bytes.h"

namespace opstack {

using base::Bytes;
using base::ByteView;

/// RFC 1950 at the highest level.
Bytes zlibCompress(ByteView bytes);
/// RFC 7932, quality 10: what op-batcher uses.
Bytes brotliCompress(ByteView bytes);

/// As many bytes as come out before the stream ends, breaks, or `limit` is reached. Never fails: what a
/// damaged stream gives before the damage counts.
Bytes zlibDecompress(ByteView stream, std::size_t limit);
Bytes brotliDecompress(ByteView stream, std::size_t limit);

} // namespace opstack
