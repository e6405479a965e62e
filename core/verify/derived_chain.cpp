#include "core/verify/derived_chain.h"

#include "core/execution/payload.h"
#include "core/opstack/output_root.h"
#include "core/opstack/predeploys.h"
#include "core/opstack/sequencing.h"

namespace verify {

using base::fail;
using base::Fault;
using base::Result;
using opstack::Fork;

namespace {

Result<eth::Block> toBlock(const eth::Header& header, const std::vector<base::Bytes>& transactions)
{
    eth::Block block{header, {}, {}, {}};
    for (const base::Bytes& bytes : transactions)
        block.transactions.push_back(TRY(eth::parseTransaction(bytes)));
    return block;
}

} // namespace

Result<std::unique_ptr<DerivedChain>> DerivedChain::fromGenesis(
    opstack::RollupConfig config, const eth::Header& genesis, execution::MemoryState state)
{
    if (state.root() != genesis.stateRoot)
        return fail(Fault::BadData, "the state is not that of the genesis block");
    const opstack::L2Head head =
        TRY(opstack::l2HeadOf(config, {genesis, {}, {}, {}}, eth::headerHash(genesis)));
    return std::unique_ptr<DerivedChain>(
        new DerivedChain(std::move(config), genesis, head, std::move(state)));
}

DerivedChain::DerivedChain(opstack::RollupConfig config, const eth::Header& genesis, opstack::L2Head head,
    execution::MemoryState state)
    : m_config(std::move(config))
    , m_rules(execution::ChainRules::opStack(m_config))
    , m_state(std::move(state))
    , m_derivation(m_config, head.systemConfig, [this](std::uint64_t number) { return safeBlock(number); })
    , m_blocks{{head.reference, {}}}
    , m_safeHead(head)
    , m_head(head)
    , m_safeHeader(genesis)
    , m_header(genesis)
{
}

const opstack::SafeBlock* DerivedChain::safeBlock(std::uint64_t number) const
{
    const std::uint64_t first = m_config.genesis.l2.number;
    if (number < first || number - first >= m_blocks.size()) return nullptr;
    return &m_blocks[number - first];
}

Result<std::vector<DerivedBlock>> DerivedChain::advance(std::stop_token stop)
{
    for (;;) {
        if (stop.stop_requested()) return fail(Fault::Cancelled, "stopped");
        const auto derived = TRY(m_derivation.next(m_head));
        if (!derived) return std::vector<DerivedBlock>{};
        auto block = TRY(build(*derived));
        if (!block) {
            TRY(takeBackPending());
            continue;
        }
        m_pending.push_back(*std::move(block));
        if (!derived->concludes) continue;
        conclude();
        return std::exchange(m_pending, {});
    }
}

Result<execution::BlockOutcome> DerivedChain::execute(const opstack::PayloadAttributes& attributes)
{
    const execution::Ancestors ancestors = [this](std::uint64_t number) -> std::optional<base::Hash> {
        const opstack::SafeBlock* block = safeBlock(number);
        return block != nullptr ? std::optional(block->reference.id.hash) : std::nullopt;
    };
    return execution::execute(
        m_rules, m_header, execution::toBlockAttributes(attributes), m_state, {ancestors, m_codes});
}

/// Nothing when the batch could not be executed and the block is not made without it.
Result<std::optional<DerivedBlock>> DerivedChain::build(const opstack::DerivedAttributes& derived)
{
    auto outcome = execute(derived.attributes);
    if (outcome) return TRY(seal(derived.attributes, derived, *std::move(outcome)));
    if (outcome.error().fault != Fault::BadData) return std::unexpected(outcome.error());
    if (derived.attributes.transactions.size() == derived.protocolTransactions)
        return base::within("a block of deposits alone cannot be executed", outcome.error());
    const auto reduced = m_derivation.invalidate(derived);
    if (!reduced) return std::nullopt;
    auto reducedOutcome = TRY(execute(*reduced));
    DerivedBlock block = TRY(seal(*reduced, derived, std::move(reducedOutcome)));
    block.lostItsBatch = true;
    return block;
}

Result<DerivedBlock> DerivedChain::seal(const opstack::PayloadAttributes& attributes,
    const opstack::DerivedAttributes& derived, execution::BlockOutcome outcome)
{
    const eth::Block block = TRY(toBlock(outcome.header, attributes.transactions));
    opstack::SafeBlock safe = TRY(opstack::safeBlockOf(m_config, block, outcome.hash));
    m_head = TRY(opstack::l2HeadOf(m_config, block, outcome.hash));
    m_header = outcome.header;
    m_blocks.push_back(std::move(safe));
    return DerivedBlock{outcome.header, outcome.hash, attributes.transactions, std::move(outcome.receipts),
        derived.l1Origin, derived.derivedFrom, TRY(outputRootOf(outcome.header, outcome.hash)),
        derived.isForced, false};
}

/// From Isthmus on the header has the message passer's storage root.
Result<base::Hash> DerivedChain::outputRootOf(const eth::Header& header, const base::Hash& hash) const
{
    const bool isthmus = m_config.isActive(Fork::Isthmus, header.timestamp);
    const base::Hash messages = isthmus ? header.withdrawalsRoot.value_or(base::Hash{})
                                        : TRY(m_state.storageRoot(opstack::kL2ToL1MessagePasser));
    return opstack::outputRoot({header.stateRoot, messages, hash});
}

/// The blocks of a span batch that did not conclude are none.
Result<void> DerivedChain::takeBackPending()
{
    TRY(m_state.takeBack(m_pending.size()));
    m_blocks.resize(m_blocks.size() - m_pending.size());
    m_pending.clear();
    m_head = m_safeHead;
    m_header = m_safeHeader;
    return {};
}

void DerivedChain::conclude()
{
    m_state.settle(0);
    m_safeHead = m_head;
    m_safeHeader = m_header;
    forgetTransactions();
}

/// A span batch that reaches back beyond its sequencing window is dropped for that.
void DerivedChain::forgetTransactions()
{
    const std::uint64_t newest = m_safeHead.reference.l1Origin.number;
    while (m_forgotten + 1 < m_blocks.size()) {
        opstack::SafeBlock& oldest = m_blocks[m_forgotten];
        if (opstack::isWithinWindow(m_config, oldest.reference.l1Origin.number + 1, newest)) return;
        oldest.transactions = {};
        ++m_forgotten;
    }
}

} // namespace verify
