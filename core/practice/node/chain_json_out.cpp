#include "core/practice/node/chain_json_out.h"

#include "core/eth/address.h"
#include "core/eth/transaction_json.h"
#include "core/execution/fees.h"
#include "core/opstack/da_footprint.h"
#include "core/opstack/l1_attributes.h"
#include "core/practice/node/json_rpc.h"

namespace practice {
namespace {

using eth::TransactionType;
using opstack::Fork;

template <typename T, typename Write>
void addIfAny(Json& out, const char* name, const std::optional<T>& value, Write write)
{
    if (value) out[name] = write(*value);
}

Json withdrawalJson(const eth::Withdrawal& withdrawal)
{
    return {{"index", quantity(withdrawal.index)}, {"validatorIndex", quantity(withdrawal.validatorIndex)},
        {"address", hex(withdrawal.address)}, {"amount", quantity(withdrawal.amount)}};
}

void addBody(Json& out, const SealedBlock& block, bool withTransactions)
{
    Json& transactions = out["transactions"] = Json::array();
    for (std::size_t i = 0; i < block.transactionHashes.size(); ++i)
        transactions.push_back(
            withTransactions ? transactionJson(block, i) : Json(hex(block.transactionHashes[i])));
    if (!block.block.withdrawals) return;
    Json& withdrawals = out["withdrawals"] = Json::array();
    for (const eth::Withdrawal& withdrawal : *block.block.withdrawals)
        withdrawals.push_back(withdrawalJson(withdrawal));
}

/// What op-geth says of a deposit besides its own fields: it has no signature, and its nonce is known once it
/// ran.
void addDepositFields(Json& out, const eth::Transaction& tx, const eth::Receipt& receipt)
{
    if (tx.mint.isZero()) out.erase("mint");
    for (const char* name : {"v", "r", "s", "gasPrice"})
        out[name] = quantity(0);
    out["nonce"] = quantity(receipt.depositNonce.value_or(0));
    addIfAny(out, "depositReceiptVersion", receipt.depositReceiptVersion, quantity);
}

Uint256 pricePaid(const eth::Transaction& tx, const eth::Header& header)
{
    if (tx.type == TransactionType::Deposit) return {};
    return execution::effectiveGasPrice(tx, header.baseFeePerGas.value_or(Uint256())).value_or(tx.gasPrice);
}

/// The number of logs before the transaction's in its block.
std::size_t logsBefore(const SealedBlock& block, std::size_t index)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < index; ++i)
        count += block.receipts[i].logs.size();
    return count;
}

std::uint64_t gasUsedBy(const SealedBlock& block, std::size_t index)
{
    const std::uint64_t before = index == 0 ? 0 : block.receipts[index - 1].cumulativeGasUsed;
    return block.receipts[index].cumulativeGasUsed - before;
}

/// As op-geth reads them: from the block's first transaction.
std::optional<opstack::L1FeeParameters> l1FeesOf(const SealedBlock& block)
{
    const auto& transactions = block.block.transactions;
    if (transactions.empty() || transactions[0].type != TransactionType::Deposit) return std::nullopt;
    const auto call = opstack::parseL1Attributes(transactions[0].data);
    if (!call) return std::nullopt;
    const opstack::L1Attributes& values = call->values;
    return opstack::L1FeeParameters{values.baseFee, values.overhead, values.scalar, values.blobBaseFee,
        values.baseFeeScalar, values.blobBaseFeeScalar, values.operatorFeeScalar, values.operatorFeeConstant,
        values.daFootprintGasScalar};
}

/// Before Ecotone: millionths, as a decimal fraction.
std::string feeScalarText(const Uint256& scalar)
{
    constexpr std::uint64_t kMillion = 1'000'000;
    const base::DivResult parts = base::divide(scalar, kMillion);
    std::string fraction = std::to_string(kMillion + parts.remainder.low64());
    fraction[0] = '.';
    fraction.resize(fraction.find_last_not_of('0') + 1);
    return base::toDecimal(parts.quotient) + (fraction.size() > 1 ? fraction : "");
}

void addL1Fee(Json& out, Fork fork, const opstack::L1FeeParameters& fees, const eth::Transaction& tx)
{
    const opstack::DataSize size = opstack::measure(eth::encodeTransaction(tx));
    out["l1GasPrice"] = quantity(fees.baseFee);
    out["l1GasUsed"] = quantity(opstack::l1GasUsed(fork, fees, size));
    out["l1Fee"] = quantity(opstack::l1Fee(fork, fees, size));
    if (fork < Fork::Ecotone) {
        out["l1FeeScalar"] = feeScalarText(fees.scalar);
        return;
    }
    out["l1BaseFeeScalar"] = quantity(fees.baseFeeScalar);
    out["l1BlobBaseFee"] = quantity(fees.blobBaseFee);
    out["l1BlobBaseFeeScalar"] = quantity(fees.blobBaseFeeScalar);
    // Specification: isthmus/exec-engine.md, "Transaction Receipts".
    const bool hasOperatorFee = fees.operatorFeeScalar != 0 || fees.operatorFeeConstant != 0;
    if (fork >= Fork::Isthmus && hasOperatorFee) {
        out["operatorFeeScalar"] = quantity(fees.operatorFeeScalar);
        out["operatorFeeConstant"] = quantity(fees.operatorFeeConstant);
    }
    if (fork < Fork::Jovian) return;
    out["daFootprintGasScalar"] = quantity(fees.daFootprintGasScalar);
    out["blobGasUsed"] = quantity(opstack::daFootprint(size, fees.daFootprintGasScalar));
}

} // namespace

Json headerJson(const eth::Header& header, const Hash& hash)
{
    Json out{{"hash", hex(hash)}, {"parentHash", hex(header.parentHash)},
        {"sha3Uncles", hex(header.ommersHash)}, {"miner", hex(header.coinbase)},
        {"stateRoot", hex(header.stateRoot)}, {"transactionsRoot", hex(header.transactionsRoot)},
        {"receiptsRoot", hex(header.receiptRoot)}, {"logsBloom", hex(header.bloom)},
        {"difficulty", quantity(header.difficulty)}, {"number", quantity(header.number)},
        {"gasLimit", quantity(header.gasLimit)}, {"gasUsed", quantity(header.gasUsed)},
        {"timestamp", quantity(header.timestamp)}, {"extraData", hex(header.extraData)},
        {"mixHash", hex(header.prevRandao)}, {"nonce", hex(header.nonce)}};
    addIfAny(out, "baseFeePerGas", header.baseFeePerGas, quantity);
    addIfAny(out, "withdrawalsRoot", header.withdrawalsRoot, hex);
    addIfAny(out, "blobGasUsed", header.blobGasUsed, quantity);
    addIfAny(out, "excessBlobGas", header.excessBlobGas, quantity);
    addIfAny(out, "parentBeaconBlockRoot", header.parentBeaconBlockRoot, hex);
    addIfAny(out, "requestsHash", header.requestsHash, hex);
    return out;
}

Json blockJson(const SealedBlock& block, bool withTransactions)
{
    Json out = headerJson(block.header(), block.hash);
    out["size"] = quantity(eth::encodeBlock(block.block).size());
    out["uncles"] = Json::array();
    addBody(out, block, withTransactions);
    return out;
}

Json transactionJson(const SealedBlock& block, std::size_t index)
{
    const eth::Transaction& tx = block.block.transactions[index];
    Json out = eth::toJson(tx);
    if (tx.type == TransactionType::Deposit) addDepositFields(out, tx, block.receipts[index]);
    out["from"] = hex(block.senders[index]);
    out["gasPrice"] = quantity(pricePaid(tx, block.header()));
    out["blockHash"] = hex(block.hash);
    out["blockNumber"] = quantity(block.number());
    out["blockTimestamp"] = quantity(block.timestamp());
    out["transactionIndex"] = quantity(index);
    return out;
}

Json pendingTransactionJson(const eth::Transaction& transaction)
{
    Json out = eth::toJson(transaction);
    if (!out.contains("gasPrice")) out["gasPrice"] = quantity(transaction.maxFeePerGas);
    for (const char* name : {"blockHash", "blockNumber", "transactionIndex"})
        out[name] = nullptr;
    return out;
}

Json logJson(const SealedBlock& block, std::size_t transaction, const eth::Log& log, std::size_t logIndex)
{
    Json topics = Json::array();
    for (const Hash& topic : log.topics)
        topics.push_back(hex(topic));
    return {{"address", hex(log.address)}, {"topics", std::move(topics)}, {"data", hex(log.data)},
        {"blockNumber", quantity(block.number())}, {"blockHash", hex(block.hash)},
        {"blockTimestamp", quantity(block.timestamp())},
        {"transactionHash", hex(block.transactionHashes[transaction])},
        {"transactionIndex", quantity(transaction)}, {"logIndex", quantity(logIndex)}, {"removed", false}};
}

BlockReceipts::BlockReceipts(const execution::ChainRules& rules, const SealedBlock& block)
    : m_block(block)
    , m_rules(rules.at(block.number(), block.timestamp(), block.timestamp()))
{
    if (m_rules.opFork) m_l1Fees = l1FeesOf(block);
}

void BlockReceipts::addOpFields(Json& out, std::size_t index) const
{
    const eth::Transaction& tx = m_block.block.transactions[index];
    const eth::Receipt& receipt = m_block.receipts[index];
    if (tx.type != TransactionType::Deposit) {
        if (m_l1Fees) addL1Fee(out, *m_rules.opFork, *m_l1Fees, tx);
        return;
    }
    addIfAny(out, "depositNonce", receipt.depositNonce, quantity);
    addIfAny(out, "depositReceiptVersion", receipt.depositReceiptVersion, quantity);
}

Json BlockReceipts::json(std::size_t index) const
{
    const eth::Transaction& tx = m_block.block.transactions[index];
    const eth::Receipt& receipt = m_block.receipts[index];
    const Address& sender = m_block.senders[index];
    Json out{{"type", quantity(static_cast<std::uint64_t>(tx.type))},
        {"status", quantity(receipt.succeeded ? 1 : 0)},
        {"cumulativeGasUsed", quantity(receipt.cumulativeGasUsed)}, {"logsBloom", hex(receipt.bloom)},
        {"transactionHash", hex(m_block.transactionHashes[index])}, {"transactionIndex", quantity(index)},
        {"blockHash", hex(m_block.hash)}, {"blockNumber", quantity(m_block.number())}, {"from", hex(sender)},
        {"to", nullptr}, {"contractAddress", nullptr}, {"gasUsed", quantity(gasUsedBy(m_block, index))},
        {"effectiveGasPrice", quantity(pricePaid(tx, m_block.header()))}, {"logs", Json::array()}};
    if (tx.to)
        out["to"] = hex(*tx.to);
    else
        out["contractAddress"] = hex(eth::createAddress(sender, receipt.depositNonce.value_or(tx.nonce)));
    std::size_t logIndex = logsBefore(m_block, index);
    for (const eth::Log& log : receipt.logs)
        out["logs"].push_back(logJson(m_block, index, log, logIndex++));
    if (tx.type == TransactionType::Blob && m_rules.blobs) {
        out["blobGasUsed"] = quantity(tx.blobVersionedHashes.size() * execution::kGasPerBlob);
        out["blobGasPrice"] =
            quantity(execution::blobBaseFee(m_block.header().excessBlobGas.value_or(0), *m_rules.blobs));
    }
    if (m_rules.opFork) addOpFields(out, index);
    return out;
}

Json BlockReceipts::all() const
{
    Json out = Json::array();
    for (std::size_t i = 0; i < m_block.receipts.size(); ++i)
        out.push_back(json(i));
    return out;
}

} // namespace practice
