#include "core/crypto/self_test.h"

#include "core/crypto/self_test_cases.h"

#include <string>

namespace crypto {
namespace {

constexpr std::span<const SelfTestCase> (*kGroups[])() = {
    hashSelfTests, curveSelfTests, pairingSelfTests, keySelfTests};

} // namespace

std::vector<SelfTestOutcome> runSelfTests()
{
    std::vector<SelfTestOutcome> outcomes;
    for (const auto group : kGroups)
        for (const SelfTestCase& test : group())
            outcomes.push_back({test.name, test.holds()});
    return outcomes;
}

base::Result<void> selfTest()
{
    std::string failed;
    for (const SelfTestOutcome& outcome : runSelfTests())
        if (!outcome.ok) failed += (failed.empty() ? "" : ", ") + std::string(outcome.name);
    if (failed.empty()) return {};
    return base::fail(base::Fault::Mismatch, "self-test failed: " + failed);
}

} // namespace crypto
