#include "core/execution/block_run.h"

#include "core/execution/create2_deployer.h"
#include "core/execution/fees.h"
#include "core/execution/header_rules.h"
#include "core/execution/system_calls.h"
#include "core/opstack/eip1559.h"
#include "core/opstack/predeploys.h"
#include "core/trie/list_root.h"

namespace execution {

using base::Fault;
using evm::Revision;

namespace {

constexpr std::uint64_t kGwei = 1'000'000'000;
constexpr std::uint64_t kEther = 1'000'000'000'000'000'000;

/// For the coinbase of a block of proof of work. EIP-649, EIP-1234.
Uint256 blockReward(Revision revision)
{
    if (revision >= Revision::Paris) return {};
    const std::uint64_t ether = revision >= Revision::Constantinople ? 2
                                : revision >= Revision::Byzantium    ? 3
                                                                     : 5;
    return Uint256{ether} * Uint256{kEther};
}

/// The extraData of an OP Stack block from Holocene on.
base::Result<Bytes> opExtraData(const opstack::RollupConfig& config, const BlockAttributes& attributes)
{
    if (!attributes.eip1559Params) return base::fail(Fault::BadData, "attributes without eip1559Params");
    if (config.isActive(Fork::Jovian, attributes.timestamp) && !attributes.minBaseFee)
        return base::fail(Fault::BadData, "attributes without minBaseFee");
    opstack::BaseFeeParameters parameters;
    parameters.denominator = base::loadBigEndian<std::uint32_t>(attributes.eip1559Params->data());
    parameters.elasticity = base::loadBigEndian<std::uint32_t>(attributes.eip1559Params->data() + 4);
    parameters.minBaseFee = attributes.minBaseFee.value_or(0);
    Bytes extraData = opstack::encodeExtraData(config, attributes.timestamp, parameters);
    TRY(opstack::parseExtraData(config, attributes.timestamp, extraData));
    return extraData;
}

} // namespace

base::Result<eth::Header> draftHeader(
    const ChainRules& chain, const eth::Header& parent, const BlockAttributes& attributes)
{
    if (attributes.timestamp <= parent.timestamp)
        return base::fail(Fault::BadData, "timestamp not after the parent's");
    TRY(chain.checkKnown(attributes.timestamp));
    const BlockRules rules = chain.at(parent.number + 1, attributes.timestamp, parent.timestamp);
    eth::Header header;
    header.parentHash = eth::headerHash(parent);
    header.coinbase = attributes.feeRecipient;
    header.number = parent.number + 1;
    header.gasLimit = attributes.gasLimit;
    header.timestamp = attributes.timestamp;
    header.prevRandao = attributes.prevRandao;
    header.extraData = attributes.extraData;
    if (rules.isOp(Fork::Holocene)) header.extraData = TRY(opExtraData(*chain.opConfig(), attributes));
    if (rules.revision >= Revision::London)
        header.baseFeePerGas = TRY(nextBaseFee(parent, attributes.timestamp, chain));
    if (rules.revision < Revision::Cancun) return header;
    if (!attributes.parentBeaconBlockRoot)
        return base::fail(Fault::BadData, "attributes without parentBeaconBlockRoot");
    header.parentBeaconBlockRoot = attributes.parentBeaconBlockRoot;
    header.excessBlobGas = excessBlobGasAfter(parent, rules);
    return header;
}

evm::BlockContext contextOf(const eth::Header& header, const BlockRules& rules)
{
    evm::BlockContext context;
    context.number = header.number;
    context.timestamp = header.timestamp;
    context.gasLimit = header.gasLimit;
    context.coinbase = header.coinbase;
    context.prevRandao =
        rules.revision >= Revision::Paris ? Uint256::from(header.prevRandao) : header.difficulty;
    context.baseFee = header.baseFeePerGas.value_or(Uint256{});
    if (rules.blobs)
        context.blobBaseFee = blobBaseFee(header.excessBlobGas.value_or(0), *rules.blobs);
    else if (rules.isOp(Fork::Ecotone))
        context.blobBaseFee = 1; // there is never excess blob gas
    context.chainId = rules.chainId;
    return context;
}

BlockRun::BlockRun(const ChainRules& rules, const eth::Header& parent, eth::Header draft, World& world,
    const Surroundings& surroundings)
    : m_rules(rules.at(draft.number, draft.timestamp, parent.timestamp))
    , m_header(std::move(draft))
    , m_world(world)
    , m_context(contextOf(m_header, m_rules))
    , m_state(world)
    , m_evm(
          m_rules.revision, *m_rules.precompiles, m_context, m_state, surroundings.codes, surroundings.tracer)
    , m_environment{m_rules, m_context, m_state, m_evm, {}}
{
    m_context.blockHash = [this, ancestors = surroundings.ancestors](
                              std::uint64_t number) { return blockHash(ancestors, number); };
}

Hash BlockRun::blockHash(const Ancestors& ancestors, std::uint64_t number)
{
    if (number + 1 == m_header.number) return m_header.parentHash;
    const std::optional<Hash> hash = ancestors ? ancestors(number) : std::nullopt;
    if (!hash) m_unknownAncestor = number;
    return hash.value_or(Hash());
}

void BlockRun::begin()
{
    callBeforeTransactions(m_environment, m_header.parentHash, m_header.parentBeaconBlockRoot);
    if (m_rules.activates(Fork::Canyon)) installCreate2Deployer();
}

/// Specification: canyon/exec-engine.md, "Deployment of create2Deployer".
void BlockRun::installCreate2Deployer()
{
    m_state.beginTransaction();
    m_state.setCode(kCreate2Deployer, create2DeployerCode());
    m_state.finishTransaction(m_rules.revision);
}

base::Result<void> BlockRun::add(const eth::Transaction& transaction, const Address& sender, Bytes encoded)
{
    // Specifications: jovian and karst/derivation.md, "Activation block".
    const bool admitsOnlyDeposits = m_rules.activates(Fork::Jovian) || m_rules.activates(Fork::Karst);
    if (admitsOnlyDeposits && transaction.type != eth::TransactionType::Deposit)
        return base::fail(Fault::BadData, "the activation block of a fork holds only deposits");
    eth::Receipt receipt = TRY(applyTransaction(m_environment, {transaction, sender, encoded}));
    if (m_rules.revision < Revision::Byzantium) receipt.postState = TRY(m_world.rootAfter(m_state.diff()));
    m_receipts.push_back(std::move(receipt));
    m_senders.push_back(sender);
    m_transactions.push_back(std::move(encoded));
    return {};
}

/// EIP-4895, and the reward before the Merge.
void BlockRun::credit(const std::optional<std::vector<eth::Withdrawal>>& withdrawals)
{
    m_state.beginTransaction();
    if (m_rules.revision < Revision::Paris)
        m_state.addBalance(m_header.coinbase, blockReward(m_rules.revision));
    if (withdrawals)
        for (const eth::Withdrawal& withdrawal : *withdrawals)
            m_state.addBalance(withdrawal.address, Uint256{withdrawal.amount} * Uint256{kGwei});
    m_state.finishTransaction(m_rules.revision);
}

base::Result<Hash> BlockRun::withdrawalsRoot(
    const std::optional<std::vector<eth::Withdrawal>>& withdrawals) const
{
    if (m_rules.isOp(Fork::Isthmus)) return m_world.storageRoot(opstack::kL2ToL1MessagePasser);
    std::vector<Bytes> encoded;
    if (withdrawals)
        for (const eth::Withdrawal& withdrawal : *withdrawals)
            encoded.push_back(eth::encodeWithdrawal(withdrawal));
    return trie::listRoot(encoded);
}

/// Between Regolith and Canyon the root leaves out the deposit nonce, which the receipt has.
Hash BlockRun::receiptRoot() const
{
    std::vector<Bytes> encoded;
    for (eth::Receipt receipt : m_receipts) {
        if (!receipt.depositReceiptVersion) receipt.depositNonce.reset();
        encoded.push_back(eth::encodeReceipt(receipt));
    }
    return trie::listRoot(encoded);
}

base::Result<BlockOutcome> BlockRun::finish(const std::optional<std::vector<eth::Withdrawal>>& withdrawals)
{
    BlockOutcome outcome;
    credit(withdrawals);
    if (!m_rules.opFork && m_rules.revision >= Revision::Prague)
        outcome.requests = TRY(takeRequests(m_environment, m_receipts));
    TRY(m_world.check());
    if (m_unknownAncestor)
        return base::fail(
            Fault::NotYet, "the hash of block " + std::to_string(*m_unknownAncestor) + " is missing");
    m_header.stateRoot = TRY(m_world.commit(m_state.diff()));
    m_header.transactionsRoot = trie::listRoot(m_transactions);
    m_header.receiptRoot = receiptRoot();
    m_header.bloom = {};
    for (const eth::Receipt& receipt : m_receipts)
        for (std::size_t i = 0; i < eth::Bloom::kSize; ++i)
            m_header.bloom[i] |= receipt.bloom[i];
    m_header.gasUsed = m_environment.gasUsed;
    if (m_rules.revision >= Revision::Shanghai) m_header.withdrawalsRoot = TRY(withdrawalsRoot(withdrawals));
    if (m_rules.revision >= Revision::Cancun) m_header.blobGasUsed = m_environment.blobGasUsed;
    if (m_rules.revision >= Revision::Prague) m_header.requestsHash = requestsHash(outcome.requests);
    outcome.header = m_header;
    outcome.hash = eth::headerHash(m_header);
    outcome.senders = std::move(m_senders);
    outcome.receipts = std::move(m_receipts);
    return outcome;
}

} // namespace execution
