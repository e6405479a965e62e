#include "core/practice/chain/witness.h"

#include "core/crypto/keccak.h"
#include "core/execution/witness_state.h"
#include "core/practice/chain/recording_view.h"

#include <unordered_set>

namespace practice {
namespace {

using base::fail;
using base::Fault;
using base::Result;

/// A stored state that blocks are tried on: it tells what was read, and forgets what was written.
class RecordingWorld final : public execution::World {
public:
    explicit RecordingWorld(const execution::MemoryState& before)
        : m_view(before)
        , m_after(before)
    {
    }

    const RecordingView& view() const { return m_view; }

    std::optional<eth::Account> account(const Address& address) const override
    {
        return m_view.account(address);
    }
    ByteView code(const Hash& codeHash) const override { return m_view.code(codeHash); }
    Uint256 storage(const Address& address, const Uint256& slot) const override
    {
        return m_view.storage(address, slot);
    }
    Result<Hash> commit(const evm::StateDiff& changes) override { return m_after.commit(changes); }
    Result<Hash> rootAfter(const evm::StateDiff& changes) const override
    {
        return m_after.rootAfter(changes);
    }
    /// Asked once the changes are in.
    Result<Hash> storageRoot(const Address& address) const override
    {
        m_view.account(address);
        return m_after.storageRoot(address);
    }
    Result<void> check() const override { return {}; }

private:
    RecordingView m_view;
    execution::MemoryState m_after;
};

/// Byte strings, each once, in the order in which they came.
class Collection {
public:
    void add(Bytes bytes)
    {
        if (m_known.insert(crypto::keccak256(bytes)).second) m_items.push_back(std::move(bytes));
    }
    void add(std::vector<Bytes> many)
    {
        for (Bytes& bytes : many)
            add(std::move(bytes));
    }
    const std::vector<Bytes>& items() const { return m_items; }
    std::vector<Bytes> take() { return std::move(m_items); }

private:
    std::unordered_set<Hash> m_known;
    std::vector<Bytes> m_items;
};

class WitnessMaker {
public:
    WitnessMaker(Chain& chain, const SealedBlock& block, const SealedBlock& parent,
        std::shared_ptr<execution::MemoryState> before)
        : m_chain(chain)
        , m_block(block)
        , m_parent(parent)
        , m_before(std::move(before))
    {
    }

    Result<BlockWitness> make();

private:
    Result<void> execute(execution::World& world);
    Result<void> record();
    Result<bool> isComplete();
    void fetch(const execution::WitnessState& state);
    Result<std::vector<eth::Header>> headers();

    Chain& m_chain;
    const SealedBlock& m_block;
    const SealedBlock& m_parent;
    std::shared_ptr<execution::MemoryState> m_before;
    Collection m_nodes, m_codes;
    std::uint64_t m_oldest = ~std::uint64_t{0}; ///< the oldest block whose hash was asked
};

Result<void> WitnessMaker::execute(execution::World& world)
{
    const execution::Ancestors ancestors = [this, known = m_chain.ancestors()](std::uint64_t number) {
        m_oldest = std::min(m_oldest, number);
        return known(number);
    };
    TRY(execution::execute(
        m_chain.rules(), m_parent.header(), m_block.block, world, {ancestors, m_chain.codes()}));
    return {};
}

/// The paths to all that execution reads.
Result<void> WitnessMaker::record()
{
    RecordingWorld world(*m_before);
    TRY(execute(world));
    for (const auto& [address, slots] : world.view().touched()) {
        m_nodes.add(m_before->accountProof(crypto::keccak256(address)));
        for (const Uint256& slot : slots)
            m_nodes.add(m_before->storageProof(address, crypto::keccak256(slot.toHash())));
    }
    for (const Hash& hash : world.view().codes())
        m_codes.add(base::toBytes(m_before->code(hash)));
    return {};
}

/// A key whose path begins with these hex digits.
Hash keyBelow(std::string path)
{
    path.resize(2 * Hash::kSize, '0');
    return *base::parseFixed<Hash>(path);
}

void WitnessMaker::fetch(const execution::WitnessState& state)
{
    for (const execution::WitnessState::Missing& missing : state.missing()) {
        const Hash key = keyBelow(missing.node.path);
        m_nodes.add(
            missing.account ? m_before->storageProof(*missing.account, key) : m_before->accountProof(key));
    }
    for (const Hash& hash : state.missingCodes())
        m_codes.add(base::toBytes(m_before->code(hash)));
}

/// Executes on the witness alone; fetches what was missing.
Result<bool> WitnessMaker::isComplete()
{
    std::vector<ByteView> all(m_nodes.items().begin(), m_nodes.items().end());
    all.insert(all.end(), m_codes.items().begin(), m_codes.items().end());
    const trie::Preimages preimages(std::move(all));
    execution::WitnessState state(m_parent.header().stateRoot, preimages);
    auto executed = execute(state);
    if (executed) return true;
    if (state.check()) return std::unexpected(std::move(executed).error());
    fetch(state);
    return false;
}

Result<std::vector<eth::Header>> WitnessMaker::headers()
{
    std::vector<eth::Header> headers{m_parent.header()};
    while (headers.back().number > m_oldest) {
        const BlockPointer older = TRY(m_chain.block(headers.back().number - 1));
        if (!older) return fail(Fault::NotYet, "header not found");
        headers.push_back(older->header());
    }
    return headers;
}

Result<BlockWitness> WitnessMaker::make()
{
    // What is erased may join a branch's last sibling to the path above it, which reading never touched. Each
    // round brings at least one node.
    constexpr int kMostRounds = 64;
    TRY(record());
    for (int round = 0; round < kMostRounds; ++round) {
        const bool complete = TRY(isComplete());
        if (!complete) continue;
        BlockWitness witness;
        witness.headers = TRY(headers());
        witness.codes = m_codes.take();
        witness.state = m_nodes.take();
        return witness;
    }
    return fail(Fault::Refused, "the witness does not become complete");
}

} // namespace

Result<BlockWitness> witnessOf(Chain& chain, const SealedBlock& block)
{
    if (block.number() == chain.genesis()->number())
        return fail(Fault::BadData, "the genesis block is not executed");
    const BlockPointer parent = TRY(chain.block(block.number() - 1));
    if (!parent) return fail(Fault::NotYet, "header not found");
    auto before = TRY(chain.stateAfter(parent->number()));
    return WitnessMaker(chain, block, *parent, std::move(before)).make();
}

} // namespace practice
