#include "core/execution/transaction.h"

#include "core/execution/deposit.h"
#include "core/execution/fees.h"
#include "core/execution/message_run.h"
#include "core/opstack/predeploys.h"

namespace execution {

using base::Fault;
using eth::TransactionType;
using evm::Revision;

namespace {

constexpr std::size_t kMaxBlobsInTransaction = 6; // EIP-7594

/// What a valid transaction pays, by its parts.
struct Fees {
    Uint256 gasPrice;
    Uint256 blobFee;
    Uint256 l1Fee;
    opstack::DataSize size; ///< OP Stack
    Uint256 operatorFee;    ///< for all the gas
};

std::unexpected<base::Error> refuse(std::string why)
{
    return base::fail(Fault::BadData, std::move(why));
}

std::string unlike(std::string_view what, std::uint64_t expected, std::uint64_t got)
{
    return std::string(what) + ": expected " + std::to_string(expected) + ", got " + std::to_string(got);
}

std::uint64_t blobGasOf(const eth::Transaction& tx)
{
    return tx.blobVersionedHashes.size() * kGasPerBlob;
}

Uint256 operatorFee(BlockEnvironment& env, std::uint64_t gas)
{
    return env.rules.opFork ? env.l1Costs.operatorFee(env.state, *env.rules.opFork, gas) : Uint256{};
}

base::Result<void> checkBlobs(const BlockEnvironment& env, const eth::Transaction& tx)
{
    if (tx.type != TransactionType::Blob) return {};
    if (!env.rules.blobs) return refuse("blob transaction where there are no blobs");
    const std::size_t count = tx.blobVersionedHashes.size();
    if (env.rules.revision >= Revision::Osaka && count > kMaxBlobsInTransaction)
        return refuse("more than 6 blobs in a transaction");
    if (env.blobGasUsed + blobGasOf(tx) > env.rules.blobs->max * kGasPerBlob)
        return refuse("more blobs than a block may have");
    if (tx.maxFeePerBlobGas < env.block.blobBaseFee)
        return refuse("maximum fee per blob gas below the blob base fee");
    return {};
}

/// EIP-3607, and its exception in EIP-7702.
base::Result<void> checkSender(BlockEnvironment& env, const Candidate& candidate)
{
    const std::uint64_t nonce = env.state.nonce(candidate.sender);
    if (nonce != candidate.transaction.nonce)
        return refuse(unlike("nonce", nonce, candidate.transaction.nonce));
    const ByteView code = env.state.code(candidate.sender);
    const bool isDelegated = env.rules.revision >= Revision::Prague && evm::delegationOf(code);
    if (!code.empty() && !isDelegated) return refuse("the sender is a contract");
    return {};
}

/// The most that the transaction may take from its sender; nothing when that passes 256 bits.
std::optional<Uint256> worstCost(const eth::Transaction& tx, const Fees& fees)
{
    const bool hasMaxFee = tx.type != TransactionType::Legacy && tx.type != TransactionType::AccessList;
    Uint256 gas, blobs;
    bool overflow = base::mulOverflows(Uint256{tx.gas}, hasMaxFee ? tx.maxFeePerGas : tx.gasPrice, gas);
    overflow |= base::mulOverflows(Uint256{blobGasOf(tx)}, tx.maxFeePerBlobGas, blobs);
    Uint256 sum = tx.value;
    for (const Uint256& part : {gas, blobs, fees.l1Fee, fees.operatorFee}) {
        const base::AddResult next = base::addOverflow(sum, part);
        overflow |= next.overflow;
        sum = next.value;
    }
    if (overflow) return std::nullopt;
    return sum;
}

base::Result<Fees> validate(BlockEnvironment& env, const Candidate& candidate)
{
    const eth::Transaction& tx = candidate.transaction;
    if (const auto flaw = eth::findFlaw(tx, env.rules.transactions, env.rules.chainId))
        return refuse(eth::toString(*flaw));
    if ((tx.type == TransactionType::Blob || tx.type == TransactionType::SetCode) && !tx.to)
        return refuse("a transaction of this type cannot create a contract");
    if (tx.gas > env.gasLeft()) return refuse("gas above what is left in the block");
    TRY(checkBlobs(env, tx));
    const auto price = effectiveGasPrice(tx, env.block.baseFee);
    if (!price) return refuse("maximum fee per gas below the base fee");
    TRY(checkSender(env, candidate));
    Fees fees{*price, env.block.blobBaseFee * Uint256{blobGasOf(tx)}, {}, {}, {}};
    if (env.rules.opFork) {
        fees.size = opstack::measure(candidate.encoded);
        fees.l1Fee = env.l1Costs.l1Fee(env.state, *env.rules.opFork, fees.size);
        fees.operatorFee = operatorFee(env, tx.gas);
    }
    const auto cost = worstCost(tx, fees);
    if (!cost || env.state.balance(candidate.sender) < *cost)
        return refuse("the sender has " + base::toDecimal(env.state.balance(candidate.sender)) +
                      " wei, but may have to pay " +
                      (cost ? base::toDecimal(*cost) : "more than 256 bits can say"));
    return fees;
}

/// What the gas cost goes to the coinbase but for the base fee, which is burnt on Ethereum (EIP-1559).
void payFees(BlockEnvironment& env, const Fees& fees, std::uint64_t gasUsed)
{
    const Uint256 gas{gasUsed};
    env.state.addBalance(env.block.coinbase, gas * (fees.gasPrice - env.block.baseFee));
    if (!env.rules.opFork) return;
    env.state.addBalance(opstack::kBaseFeeVault, gas * env.block.baseFee);
    env.state.addBalance(opstack::kL1FeeVault, fees.l1Fee);
    if (env.rules.isOp(Fork::Isthmus))
        env.state.addBalance(opstack::kOperatorFeeVault, operatorFee(env, gasUsed));
}

/// Specification: jovian/exec-engine.md, "DA footprint".
base::Result<void> countFootprint(BlockEnvironment& env, const opstack::DataSize& size)
{
    const std::uint64_t footprint = env.l1Costs.daFootprint(env.state, *env.rules.opFork, size);
    if (footprint > env.block.gasLimit - env.blobGasUsed)
        return refuse("the data-availability footprint passes the gas limit");
    env.blobGasUsed += footprint;
    return {};
}

} // namespace

base::Result<eth::Receipt> applyTransaction(BlockEnvironment& env, const Candidate& candidate)
{
    const eth::Transaction& tx = candidate.transaction;
    env.state.beginTransaction();
    if (tx.type == TransactionType::Deposit) {
        if (!env.rules.opFork) return refuse("a deposit on a chain that has none");
        return applyDeposit(env, candidate);
    }
    const Fees fees = TRY(validate(env, candidate));
    if (env.rules.isOp(Fork::Jovian))
        TRY(countFootprint(env, fees.size));
    else
        env.blobGasUsed += blobGasOf(tx);

    const Uint256 upfront = fees.gasPrice * Uint256{tx.gas} + fees.blobFee + fees.l1Fee + fees.operatorFee;
    env.state.subBalance(candidate.sender, upfront);
    env.state.setNonce(candidate.sender, tx.nonce + 1);
    warmUp(env, candidate);
    applyAuthorizations(env, tx);
    const Spending spending = runMessage(env, candidate, tx.nonce, fees.gasPrice);

    const Uint256 unused = fees.gasPrice * Uint256{tx.gas - spending.gasUsed};
    env.state.addBalance(candidate.sender, unused + fees.operatorFee - operatorFee(env, spending.gasUsed));
    payFees(env, fees, spending.gasUsed);
    env.state.finishTransaction(env.rules.revision);
    return takeReceipt(env, tx.type, spending);
}

} // namespace execution
