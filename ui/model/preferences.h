#pragma once

#include "core/session/session.h"

namespace ui {

/// What the user chose in the settings dialog, as it lies in `folder`/window.json. The file's absence is a
/// fresh start: the compiled-in practice network. BadData when it is damaged, Storage when it cannot be read.
base::Result<session::Settings> loadPreferences(const std::filesystem::path& folder);

/// Writes network and addresses of nodes into settings.folder, which is made when absent.
base::Result<void> savePreferences(const session::Settings& settings);

} // namespace ui
