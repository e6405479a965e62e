#include "core/practice/chain/archive.h"

#include "core/practice/chain/block_record.h"
#include "core/practice/chain/state_changes.h"

#include <array>

namespace practice {
namespace {

using base::Fault;
using store::Connection;
using store::Statement;

constexpr std::uint32_t kApplication = 0x50507261; ///< "PPra", in SQLite's header
constexpr std::int64_t kVersion = 1;               ///< of the tables

constexpr const char* kSharedTables = R"(
CREATE TABLE code (hash BLOB NOT NULL UNIQUE, code BLOB NOT NULL);
CREATE TABLE value (name TEXT NOT NULL UNIQUE, value BLOB NOT NULL);
CREATE TABLE blob (hash BLOB NOT NULL UNIQUE, block INTEGER NOT NULL, bytes BLOB NOT NULL);
CREATE INDEX blob_block ON blob (block);
)";

/// `@` stands for the layer. An account's row says what its genesis account does not: gone, or with nothing
/// of the storage that it had there.
constexpr const char* kLayerTables = R"(
CREATE TABLE @_block (number INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, record BLOB NOT NULL,
    undo BLOB NOT NULL);
CREATE TABLE @_place (hash BLOB PRIMARY KEY, block INTEGER NOT NULL, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE @_account (address BLOB PRIMARY KEY, is_there INTEGER NOT NULL, is_cleared INTEGER NOT NULL,
    nonce INTEGER NOT NULL, balance BLOB NOT NULL, code BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE @_slot (address BLOB NOT NULL, slot BLOB NOT NULL, value BLOB NOT NULL,
    PRIMARY KEY (address, slot)) WITHOUT ROWID;
)";

std::string forLayer(Layer layer, std::string_view sql)
{
    std::string out;
    for (const char c : sql)
        out += c == '@' ? (layer == Layer::L1 ? "l1" : "l2") : std::string(1, c);
    return out;
}

std::int64_t toRow(std::uint64_t number)
{
    return static_cast<std::int64_t>(number);
}

std::uint64_t fromRow(std::int64_t number)
{
    return static_cast<std::uint64_t>(number);
}

template <typename Fixed>
base::Result<Fixed> readFixed(Statement& row)
{
    const Bytes bytes = row.bytes();
    if (bytes.size() != Fixed::kSize) return base::fail(Fault::BadData, "a column of the wrong length");
    return Fixed::from(bytes);
}

base::Result<Uint256> readNumber(Statement& row)
{
    const Bytes bytes = row.bytes();
    if (bytes.size() > Hash::kSize) return base::fail(Fault::BadData, "a number of more than 256 bits");
    return Uint256::fromBigEndian(bytes);
}

Bytes compact(const Uint256& number)
{
    const Hash bytes = number.toHash();
    return base::toBytes(ByteView(bytes).last(number.byteWidth()));
}

} // namespace

struct Archive::Parts {
    struct Tables {
        Statement putBlock, putPlace, record, undo, numberOf, placeOf;
        StateChanges changes; ///< since the last commit
    };

    Connection database;
    std::vector<Tables> tables;         ///< of L1 and L2
    std::optional<base::Error> failure; ///< since which nothing is done

    Tables& of(Layer layer) { return tables.at(layer == Layer::L1 ? 0 : 1); }
    base::Result<Statement> prepare(Layer layer, std::string_view sql)
    {
        return database.prepare(forLayer(layer, sql));
    }
    /// What `work` gives. When it fails, everything since the last commit is undone.
    template <typename Work>
    auto guarded(Work work) -> decltype(work());
    void abandon(base::Error error);
    base::Result<void> makeTables();
    base::Result<Tables> prepareAll(Layer layer);
    base::Result<void> writeChanges(Layer layer);
    base::Result<void> writeAccounts(Layer layer, const evm::StateDiff& changes);
    base::Result<void> clearStorage(Layer layer, const evm::StateDiff& changes);
    base::Result<void> writeSlots(Layer layer, const evm::StateDiff& changes);
    base::Result<void> writeCodes(const evm::StateDiff& changes);
    base::Result<void> readAccounts(Layer layer, evm::StateDiff& state);
    base::Result<void> readSlots(Layer layer, evm::StateDiff& state);
};

template <typename Work>
auto Archive::Parts::guarded(Work work) -> decltype(work())
{
    if (failure) return std::unexpected(*failure);
    auto done = work();
    if (!done) abandon(done.error());
    return done;
}

/// SQLite may have rolled back by itself; from then on it would commit every statement alone, blocks without
/// their states.
void Archive::Parts::abandon(base::Error error)
{
    if (!database.isAutocommit()) (void)database.run("ROLLBACK");
    if (error.fault == Fault::Storage)
        error.detail += "; the world is as it was last saved: open it again when the disk has room";
    failure = std::move(error);
}

base::Result<void> Archive::Parts::makeTables()
{
    Statement asked = TRY(database.prepare("PRAGMA user_version"));
    (void)TRY(asked.step());
    const std::int64_t version = asked.integer();
    asked.reset();
    if (version == kVersion) return {};
    if (version != 0) return base::fail(Fault::Unsupported, "the world is of a newer program");
    TRY(database.run(kSharedTables));
    for (const Layer layer : {Layer::L1, Layer::L2})
        TRY(database.run(forLayer(layer, kLayerTables).c_str()));
    return database.run(("PRAGMA user_version = " + std::to_string(kVersion)).c_str());
}

base::Result<Archive::Parts::Tables> Archive::Parts::prepareAll(Layer layer)
{
    return Tables{
        TRY(prepare(layer, "INSERT OR REPLACE INTO @_block VALUES (?, ?, ?, ?)")),
        TRY(prepare(layer, "INSERT OR REPLACE INTO @_place VALUES (?, ?, ?)")),
        TRY(prepare(layer, "SELECT record, undo FROM @_block WHERE number = ?")),
        TRY(prepare(layer, "SELECT undo FROM @_block WHERE number = ?")),
        TRY(prepare(layer, "SELECT number FROM @_block WHERE hash = ?")),
        TRY(prepare(layer, "SELECT block, place FROM @_place WHERE hash = ?")),
        {},
    };
}

Archive::Archive(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

Archive::~Archive() = default;

base::Result<std::shared_ptr<Archive>> Archive::open(const std::filesystem::path& file)
{
    auto parts = std::make_unique<Parts>(Parts{TRY(Connection::openAlone(file, kApplication)), {}, {}});
    TRY(parts->database.run("BEGIN IMMEDIATE"));
    TRY(parts->makeTables());
    for (const Layer layer : {Layer::L1, Layer::L2})
        parts->tables.push_back(TRY(parts->prepareAll(layer)));
    return std::shared_ptr<Archive>(new Archive(std::move(parts)));
}

base::Result<void> Archive::commit()
{
    return m_parts->guarded([&]() -> base::Result<void> {
        for (const Layer layer : {Layer::L1, Layer::L2})
            TRY(m_parts->writeChanges(layer));
        TRY(m_parts->database.run("COMMIT"));
        return m_parts->database.run("BEGIN IMMEDIATE");
    });
}

base::Result<void> Archive::putBlock(Layer layer, const SealedBlock& block)
{
    return m_parts->guarded([&]() -> base::Result<void> {
        Parts::Tables& tables = m_parts->of(layer);
        const Bytes record = encodeRecord(block);
        const Bytes undo = encodeAccounts(block.undo);
        tables.putBlock.reset().bind(toRow(block.number())).bind(block.hash);
        TRY(tables.putBlock.bind(ByteView(record)).bind(ByteView(undo)).run());
        for (std::size_t i = 0; i < block.transactionHashes.size(); ++i) {
            tables.putPlace.reset().bind(block.transactionHashes[i]).bind(toRow(block.number()));
            TRY(tables.putPlace.bind(toRow(i)).run());
        }
        return {};
    });
}

base::Result<void> Archive::removeBlocksFrom(Layer layer, std::uint64_t number)
{
    return m_parts->guarded([&]() -> base::Result<void> {
        for (const char* sql :
            {"DELETE FROM @_block WHERE number >= ?", "DELETE FROM @_place WHERE block >= ?"}) {
            Statement removal = TRY(m_parts->prepare(layer, sql));
            TRY(removal.bind(toRow(number)).run());
        }
        return {};
    });
}

base::Result<std::optional<std::uint64_t>> Archive::headNumber(Layer layer)
{
    return m_parts->guarded([&]() -> base::Result<std::optional<std::uint64_t>> {
        Statement newest = TRY(m_parts->prepare(layer, "SELECT max(number) FROM @_block"));
        (void)TRY(newest.step());
        if (newest.skipNull()) return std::nullopt;
        return fromRow(newest.integer());
    });
}

base::Result<BlockPointer> Archive::block(Layer layer, std::uint64_t number)
{
    return m_parts->guarded([&]() -> base::Result<BlockPointer> {
        Statement& row = m_parts->of(layer).record.reset().bind(toRow(number));
        if (!TRY(row.step())) return nullptr;
        const Bytes record = row.bytes();
        const Bytes undo = row.bytes();
        row.reset();
        auto sealed = std::make_shared<SealedBlock>(TRY(parseRecord(record)));
        sealed->undo = TRY(parseAccounts(undo));
        return sealed;
    });
}

base::Result<evm::StateDiff> Archive::undo(Layer layer, std::uint64_t number)
{
    return m_parts->guarded([&]() -> base::Result<evm::StateDiff> {
        Statement& row = m_parts->of(layer).undo.reset().bind(toRow(number));
        if (!TRY(row.step())) return base::fail(Fault::BadData, "no block " + std::to_string(number));
        const Bytes undo = row.bytes();
        row.reset();
        return parseAccounts(undo);
    });
}

base::Result<std::optional<std::uint64_t>> Archive::numberOf(Layer layer, const Hash& blockHash)
{
    return m_parts->guarded([&]() -> base::Result<std::optional<std::uint64_t>> {
        Statement& row = m_parts->of(layer).numberOf.reset().bind(blockHash);
        if (!TRY(row.step())) return std::nullopt;
        const std::uint64_t number = fromRow(row.integer());
        row.reset();
        return number;
    });
}

base::Result<std::optional<Archive::Place>> Archive::placeOf(Layer layer, const Hash& transaction)
{
    return m_parts->guarded([&]() -> base::Result<std::optional<Place>> {
        Statement& row = m_parts->of(layer).placeOf.reset().bind(transaction);
        if (!TRY(row.step())) return std::nullopt;
        Place place;
        place.block = fromRow(row.integer());
        place.index = static_cast<std::size_t>(row.integer());
        row.reset();
        return place;
    });
}

base::Result<void> Archive::putState(Layer layer, const evm::StateDiff& changes)
{
    return m_parts->guarded([&]() -> base::Result<void> {
        m_parts->of(layer).changes.add(changes);
        return {};
    });
}

base::Result<void> Archive::Parts::writeChanges(Layer layer)
{
    StateChanges& changes = of(layer).changes;
    if (changes.isEmpty()) return {};
    const evm::StateDiff all = changes.take();
    TRY(writeAccounts(layer, all));
    TRY(clearStorage(layer, all));
    TRY(writeSlots(layer, all));
    return writeCodes(all);
}

/// Storage that was cleared once is no longer that of the genesis, whatever is written later.
base::Result<void> Archive::Parts::writeAccounts(Layer layer, const evm::StateDiff& changes)
{
    Statement row = TRY(
        prepare(layer, "INSERT INTO @_account VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (address) DO UPDATE SET"
                       " is_there = excluded.is_there, is_cleared = max(is_cleared, excluded.is_cleared),"
                       " nonce = excluded.nonce, balance = excluded.balance, code = excluded.code"));
    for (const evm::AccountDiff& account : changes.accounts) {
        const Bytes balance = compact(account.balance);
        row.reset().bind(account.address).bind(std::int64_t{account.exists});
        row.bind(std::int64_t{account.storageCleared || !account.exists}).bind(toRow(account.nonce));
        TRY(row.bind(ByteView(balance)).bind(account.codeHash).run());
    }
    return {};
}

base::Result<void> Archive::Parts::clearStorage(Layer layer, const evm::StateDiff& changes)
{
    Statement removal = TRY(prepare(layer, "DELETE FROM @_slot WHERE address = ?"));
    for (const evm::AccountDiff& account : changes.accounts)
        if (account.storageCleared || !account.exists) TRY(removal.reset().bind(account.address).run());
    return {};
}

base::Result<void> Archive::Parts::writeSlots(Layer layer, const evm::StateDiff& changes)
{
    Statement row = TRY(prepare(layer, "INSERT OR REPLACE INTO @_slot VALUES (?, ?, ?)"));
    for (const evm::AccountDiff& account : changes.accounts)
        for (const auto& [slot, value] : account.storage) {
            const Bytes entry = compact(value);
            TRY(row.reset().bind(account.address).bind(slot.toHash()).bind(ByteView(entry)).run());
        }
    return {};
}

base::Result<void> Archive::Parts::writeCodes(const evm::StateDiff& changes)
{
    Statement row = TRY(database.prepare("INSERT OR IGNORE INTO code VALUES (?, ?)"));
    for (const auto& [hash, code] : changes.codes)
        TRY(row.reset().bind(hash).bind(ByteView(code)).run());
    return {};
}

base::Result<evm::StateDiff> Archive::state(Layer layer)
{
    return m_parts->guarded([&]() -> base::Result<evm::StateDiff> {
        TRY(m_parts->writeChanges(layer));
        evm::StateDiff state;
        TRY(m_parts->readAccounts(layer, state));
        TRY(m_parts->readSlots(layer, state));
        Statement codes = TRY(m_parts->database.prepare("SELECT hash, code FROM code ORDER BY hash"));
        while (TRY(codes.step())) {
            const Hash hash = TRY(readFixed<Hash>(codes));
            state.codes.emplace_back(hash, codes.bytes());
        }
        return state;
    });
}

base::Result<void> Archive::Parts::readAccounts(Layer layer, evm::StateDiff& state)
{
    Statement row = TRY(prepare(layer, "SELECT * FROM @_account ORDER BY address"));
    while (TRY(row.step())) {
        evm::AccountDiff account;
        account.address = TRY(readFixed<Address>(row));
        account.exists = row.integer() != 0;
        account.storageCleared = row.integer() != 0;
        account.nonce = fromRow(row.integer());
        account.balance = TRY(readNumber(row));
        account.codeHash = TRY(readFixed<Hash>(row));
        state.accounts.push_back(std::move(account));
    }
    return {};
}

/// Both tables are read in the order of addresses; only accounts with a row have slots.
base::Result<void> Archive::Parts::readSlots(Layer layer, evm::StateDiff& state)
{
    Statement row = TRY(prepare(layer, "SELECT address, slot, value FROM @_slot ORDER BY address, slot"));
    auto account = state.accounts.begin();
    while (TRY(row.step())) {
        const Address address = TRY(readFixed<Address>(row));
        while (account != state.accounts.end() && account->address < address)
            ++account;
        if (account == state.accounts.end() || account->address != address)
            return base::fail(Fault::BadData, "a slot without an account");
        const Hash slot = TRY(readFixed<Hash>(row));
        account->storage.emplace_back(Uint256::from(slot), TRY(readNumber(row)));
    }
    return {};
}

base::Result<void> Archive::put(std::string_view name, ByteView value)
{
    return m_parts->guarded([&]() -> base::Result<void> {
        Statement row = TRY(m_parts->database.prepare("INSERT OR REPLACE INTO value VALUES (?, ?)"));
        return row.bind(name).bind(value).run();
    });
}

base::Result<std::optional<Bytes>> Archive::get(std::string_view name)
{
    return m_parts->guarded([&]() -> base::Result<std::optional<Bytes>> {
        Statement row = TRY(m_parts->database.prepare("SELECT value FROM value WHERE name = ?"));
        if (!TRY(row.bind(name).step())) return std::nullopt;
        return row.bytes();
    });
}

base::Result<void> Archive::putBlob(const Hash& versionedHash, std::uint64_t l1Block, ByteView blob)
{
    return m_parts->guarded([&]() -> base::Result<void> {
        Statement row = TRY(m_parts->database.prepare("INSERT OR REPLACE INTO blob VALUES (?, ?, ?)"));
        return row.bind(versionedHash).bind(toRow(l1Block)).bind(blob).run();
    });
}

base::Result<std::optional<Bytes>> Archive::blob(const Hash& versionedHash)
{
    return m_parts->guarded([&]() -> base::Result<std::optional<Bytes>> {
        Statement row = TRY(m_parts->database.prepare("SELECT bytes FROM blob WHERE hash = ?"));
        if (!TRY(row.bind(versionedHash).step())) return std::nullopt;
        return row.bytes();
    });
}

base::Result<void> Archive::removeBlobsBefore(std::uint64_t l1Block)
{
    return m_parts->guarded([&]() -> base::Result<void> {
        Statement removal = TRY(m_parts->database.prepare("DELETE FROM blob WHERE block < ?"));
        return removal.bind(toRow(l1Block)).run();
    });
}

} // namespace practice
