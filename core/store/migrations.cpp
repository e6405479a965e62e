#include "core/store/migrations.h"

namespace store {
namespace {

using base::fail;
using base::Fault;

/// Wei are 32 big-endian bytes; 64-bit numbers that are not counts are SQLite's signed ones, bit for bit.
constexpr const char* kSteps[] = {
    "CREATE TABLE transactions ("
    "  id INTEGER PRIMARY KEY,"
    "  chain_id INTEGER NOT NULL,"
    "  account BLOB NOT NULL CHECK (length(account) = 20),"
    "  nonce INTEGER NOT NULL,"
    "  hash BLOB NOT NULL CHECK (length(hash) = 32),"
    "  signed_bytes BLOB NOT NULL,"
    "  created_at INTEGER NOT NULL,"
    "  delivery INTEGER NOT NULL CHECK (delivery IN (0, 1, 2))"
    ") STRICT;"
    // One live transaction a nonce, whoever writes it. Refused ones (2) have given theirs back.
    "CREATE UNIQUE INDEX transactions_live_nonce ON transactions (chain_id, account, nonce) WHERE delivery "
    "<> 2;"
    "CREATE TABLE deposits ("
    "  id INTEGER PRIMARY KEY,"
    "  transaction_id INTEGER NOT NULL UNIQUE REFERENCES transactions (id),"
    "  network TEXT NOT NULL,"
    "  sender BLOB NOT NULL CHECK (length(sender) = 20),"
    "  recipient BLOB NOT NULL CHECK (length(recipient) = 20),"
    "  amount BLOB NOT NULL CHECK (length(amount) = 32),"
    "  nonce_used INTEGER NOT NULL DEFAULT 0,"
    "  l1_block_number INTEGER,"
    "  l1_block_hash BLOB CHECK (l1_block_hash IS NULL OR length(l1_block_hash) = 32),"
    "  l1_succeeded INTEGER NOT NULL DEFAULT 0,"
    "  l2_hash BLOB CHECK (l2_hash IS NULL OR length(l2_hash) = 32),"
    "  l2_block_number INTEGER,"
    "  l2_block_hash BLOB CHECK (l2_block_hash IS NULL OR length(l2_block_hash) = 32),"
    "  l2_outcome INTEGER NOT NULL DEFAULT 0,"
    "  last_error TEXT NOT NULL DEFAULT ''"
    ") STRICT;"
    "CREATE INDEX deposits_network ON deposits (network, id);",

    // Version 1 did not note that an attempt had begun, and took every error of a node for a refusal: what it
    // left unsent or refused may have gone out. A refused one comes back to life where its nonce is still
    // free.
    "ALTER TABLE transactions ADD COLUMN open_deliveries INTEGER NOT NULL DEFAULT 0"
    "  CHECK (open_deliveries >= 0);"
    "ALTER TABLE transactions ADD COLUMN is_dropped INTEGER NOT NULL DEFAULT 0 CHECK (is_dropped IN (0, 1));"
    "ALTER TABLE transactions ADD COLUMN reason TEXT NOT NULL DEFAULT '';"
    "UPDATE transactions SET open_deliveries = 1 WHERE delivery <> 1;"
    "UPDATE OR IGNORE transactions SET delivery = 0 WHERE delivery = 2;"
    "ALTER TABLE deposits ADD COLUMN replaced_by BLOB"
    "  CHECK (replaced_by IS NULL OR length(replaced_by) = 32);"
    "ALTER TABLE deposits ADD COLUMN message_hash BLOB"
    "  CHECK (message_hash IS NULL OR length(message_hash) = 32);"
    "ALTER TABLE deposits ADD COLUMN l1_is_proven INTEGER NOT NULL DEFAULT 0 CHECK (l1_is_proven IN (0, 1));"
    // Version 1 kept only what it had proven. Its outcomes began with success at 0, which is now "unknown".
    // It also believed the newest block, which can go, that a nonce was used up.
    "UPDATE deposits SET nonce_used = 0, l1_is_proven = l1_block_number IS NOT NULL,"
    "  l2_outcome = CASE WHEN l2_block_number IS NULL THEN 0 ELSE l2_outcome + 1 END;",

    "CREATE TABLE steps ("
    "  id INTEGER PRIMARY KEY,"
    "  transaction_id INTEGER NOT NULL UNIQUE REFERENCES transactions (id),"
    "  network TEXT NOT NULL,"
    "  act INTEGER NOT NULL CHECK (act > 0),"
    "  l2_transaction BLOB CHECK (l2_transaction IS NULL OR length(l2_transaction) = 32),"
    "  message BLOB CHECK (message IS NULL OR length(message) = 32),"
    "  recipient BLOB NOT NULL CHECK (length(recipient) = 20),"
    "  amount BLOB NOT NULL CHECK (length(amount) = 32),"
    "  nonce_used INTEGER NOT NULL DEFAULT 0 CHECK (nonce_used IN (0, 1)),"
    "  replaced_by BLOB CHECK (replaced_by IS NULL OR length(replaced_by) = 32),"
    "  block_number INTEGER,"
    "  block_hash BLOB CHECK (block_hash IS NULL OR length(block_hash) = 32),"
    "  succeeded INTEGER NOT NULL DEFAULT 0 CHECK (succeeded IN (0, 1)),"
    "  is_proven INTEGER NOT NULL DEFAULT 0 CHECK (is_proven IN (0, 1)),"
    "  last_error TEXT NOT NULL DEFAULT ''"
    ") STRICT;"
    "CREATE INDEX steps_network ON steps (network, id);",
};

base::Result<std::int64_t> versionOf(Connection& connection)
{
    Statement statement = TRY(connection.prepare("PRAGMA user_version"));
    if (!TRY(statement.step())) return fail(Fault::Storage, "the database: it has no version");
    return statement.integer();
}

} // namespace

std::span<const char* const> migrations()
{
    return kSteps;
}

base::Result<void> migrate(Connection& connection)
{
    const auto newest = static_cast<std::int64_t>(std::size(kSteps));
    if (TRY(versionOf(connection)) == newest) return {};

    WriteTransaction transaction = TRY(WriteTransaction::begin(connection));
    const std::int64_t version = TRY(versionOf(connection));
    if (version > newest || version < 0)
        return fail(Fault::Unsupported, "the database was written by a newer version of the program");
    for (std::int64_t step = version; step < newest; ++step)
        TRY(connection.run(kSteps[step]));
    const std::string setVersion = "PRAGMA user_version = " + std::to_string(newest);
    TRY(connection.run(setVersion.c_str()));
    return transaction.commit();
}

} // namespace store
