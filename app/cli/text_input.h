#pragma once

#include "app/cli/command.h"
#include "core/base/bytes.h"

/// What commands are given to work on: a word of the command line, a file, or stdin.
namespace cli {

inline constexpr Option kFileOption{"--file", "FILE", "read it from a file (\"-\": stdin)"};

/// The whole of a file, or of stdin for "-", of at most `limit` bytes.
base::Result<base::Bytes> readInput(const std::string& file, std::uint64_t limit);

/// The positional argument at `place` ("-": stdin), or the content of --file. UsageError when there are both
/// or none.
Given<base::Bytes> inputAt(const Arguments& arguments, std::size_t place, std::uint64_t limit);
/// The same as the bytes of its hex digits; spaces and line ends around them do not matter.
Given<base::Bytes> hexInputAt(const Arguments& arguments, std::size_t place, std::uint64_t limit);

/// The text without spaces and line ends around it, and without a byte-order mark.
std::string_view trimmed(std::string_view text);

} // namespace cli
