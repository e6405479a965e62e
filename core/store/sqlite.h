#pragma once

#include "core/base/bytes.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

struct sqlite3;
struct sqlite3_stmt;

namespace store {

/// One compiled statement: bind in order, step through the rows, read columns in order. Text and bytes are
/// copied. Failures of binding are kept and reported by the next step().
class Statement {
public:
    Statement& bind(std::int64_t value);
    Statement& bind(std::string_view text);
    Statement& bind(base::ByteView bytes);
    Statement& bindNull();
    /// The value, or null.
    template <typename T>
    Statement& bind(const std::optional<T>& value)
    {
        return value ? bind(*value) : bindNull();
    }

    /// Ready to be bound and stepped through once more.
    Statement& reset();

    /// True when there is a row to read, false at the end.
    base::Result<bool> step();
    /// To the end, for statements without rows.
    base::Result<void> run();

    /// Columns of the present row, from the left.
    std::int64_t integer();
    std::string text();
    base::Bytes bytes();
    /// True when the next column is null, which is then passed over.
    bool skipNull();

private:
    friend class Connection;
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    explicit Statement(sqlite3_stmt* statement)
        : m_statement(statement)
    {
    }
    void note(int code);

    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    int m_bound = 0;
    int m_column = 0;
    int m_failure = 0;
};

/// One SQLite connection, opened with everything that keeps money safe: write-ahead log, a sync with every
/// commit, foreign keys, five seconds of patience for another instance. Not thread-safe. Every failure is
/// Storage, but for BadData when the file is damaged or no database at all.
class Connection {
public:
    static base::Result<Connection> open(const std::filesystem::path& file);
    /// For a file of this application that one process has for itself: others find it locked at once. A
    /// commit survives the end of the program, but perhaps not that of the power. ":memory:" is no file, and
    /// an empty path a private one that is gone when the connection ends. BadData for another program's file.
    static base::Result<Connection> openAlone(const std::filesystem::path& file, std::uint32_t application);

    base::Result<void> run(const char* sql);
    base::Result<Statement> prepare(std::string_view sql);
    std::int64_t lastRow() const;
    /// False between BEGIN and COMMIT; true again as well once SQLite has rolled back by itself, as it does when
    /// the disk is full or fails: what is written then is on the disk at once, alone.
    bool isAutocommit() const;

private:
    struct Close {
        void operator()(sqlite3* connection) const;
    };
    static base::Result<Connection> open(const std::filesystem::path& file, int patience);
    base::Result<void> setUp();
    base::Result<void> claim(std::uint32_t application);
    base::Result<std::int64_t> ask(const char* sql);
    explicit Connection(sqlite3* connection)
        : m_connection(connection)
    {
    }

    std::unique_ptr<sqlite3, Close> m_connection;
};

/// True when a failure means that a row would have broken a UNIQUE rule.
bool isUniqueConflict(const base::Error& error);

/// Everything between begin() and commit() happens or nothing; rolled back when it ends without commit().
/// Takes the write lock at once, so that what is read inside still holds when it is written.
class WriteTransaction {
public:
    static base::Result<WriteTransaction> begin(Connection& connection);
    WriteTransaction(WriteTransaction&& other) noexcept
        : m_connection(std::exchange(other.m_connection, nullptr))
    {
    }
    WriteTransaction& operator=(WriteTransaction&&) = delete;
    ~WriteTransaction();

    base::Result<void> commit();

private:
    explicit WriteTransaction(Connection& connection)
        : m_connection(&connection)
    {
    }

    Connection* m_connection;
};

} // namespace store
