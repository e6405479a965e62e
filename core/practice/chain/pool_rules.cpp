#include "core/practice/chain/pool_rules.h"

#include "core/eth/address.h"
#include "core/eth/transaction_rules.h"
#include "core/evm/evm.h"
#include "core/execution/fees.h"
#include "core/execution/l1_cost.h"

namespace practice {
namespace {

using base::Fault;
using eth::TransactionFlaw;
using eth::TransactionType;

constexpr std::size_t kMaxBlobsInTransaction = 6; ///< EIP-7594
constexpr std::uint64_t kReplacementPercent = 110;

std::unexpected<base::Error> refuse(std::string words)
{
    return base::fail(Fault::Refused, std::move(words));
}

std::string show(std::uint64_t number)
{
    return std::to_string(number);
}

std::string show(const Uint256& number)
{
    return base::toDecimal(number);
}

/// The rules of the next block, whenever that will be.
execution::BlockRules nextRules(const Chain& chain)
{
    const SealedBlock& head = *chain.head();
    return chain.rules().at(head.number() + 1, head.timestamp() + 1, head.timestamp());
}

std::string gasWords(const eth::Transaction& transaction, const eth::TransactionRules& rules)
{
    const std::uint64_t intrinsic = eth::intrinsicGas(transaction, rules);
    const bool isFloor = transaction.gas >= intrinsic;
    return std::string(isFloor ? "insufficient gas for floor data gas cost" : "intrinsic gas too low") +
           ": gas " + show(transaction.gas) + ", minimum needed " +
           show(isFloor ? eth::floorGas(transaction, rules) : intrinsic);
}

std::string wordsFor(
    TransactionFlaw flaw, const eth::Transaction& transaction, const execution::BlockRules& rules)
{
    switch (flaw) {
    case TransactionFlaw::TypeNotSupported:
        return "transaction type not supported";
    case TransactionFlaw::WrongChain:
        return "invalid sender: invalid chain id for signer: have " + show(transaction.chainId.value_or(0)) +
               " want " + show(rules.chainId);
    case TransactionFlaw::NonceTooBig:
        return "nonce has max value";
    case TransactionFlaw::GasTooLow:
        return gasWords(transaction, rules.transactions);
    case TransactionFlaw::GasTooHigh:
        return "transaction gas limit too high (cap: " + show(rules.transactions.maxGas) +
               ", tx: " + show(transaction.gas) + ")";
    case TransactionFlaw::InitCodeTooLarge:
        return "max initcode size exceeded: code size " + show(transaction.data.size()) + ", limit " +
               show(rules.transactions.maxInitCodeSize);
    case TransactionFlaw::TipAboveFee:
        return "max priority fee per gas higher than max fee per gas";
    case TransactionFlaw::FeeOverflow:
        return "insufficient funds for gas * price + value";
    case TransactionFlaw::NoBlobs:
        return "blobless blob transaction";
    case TransactionFlaw::WrongBlobVersion:
        return "blob hash version mismatch";
    case TransactionFlaw::NoAuthorizations:
        return "set code tx must have at least one authorization tuple";
    }
    return eth::toString(flaw);
}

bool hasMaxFee(const eth::Transaction& transaction)
{
    return transaction.type != TransactionType::Legacy && transaction.type != TransactionType::AccessList;
}

const Uint256& feeCap(const eth::Transaction& transaction)
{
    return hasMaxFee(transaction) ? transaction.maxFeePerGas : transaction.gasPrice;
}

const Uint256& tipCap(const eth::Transaction& transaction)
{
    return hasMaxFee(transaction) ? transaction.maxPriorityFeePerGas : transaction.gasPrice;
}

Uint256 sumOrGreatest(const Uint256& a, const Uint256& b)
{
    const base::AddResult sum = base::addOverflow(a, b);
    return sum.overflow ? Uint256::max() : sum.value;
}

Uint256 productOrGreatest(const Uint256& a, const Uint256& b)
{
    Uint256 product;
    return base::mulOverflows(a, b, product) ? Uint256::max() : product;
}

bool paysATenthMore(const Uint256& replacement, const Uint256& waiting)
{
    const Uint256 least = productOrGreatest(waiting, Uint256(kReplacementPercent)) / Uint256(100);
    return replacement > waiting && replacement >= least;
}

} // namespace

base::Result<void> checkForm(const eth::Transaction& transaction, const Chain& chain)
{
    const execution::BlockRules rules = nextRules(chain);
    if (transaction.type == TransactionType::Deposit) return refuse("transaction type not supported");
    const std::size_t size = eth::encodeTransaction(transaction).size();
    if (size > kMaxPoolTransaction)
        return refuse(
            "oversized data: transaction size " + show(size) + ", limit " + show(kMaxPoolTransaction));
    if (transaction.gas > chain.head()->header().gasLimit) return refuse("exceeds block gas limit");
    if (const auto flaw = eth::findFlaw(transaction, rules.transactions, rules.chainId))
        return refuse(wordsFor(*flaw, transaction, rules));
    const bool isBlob = transaction.type == TransactionType::Blob;
    if (!transaction.to && isBlob) return refuse("blob transaction of type create");
    if (!transaction.to && transaction.type == TransactionType::SetCode)
        return refuse("set code transaction must not be a create transaction");
    if (isBlob && transaction.blobVersionedHashes.size() > kMaxBlobsInTransaction)
        return refuse("too many blobs in transaction: have " + show(transaction.blobVersionedHashes.size()) +
                      ", permitted " + show(kMaxBlobsInTransaction));
    return {};
}

base::Result<void> checkSender(
    const eth::Transaction& transaction, const Address& sender, const execution::MemoryState& state)
{
    const eth::Account account = state.account(sender).value_or(eth::Account());
    if (transaction.nonce < account.nonce)
        return refuse(
            "nonce too low: next nonce " + show(account.nonce) + ", tx nonce " + show(transaction.nonce));
    // EIP-3607, and its exception in EIP-7702.
    const ByteView code = state.code(account.codeHash);
    if (!code.empty() && !evm::delegationOf(code))
        return refuse("sender not an eoa: address " + eth::toChecksum(sender) +
                      ", codehash: " + base::toHex0x(account.codeHash));
    return {};
}

Uint256 worstCost(const eth::Transaction& transaction)
{
    const Uint256 blobGas = Uint256(transaction.blobVersionedHashes.size() * execution::kGasPerBlob);
    const Uint256 gas = productOrGreatest(Uint256(transaction.gas), feeCap(transaction));
    const Uint256 blobs = productOrGreatest(blobGas, transaction.maxFeePerBlobGas);
    return sumOrGreatest(sumOrGreatest(gas, blobs), transaction.value);
}

Uint256 worstCost(const eth::Transaction& transaction, Chain& chain)
{
    const Uint256 cost = worstCost(transaction);
    const execution::BlockRules rules = nextRules(chain);
    if (!rules.opFork) return cost;
    evm::State state(chain.state());
    execution::L1Costs costs;
    const opstack::DataSize size = opstack::measure(eth::encodeTransaction(transaction));
    const Uint256 l1Fee = costs.l1Fee(state, *rules.opFork, size);
    const Uint256 operatorFee = costs.operatorFee(state, *rules.opFork, transaction.gas);
    return sumOrGreatest(sumOrGreatest(cost, l1Fee), operatorFee);
}

base::Result<void> checkFunds(const Uint256& balance, const Uint256& others, const Uint256& cost)
{
    const Uint256 all = sumOrGreatest(others, cost);
    if (all <= balance) return {};
    const std::string queued = others.isZero() ? "" : ", queued cost " + show(others);
    return refuse("insufficient funds for gas * price + value: balance " + show(balance) + queued +
                  ", tx cost " + show(cost) + ", overshot " + show(all - balance));
}

base::Result<void> checkReplacement(const eth::Transaction& replacement, const eth::Transaction& waiting)
{
    const bool isEnough = paysATenthMore(feeCap(replacement), feeCap(waiting)) &&
                          paysATenthMore(tipCap(replacement), tipCap(waiting));
    const bool areBlobsEnough = waiting.type != TransactionType::Blob ||
                                paysATenthMore(replacement.maxFeePerBlobGas, waiting.maxFeePerBlobGas);
    if (isEnough && areBlobsEnough) return {};
    return refuse("replacement transaction underpriced");
}

} // namespace practice
