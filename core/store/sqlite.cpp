#include "core/store/sqlite.h"

#include <sqlite3.h>

#include <chrono>
#include <thread>

namespace store {
namespace {

using base::fail;
using base::Fault;

constexpr const char* kUniqueConflict = "already there";

/// What most often is behind it, and what to do.
const char* adviceOn(int primary)
{
    switch (primary) {
    case SQLITE_FULL:
    case SQLITE_IOERR:
        return " (the disk is full or fails: make room, or choose another data folder)";
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return " (nothing can be written in the data folder: choose another, or change who may write to it)";
    default:
        return "";
    }
}

base::Error toError(int code, const char* doing)
{
    if (code == SQLITE_CONSTRAINT_UNIQUE) return {Fault::Storage, kUniqueConflict};
    const int primary = code & 0xff;
    const bool isDamaged = primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB;
    return {isDamaged ? Fault::BadData : Fault::Storage,
        std::string("the database: ") + doing + ": " + sqlite3_errstr(code) + adviceOn(primary)};
}

/// What every connection is told. synchronous=FULL: in WAL mode a commit is on the disk only then.
constexpr const char* kSetUp = "PRAGMA journal_mode = WAL;"
                               "PRAGMA synchronous = FULL;"
                               "PRAGMA foreign_keys = ON;"
                               "PRAGMA trusted_schema = OFF;"
                               "PRAGMA cell_size_check = ON;";

constexpr const char* kSetUpAlone = "PRAGMA journal_mode = WAL;"
                                    "PRAGMA journal_size_limit = 33554432;"
                                    "PRAGMA synchronous = NORMAL;"
                                    "PRAGMA cache_size = -8192;"
                                    "PRAGMA trusted_schema = OFF;"
                                    "PRAGMA cell_size_check = ON;";
constexpr int kPatience = 5000; ///< milliseconds

} // namespace

bool isUniqueConflict(const base::Error& error)
{
    return error.fault == Fault::Storage && error.detail == kUniqueConflict;
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const
{
    sqlite3_finalize(statement);
}

void Statement::note(int code)
{
    if (code != SQLITE_OK && m_failure == SQLITE_OK) m_failure = code;
}

Statement& Statement::bind(std::int64_t value)
{
    note(sqlite3_bind_int64(m_statement.get(), ++m_bound, value));
    return *this;
}

Statement& Statement::bind(std::string_view text)
{
    note(sqlite3_bind_text64(
        m_statement.get(), ++m_bound, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
}

Statement& Statement::bind(base::ByteView bytes)
{
    // A null pointer would bind NULL.
    const void* data = bytes.empty() ? static_cast<const void*>("") : bytes.data();
    note(sqlite3_bind_blob64(m_statement.get(), ++m_bound, data, bytes.size(), SQLITE_TRANSIENT));
    return *this;
}

Statement& Statement::bindNull()
{
    note(sqlite3_bind_null(m_statement.get(), ++m_bound));
    return *this;
}

Statement& Statement::reset()
{
    sqlite3_reset(m_statement.get());
    m_bound = m_column = 0;
    m_failure = SQLITE_OK;
    return *this;
}

base::Result<bool> Statement::step()
{
    if (m_failure != SQLITE_OK) return std::unexpected(toError(m_failure, "a value does not fit"));
    const int code = sqlite3_step(m_statement.get());
    m_column = 0;
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return std::unexpected(toError(code, "a statement failed"));
}

base::Result<void> Statement::run()
{
    while (TRY(step())) {
    }
    return {};
}

std::int64_t Statement::integer()
{
    return sqlite3_column_int64(m_statement.get(), m_column++);
}

std::string Statement::text()
{
    const base::Bytes read = bytes();
    return std::string(base::asText(read));
}

base::Bytes Statement::bytes()
{
    const int column = m_column++;
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(m_statement.get(), column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column));
    return data == nullptr ? base::Bytes{} : base::Bytes(data, data + size);
}

bool Statement::skipNull()
{
    if (sqlite3_column_type(m_statement.get(), m_column) != SQLITE_NULL) return false;
    ++m_column;
    return true;
}

void Connection::Close::operator()(sqlite3* connection) const
{
    sqlite3_close_v2(connection);
}

base::Result<Connection> Connection::open(const std::filesystem::path& file, int patience)
{
    sqlite3* opened = nullptr;
    const int flags =
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    // SQLite takes UTF-8 on every system.
    const std::u8string name = file.u8string();
    const int code = sqlite3_open_v2(reinterpret_cast<const char*>(name.c_str()), &opened, flags, nullptr);
    Connection connection(opened);
    if (code != SQLITE_OK) return std::unexpected(toError(code, "it cannot be opened"));
    sqlite3_busy_timeout(opened, patience);
    return connection;
}

base::Result<Connection> Connection::open(const std::filesystem::path& file)
{
    Connection connection = TRY(open(file, kPatience));
    TRY(connection.setUp());
    return connection;
}

/// Two connections that turn a new file to its log at once would wait for each other for ever; SQLite tells
/// one of them Busy at once instead, whatever its patience, and it has to let go and try again.
base::Result<void> Connection::setUp()
{
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + std::chrono::milliseconds(kPatience);
    for (;;) {
        const auto done = run(kSetUp);
        const bool busy = !done && (sqlite3_errcode(m_connection.get()) & 0xff) == SQLITE_BUSY;
        if (!busy || Clock::now() >= end) return done;
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
}

base::Result<Connection> Connection::openAlone(const std::filesystem::path& file, std::uint32_t application)
{
    Connection connection = TRY(open(file, 0));
    // The page size has to come before anything makes the first page.
    TRY(connection.run("PRAGMA page_size = 16384; PRAGMA locking_mode = EXCLUSIVE"));
    TRY(connection.claim(application));
    TRY(connection.run(kSetUpAlone));
    return connection;
}

/// Puts the application's mark into an empty file, before the log keeps what is written away from it.
base::Result<void> Connection::claim(std::uint32_t application)
{
    const auto mark = ask("PRAGMA application_id");
    if (!mark && sqlite3_errcode(m_connection.get()) == SQLITE_NOTADB)
        return fail(Fault::BadData, "the file is no database");
    if (TRY(base::Result<std::int64_t>(mark)) == std::int64_t{application}) return {};
    if (TRY(ask("SELECT count(*) FROM sqlite_schema")) != 0)
        return fail(Fault::BadData, "the file is another program's database");
    return run(("PRAGMA application_id = " + std::to_string(application)).c_str());
}

/// The one number that a query gives.
base::Result<std::int64_t> Connection::ask(const char* sql)
{
    Statement statement = TRY(prepare(sql));
    (void)TRY(statement.step());
    return statement.integer();
}

base::Result<void> Connection::run(const char* sql)
{
    const int code = sqlite3_exec(m_connection.get(), sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return std::unexpected(toError(code, "a statement failed"));
    return {};
}

base::Result<Statement> Connection::prepare(std::string_view sql)
{
    sqlite3_stmt* statement = nullptr;
    const int code =
        sqlite3_prepare_v2(m_connection.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
    if (code != SQLITE_OK) return std::unexpected(toError(code, "its tables are not as expected"));
    return Statement(statement);
}

bool Connection::isAutocommit() const
{
    return sqlite3_get_autocommit(m_connection.get()) != 0;
}

std::int64_t Connection::lastRow() const
{
    return sqlite3_last_insert_rowid(m_connection.get());
}

base::Result<WriteTransaction> WriteTransaction::begin(Connection& connection)
{
    TRY(connection.run("BEGIN IMMEDIATE"));
    return WriteTransaction(connection);
}

WriteTransaction::~WriteTransaction()
{
    // A failure here leaves the connection without an open transaction all the same.
    if (m_connection != nullptr) (void)m_connection->run("ROLLBACK");
}

base::Result<void> WriteTransaction::commit()
{
    TRY(m_connection->run("COMMIT"));
    m_connection = nullptr;
    return {};
}

} // namespace store
