#pragma once

#include <span>

namespace crypto {

/// A known-answer test; internal to the self-test.
struct SelfTestCase {
    const char* name;
    bool (*holds)();
};

/// Each group lies beside what it tests; self_test.cpp lists the groups.
std::span<const SelfTestCase> hashSelfTests();
std::span<const SelfTestCase> curveSelfTests();
std::span<const SelfTestCase> pairingSelfTests();
std::span<const SelfTestCase> keySelfTests();

} // namespace crypto
