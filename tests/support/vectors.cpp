#include "tests/support/vectors.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>

namespace tests {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void stop(const std::string& why)
{
    std::cerr << why << '\n';
    std::exit(1);
}

fs::path root(const char* variable, const char* fallback)
{
    const char* set = std::getenv(variable); // NOLINT(concurrency-mt-unsafe)
    return set != nullptr && *set != '\0' ? fs::path(set) : fs::path(POSTERN_SHARED) / fallback;
}

/// One process unpacks, the others wait: a lock file beside the folder, and a rename at the end.
fs::path unpack(const fs::path& archive)
{
    const fs::path folder =
        fs::path(POSTERN_UNPACKED) /
        (archive.stem().stem().string() + "-" +
            std::to_string(std::hash<std::string>{}(fs::absolute(archive).string()) % 1000000) + "-" +
            std::to_string(fs::file_size(archive)));
    fs::create_directories(folder.parent_path());
    const int lock = ::open((folder.string() + ".lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (lock < 0 || ::flock(lock, LOCK_EX) != 0) stop("cannot lock " + folder.string());
    if (!fs::exists(folder)) {
        const fs::path part = folder.string() + ".part";
        fs::remove_all(part);
        fs::create_directories(part);
        const std::string command = "tar --zstd -xf '" + archive.string() + "' -C '" + part.string() + "'";
        if (std::system(command.c_str()) != 0)
            stop("cannot unpack " + archive.string() + " (needs tar and zstd)"); // NOLINT
        fs::rename(part, folder);
    }
    ::close(lock);
    return folder;
}

std::optional<fs::path> findSet(const fs::path& folder, const std::string& set)
{
    if (fs::is_directory(folder / set)) return folder / set;
    const fs::path archive = folder / (set + ".tar.zst");
    if (!fs::exists(archive)) return {};
    const fs::path unpacked = unpack(archive);
    return fs::is_directory(unpacked / set) ? unpacked / set : unpacked;
}

/// What was looked for last and is not here.
std::string& missing()
{
    static std::string name;
    return name;
}

template <typename Path>
std::optional<fs::path> noted(Path found, const std::string& name)
{
    if (!found) missing() = name;
    return found;
}

std::optional<fs::path> existing(const fs::path& path)
{
    if (fs::exists(path)) return path;
    return {};
}

/// A path whose first part may be an archive.
std::optional<fs::path> findInSet(const fs::path& folder, const fs::path& path)
{
    if (const auto plain = existing(folder / path)) return plain;
    const auto set = findSet(folder, path.begin()->string());
    if (!set) return {};
    return existing(*set / path.lexically_relative(*path.begin()));
}

} // namespace

std::optional<fs::path> vectorSet(const std::string& set)
{
    return noted(findSet(root("POSTERN_VECTORS", "vectors"), set), set);
}

std::optional<fs::path> vectorFile(const std::string& path)
{
    return noted(findInSet(root("POSTERN_VECTORS", "vectors"), path), path);
}

std::optional<fs::path> recordedSet(const std::string& set)
{
    return noted(findSet(root("POSTERN_RECORDED", "recorded"), set), "recorded/" + set);
}

std::optional<fs::path> benchFile(const std::string& path)
{
    return noted(existing(root("POSTERN_BENCH_INPUTS", "bench") / path), "bench/" + path);
}

const char* noVectors()
{
    static std::string words;
    words = "vectors absent: " + (missing().empty() ? std::string("the recorded chains") : missing()) +
            " (POSTERN_VECTORS and POSTERN_RECORDED name their folders)";
    return words.c_str();
}

std::vector<fs::path> filesBelow(const fs::path& folder, const std::string& extension)
{
    std::vector<fs::path> files;
    if (!fs::is_directory(folder)) return files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().extension() == extension) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<fs::path> recordings()
{
    std::vector<fs::path> all;
    for (const char* name : {"cases", "journeys"})
        if (const auto set = recordedSet(name))
            for (const fs::path& file : filesBelow(*set, ".json"))
                if (!file.string().ends_with(".witness.json")) all.push_back(file);
    return all;
}

nlohmann::json readJson(const fs::path& file)
{
    std::ifstream in(file);
    if (!in) stop("cannot read " + file.string());
    nlohmann::json value = nlohmann::json::parse(in, nullptr, false);
    if (value.is_discarded()) stop("not JSON: " + file.string());
    return value;
}

base::Bytes hexBytes(const std::string& text)
{
    std::string digits = text.starts_with("0x") ? text.substr(2) : text;
    if (digits.size() % 2 != 0) digits.insert(0, 1, '0');
    auto bytes = base::parseHex(digits);
    if (!bytes) stop("not hex in a vector: " + text.substr(0, 80));
    return *std::move(bytes);
}

} // namespace tests
