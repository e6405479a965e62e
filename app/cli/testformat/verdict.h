#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace testformat {

enum class Verdict { Passed, Failed, Skipped };

/// What became of one case of a file.
struct CaseResult {
    std::string name;
    Verdict verdict = Verdict::Passed;
    std::string why; ///< of a failure or a skip
};

/// All cases of many files.
struct Tally {
    std::size_t passed = 0, failed = 0, skipped = 0;
    std::vector<CaseResult> failures; ///< with the file in front of the name, by file
    std::vector<std::string> skippedForks;
};

using FileRunner = std::function<std::vector<CaseResult>(const std::filesystem::path&)>;

/// Runs all files, `threads` at a time. What a runner raises is a failure of its file.
Tally runFiles(std::span<const std::filesystem::path> files, unsigned threads, const FileRunner& runner);

/// The JSON files that a path stands for: itself, or all below a folder; sorted.
std::vector<std::filesystem::path> jsonFilesAt(const std::filesystem::path& path);

} // namespace testformat
