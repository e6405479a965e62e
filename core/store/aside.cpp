#include "core/store/aside.h"

#include "core/base/file.h"
#include "core/store/sqlite.h"

namespace store {
namespace {

namespace fs = std::filesystem;
using base::fail;
using base::Fault;
using base::Result;

/// What SQLite keeps beside a database. The log may hold what the database does not yet have.
constexpr const char* kCompanions[] = {"-wal", "-shm", "-journal"};

fs::path withSuffix(const fs::path& file, const std::string& suffix)
{
    fs::path name = file;
    name += suffix;
    return name;
}

/// A name of which neither the file nor a companion is there.
Result<fs::path> freeName(const fs::path& file)
{
    for (unsigned number = 1;; ++number) {
        fs::path name = withSuffix(file, ".aside-" + std::to_string(number));
        bool isFree = !TRY(base::isThere(name));
        for (const char* companion : kCompanions)
            isFree = isFree && !TRY(base::isThere(withSuffix(name, companion)));
        if (isFree) return name;
    }
}

Result<void> moveTo(const fs::path& from, const fs::path& to)
{
    std::error_code error;
    fs::rename(from, to, error);
    if (error) return fail(Fault::Storage, "setting " + from.string() + " aside: " + error.message());
    return {};
}

/// Whoever has a file open would go on writing to it under its new name. SQLite gives up the log only where
/// nobody else has the file open; a damaged file may not let itself be asked.
Result<void> checkNobodyHasIt(const fs::path& file)
{
    const auto given = [&]() -> Result<void> {
        Connection connection = TRY(Connection::open(file));
        return connection.run("PRAGMA journal_mode = DELETE");
    }();
    if (given || given.error().fault == Fault::BadData) return {};
    return base::within(
        "close every other program that has " + file.string() + " open, and try again", given.error());
}

} // namespace

Result<void> checkDatabase(const fs::path& file)
{
    Connection connection = TRY(Connection::open(file));
    Statement statement = TRY(connection.prepare("PRAGMA quick_check(1)"));
    if (!TRY(statement.step())) return fail(Fault::BadData, "the database: it cannot be checked");
    const std::string found = statement.text();
    if (found != "ok") return fail(Fault::BadData, "the database is damaged: " + found);
    return {};
}

Result<fs::path> setAside(const fs::path& file)
{
    TRY(checkNobodyHasIt(file));
    fs::path aside = TRY(freeName(file));
    // The log first: one that is left without its database would be taken for that of the next.
    for (const char* companion : kCompanions)
        if (TRY(base::isThere(withSuffix(file, companion))))
            TRY(moveTo(withSuffix(file, companion), withSuffix(aside, companion)));
    TRY(moveTo(file, aside));
    return aside;
}

} // namespace store
