#pragma once

#include "app/cli/terminal.h"

namespace cli {

/// Shows new words once, with advice, and asks for some of them until they are right. Cancelled when the
/// person gives up.
base::Result<void> teachWords(Terminal& terminal, const base::Secret& words);

} // namespace cli
