#include "core/practice/chain/chain.h"

#include "core/practice/chain/archive.h"
#include "core/practice/chain/state_changes.h"

#include <algorithm>

namespace practice {
namespace {

using base::Fault;
using execution::MemoryState;

constexpr std::size_t kRecentBlocks = 512; ///< the BLOCKHASH instruction reaches back 256
constexpr std::size_t kOlderBlocks = 64;
constexpr std::size_t kKeptStates = 4;

/// A state that remembers what the block did to it. Unless the block is kept, it ends as it began.
class RecordingWorld : public execution::World {
public:
    explicit RecordingWorld(MemoryState& state)
        : m_state(state)
    {
    }
    RecordingWorld(const RecordingWorld&) = delete;
    RecordingWorld& operator=(const RecordingWorld&) = delete;
    ~RecordingWorld() override
    {
        if (m_committed) (void)m_state.commit(m_step.undo);
    }

    const StateStep& step() const { return m_step; }
    void keep() { m_committed = false; }

    std::optional<eth::Account> account(const Address& address) const override
    {
        return m_state.account(address);
    }
    ByteView code(const Hash& codeHash) const override { return m_state.code(codeHash); }
    Uint256 storage(const Address& address, const Uint256& slot) const override
    {
        return m_state.storage(address, slot);
    }
    base::Result<Hash> commit(const evm::StateDiff& changes) override
    {
        m_step = {changes, m_state.inverse(changes)};
        m_committed = true;
        return m_state.commit(changes);
    }
    base::Result<Hash> rootAfter(const evm::StateDiff& changes) const override
    {
        return m_state.rootAfter(changes);
    }
    base::Result<Hash> storageRoot(const Address& address) const override
    {
        return m_state.storageRoot(address);
    }
    base::Result<void> check() const override { return m_state.check(); }

private:
    MemoryState& m_state;
    StateStep m_step;
    bool m_committed = false;
};

BlockPointer sealGenesis(const eth::Header& header)
{
    auto sealed = std::make_shared<SealedBlock>();
    sealed->hash = eth::headerHash(header);
    sealed->block.header = header;
    if (header.withdrawalsRoot) sealed->block.withdrawals.emplace();
    return sealed;
}

} // namespace

Chain::Chain(Layer layer, execution::ChainRules rules, std::shared_ptr<Archive> archive)
    : m_layer(layer)
    , m_rules(std::move(rules))
    , m_archive(std::move(archive))
    , m_codes(std::make_unique<evm::CodeCache>())
{
}

base::Result<std::unique_ptr<Chain>> Chain::open(
    Layer layer, execution::ChainRules rules, execution::Genesis genesis, std::shared_ptr<Archive> archive)
{
    std::unique_ptr<Chain> chain(new Chain(layer, std::move(rules), std::move(archive)));
    chain->m_genesis = sealGenesis(genesis.header);
    chain->m_state = std::move(genesis.state);
    chain->push(chain->m_genesis);
    const std::optional<std::uint64_t> head = TRY(chain->m_archive->headNumber(layer));
    if (head)
        TRY(chain->reopen(*head));
    else
        TRY(chain->m_archive->putBlock(layer, *chain->m_genesis));
    return chain;
}

base::Result<void> Chain::reopen(std::uint64_t head)
{
    const BlockPointer genesis = TRY(m_archive->block(m_layer, 0));
    const BlockPointer newest = TRY(m_archive->block(m_layer, head));
    if (!genesis || genesis->hash != m_genesis->hash)
        return base::fail(Fault::BadData, "the world in the file has another genesis");
    const evm::StateDiff changes = TRY(m_archive->state(m_layer));
    const Hash root = TRY(m_state.commit(changes));
    if (root != newest->header().stateRoot)
        return base::fail(Fault::BadData, "the state in the file is not that of its newest block");
    m_recent = {newest};
    m_head = newest;
    return {};
}

void Chain::push(BlockPointer block)
{
    m_head = block;
    m_recent.push_back(std::move(block));
    if (m_recent.size() > kRecentBlocks) m_recent.pop_front();
}

base::Result<BlockPointer> Chain::block(std::uint64_t number)
{
    if (number > m_head->number()) return nullptr;
    if (number == 0) return m_genesis;
    const std::uint64_t first = m_recent.front()->number();
    if (number >= first) return m_recent[number - first];
    if (number < m_firstOwn) return m_trunk->block(number);
    return older(number);
}

base::Result<BlockPointer> Chain::older(std::uint64_t number)
{
    const auto found = std::find_if(
        m_older.begin(), m_older.end(), [&](const BlockPointer& block) { return block->number() == number; });
    if (found != m_older.end()) {
        m_older.splice(m_older.begin(), m_older, found);
        return m_older.front();
    }
    BlockPointer block = TRY(m_archive->block(m_layer, number));
    if (!block) return base::fail(Fault::BadData, "block " + std::to_string(number) + " is not in the file");
    m_older.push_front(block);
    if (m_older.size() > kOlderBlocks) m_older.pop_back();
    return block;
}

base::Result<BlockPointer> Chain::block(const Hash& hash)
{
    const std::optional<std::uint64_t> number = TRY(m_archive->numberOf(m_layer, hash));
    if (number) return block(*number);
    if (m_trunk == nullptr) return nullptr;
    const BlockPointer shared = TRY(m_trunk->block(hash));
    return shared && shared->number() < m_firstOwn ? shared : nullptr;
}

base::Result<std::optional<TransactionPlace>> Chain::find(const Hash& transaction)
{
    const std::optional<Archive::Place> place = TRY(m_archive->placeOf(m_layer, transaction));
    if (place) return TransactionPlace{TRY(block(place->block)), place->index};
    if (m_trunk == nullptr) return std::nullopt;
    const std::optional<TransactionPlace> shared = TRY(m_trunk->find(transaction));
    return shared && shared->block->number() < m_firstOwn ? shared : std::nullopt;
}

base::Result<BlockPointer> Chain::seal(
    eth::Block block, execution::BlockOutcome outcome, const StateStep& step)
{
    auto sealed = std::make_shared<SealedBlock>();
    sealed->hash = outcome.hash;
    sealed->block = std::move(block);
    for (const eth::Transaction& transaction : sealed->block.transactions)
        sealed->transactionHashes.push_back(eth::transactionHash(transaction));
    sealed->senders = std::move(outcome.senders);
    sealed->receipts = std::move(outcome.receipts);
    sealed->undo = step.undo;
    TRY(m_archive->putBlock(m_layer, *sealed));
    TRY(m_archive->putState(m_layer, step.changes));
    push(sealed);
    return sealed;
}

base::Result<Chain::Extension> Chain::extend(
    const execution::BlockAttributes& attributes, std::span<const execution::PoolTransaction> pool)
{
    RecordingWorld world(m_state);
    execution::BuiltBlock built = TRY(
        execution::buildBlock(m_rules, m_head->header(), attributes, pool, world, {ancestors(), *m_codes}));
    const BlockPointer block = TRY(seal(std::move(built.block), std::move(built.outcome), world.step()));
    world.keep();
    return Extension{block, std::move(built.leftOut)};
}

base::Result<BlockPointer> Chain::append(const eth::Block& block)
{
    RecordingWorld world(m_state);
    execution::BlockOutcome outcome =
        TRY(execution::execute(m_rules, m_head->header(), block, world, {ancestors(), *m_codes}));
    const BlockPointer sealed = TRY(seal(block, std::move(outcome), world.step()));
    world.keep();
    return sealed;
}

base::Result<std::vector<BlockPointer>> Chain::rollBack(std::uint64_t number)
{
    if (number > m_head->number()) return base::fail(Fault::BadData, "no block to go back to");
    if (number + 1 < m_firstOwn) return base::fail(Fault::BadData, "a fork does not go back below its root");
    std::vector<BlockPointer> removed;
    StateChanges undos;
    const BlockPointer head = TRY(block(number));
    for (std::uint64_t n = m_head->number(); n > number; --n) {
        removed.push_back(TRY(block(n)));
        undos.add(removed.back()->undo);
    }
    if (removed.empty()) return removed;
    std::reverse(removed.begin(), removed.end());
    const evm::StateDiff changes = undos.take();
    TRY(m_archive->removeBlocksFrom(m_layer, number + 1));
    TRY(m_archive->putState(m_layer, changes));
    const Hash root = TRY(m_state.commit(changes));
    CHECK(root == head->header().stateRoot);
    forgetAbove(head);
    return removed;
}

void Chain::forgetAbove(const BlockPointer& head)
{
    const auto isAbove = [&](const auto& kept) { return kept->number() > head->number(); };
    while (!m_recent.empty() && isAbove(m_recent.back()))
        m_recent.pop_back();
    if (m_recent.empty()) m_recent.push_back(head);
    m_older.remove_if(isAbove);
    m_keptStates.remove_if([&](const KeptState& kept) { return kept.number > head->number(); });
    m_head = head;
}

std::unique_ptr<Chain> Chain::fork()
{
    auto archive = Archive::open(":memory:");
    CHECK(archive.has_value()); // fails for want of memory alone
    std::unique_ptr<Chain> fork(new Chain(m_layer, m_rules, *std::move(archive)));
    fork->m_trunk = this;
    fork->m_firstOwn = m_head->number() + 1;
    fork->m_genesis = m_genesis;
    fork->m_state = MemoryState(m_state);
    fork->push(m_head);
    return fork;
}

base::Result<evm::StateDiff> Chain::undo(std::uint64_t number)
{
    const std::uint64_t first = m_recent.front()->number();
    if (number >= first) return m_recent[number - first]->undo;
    if (number < m_firstOwn) return m_trunk->undo(number);
    return m_archive->undo(m_layer, number);
}

/// The oldest state at hand that is not before block `number`; the head's is not owned.
Chain::KeptState Chain::nearestAbove(std::uint64_t number)
{
    KeptState nearest{m_head->number(), {std::shared_ptr<void>(), &m_state}};
    for (auto kept = m_keptStates.begin(); kept != m_keptStates.end(); ++kept) {
        if (kept->number < number || kept->number >= nearest.number) continue;
        nearest = *kept;
    }
    return nearest;
}

base::Result<std::shared_ptr<MemoryState>> Chain::stateAfter(std::uint64_t number)
{
    if (number > m_head->number())
        return base::fail(Fault::NotYet, "block " + std::to_string(number) + " is not there yet");
    KeptState nearest = nearestAbove(number);
    if (nearest.number == number) return nearest.state;
    StateChanges undos;
    for (std::uint64_t n = nearest.number; n > number; --n)
        undos.add(TRY(undo(n)));
    auto state = std::make_shared<MemoryState>(*nearest.state);
    TRY(state->commit(undos.take()));
    m_keptStates.push_front({number, state});
    if (m_keptStates.size() > kKeptStates) m_keptStates.pop_back();
    return state;
}

execution::Ancestors Chain::ancestors()
{
    return [this](std::uint64_t number) -> std::optional<Hash> {
        const auto found = block(number);
        if (!found || !*found) return std::nullopt;
        return (*found)->hash;
    };
}

} // namespace practice
