#pragma once

#include "core/practice/world/world.h"

namespace tests {

/// The world of all tests of a program: in memory, its time stands still, made once.
inline const std::shared_ptr<practice::World>& sharedWorld()
{
    constexpr std::uint64_t kIn2026 = 1'780'000'000;
    static const auto kWorld = practice::World::open({.file = {}, .genesisTime = kIn2026, .speed = 0});
    CHECK(kWorld.has_value());
    return *kWorld;
}

} // namespace tests
