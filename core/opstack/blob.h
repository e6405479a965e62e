#pragma once

#include "core/base/bytes.h"

namespace opstack {

using base::Bytes;
using base::ByteView;

/// An EIP-4844 blob: 4096 field elements of 32 bytes.
inline constexpr std::size_t kBlobSize = 131'072;
/// What one blob can carry: (4 * 31 + 3) bytes in each group of four field elements, less version and length.
inline constexpr std::size_t kMaxBlobDataSize = 130'044;

/// Data in a blob, encoding version 0. `data` must not be longer than kMaxBlobDataSize.
/// Specification: ecotone/derivation.md, "Blob Encoding".
Bytes encodeBlob(ByteView data);

/// The data of a blob of exactly kBlobSize bytes. BadData when the encoding is not version 0 or not clean:
/// such a blob is passed over.
base::Result<Bytes> parseBlob(ByteView blob);

} // namespace opstack
