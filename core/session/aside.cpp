#include "core/session/aside.h"

#include "core/base/file.h"
#include "core/store/aside.h"
#include "core/store/database.h"

#include <algorithm>

namespace session {
namespace {

namespace fs = std::filesystem;
using base::Fault;
using base::Result;

/// Whether the network's chains are in the program itself.
Result<bool> hasWorld(const Settings& settings)
{
    const bridge::Network network = TRY(networkOf(settings));
    return network.id == bridge::kPracticeNetwork && !settings.l1Url && !settings.l2Url;
}

Result<fs::path> recordsFile(const Settings& settings)
{
    const bool isPractice = TRY(hasWorld(settings));
    return (isPractice ? practiceWorldFile(settings.folder).parent_path() : settings.folder) / "postern.db";
}

Result<void> tryRecords(const fs::path& file)
{
    (void)TRY(store::Database::open(file));
    return store::checkDatabase(file);
}

Result<void> tryWorld(const fs::path& file)
{
    practice::WorldSettings settings;
    settings.file = file;
    settings.speed = 0;
    (void)TRY(practice::World::open(settings));
    return store::checkDatabase(file);
}

/// Only such a fault is the file's own; others may be gone at the next try.
bool isOfTheFile(Fault fault)
{
    return fault == Fault::BadData || fault == Fault::Unsupported || fault == Fault::Mismatch;
}

Result<void> lookAt(const fs::path& file, Unusable::Kind kind, std::vector<Unusable>& found)
{
    if (!TRY(base::isThere(file))) return {};
    const auto tried = kind == Unusable::Kind::Records ? tryRecords(file) : tryWorld(file);
    if (tried) return {};
    if (!isOfTheFile(tried.error().fault)) return tried;
    found.push_back({kind, file, tried.error()});
    return {};
}

} // namespace

Result<std::vector<Unusable>> findUnusable(const Settings& settings)
{
    std::vector<Unusable> found;
    if (TRY(hasWorld(settings)))
        TRY(lookAt(practiceWorldFile(settings.folder), Unusable::Kind::PracticeWorld, found));
    const fs::path records = TRY(recordsFile(settings));
    TRY(lookAt(records, Unusable::Kind::Records, found));
    return found;
}

Result<std::vector<SetAside>> setUnusableAside(const Settings& settings)
{
    using Kind = Unusable::Kind;
    std::vector<Unusable> unusable = TRY(findUnusable(settings));
    const auto has = [&](Kind kind) {
        return std::ranges::find(unusable, kind, &Unusable::kind) != unusable.end();
    };
    // Its nonces and hashes would be taken for those of the new world. First, for they may be in use.
    const fs::path records = TRY(recordsFile(settings));
    if (has(Kind::PracticeWorld) && !has(Kind::Records) && TRY(base::isThere(records)))
        unusable.push_back({Kind::Records, records, {}});
    std::ranges::reverse(unusable);
    std::vector<SetAside> done;
    for (const Unusable& each : unusable) {
        fs::path aside = TRY(store::setAside(each.file));
        done.push_back({each.kind, each.file, std::move(aside)});
    }
    return done;
}

} // namespace session
