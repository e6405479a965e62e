#pragma once

#include "core/base/uint256.h"
#include "core/eth/receipt.h"
#include "tests/support/vectors.h"

/// What the tests of this folder share: files of the folder "derivation" of the vectors, and the values in
/// them.
namespace tests {

/// All files there whose name begins so; none when there are no vectors.
inline std::vector<std::filesystem::path> derivationFiles(const std::string& prefix)
{
    std::vector<std::filesystem::path> files;
    const auto folder = vectorFile("derivation");
    if (!folder) return files;
    for (const auto& entry : std::filesystem::directory_iterator(*folder)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(prefix) && name.ends_with(".json")) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// The list "vectors" of a file; by value, to be looped over.
inline nlohmann::json vectorsIn(const std::filesystem::path& file)
{
    return readJson(file)["vectors"];
}

/// A number, or decimal or hex text; zero when absent.
inline base::Uint256 number(const nlohmann::json& value)
{
    if (value.is_null()) return {};
    if (value.is_number()) return base::Uint256{value.get<std::uint64_t>()};
    return base::parseNumber(value.get<std::string>()).value();
}
inline base::Uint256 number(const nlohmann::json& object, const char* key)
{
    return object.contains(key) ? number(object[key]) : base::Uint256{};
}
template <typename Word>
Word narrow(const nlohmann::json& object, const char* key)
{
    return static_cast<Word>(number(object, key).low64());
}

inline base::Hash hash(const nlohmann::json& value)
{
    return base::parseFixed<base::Hash>(value.get<std::string>()).value();
}
inline base::Address address(const nlohmann::json& value)
{
    return base::parseFixed<base::Address>(value.get<std::string>()).value();
}

/// {address?, topics, data}
inline eth::Log log(const nlohmann::json& value)
{
    eth::Log log;
    if (value.contains("address")) log.address = address(value["address"]);
    for (const auto& topic : value["topics"])
        log.topics.push_back(hash(topic));
    log.data = hexBytes(value["data"]);
    return log;
}

} // namespace tests
