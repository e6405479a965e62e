#pragma once

#include "core/store/sqlite.h"

#include <span>

namespace store {

/// The statements that bring an empty database to the newest form, one step a version: step n makes version n
/// + 1. A step that has been released is never changed; new ones are put at the end.
std::span<const char* const> migrations();

/// Brings the database to the newest version, all steps as one; safe when several processes do it at once.
/// Unsupported when a newer program has written it.
base::Result<void> migrate(Connection& connection);

} // namespace store
