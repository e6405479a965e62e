#include "core/rpc/chain_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace rpc {
namespace {

using base::fail;
using base::Fault;
using base::Result;
using eth::TransactionType;

/// An optional member of a header and what reads it.
template <typename T, typename Read>
Result<std::optional<T>> optionalOf(const Json& object, const char* name, Read read)
{
    if (memberIfAny(object, name) == nullptr) return std::nullopt;
    T value = TRY(read(object, name));
    return value;
}

/// One reading of every element of an array, in order.
template <typename T>
Result<std::vector<T>> eachOf(const Json& array, Result<T> (*read)(const Json&))
{
    if (!array.is_array()) return fail(Fault::BadData, "expected a JSON array");
    std::vector<T> values;
    values.reserve(array.size());
    for (const Json& element : array)
        values.push_back(TRY(read(element)));
    return values;
}

template <typename T>
Result<std::vector<T>> eachOf(const Json& object, const char* name, Result<T> (*read)(const Json&))
{
    const Json* array = memberIfAny(object, name);
    if (array == nullptr) return std::vector<T>();
    auto values = eachOf(*array, read);
    if (!values) return base::within(name, std::move(values).error());
    return values;
}

Result<void> parseLaterHeaderFields(const Json& block, eth::Header& header)
{
    header.baseFeePerGas = TRY(optionalOf<Uint256>(block, "baseFeePerGas", quantityOf));
    header.withdrawalsRoot = TRY(optionalOf<Hash>(block, "withdrawalsRoot", hashOf));
    header.blobGasUsed = TRY(optionalOf<std::uint64_t>(block, "blobGasUsed", quantity64Of));
    header.excessBlobGas = TRY(optionalOf<std::uint64_t>(block, "excessBlobGas", quantity64Of));
    header.parentBeaconBlockRoot = TRY(optionalOf<Hash>(block, "parentBeaconBlockRoot", hashOf));
    header.requestsHash = TRY(optionalOf<Hash>(block, "requestsHash", hashOf));
    return {};
}

Result<eth::AccessListEntry> parseAccessListEntry(const Json& entry)
{
    eth::AccessListEntry parsed;
    parsed.address = TRY(addressOf(entry, "address"));
    parsed.storageKeys = TRY(eachOf(entry, "storageKeys", asFixed<Hash>));
    return parsed;
}

/// r, s and the numbers of an authorization are 32-byte words to some nodes and quantities to others.
Result<Uint256> wordOf(const Json& object, const char* name)
{
    const Json* found = TRY(member(object, name));
    const std::string text = TRY(asString(*found));
    return base::parseQuantity(text);
}

Result<eth::Authorization> parseAuthorization(const Json& object)
{
    eth::Authorization parsed;
    parsed.chainId = TRY(wordOf(object, "chainId"));
    parsed.address = TRY(addressOf(object, "address"));
    parsed.nonce = TRY(quantity64Of(object, "nonce"));
    const std::uint64_t yParity =
        TRY(quantity64Of(object, memberIfAny(object, "yParity") != nullptr ? "yParity" : "v"));
    if (yParity > 0xff) return fail(Fault::BadData, "yParity of an authorization does not fit a byte");
    parsed.yParity = static_cast<std::uint8_t>(yParity);
    parsed.r = TRY(wordOf(object, "r"));
    parsed.s = TRY(wordOf(object, "s"));
    return parsed;
}

/// EIP-155: v is 27 or 28 without a chain id, else 35 + 2 * chain id + parity.
Result<void> readLegacyV(std::uint64_t v, eth::Transaction& transaction)
{
    if (v == 27 || v == 28) {
        transaction.chainId.reset();
        transaction.yParity = static_cast<std::uint8_t>(v - 27);
        return {};
    }
    if (v < 35) return fail(Fault::BadData, "v of a legacy transaction is out of range");
    transaction.chainId = (v - 35) / 2;
    transaction.yParity = static_cast<std::uint8_t>((v - 35) % 2);
    return {};
}

/// Of a typed transaction. Some nodes write the v of a legacy one beside it, or instead of it.
Result<std::uint8_t> parityOf(const Json& object)
{
    if (memberIfAny(object, "yParity") != nullptr) {
        const std::uint64_t yParity = TRY(quantity64Of(object, "yParity"));
        if (yParity > 1) return fail(Fault::BadData, "yParity is neither 0 nor 1");
        return static_cast<std::uint8_t>(yParity);
    }
    const std::uint64_t v = TRY(quantity64Of(object, "v"));
    if (v <= 1) return static_cast<std::uint8_t>(v);
    eth::Transaction legacy;
    TRY(readLegacyV(v, legacy));
    return legacy.yParity;
}

Result<void> parseSignature(const Json& object, eth::Transaction& transaction)
{
    transaction.r = TRY(wordOf(object, "r"));
    transaction.s = TRY(wordOf(object, "s"));
    if (transaction.type == TransactionType::Legacy)
        return readLegacyV(TRY(quantity64Of(object, "v")), transaction);
    transaction.yParity = TRY(parityOf(object));
    return {};
}

Result<void> parseFees(const Json& object, eth::Transaction& transaction)
{
    if (transaction.type == TransactionType::Legacy || transaction.type == TransactionType::AccessList) {
        transaction.gasPrice = TRY(quantityOf(object, "gasPrice"));
        return {};
    }
    transaction.maxFeePerGas = TRY(quantityOf(object, "maxFeePerGas"));
    transaction.maxPriorityFeePerGas = TRY(quantityOf(object, "maxPriorityFeePerGas"));
    return {};
}

Result<void> parseTypedFields(const Json& object, eth::Transaction& transaction)
{
    if (transaction.type == TransactionType::Legacy) return {};
    transaction.chainId = TRY(quantity64Of(object, "chainId"));
    transaction.accessList = TRY(eachOf(object, "accessList", parseAccessListEntry));
    if (transaction.type == TransactionType::Blob) {
        transaction.maxFeePerBlobGas = TRY(quantityOf(object, "maxFeePerBlobGas"));
        transaction.blobVersionedHashes = TRY(eachOf(object, "blobVersionedHashes", asFixed<Hash>));
    }
    if (transaction.type == TransactionType::SetCode)
        transaction.authorizations = TRY(eachOf(object, "authorizationList", parseAuthorization));
    return {};
}

/// OP Stack specification, deposits.md. Nodes write an absent mint as null or zero, and isSystemTx may be
/// absent.
Result<void> parseDepositFields(const Json& object, eth::Transaction& transaction)
{
    transaction.sourceHash = TRY(hashOf(object, "sourceHash"));
    transaction.from = TRY(addressOf(object, "from"));
    if (memberIfAny(object, "mint") != nullptr) transaction.mint = TRY(quantityOf(object, "mint"));
    const Json* system = memberIfAny(object, "isSystemTx");
    if (system != nullptr && !system->is_boolean())
        return fail(Fault::BadData, "isSystemTx is not a boolean");
    transaction.isSystemTransaction = system != nullptr && *system == true;
    return {};
}

Result<TransactionType> typeOf(const Json& object)
{
    if (memberIfAny(object, "type") == nullptr) return TransactionType::Legacy;
    const std::uint64_t type = TRY(quantity64Of(object, "type"));
    if (type > 4 && type != static_cast<std::uint64_t>(TransactionType::Deposit))
        return fail(Fault::Unsupported, "transaction type " + std::to_string(type));
    return static_cast<TransactionType>(type);
}

/// The type byte of a receipt, whatever it is: all types since EIP-2718 have the same four fields.
Result<TransactionType> receiptTypeOf(const Json& object)
{
    if (memberIfAny(object, "type") == nullptr) return TransactionType::Legacy;
    const std::uint64_t type = TRY(quantity64Of(object, "type"));
    constexpr std::uint64_t kMaxType = 0x7f; // EIP-2718
    if (type > kMaxType) return fail(Fault::BadData, "a type beyond 0x7f");
    return static_cast<TransactionType>(type);
}

Result<void> parseOutcome(const Json& object, eth::Receipt& receipt)
{
    if (memberIfAny(object, "status") == nullptr) {
        receipt.postState = TRY(hashOf(object, "root"));
        return {};
    }
    const std::uint64_t status = TRY(quantity64Of(object, "status"));
    if (status > 1) return fail(Fault::BadData, "status is neither 0 nor 1");
    receipt.succeeded = status == 1;
    return {};
}

Result<void> parseLogs(const Json& object, TransactionReceipt& parsed)
{
    if (memberIfAny(object, "logs") == nullptr) return {};
    const Json* logs = TRY(arrayOf(object, "logs"));
    for (std::size_t i = 0; i < logs->size(); ++i) {
        const Json& log = (*logs)[i];
        parsed.receipt.logs.push_back(TRY(parseLog(log)));
        const std::uint64_t index = TRY(quantity64Of(log, "logIndex"));
        if (i == 0) parsed.firstLogIndex = index;
        if (index != parsed.firstLogIndex + i)
            return fail(Fault::BadData, "the log indices of a receipt are not consecutive");
    }
    return {};
}

Result<AccountProof::Slot> parseSlot(const Json& object)
{
    AccountProof::Slot slot;
    slot.key = TRY(wordOf(object, "key")).toHash();
    slot.value = TRY(quantityOf(object, "value"));
    slot.proof = TRY(eachOf(object, "proof", asBytes));
    return slot;
}

} // namespace

base::Result<eth::Header> parseHeader(const Json& block)
{
    eth::Header header;
    header.parentHash = TRY(hashOf(block, "parentHash"));
    header.ommersHash = TRY(hashOf(block, "sha3Uncles"));
    header.coinbase = TRY(addressOf(block, "miner"));
    header.stateRoot = TRY(hashOf(block, "stateRoot"));
    header.transactionsRoot = TRY(hashOf(block, "transactionsRoot"));
    header.receiptRoot = TRY(hashOf(block, "receiptsRoot"));
    const Json* bloom = TRY(member(block, "logsBloom"));
    header.bloom = TRY(asFixed<eth::Bloom>(*bloom));
    header.difficulty = TRY(quantityOf(block, "difficulty"));
    header.number = TRY(quantity64Of(block, "number"));
    header.gasLimit = TRY(quantity64Of(block, "gasLimit"));
    header.gasUsed = TRY(quantity64Of(block, "gasUsed"));
    header.timestamp = TRY(quantity64Of(block, "timestamp"));
    header.extraData = TRY(bytesOf(block, "extraData"));
    header.prevRandao = TRY(hashOf(block, "mixHash"));
    const Json* nonce = TRY(member(block, "nonce"));
    header.nonce = TRY(asFixed<base::FixedBytes<8>>(*nonce));
    TRY(parseLaterHeaderFields(block, header));
    return header;
}

bool hasUnknownHeaderField(const Json& block)
{
    constexpr std::string_view kKnown[] = {"parentHash", "sha3Uncles", "miner", "author", "stateRoot",
        "transactionsRoot", "receiptsRoot", "logsBloom", "difficulty", "number", "gasLimit", "gasUsed",
        "timestamp", "extraData", "mixHash", "nonce", "sealFields", "baseFeePerGas", "withdrawalsRoot",
        "blobGasUsed", "excessBlobGas", "parentBeaconBlockRoot", "requestsHash",
        // what is not in the header
        "hash", "size", "totalDifficulty", "transactions", "uncles", "withdrawals", "l1BlockNumber",
        "sendCount", "sendRoot", "signature", "step", "timestampMillis", "milliTimestamp"};
    if (!block.is_object()) return false;
    for (auto member = block.begin(); member != block.end(); ++member)
        if (std::ranges::find(kKnown, std::string_view(member.key())) == std::end(kKnown)) return true;
    return false;
}

base::Result<eth::Transaction> parseTransaction(const Json& object)
{
    eth::Transaction transaction;
    transaction.type = TRY(typeOf(object));
    transaction.gas = TRY(quantity64Of(object, "gas"));
    if (memberIfAny(object, "to") != nullptr) transaction.to = TRY(addressOf(object, "to"));
    transaction.value = TRY(quantityOf(object, "value"));
    transaction.data = TRY(bytesOf(object, "input"));
    if (transaction.type == TransactionType::Deposit) {
        TRY(parseDepositFields(object, transaction));
        return transaction;
    }
    transaction.nonce = TRY(quantity64Of(object, "nonce"));
    TRY(parseFees(object, transaction));
    TRY(parseTypedFields(object, transaction));
    TRY(parseSignature(object, transaction));
    return transaction;
}

base::Result<eth::Withdrawal> parseWithdrawal(const Json& object)
{
    eth::Withdrawal withdrawal;
    withdrawal.index = TRY(quantity64Of(object, "index"));
    withdrawal.validatorIndex = TRY(quantity64Of(object, "validatorIndex"));
    withdrawal.address = TRY(addressOf(object, "address"));
    withdrawal.amount = TRY(quantity64Of(object, "amount"));
    return withdrawal;
}

base::Result<std::vector<eth::AccessListEntry>> parseAccessList(const Json& list)
{
    return eachOf(list, parseAccessListEntry);
}

base::Result<std::vector<eth::Authorization>> parseAuthorizations(const Json& list)
{
    return eachOf(list, parseAuthorization);
}

base::Result<eth::Log> parseLog(const Json& object)
{
    eth::Log log;
    log.address = TRY(addressOf(object, "address"));
    log.topics = TRY(eachOf(object, "topics", asFixed<Hash>));
    if (log.topics.size() > 4) return fail(Fault::BadData, "a log has more than four topics");
    log.data = TRY(bytesOf(object, "data"));
    return log;
}

base::Result<TransactionReceipt> parseTransactionReceipt(const Json& object)
{
    TransactionReceipt parsed;
    parsed.receipt.type = TRY(receiptTypeOf(object));
    TRY(parseOutcome(object, parsed.receipt));
    parsed.receipt.cumulativeGasUsed = TRY(quantity64Of(object, "cumulativeGasUsed"));
    const Json* bloom = TRY(member(object, "logsBloom"));
    parsed.receipt.bloom = TRY(asFixed<eth::Bloom>(*bloom));
    parsed.receipt.depositNonce = TRY(optionalOf<std::uint64_t>(object, "depositNonce", quantity64Of));
    parsed.receipt.depositReceiptVersion =
        TRY(optionalOf<std::uint64_t>(object, "depositReceiptVersion", quantity64Of));
    parsed.transactionHash = TRY(hashOf(object, "transactionHash"));
    parsed.transactionIndex = TRY(quantity64Of(object, "transactionIndex"));
    parsed.blockHash = TRY(hashOf(object, "blockHash"));
    parsed.blockNumber = TRY(quantity64Of(object, "blockNumber"));
    parsed.gasUsed = TRY(quantity64Of(object, "gasUsed"));
    if (memberIfAny(object, "effectiveGasPrice") != nullptr)
        parsed.effectiveGasPrice = TRY(quantityOf(object, "effectiveGasPrice"));
    TRY(parseLogs(object, parsed));
    return parsed;
}

base::Result<FoundLog> parseFoundLog(const Json& object)
{
    FoundLog found;
    found.log = TRY(parseLog(object));
    found.blockNumber = TRY(quantity64Of(object, "blockNumber"));
    found.blockHash = TRY(hashOf(object, "blockHash"));
    found.transactionHash = TRY(hashOf(object, "transactionHash"));
    found.logIndex = TRY(quantity64Of(object, "logIndex"));
    return found;
}

base::Result<AccountProof> parseAccountProof(const Json& object)
{
    AccountProof parsed;
    parsed.account.nonce = TRY(quantity64Of(object, "nonce"));
    parsed.account.balance = TRY(quantityOf(object, "balance"));
    parsed.account.storageRoot = TRY(hashOf(object, "storageHash"));
    parsed.account.codeHash = TRY(hashOf(object, "codeHash"));
    parsed.accountProof = TRY(eachOf(object, "accountProof", asBytes));
    parsed.slots = TRY(eachOf(object, "storageProof", parseSlot));
    return parsed;
}

} // namespace rpc
