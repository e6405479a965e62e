#include "core/practice/layers/l2.h"

#include "core/eth/rlp.h"

namespace practice {

using base::fail;
using base::Fault;
using base::Result;

namespace {

constexpr std::string_view kPoolName = "l2-pool", kMarkCountName = "l2-safe-count";

/// Marks are saved in pieces, so that a long history is not written again and again.
constexpr std::size_t kMarksOfPiece = 256;
std::string pieceName(std::size_t piece)
{
    return "l2-safe-" + std::to_string(piece);
}

Result<BlockId> parseId(eth::rlp::Reader& in)
{
    BlockId id;
    id.number = TRY(in.number());
    id.hash = TRY(in.fixed<Hash>());
    return id;
}

} // namespace

L2::L2(std::unique_ptr<Chain> chain, std::shared_ptr<Archive> archive, opstack::RollupConfig config)
    : m_canonical(std::move(chain))
    , m_archive(std::move(archive))
    , m_config(std::move(config))
{
}

Result<Hash> L2::submit(ByteView raw)
{
    const auto transaction = eth::parseTransaction(raw);
    if (!transaction) return fail(Fault::Refused, "rlp: " + transaction.error().detail);
    const bool isForL1 =
        transaction->type == eth::TransactionType::Deposit || transaction->type == eth::TransactionType::Blob;
    if (isForL1) return fail(Fault::Refused, "transaction type not supported");
    return m_pool.add(*transaction, shown());
}

Result<opstack::L2BlockRef> L2::reference(std::uint64_t number)
{
    const BlockPointer block = TRY(m_canonical->block(number));
    if (!block) return fail(Fault::NotYet, "L2 has no block " + std::to_string(number));
    return opstack::l2BlockRef(m_config, block->block, block->hash);
}

void L2::mark(const BlockId& l2Block, const BlockId& l1Block)
{
    if (!m_marks.empty() && m_marks.back().l1 == l1Block) m_marks.pop_back();
    m_savedMarks = std::min(m_savedMarks, m_marks.size());
    m_marks.push_back({l2Block, l1Block});
}

BlockId L2::safe() const
{
    return m_marks.empty() ? m_config.genesis.l2 : m_marks.back().l2;
}

BlockId L2::finalized(std::uint64_t l1Finalized) const
{
    const auto after = std::ranges::upper_bound(
        m_marks, l1Finalized, {}, [](const SafeMark& mark) { return mark.l1.number; });
    return after == m_marks.begin() ? m_config.genesis.l2 : std::prev(after)->l2;
}

std::optional<BlockId> L2::derivedFrom(std::uint64_t l2Number) const
{
    if (l2Number <= m_config.genesis.l2.number) return m_config.genesis.l1;
    const auto found =
        std::ranges::lower_bound(m_marks, l2Number, {}, [](const SafeMark& mark) { return mark.l2.number; });
    return found == m_marks.end() ? std::nullopt : std::optional(found->l1);
}

/// What is only in blocks that are shown will be gone after a restart: it waits then.
Result<void> L2::save()
{
    Pool waiting = m_pool;
    waiting.restore(m_lies);
    TRY(m_archive->put(kPoolName, waiting.encode()));
    return saveMarks();
}

Result<void> L2::saveMarks()
{
    for (std::size_t piece = m_savedMarks / kMarksOfPiece; piece * kMarksOfPiece < m_marks.size(); ++piece) {
        const std::size_t from = piece * kMarksOfPiece;
        const std::size_t to = std::min(from + kMarksOfPiece, m_marks.size());
        eth::rlp::Writer out;
        out.list([&] {
            for (std::size_t i = from; i < to; ++i) {
                out.number(m_marks[i].l2.number).string(m_marks[i].l2.hash);
                out.number(m_marks[i].l1.number).string(m_marks[i].l1.hash);
            }
        });
        TRY(m_archive->put(pieceName(piece), out.bytes()));
    }
    m_savedMarks = m_marks.size();
    return m_archive->put(kMarkCountName, eth::rlp::encodeNumber(Uint256{m_marks.size()}));
}

Result<void> L2::load()
{
    TRY(loadMarks());
    const auto saved = TRY(m_archive->get(kPoolName));
    return saved ? m_pool.load(*saved) : Result<void>();
}

Result<void> L2::loadMarks()
{
    const auto encodedCount = TRY(m_archive->get(kMarkCountName));
    if (!encodedCount) return {};
    const std::uint64_t count = TRY(eth::rlp::Reader(*encodedCount).number());
    for (std::size_t piece = 0; m_marks.size() < count; ++piece) {
        const auto saved = TRY(m_archive->get(pieceName(piece)));
        if (!saved) return fail(Fault::BadData, "the world lacks a part of its safe blocks");
        eth::rlp::Reader list = TRY(eth::rlp::openList(*saved));
        for (std::size_t i = 0; i < kMarksOfPiece && m_marks.size() < count; ++i) {
            SafeMark mark;
            mark.l2 = TRY(parseId(list));
            mark.l1 = TRY(parseId(list));
            m_marks.push_back(mark);
        }
    }
    m_savedMarks = m_marks.size();
    return {};
}

} // namespace practice
