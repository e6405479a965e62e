#pragma once

#include <QTest>

namespace tests {

/// Milliseconds that a test gives what comes sooner or later. Blocks are built and passwords stretched in
/// that time, on a machine that may be busy: only what never comes is a failure.
inline constexpr int kPatience = 60'000;

} // namespace tests

// Ends the test function unless the condition holds, or the two are equal, within that time.
#define EVENTUALLY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, tests::kPatience)
#define EVENTUALLY_EQUAL(actual, expected) QTRY_COMPARE_WITH_TIMEOUT(actual, expected, tests::kPatience)
