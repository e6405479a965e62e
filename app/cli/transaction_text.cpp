#include "app/cli/transaction_text.h"

#include "app/cli/known_calls.h"
#include "core/eth/address.h"
#include "core/eth/units.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace cli {

using base::toHex0x;
using base::toQuantity;
using base::Uint256;
using eth::Transaction;
using eth::TransactionType;
using nlohmann::json;

namespace {

std::string ether(const Uint256& wei)
{
    return eth::formatAmount(wei, eth::kEtherDecimals) + " ETH";
}

std::string gwei(const Uint256& wei)
{
    return eth::formatAmount(wei, eth::kGweiDecimals) + " gwei";
}

std::string quantity(std::uint64_t number)
{
    return toQuantity(Uint256{number});
}

bool hasFeeMarket(TransactionType type)
{
    return type == TransactionType::FeeMarket || type == TransactionType::Blob ||
           type == TransactionType::SetCode;
}

std::string typeText(TransactionType type)
{
    switch (type) {
    case TransactionType::Legacy:
        return "0 (legacy)";
    case TransactionType::AccessList:
        return "1 (with access list, EIP-2930)";
    case TransactionType::FeeMarket:
        return "2 (fee market, EIP-1559)";
    case TransactionType::Blob:
        return "3 (with blobs, EIP-4844)";
    case TransactionType::SetCode:
        return "4 (sets code of accounts, EIP-7702)";
    case TransactionType::Deposit:
        return "126 (deposit from L1, OP Stack)";
    }
    return {};
}

/// Gas times price; the largest number when it passes it, which no account can pay.
std::string feeAtMost(std::uint64_t gas, const Uint256& price)
{
    Uint256 fee;
    return base::mulOverflows(Uint256{gas}, price, fee) ? "more than all ether" : ether(fee);
}

json accessListJson(const std::vector<eth::AccessListEntry>& list)
{
    json out = json::array();
    for (const auto& entry : list) {
        json keys = json::array();
        for (const base::Hash& key : entry.storageKeys)
            keys.push_back(toHex0x(key));
        out.push_back({{"address", eth::toChecksum(entry.address)}, {"storageKeys", keys}});
    }
    return out;
}

json authorizationsJson(const std::vector<eth::Authorization>& list)
{
    json out = json::array();
    for (const eth::Authorization& entry : list) {
        json item{{"chainId", toQuantity(entry.chainId)}, {"address", eth::toChecksum(entry.address)},
            {"nonce", quantity(entry.nonce)}, {"yParity", quantity(entry.yParity)},
            {"r", toQuantity(entry.r)}, {"s", toQuantity(entry.s)}};
        if (const auto authority = eth::recoverAuthority(entry))
            item["authority"] = eth::toChecksum(*authority);
        out.push_back(std::move(item));
    }
    return out;
}

void addFees(json& out, const Transaction& transaction)
{
    if (!hasFeeMarket(transaction.type)) {
        out["gasPrice"] = toQuantity(transaction.gasPrice);
        return;
    }
    out["maxFeePerGas"] = toQuantity(transaction.maxFeePerGas);
    out["maxPriorityFeePerGas"] = toQuantity(transaction.maxPriorityFeePerGas);
}

void addTypedFields(json& out, const Transaction& transaction)
{
    if (transaction.type != TransactionType::Legacy)
        out["accessList"] = accessListJson(transaction.accessList);
    if (transaction.type == TransactionType::Blob) {
        out["maxFeePerBlobGas"] = toQuantity(transaction.maxFeePerBlobGas);
        out["blobVersionedHashes"] = json::array();
        for (const base::Hash& hash : transaction.blobVersionedHashes)
            out["blobVersionedHashes"].push_back(toHex0x(hash));
    }
    if (transaction.type == TransactionType::SetCode)
        out["authorizationList"] = authorizationsJson(transaction.authorizations);
}

void addSignature(json& out, const Transaction& transaction)
{
    out["hash"] = toHex0x(eth::transactionHash(transaction));
    out["yParity"] = quantity(transaction.yParity);
    out["r"] = toQuantity(transaction.r);
    out["s"] = toQuantity(transaction.s);
    if (const auto sender = eth::recoverSender(transaction)) out["from"] = eth::toChecksum(*sender);
}

json depositJson(const Transaction& transaction)
{
    return {{"sourceHash", toHex0x(transaction.sourceHash)}, {"from", eth::toChecksum(transaction.from)},
        {"mint", toQuantity(transaction.mint)}, {"isSystemTx", transaction.isSystemTransaction},
        {"hash", toHex0x(eth::transactionHash(transaction))}};
}

void describeData(std::vector<std::string>& lines, base::ByteView data, std::size_t most)
{
    if (const auto call = readKnownCall(data))
        for (std::string& line : describeCall(*call))
            lines.push_back(std::move(line));
    if (data.empty()) return lines.push_back("Data:       none");
    const std::size_t shown = std::min(data.size(), most);
    lines.push_back("Data:       " + std::to_string(data.size()) + " bytes: " + toHex0x(data.first(shown)) +
                    (shown < data.size() ? "…" : ""));
    if (shown < data.size())
        lines.push_back(
            "              " + std::to_string(data.size() - shown) + " bytes more: --all-data shows them");
}

/// "on chain 10", and what makes a permission void.
std::string describeAuthorization(const eth::Authorization& entry)
{
    const auto authority = eth::recoverAuthority(entry);
    const std::string whose =
        authority ? eth::toChecksum(*authority) : "nobody (the signature is invalid: no effect)";
    const std::string chain =
        entry.chainId.isZero() ? "on every chain" : "on chain " + base::toDecimal(entry.chainId);
    const std::string nonce = ", at its nonce " + std::to_string(entry.nonce);
    const std::string what = entry.address.isZero()
                                 ? "loses its delegation "
                                 : "runs the code of " + eth::toChecksum(entry.address) + " ";
    return "Delegates:  the account " + whose + " " + what + chain + nonce;
}

void describeFees(std::vector<std::string>& lines, const Transaction& transaction)
{
    const bool market = hasFeeMarket(transaction.type);
    const Uint256& price = market ? transaction.maxFeePerGas : transaction.gasPrice;
    lines.push_back("Gas limit:  " + std::to_string(transaction.gas));
    lines.push_back((market ? "Max fee:    " : "Gas price:  ") + gwei(price) + " per gas");
    if (market) lines.push_back("Max tip:    " + gwei(transaction.maxPriorityFeePerGas) + " per gas");
    lines.push_back("Fee:        " + feeAtMost(transaction.gas, price) +
                    " at most; a rollup takes something for L1 data besides");
    if (transaction.type != TransactionType::Blob) return;
    constexpr std::uint64_t kGasPerBlob = 1u << 17; // EIP-4844
    const std::uint64_t blobGas = kGasPerBlob * transaction.blobVersionedHashes.size();
    lines.push_back("Blobs:      " + std::to_string(transaction.blobVersionedHashes.size()) + ", fee " +
                    feeAtMost(blobGas, transaction.maxFeePerBlobGas) + " at most");
    for (const base::Hash& hash : transaction.blobVersionedHashes)
        lines.push_back("              " + toHex0x(hash));
}

} // namespace

bool isSigned(const Transaction& transaction)
{
    return !transaction.r.isZero() || !transaction.s.isZero();
}

json toJson(const Transaction& transaction)
{
    json out{{"type", quantity(static_cast<std::uint8_t>(transaction.type))},
        {"gas", quantity(transaction.gas)}, {"value", toQuantity(transaction.value)},
        {"input", toHex0x(transaction.data)}};
    out["to"] = transaction.to ? json(eth::toChecksum(*transaction.to)) : json(nullptr);
    if (transaction.type == TransactionType::Deposit) {
        out.update(depositJson(transaction));
        return out;
    }
    out["nonce"] = quantity(transaction.nonce);
    if (transaction.chainId) out["chainId"] = quantity(*transaction.chainId);
    addFees(out, transaction);
    addTypedFields(out, transaction);
    if (isSigned(transaction)) addSignature(out, transaction);
    return out;
}

std::vector<std::string> describe(const Transaction& transaction, std::size_t shownData)
{
    std::vector<std::string> lines{"Type:       " + typeText(transaction.type)};
    const bool isDeposit = transaction.type == TransactionType::Deposit;
    const auto sender = isDeposit || isSigned(transaction) ? eth::recoverSender(transaction) : eth::Address();
    if (isDeposit || isSigned(transaction)) {
        lines.push_back("Hash:       " + toHex0x(eth::transactionHash(transaction)));
        lines.push_back(
            "From:       " + (sender ? eth::toChecksum(*sender) : "nobody: the signature is invalid"));
    }
    lines.push_back("To:         " +
                    (transaction.to ? eth::toChecksum(*transaction.to) : "nobody: it creates a contract"));
    lines.push_back("Value:      " + ether(transaction.value));
    if (isDeposit) {
        lines.push_back("Mint:       " + ether(transaction.mint));
        lines.push_back("Source:     " + toHex0x(transaction.sourceHash));
        lines.push_back("Gas limit:  " + std::to_string(transaction.gas));
    } else {
        lines.push_back("Chain:      " + (transaction.chainId ? std::to_string(*transaction.chainId)
                                                              : "any: it can be repeated on every chain"));
        lines.push_back("Nonce:      " + std::to_string(transaction.nonce));
        describeFees(lines, transaction);
    }
    for (const eth::Authorization& entry : transaction.authorizations)
        lines.push_back(describeAuthorization(entry));
    for (const eth::AccessListEntry& entry : transaction.accessList)
        lines.push_back("Access:     " + eth::toChecksum(entry.address) + ", " +
                        std::to_string(entry.storageKeys.size()) + " storage keys");
    describeData(lines, transaction.data, shownData);
    return lines;
}

} // namespace cli
