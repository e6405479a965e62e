#pragma once

#include "core/base/bytes.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tests {

/// The folder of a set of official vectors, or nothing when there is none on this machine.
///
/// Sets lie in the folder that the environment variable POSTERN_VECTORS names (default: ../shared/vectors
/// beside the checkout), each as a folder `<set>/` or an archive `<set>.tar.zst`. An archive is unpacked once
/// into the build folder.
std::optional<std::filesystem::path> vectorSet(const std::string& set);

/// The same for one file or folder of a set, such as "derivation/fastlz.json", so that a test needs no more
/// than it reads.
std::optional<std::filesystem::path> vectorFile(const std::string& path);

/// The same as vectorSet() for the recorded chains: POSTERN_RECORDED, default ../shared/recorded.
std::optional<std::filesystem::path> recordedSet(const std::string& set);

/// All recorded chains, sorted within each set; empty when there are none.
std::vector<std::filesystem::path> recordings();

/// The benchmark inputs: POSTERN_BENCH_INPUTS, default ../shared/bench.
std::optional<std::filesystem::path> benchFile(const std::string& path);

/// Why a test that found nothing is skipped, with the name of what was looked for last; for QSKIP. Valid
/// until the next call.
const char* noVectors();

/// All files with this extension below a folder, sorted; none when there is no such folder.
std::vector<std::filesystem::path> filesBelow(
    const std::filesystem::path& folder, const std::string& extension);

/// The file as JSON; stops the test program with a message when it cannot be read.
nlohmann::json readJson(const std::filesystem::path& file);

/// The bytes of a hex string in a vector (with or without 0x, odd lengths padded); stops the program when it
/// is not hex.
base::Bytes hexBytes(const std::string& text);
inline base::Bytes hexBytes(const nlohmann::json& value)
{
    return hexBytes(value.get<std::string>());
}

/// The text of a JSON string, which it must be.
inline std::string textOf(const nlohmann::json& value)
{
    return value.get<std::string>();
}

} // namespace tests
