#include "core/practice/layers/l1.h"

#include "core/crypto/keccak.h"
#include "core/eth/rlp.h"
#include "core/execution/fees.h"
#include "core/practice/contracts/deployment.h"
#include "core/practice/layers/blob_sidecar.h"

namespace practice {
namespace {

using base::Fault;
using namespace base::literals;

/// Who gets the fees of L1's transactions.
constexpr Address kFeeRecipient = "0xfee1000000000000000000000000000000000001"_address;
constexpr std::uint64_t kSlotsPerEpoch = 32;
constexpr std::uint64_t kGasLimitDivisor = 1024; ///< Yellow Paper, equations 46 and 47
constexpr std::size_t kMaxWaitingBlobs = 128;
constexpr std::string_view kArchiveName = "l1";

/// Words of the beacon chain, which is not there: what they would be otherwise cannot be foreseen either.
Hash beaconWord(std::string_view what, std::uint64_t seed, std::uint64_t slot, std::uint64_t reorgs)
{
    Bytes message = base::toBytes(base::asBytes(what));
    for (const std::uint64_t number : {seed, slot, reorgs}) {
        std::uint8_t word[8];
        base::storeBigEndian(word, number);
        base::append(message, word);
    }
    return crypto::keccak256(message);
}

std::uint64_t gasLimitAfter(std::uint64_t parent)
{
    const std::uint64_t step = parent / kGasLimitDivisor - 1;
    return parent < kL1GasLimit ? std::min(parent + step, kL1GasLimit) : std::max(parent - step, kL1GasLimit);
}

std::uint64_t back(const Chain& chain, std::uint64_t blocks)
{
    const std::uint64_t head = chain.head()->number();
    return head - std::min(head, blocks);
}

} // namespace

L1::L1(std::unique_ptr<Chain> chain, std::shared_ptr<Archive> archive, std::uint64_t seed)
    : m_chain(std::move(chain))
    , m_archive(std::move(archive))
    , m_seed(seed)
{
}

base::Result<Hash> L1::submit(ByteView raw)
{
    if (isBlobTransaction(raw)) {
        const BlobTransaction parsed = TRY(parseBlobTransaction(raw));
        return submit(parsed.transaction, parsed.blobs);
    }
    const auto transaction = eth::parseTransaction(raw);
    if (!transaction) return base::fail(Fault::Refused, transaction.error().detail);
    return m_pool.add(*transaction, *m_chain);
}

base::Result<Hash> L1::submit(const eth::Transaction& transaction, std::span<const Bytes> blobs)
{
    CHECK(blobs.size() == transaction.blobVersionedHashes.size());
    if (m_waitingBlobs.size() + blobs.size() > kMaxWaitingBlobs)
        return base::fail(Fault::Refused, "txpool is full");
    const Hash hash = TRY(m_pool.add(transaction, *m_chain));
    for (std::size_t i = 0; i < blobs.size(); ++i)
        m_waitingBlobs.insert_or_assign(transaction.blobVersionedHashes[i], blobs[i]);
    return hash;
}

execution::BlockAttributes L1::attributes(std::uint64_t timestamp) const
{
    const std::uint64_t slot = (timestamp - m_chain->genesis()->timestamp()) / kL1BlockTime;
    execution::BlockAttributes attributes;
    attributes.timestamp = timestamp;
    attributes.prevRandao = beaconWord("prevRandao", m_seed, slot, m_reorgs);
    attributes.parentBeaconBlockRoot = beaconWord("beaconRoot", m_seed, slot, m_reorgs);
    attributes.feeRecipient = kFeeRecipient;
    attributes.withdrawals.emplace();
    attributes.gasLimit = gasLimitAfter(m_chain->head()->header().gasLimit);
    return attributes;
}

base::Result<BlockPointer> L1::seal(std::uint64_t timestamp)
{
    const Transactions ready = m_pool.ready(nextBaseFee(), m_chain->state());
    const Chain::Extension extension = TRY(m_chain->extend(attributes(timestamp), ready));
    TRY(settle(*extension.block));
    m_pool.prune(m_chain->state());
    dropUnneededBlobs();
    return extension.block;
}

/// Gives the block's blobs into the archive's care, and lets go of those that are too old.
base::Result<void> L1::settle(const SealedBlock& block)
{
    for (const eth::Transaction& transaction : block.block.transactions)
        for (const Hash& hash : transaction.blobVersionedHashes) {
            const auto waiting = m_waitingBlobs.find(hash);
            if (waiting != m_waitingBlobs.end())
                TRY(m_archive->putBlob(hash, block.number(), waiting->second));
        }
    if (block.number() % kSlotsPerEpoch != 0 || block.number() < kBlobRetention) return {};
    return m_archive->removeBlobsBefore(block.number() - kBlobRetention);
}

/// What no waiting transaction names any more.
void L1::dropUnneededBlobs()
{
    if (m_waitingBlobs.empty()) return;
    std::unordered_map<Hash, Bytes> needed;
    for (const eth::Transaction& transaction : m_pool.all())
        for (const Hash& hash : transaction.blobVersionedHashes) {
            const auto waiting = m_waitingBlobs.find(hash);
            if (waiting != m_waitingBlobs.end()) needed.insert(std::move(*waiting));
        }
    m_waitingBlobs = std::move(needed);
}

base::Result<std::vector<BlockPointer>> L1::reorg(std::uint64_t depth)
{
    const std::uint64_t head = m_chain->head()->number();
    if (depth > head || head - depth < finalizedNumber())
        return base::fail(Fault::Refused, "a finalized block would be reorganised");
    const std::vector<BlockPointer> removed = TRY(m_chain->rollBack(head - depth));
    ++m_reorgs;
    Transactions due;
    for (const BlockPointer& block : removed)
        due = TRY(replace(*block, due));
    m_pool.restore(removed);
    m_pool.prune(m_chain->state());
    return removed;
}

/// Seals another block in the slot of this one, with what was due before it. Gives what is due after it.
base::Result<L1::Transactions> L1::replace(const SealedBlock& block, const Transactions& due)
{
    const Chain::Extension extension = TRY(m_chain->extend(attributes(block.timestamp()), due));
    Transactions next;
    for (const execution::LeftOut& leftOut : extension.leftOut)
        next.push_back(due[leftOut.index]);
    for (std::size_t i = 0; i < block.senders.size(); ++i)
        next.push_back({block.block.transactions[i], block.senders[i]});
    return next;
}

std::uint64_t L1::finalizedNumber() const
{
    return back(*m_chain, 2 * kSlotsPerEpoch);
}

std::uint64_t L1::safeNumber() const
{
    return back(*m_chain, kSlotsPerEpoch);
}

base::Result<std::optional<Bytes>> L1::blob(const Hash& versionedHash)
{
    return m_archive->blob(versionedHash);
}

Uint256 L1::nextBaseFee() const
{
    return execution::baseFeeAfter(m_chain->head()->header());
}

Uint256 L1::nextBlobBaseFee() const
{
    const SealedBlock& head = *m_chain->head();
    const execution::BlockRules rules =
        m_chain->rules().at(head.number() + 1, head.timestamp() + kL1BlockTime, head.timestamp());
    CHECK(rules.blobs.has_value());
    return execution::blobBaseFee(execution::excessBlobGasAfter(head.header(), rules), *rules.blobs);
}

base::Result<void> L1::save()
{
    eth::rlp::Writer out;
    out.list([&] {
        out.number(m_reorgs);
        out.raw(m_pool.encode());
        out.list([&] {
            for (const auto& [hash, blob] : m_waitingBlobs)
                out.string(hash).string(blob);
        });
    });
    return m_archive->put(kArchiveName, out.bytes());
}

base::Result<void> L1::load()
{
    const std::optional<Bytes> saved = TRY(m_archive->get(kArchiveName));
    if (!saved) return {};
    eth::rlp::Reader in = TRY(eth::rlp::openList(*saved));
    m_reorgs = TRY(in.number());
    const eth::rlp::Item pool = TRY(in.item());
    TRY(m_pool.load(pool.encoded));
    eth::rlp::Reader blobs = TRY(in.list());
    while (!blobs.atEnd()) {
        const Hash hash = TRY(blobs.fixed<Hash>());
        const ByteView blob = TRY(blobs.string());
        m_waitingBlobs.insert_or_assign(hash, base::toBytes(blob));
    }
    return {};
}

} // namespace practice
