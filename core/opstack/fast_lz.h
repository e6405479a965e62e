#pragma once

#include "core/base/bytes.h"

namespace opstack {

/// The length that FastLZ (level 1, as Solady's LibZip.flzCompress) would compress the bytes to; nothing is
/// compressed. Fjord's fee depends on it bit for bit. Specification: fjord/exec-engine.md, "L1-Cost fees".
std::uint64_t fastLzLength(base::ByteView data);

} // namespace opstack
