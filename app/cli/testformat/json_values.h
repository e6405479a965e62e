#pragma once

#include "core/base/bytes.h"
#include "core/base/uint256.h"
#include "core/execution/memory_state.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <stdexcept>

/// Readers of the official test formats and of recorded chains. They are programs' code, not the library's: a
/// file that does not have its format raises FormatError, and the runner of files reports it.
namespace testformat {

using nlohmann::json;

struct FormatError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Bytes in hex, with or without prefix; an odd digit stands for a low half byte.
base::Bytes bytesOf(const json& value);
/// A JSON number, hex after 0x with any leading zeros, or else decimal digits; nothing after 0x is zero.
base::Uint256 numberOf(const json& value);
std::uint64_t number64Of(const json& value);
/// Exactly 32 and 20 bytes.
base::Hash hashOf(const json& value);
base::Address addressOf(const json& value);
/// The member, or a null value.
const json& member(const json& object, const char* name);

/// An allocation: {address: {balance, nonce, code, storage}}; missing parts are zero.
void readAllocation(const json& allocation, execution::MemoryState& state);

json readFile(const std::filesystem::path& file);

/// Why a file could not be read, in a sentence of ours, whatever raised it.
std::string problemOf(const std::exception& error);

} // namespace testformat
