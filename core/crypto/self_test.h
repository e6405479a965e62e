#pragma once

#include "core/base/result.h"

#include <string_view>
#include <vector>

namespace crypto {

struct SelfTestOutcome {
    std::string_view name; ///< of the primitive, such as "keccak-256"
    bool ok = false;
};

/// Runs a known-answer test of every primitive: a library that was replaced, miscompiled or runs on broken
/// hardware must not sign. Takes some milliseconds.
std::vector<SelfTestOutcome> runSelfTests();

/// The same as one answer: Mismatch naming the primitives that failed.
base::Result<void> selfTest();

} // namespace crypto
