#pragma once

#include "tests/support/vectors.h"

#include <QDebug>

#include <functional>
#include <map>

namespace tests {

/// A precompiled contract: output, or nothing when the call fails.
using Precompile = std::function<std::optional<base::Bytes>(base::ByteView)>;

struct Tally {
    int passed = 0;
    int failed = 0;
};

/// Runs one file in go-ethereum's layout: a list of {Input, Expected | ExpectedError, Name}.
inline Tally runPrecompileFile(const std::filesystem::path& file, const Precompile& precompile)
{
    Tally tally;
    for (const auto& vector : readJson(file)) {
        const auto output = precompile(hexBytes(vector["Input"]));
        std::optional<base::Bytes> expected;
        if (vector.contains("Expected")) expected = hexBytes(vector["Expected"]);
        const bool right = output == expected;
        ++(right ? tally.passed : tally.failed);
        if (!right) qWarning("%s: %s", file.c_str(), vector["Name"].get<std::string>().c_str());
    }
    return tally;
}

/// Runs every file of the set "precompiles" that `table` knows by its stem ("fail-" in front left out), and
/// tells the number of files and cases.
inline Tally runPrecompileFiles(
    const std::filesystem::path& set, const std::map<std::string, Precompile>& table)
{
    Tally all;
    for (const auto& file : filesBelow(set, ".json")) {
        std::string stem = file.stem().string();
        if (stem.starts_with("fail-")) stem.erase(0, 5);
        const auto found = table.find(stem);
        if (found == table.end()) continue;
        const Tally tally = runPrecompileFile(file, found->second);
        qInfo("%s: %d passed, %d failed", file.filename().c_str(), tally.passed, tally.failed);
        all.passed += tally.passed;
        all.failed += tally.failed;
    }
    return all;
}

} // namespace tests
