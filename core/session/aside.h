#pragma once

#include "core/session/session.h"

namespace session {

/// A file of the data folder without which a Session could be opened.
struct Unusable {
    enum class Kind {
        Records,       ///< what was signed and what has been seen of it; no keys
        PracticeWorld, ///< the practice network's chains
    };
    Kind kind = Kind::Records;
    std::filesystem::path file;
    base::Error why; ///< BadData: damaged, or not ours. Unsupported: a newer program's
};

/// Looks for such files, from end to end where they are databases. Keys are in none of them. Storage when
/// another process has the practice chains open.
base::Result<std::vector<Unusable>> findUnusable(const Settings& settings);

struct SetAside {
    Unusable::Kind kind = Unusable::Kind::Records;
    std::filesystem::path from;
    std::filesystem::path to; ///< beside it
};

/// Renames what findUnusable() finds, so that the next Session begins with new files; nothing is deleted or
/// overwritten. With a practice world go the records that speak of it, sound or not. Storage when a file
/// cannot be renamed, or another program has it open.
base::Result<std::vector<SetAside>> setUnusableAside(const Settings& settings);

} // namespace session
