#include "core/eth/receipt.h"

#include "core/crypto/keccak.h"

namespace eth {
namespace {

using base::fail;
using base::Fault;
using rlp::Reader;
using rlp::Writer;

constexpr std::size_t kMaxTopics = 4;

/// Three bits of the 2048, each named by the low 11 bits of one of the first three pairs of the hash.
/// Yellow Paper, equations 29 to 32.
template <typename Visit>
void forEachBit(const Hash& hash, Visit visit)
{
    for (std::size_t pair = 0; pair < 3; ++pair) {
        const unsigned bit = (unsigned{hash[2 * pair]} << 8 | hash[2 * pair + 1]) & 0x7ff;
        visit(Bloom::kSize - 1 - bit / 8, static_cast<std::uint8_t>(1u << (bit % 8)));
    }
}

void addHashes(Bloom& bloom, const std::vector<ByteView>& entries)
{
    std::vector<Hash> hashes(entries.size());
    crypto::keccak256Batch(entries, hashes);
    for (const Hash& hash : hashes)
        forEachBit(hash, [&](std::size_t byte, std::uint8_t mask) { bloom[byte] |= mask; });
}

void collect(std::vector<ByteView>& entries, const Log& log)
{
    entries.emplace_back(log.address);
    for (const Hash& topic : log.topics)
        entries.emplace_back(topic);
}

base::Result<Log> readLog(Reader& items)
{
    Reader fields = TRY(items.list());
    Log log;
    log.address = TRY(fields.fixed<Address>());
    Reader topics = TRY(fields.list());
    while (!topics.atEnd())
        log.topics.push_back(TRY(topics.fixed<Hash>()));
    if (log.topics.size() > kMaxTopics) return fail(Fault::BadData, "log with more than four topics");
    log.data = base::toBytes(TRY(fields.string()));
    TRY(fields.finish());
    return log;
}

/// The first field: a status of 0 or 1 (EIP-658), or the state root of before Byzantium.
base::Result<void> readOutcome(Reader& fields, Receipt& receipt)
{
    const ByteView outcome = TRY(fields.string());
    if (outcome.size() == Hash::kSize) {
        receipt.postState = Hash::from(outcome);
        return {};
    }
    if (outcome.size() > 1 || (outcome.size() == 1 && outcome[0] != 1))
        return fail(Fault::BadData, "receipt status that is neither 0 nor 1");
    receipt.succeeded = outcome.size() == 1;
    return {};
}

/// OP Stack specification, deposits.md: the nonce from Regolith on, the version after it from Canyon on.
base::Result<void> readDepositFields(Reader& fields, Receipt& receipt)
{
    if (receipt.type != TransactionType::Deposit || fields.atEnd()) return {};
    receipt.depositNonce = TRY(fields.number());
    if (fields.atEnd()) return {};
    receipt.depositReceiptVersion = TRY(fields.number());
    return {};
}

bool isReceiptType(std::uint8_t type)
{
    return (type >= 1 && type <= 4) || type == static_cast<std::uint8_t>(TransactionType::Deposit);
}

} // namespace

void writeLogs(Writer& out, const std::vector<Log>& logs)
{
    out.list([&] {
        for (const Log& log : logs)
            out.list([&] {
                out.string(log.address);
                out.list([&] {
                    for (const Hash& topic : log.topics)
                        out.string(topic);
                });
                out.string(log.data);
            });
    });
}

base::Result<std::vector<Log>> readLogs(Reader& fields)
{
    Reader items = TRY(fields.list());
    std::vector<Log> logs;
    while (!items.atEnd())
        logs.push_back(TRY(readLog(items)));
    return logs;
}

void addToBloom(Bloom& bloom, const Log& log)
{
    std::vector<ByteView> entries;
    collect(entries, log);
    addHashes(bloom, entries);
}

Bloom bloomOf(const std::vector<Log>& logs)
{
    Bloom bloom;
    std::vector<ByteView> entries;
    for (const Log& log : logs)
        collect(entries, log);
    addHashes(bloom, entries);
    return bloom;
}

bool bloomMayContain(const Bloom& bloom, ByteView addressOrTopic)
{
    bool all = true;
    forEachBit(crypto::keccak256(addressOrTopic),
        [&](std::size_t byte, std::uint8_t mask) { all = all && (bloom[byte] & mask) != 0; });
    return all;
}

Bytes encodeReceipt(const Receipt& receipt)
{
    Writer out;
    const std::uint8_t type = static_cast<std::uint8_t>(receipt.type);
    if (receipt.type != TransactionType::Legacy) out.raw({&type, 1});
    out.list([&] {
        if (receipt.postState)
            out.string(*receipt.postState);
        else
            out.number(receipt.succeeded ? 1 : 0);
        out.number(receipt.cumulativeGasUsed).string(receipt.bloom);
        writeLogs(out, receipt.logs);
        if (receipt.depositNonce) out.number(*receipt.depositNonce);
        if (receipt.depositNonce && receipt.depositReceiptVersion) out.number(*receipt.depositReceiptVersion);
    });
    return out.take();
}

base::Result<Receipt> parseReceipt(ByteView bytes)
{
    if (bytes.empty()) return fail(Fault::BadData, "empty receipt");
    Receipt receipt;
    if (bytes[0] < 0xc0) {
        if (!isReceiptType(bytes[0]))
            return fail(Fault::Unsupported, "receipt of unknown type " + std::to_string(bytes[0]));
        receipt.type = static_cast<TransactionType>(bytes[0]);
        bytes = bytes.subspan(1);
    }
    Reader fields = TRY(rlp::openList(bytes));
    TRY(readOutcome(fields, receipt));
    receipt.cumulativeGasUsed = TRY(fields.number());
    receipt.bloom = TRY(fields.fixed<Bloom>());
    receipt.logs = TRY(readLogs(fields));
    TRY(readDepositFields(fields, receipt));
    TRY(fields.finish());
    return receipt;
}

} // namespace eth
