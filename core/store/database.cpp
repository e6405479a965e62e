#include "core/store/database.h"

#include "core/base/file.h"
#include "core/store/migrations.h"
#include "core/store/sqlite.h"

#include <algorithm>
#include <bit>
#include <mutex>

namespace store {
namespace {

using base::fail;
using base::Fault;
using base::Result;

std::int64_t toInteger(std::uint64_t number)
{
    return std::bit_cast<std::int64_t>(number);
}

std::uint64_t number(Statement& row)
{
    return std::bit_cast<std::uint64_t>(row.integer());
}

/// The lengths are CHECKed by the tables, but a damaged file keeps no promise.
template <typename Fixed>
Result<Fixed> fixed(Statement& row)
{
    const Bytes bytes = row.bytes();
    if (bytes.size() != Fixed::kSize)
        return fail(Fault::BadData, "the database is damaged: a value has the wrong length");
    return Fixed::from(bytes);
}

Result<std::optional<Hash>> optionalHash(Statement& row)
{
    if (row.skipNull()) return std::nullopt;
    return TRY(fixed<Hash>(row));
}

Result<std::optional<BlockRow>> optionalBlock(Statement& row)
{
    if (row.skipNull()) {
        row.bytes();
        return std::nullopt;
    }
    BlockRow block;
    block.number = number(row);
    block.hash = TRY(fixed<Hash>(row));
    return block;
}

void bindBlock(Statement& statement, const std::optional<BlockRow>& block)
{
    if (block)
        statement.bind(toInteger(block->number)).bind(ByteView(block->hash));
    else
        statement.bindNull().bindNull();
}

std::optional<ByteView> viewOf(const std::optional<Hash>& hash)
{
    if (!hash) return {};
    return ByteView(*hash);
}

Result<std::int64_t> insertTransaction(Connection& connection, const TransactionRow& row)
{
    Statement statement =
        TRY(connection.prepare("INSERT INTO transactions (chain_id, account, nonce, hash, signed_bytes, "
                               "created_at, delivery) VALUES (?, ?, ?, ?, ?, ?, ?)"));
    statement.bind(toInteger(row.chainId))
        .bind(ByteView(row.account))
        .bind(toInteger(row.nonce))
        .bind(ByteView(row.hash));
    statement.bind(ByteView(row.signedBytes))
        .bind(row.createdAt.count())
        .bind(static_cast<std::int64_t>(row.delivery));
    TRY(statement.run());
    return connection.lastRow();
}

Result<std::int64_t> insertDeposit(Connection& connection, const DepositRow& row)
{
    Statement statement = TRY(connection.prepare("INSERT INTO deposits (transaction_id, network, sender, "
                                                 "recipient, amount, last_error) VALUES (?, ?, ?, ?, ?, ?)"));
    statement.bind(row.transaction).bind(std::string_view(row.network)).bind(ByteView(row.sender));
    statement.bind(ByteView(row.recipient))
        .bind(ByteView(row.amount.toHash()))
        .bind(std::string_view(row.lastError));
    TRY(statement.run());
    return connection.lastRow();
}

constexpr std::uint8_t kLastL2Outcome = 3; ///< bridge::L2Outcome has this many values above "unknown"

constexpr const char* kSelectDeposits =
    "SELECT t.id, t.chain_id, t.account, t.nonce, t.hash, t.signed_bytes, t.created_at, t.delivery,"
    " t.open_deliveries, t.is_dropped, t.reason,"
    " d.id, d.network, d.sender, d.recipient, d.amount, d.nonce_used, d.replaced_by, d.l1_block_number, "
    "d.l1_block_hash, d.l1_succeeded, d.l1_is_proven,"
    " d.l2_hash, d.message_hash, d.l2_block_number, d.l2_block_hash, d.l2_outcome, d.last_error"
    " FROM deposits d JOIN transactions t ON t.id = d.transaction_id WHERE d.network = ? ORDER BY d.id DESC";
constexpr const char* kSelectDeposit =
    "SELECT id, network, sender, recipient, amount, nonce_used, replaced_by, l1_block_number, l1_block_hash,"
    " l1_succeeded, l1_is_proven, l2_hash, message_hash, l2_block_number, l2_block_hash, l2_outcome,"
    " last_error FROM deposits WHERE id = ?";

/// A number of an enum that ends with `last`.
template <typename Enum>
Result<Enum> choice(Statement& row, Enum last)
{
    const std::int64_t read = row.integer();
    if (read < 0 || read > static_cast<std::int64_t>(last))
        return fail(Fault::Storage, "the database is damaged: a value is out of range");
    return static_cast<Enum>(read);
}

/// Columns delivery, open_deliveries, is_dropped and reason.
Result<void> readDelivery(Statement& row, TransactionRow& read)
{
    read.delivery = TRY(choice(row, Delivery::Refused));
    read.openDeliveries = number(row);
    read.isDropped = row.integer() != 0;
    read.reason = row.text();
    return {};
}

/// The row after an attempt; see Database::endDelivery().
TransactionRow ended(TransactionRow row, DeliveryEnd end, std::string_view words)
{
    row.reason = end == DeliveryEnd::Taken ? std::string_view() : words;
    if (end == DeliveryEnd::Taken) {
        row.delivery = Delivery::Accepted;
        row.isDropped = false;
        return row;
    }
    if (end == DeliveryEnd::Unknown) return row;
    if (row.openDeliveries > 0) --row.openDeliveries;
    if (row.delivery == Delivery::Accepted) row.isDropped = true;
    const bool isForGood = end == DeliveryEnd::Refused && row.openDeliveries == 0;
    if (row.delivery == Delivery::Recorded && isForGood) row.delivery = Delivery::Refused;
    return row;
}

Result<TransactionRow> readTransaction(Statement& row)
{
    TransactionRow read;
    read.id = row.integer();
    read.chainId = number(row);
    read.account = TRY(fixed<Address>(row));
    read.nonce = number(row);
    read.hash = TRY(fixed<Hash>(row));
    read.signedBytes = row.bytes();
    read.createdAt = base::Seconds(row.integer());
    TRY(readDelivery(row, read));
    return read;
}

Result<DepositRow> readDeposit(Statement& row, std::int64_t transaction)
{
    DepositRow read;
    read.transaction = transaction;
    read.id = row.integer();
    read.network = row.text();
    read.sender = TRY(fixed<Address>(row));
    read.recipient = TRY(fixed<Address>(row));
    read.amount = Uint256::from(TRY(fixed<Hash>(row)));
    read.nonceUsed = row.integer() != 0;
    read.replacedBy = TRY(optionalHash(row));
    read.l1Block = TRY(optionalBlock(row));
    read.l1Succeeded = row.integer() != 0;
    read.l1IsProven = row.integer() != 0;
    read.l2Hash = TRY(optionalHash(row));
    read.messageHash = TRY(optionalHash(row));
    read.l2Block = TRY(optionalBlock(row));
    read.l2Outcome = TRY(choice(row, kLastL2Outcome));
    read.lastError = row.text();
    return read;
}

Result<void> storeDelivery(Connection& connection, const TransactionRow& row)
{
    Statement statement = TRY(connection.prepare("UPDATE transactions SET delivery = ?, open_deliveries = ?, "
                                                 "is_dropped = ?, reason = ? WHERE id = ?"));
    statement.bind(static_cast<std::int64_t>(row.delivery)).bind(toInteger(row.openDeliveries));
    statement.bind(std::int64_t{row.isDropped}).bind(std::string_view(row.reason)).bind(row.id);
    return statement.run();
}

Result<DepositRow> selectDeposit(Connection& connection, const DepositRow& wanted)
{
    Statement statement = TRY(connection.prepare(kSelectDeposit));
    statement.bind(wanted.id);
    if (!TRY(statement.step())) return fail(Fault::Storage, "the database lacks a deposit");
    return readDeposit(statement, wanted.transaction);
}

Result<void> storeDeposit(Connection& connection, const DepositRow& row)
{
    Statement statement = TRY(connection.prepare(
        "UPDATE deposits SET nonce_used = ?, replaced_by = ?, l1_block_number = ?, l1_block_hash = ?, "
        "l1_succeeded = ?, l1_is_proven = ?, l2_hash = ?, message_hash = ?,"
        " l2_block_number = ?, l2_block_hash = ?, l2_outcome = ?, last_error = ? WHERE id = ?"));
    statement.bind(std::int64_t{row.nonceUsed}).bind(viewOf(row.replacedBy));
    bindBlock(statement, row.l1Block);
    statement.bind(std::int64_t{row.l1Succeeded}).bind(std::int64_t{row.l1IsProven});
    statement.bind(viewOf(row.l2Hash)).bind(viewOf(row.messageHash));
    bindBlock(statement, row.l2Block);
    statement.bind(std::int64_t{row.l2Outcome}).bind(std::string_view(row.lastError)).bind(row.id);
    return statement.run();
}

Result<RecordedDeposit> readRecorded(Statement& row)
{
    RecordedDeposit read;
    read.transaction = TRY(readTransaction(row));
    read.deposit = TRY(readDeposit(row, read.transaction.id));
    return read;
}

Result<std::int64_t> insertStep(Connection& connection, const StepRow& row)
{
    Statement statement = TRY(connection.prepare(
        "INSERT INTO steps (transaction_id, network, act, l2_transaction, message, recipient, amount)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)"));
    statement.bind(row.transaction).bind(std::string_view(row.network)).bind(std::int64_t{row.act});
    statement.bind(viewOf(row.l2Transaction)).bind(viewOf(row.message)).bind(ByteView(row.recipient));
    statement.bind(ByteView(row.amount.toHash()));
    TRY(statement.run());
    return connection.lastRow();
}

/// Whether the same act for the same message is on its way already.
Result<bool> isOnItsWay(Connection& connection, const RecordedStep& recorded)
{
    if (!recorded.step.message) return false;
    Statement statement = TRY(connection.prepare(
        "SELECT 1 FROM steps s JOIN transactions t ON t.id = s.transaction_id WHERE s.network = ? "
        "AND s.message = ? AND s.act = ? AND t.account = ? AND t.delivery <> ? AND s.nonce_used = 0 AND "
        "s.block_number IS NULL"));
    statement.bind(std::string_view(recorded.step.network)).bind(ByteView(*recorded.step.message));
    statement.bind(std::int64_t{recorded.step.act}).bind(ByteView(recorded.transaction.account));
    statement.bind(static_cast<std::int64_t>(Delivery::Refused));
    return statement.step();
}

#define STEP_COLUMNS                                                                                         \
    " s.id, s.network, s.act, s.l2_transaction, s.message, s.recipient, s.amount, s.nonce_used,"             \
    " s.replaced_by, s.block_number, s.block_hash, s.succeeded, s.is_proven, s.last_error"
constexpr const char* kSelectSteps =
    "SELECT t.id, t.chain_id, t.account, t.nonce, t.hash, t.signed_bytes, t.created_at, t.delivery,"
    " t.open_deliveries, t.is_dropped, t.reason," STEP_COLUMNS
    " FROM steps s JOIN transactions t ON t.id = s.transaction_id WHERE s.network = ? ORDER BY s.id DESC";
constexpr const char* kSelectStep = "SELECT" STEP_COLUMNS " FROM steps s WHERE s.id = ?";
#undef STEP_COLUMNS

Result<StepRow> readStep(Statement& row, std::int64_t transaction)
{
    constexpr std::uint8_t kMostActs = 255;
    StepRow read;
    read.transaction = transaction;
    read.id = row.integer();
    read.network = row.text();
    read.act = TRY(choice(row, kMostActs));
    read.l2Transaction = TRY(optionalHash(row));
    read.message = TRY(optionalHash(row));
    read.recipient = TRY(fixed<Address>(row));
    read.amount = Uint256::from(TRY(fixed<Hash>(row)));
    read.nonceUsed = row.integer() != 0;
    read.replacedBy = TRY(optionalHash(row));
    read.block = TRY(optionalBlock(row));
    read.succeeded = row.integer() != 0;
    read.isProven = row.integer() != 0;
    read.lastError = row.text();
    return read;
}

Result<StepRow> selectStep(Connection& connection, const StepRow& wanted)
{
    Statement statement = TRY(connection.prepare(kSelectStep));
    statement.bind(wanted.id);
    if (!TRY(statement.step())) return fail(Fault::Storage, "the database lacks a step");
    return readStep(statement, wanted.transaction);
}

Result<void> storeStep(Connection& connection, const StepRow& row)
{
    Statement statement = TRY(connection.prepare(
        "UPDATE steps SET nonce_used = ?, replaced_by = ?, block_number = ?, block_hash = ?, succeeded = ?,"
        " is_proven = ?, last_error = ? WHERE id = ?"));
    statement.bind(std::int64_t{row.nonceUsed}).bind(viewOf(row.replacedBy));
    bindBlock(statement, row.block);
    statement.bind(std::int64_t{row.succeeded}).bind(std::int64_t{row.isProven});
    statement.bind(std::string_view(row.lastError)).bind(row.id);
    return statement.run();
}

/// The transaction's row gets its number, unless its nonce is taken.
Result<void> insertAsLive(Connection& connection, TransactionRow& row)
{
    auto inserted = insertTransaction(connection, row);
    if (!inserted && isUniqueConflict(inserted.error()))
        return fail(Fault::Outdated, "another transaction has taken nonce " + std::to_string(row.nonce));
    row.id = TRY(std::move(inserted));
    return {};
}

/// SQLite would make the file readable by everybody; an empty one is a database, and its other files take its
/// mode.
Result<void> makeIfAbsent(const std::filesystem::path& file)
{
    if (TRY(base::isThere(file))) return {};
    auto made = base::createFileAtomically(file, {});
    if (made || TRY(base::isThere(file))) return {}; // perhaps made by another process just now
    return made;
}

} // namespace

struct Database::Parts {
    explicit Parts(Connection opened)
        : connection(std::move(opened))
    {
    }

    std::mutex mutex;
    Connection connection;
};

Database::Database(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}
Database::~Database() = default;

base::Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& file)
{
    if (const auto made = makeIfAbsent(file); !made)
        return base::fail(made.error().fault,
            made.error().detail + " (what is sent is recorded in the data folder: choose another, or "
                                  "change who may write to it)");
    Connection connection = TRY(Connection::open(file));
    TRY(migrate(connection));
    return std::unique_ptr<Database>(new Database(std::make_unique<Parts>(std::move(connection))));
}

base::Result<RecordedDeposit> Database::record(RecordedDeposit recorded)
{
    const std::scoped_lock lock(m_parts->mutex);
    Connection& connection = m_parts->connection;
    WriteTransaction writing = TRY(WriteTransaction::begin(connection));
    TRY(insertAsLive(connection, recorded.transaction));
    recorded.deposit.transaction = recorded.transaction.id;
    recorded.deposit.id = TRY(insertDeposit(connection, recorded.deposit));
    TRY(writing.commit());
    return recorded;
}

base::Result<std::vector<RecordedDeposit>> Database::deposits(std::string_view network)
{
    const std::scoped_lock lock(m_parts->mutex);
    Statement statement = TRY(m_parts->connection.prepare(kSelectDeposits));
    statement.bind(network);
    std::vector<RecordedDeposit> rows;
    while (TRY(statement.step()))
        rows.push_back(TRY(readRecorded(statement)));
    return rows;
}

base::Result<void> Database::beginDelivery(std::int64_t transaction)
{
    const std::scoped_lock lock(m_parts->mutex);
    WriteTransaction writing = TRY(WriteTransaction::begin(m_parts->connection));
    Statement live =
        TRY(m_parts->connection.prepare("SELECT 1 FROM transactions WHERE id = ? AND delivery <> ?"));
    live.bind(transaction).bind(static_cast<std::int64_t>(Delivery::Refused));
    if (!TRY(live.step())) return fail(Fault::Outdated, "it has been refused for good");
    Statement statement = TRY(m_parts->connection.prepare(
        "UPDATE transactions SET open_deliveries = open_deliveries + 1 WHERE id = ?"));
    statement.bind(transaction);
    TRY(statement.run());
    return writing.commit();
}

base::Result<TransactionRow> Database::endDelivery(
    TransactionRow row, DeliveryEnd end, std::string_view words)
{
    const std::scoped_lock lock(m_parts->mutex);
    WriteTransaction writing = TRY(WriteTransaction::begin(m_parts->connection));
    Statement reading = TRY(m_parts->connection.prepare(
        "SELECT delivery, open_deliveries, is_dropped, reason FROM transactions WHERE id = ?"));
    reading.bind(row.id);
    if (!TRY(reading.step())) return fail(Fault::Storage, "the database lacks a transaction");
    TRY(readDelivery(reading, row));
    TransactionRow after = ended(row, end, words);
    if (after == row) return row;
    auto stored = storeDelivery(m_parts->connection, after);
    if (!stored && isUniqueConflict(stored.error())) {
        // Its nonce was given away: a refused one does not come back beside the other, but it is in doubt.
        after = row;
        after.openDeliveries = std::max<std::uint64_t>(row.openDeliveries, 1);
        stored = storeDelivery(m_parts->connection, after);
    }
    TRY(stored);
    TRY(writing.commit());
    return after;
}

base::Result<DepositRow> Database::updateDeposit(const DepositRow& before, const DepositRow& after)
{
    const std::scoped_lock lock(m_parts->mutex);
    WriteTransaction writing = TRY(WriteTransaction::begin(m_parts->connection));
    DepositRow stored = TRY(selectDeposit(m_parts->connection, before));
    if (stored != before) return stored;
    TRY(storeDeposit(m_parts->connection, after));
    TRY(writing.commit());
    return after;
}

base::Result<RecordedStep> Database::record(RecordedStep recorded)
{
    const std::scoped_lock lock(m_parts->mutex);
    Connection& connection = m_parts->connection;
    WriteTransaction writing = TRY(WriteTransaction::begin(connection));
    if (TRY(isOnItsWay(connection, recorded)))
        return fail(Fault::NotYet, "the same has been signed already and is on its way");
    TRY(insertAsLive(connection, recorded.transaction));
    recorded.step.transaction = recorded.transaction.id;
    recorded.step.id = TRY(insertStep(connection, recorded.step));
    TRY(writing.commit());
    return recorded;
}

base::Result<std::vector<RecordedStep>> Database::steps(std::string_view network)
{
    const std::scoped_lock lock(m_parts->mutex);
    Statement statement = TRY(m_parts->connection.prepare(kSelectSteps));
    statement.bind(network);
    std::vector<RecordedStep> rows;
    while (TRY(statement.step())) {
        RecordedStep read;
        read.transaction = TRY(readTransaction(statement));
        read.step = TRY(readStep(statement, read.transaction.id));
        rows.push_back(std::move(read));
    }
    return rows;
}

base::Result<StepRow> Database::updateStep(const StepRow& before, const StepRow& after)
{
    const std::scoped_lock lock(m_parts->mutex);
    WriteTransaction writing = TRY(WriteTransaction::begin(m_parts->connection));
    StepRow stored = TRY(selectStep(m_parts->connection, before));
    if (stored != before) return stored;
    TRY(storeStep(m_parts->connection, after));
    TRY(writing.commit());
    return after;
}

base::Result<std::vector<std::uint64_t>> Database::nonces(
    std::uint64_t chainId, const Address& account, std::uint64_t first)
{
    const std::scoped_lock lock(m_parts->mutex);
    Statement statement =
        TRY(m_parts->connection.prepare("SELECT nonce FROM transactions WHERE chain_id = ? AND account = ? "
                                        "AND delivery <> ? AND nonce >= ? ORDER BY nonce"));
    statement.bind(toInteger(chainId))
        .bind(ByteView(account))
        .bind(static_cast<std::int64_t>(Delivery::Refused));
    statement.bind(toInteger(first));
    std::vector<std::uint64_t> nonces;
    while (TRY(statement.step()))
        nonces.push_back(number(statement));
    return nonces;
}

} // namespace store
