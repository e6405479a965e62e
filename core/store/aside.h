#pragma once

#include "core/base/result.h"

#include <filesystem>

namespace store {

/// Reads a database of SQLite from end to end. BadData when it is damaged or no database, Storage when it
/// cannot be read or another program has it for itself.
base::Result<void> checkDatabase(const std::filesystem::path& file);

/// Renames a database to "<name>.aside-<n>", the first that is free, and its log with it; gives the new name.
/// Nothing is deleted or overwritten. Storage when it cannot be renamed, or another program has it open.
base::Result<std::filesystem::path> setAside(const std::filesystem::path& file);

} // namespace store
