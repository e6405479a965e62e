#include "core/eth/transaction_rules.h"

#include <algorithm>
#include <limits>

namespace eth {
namespace {

constexpr std::uint64_t kTransactionGas = 21000;
constexpr std::uint64_t kCreationGas = 32000;
constexpr std::uint64_t kZeroByteGas = 4;
constexpr std::uint64_t kInitCodeWordGas = 2;         // EIP-3860
constexpr std::uint64_t kAccessListAddressGas = 2400; // EIP-2930
constexpr std::uint64_t kAccessListKeyGas = 1900;     // EIP-2930
constexpr std::uint64_t kAuthorizationGas = 25000;    // EIP-7702: PER_EMPTY_ACCOUNT_COST
constexpr std::uint64_t kFloorGasPerToken = 10;       // EIP-7623
constexpr std::uint64_t kTokensPerNonZeroByte = 4;    // EIP-7623
constexpr std::uint8_t kBlobVersion = 0x01;           // EIP-4844: VERSIONED_HASH_VERSION_KZG

struct ByteCounts {
    std::uint64_t zeros = 0;
    std::uint64_t others = 0;
};

ByteCounts countBytes(const Bytes& data)
{
    const auto zeros = static_cast<std::uint64_t>(std::count(data.begin(), data.end(), 0));
    return {zeros, data.size() - zeros};
}

std::uint64_t creationGas(const Transaction& tx, const TransactionRules& rules)
{
    const std::uint64_t words = (tx.data.size() + 31) / 32;
    return (rules.creationSurcharge ? kCreationGas : 0) +
           (rules.initCodeMetered ? words * kInitCodeWordGas : 0);
}

bool isSupported(TransactionType type, const TransactionRules& rules)
{
    switch (type) {
    case TransactionType::Legacy:
        return true;
    case TransactionType::AccessList:
        return rules.accessLists;
    case TransactionType::FeeMarket:
        return rules.feeMarket;
    case TransactionType::Blob:
        return rules.blobs;
    case TransactionType::SetCode:
        return rules.setCode;
    case TransactionType::Deposit:
        return true;
    }
    return false;
}

bool isForChain(const Transaction& tx, const TransactionRules& rules, std::uint64_t chainId)
{
    if (!tx.chainId) return tx.type == TransactionType::Legacy;
    return rules.replayProtection && *tx.chainId == chainId;
}

bool feeOverflows(const Transaction& tx)
{
    const bool hasMaxFee = tx.type != TransactionType::Legacy && tx.type != TransactionType::AccessList;
    Uint256 fee;
    return base::mulOverflows(Uint256{tx.gas}, hasMaxFee ? tx.maxFeePerGas : tx.gasPrice, fee);
}

std::optional<TransactionFlaw> findGasFlaw(const Transaction& tx, const TransactionRules& rules)
{
    if (tx.gas < std::max(intrinsicGas(tx, rules), floorGas(tx, rules))) return TransactionFlaw::GasTooLow;
    if (tx.gas > rules.maxGas) return TransactionFlaw::GasTooHigh;
    if (tx.maxPriorityFeePerGas > tx.maxFeePerGas) return TransactionFlaw::TipAboveFee;
    if (feeOverflows(tx)) return TransactionFlaw::FeeOverflow;
    return std::nullopt;
}

/// What only one type has.
std::optional<TransactionFlaw> findTypeFlaw(const Transaction& tx)
{
    if (tx.type == TransactionType::SetCode && tx.authorizations.empty())
        return TransactionFlaw::NoAuthorizations;
    if (tx.type != TransactionType::Blob) return std::nullopt;
    if (tx.blobVersionedHashes.empty()) return TransactionFlaw::NoBlobs;
    for (const Hash& hash : tx.blobVersionedHashes)
        if (hash[0] != kBlobVersion) return TransactionFlaw::WrongBlobVersion;
    return std::nullopt;
}

} // namespace

std::uint64_t intrinsicGas(const Transaction& tx, const TransactionRules& rules)
{
    const ByteCounts bytes = countBytes(tx.data);
    std::uint64_t gas = kTransactionGas + bytes.zeros * kZeroByteGas + bytes.others * rules.nonZeroByteGas;
    if (!tx.to) gas += creationGas(tx, rules);
    for (const AccessListEntry& entry : tx.accessList)
        gas += kAccessListAddressGas + entry.storageKeys.size() * kAccessListKeyGas;
    return gas + tx.authorizations.size() * kAuthorizationGas;
}

std::uint64_t floorGas(const Transaction& tx, const TransactionRules& rules)
{
    if (!rules.calldataFloor) return 0;
    const ByteCounts bytes = countBytes(tx.data);
    return kTransactionGas + kFloorGasPerToken * (bytes.zeros + kTokensPerNonZeroByte * bytes.others);
}

const char* toString(TransactionFlaw flaw)
{
    switch (flaw) {
    case TransactionFlaw::TypeNotSupported:
        return "transaction type not supported by this fork";
    case TransactionFlaw::WrongChain:
        return "transaction is for another chain";
    case TransactionFlaw::NonceTooBig:
        return "transaction nonce is the greatest number";
    case TransactionFlaw::GasTooLow:
        return "transaction gas is below its intrinsic cost";
    case TransactionFlaw::GasTooHigh:
        return "transaction gas is above the cap";
    case TransactionFlaw::InitCodeTooLarge:
        return "init code too large";
    case TransactionFlaw::TipAboveFee:
        return "priority fee above the maximum fee";
    case TransactionFlaw::FeeOverflow:
        return "greatest fee of the transaction passes 256 bits";
    case TransactionFlaw::NoBlobs:
        return "blob transaction without blobs";
    case TransactionFlaw::WrongBlobVersion:
        return "blob hash of an unknown version";
    case TransactionFlaw::NoAuthorizations:
        return "set-code transaction without authorizations";
    }
    return "";
}

std::optional<TransactionFlaw> findFlaw(
    const Transaction& tx, const TransactionRules& rules, std::uint64_t chainId)
{
    if (tx.type == TransactionType::Deposit) return std::nullopt;
    if (!isSupported(tx.type, rules)) return TransactionFlaw::TypeNotSupported;
    if (!isForChain(tx, rules, chainId)) return TransactionFlaw::WrongChain;
    if (tx.nonce == std::numeric_limits<std::uint64_t>::max()) return TransactionFlaw::NonceTooBig;
    if (!tx.to && rules.initCodeMetered && tx.data.size() > rules.maxInitCodeSize)
        return TransactionFlaw::InitCodeTooLarge;
    if (const auto flaw = findTypeFlaw(tx)) return flaw;
    return findGasFlaw(tx, rules);
}

} // namespace eth
