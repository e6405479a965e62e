#include "core/rpc/block.h"

#include "core/trie/list_root.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace rpc {
namespace {

using base::fail;
using base::Fault;
using base::Result;

template <typename T>
Hash rootOf(const std::vector<T>& items, Bytes (*encode)(const T&))
{
    std::vector<Bytes> encoded;
    encoded.reserve(items.size());
    for (const T& item : items)
        encoded.push_back(encode(item));
    return trie::listRoot(encoded);
}

/// Each element of a body, where null is named as such: a node that lost one answers so.
template <typename T>
Result<std::vector<T>> parseBody(const Json& list, const char* what, Result<T> (*parse)(const Json&))
{
    std::vector<T> items;
    items.reserve(list.size());
    for (const Json& element : list) {
        const std::string name = std::string(what) + " " + std::to_string(items.size());
        if (element.is_null()) return fail(Fault::BadData, name + " is null");
        auto item = parse(element);
        if (!item) return base::within(name, std::move(item).error());
        items.push_back(*std::move(item));
    }
    return items;
}

Result<std::vector<eth::Transaction>> checkedTransactions(const Json& block, const eth::Header& header)
{
    const Json* list = TRY(arrayOf(block, "transactions"));
    auto transactions = TRY(parseBody(*list, "transaction", parseTransaction));
    if (rootOf(transactions, eth::encodeTransaction) != header.transactionsRoot)
        return fail(Fault::Mismatch, "transactions root: the transactions are not those of the header");
    return transactions;
}

Result<std::optional<std::vector<eth::Withdrawal>>> checkedWithdrawals(
    const Json& block, const eth::Header& header, Stack stack)
{
    const Json* list = memberIfAny(block, "withdrawals");
    if (!header.withdrawalsRoot) {
        if (list != nullptr) return fail(Fault::BadData, "withdrawals: the header commits to none");
        return std::nullopt;
    }
    if (list == nullptr || !list->is_array())
        return fail(Fault::BadData, "withdrawals: the header commits to a list that is missing");
    auto withdrawals = TRY(parseBody(*list, "withdrawal", parseWithdrawal));
    if (stack == Stack::Optimism && !withdrawals.empty())
        return fail(Fault::BadData, "withdrawals: the list must be empty");
    if (stack == Stack::Ethereum && rootOf(withdrawals, eth::encodeWithdrawal) != *header.withdrawalsRoot)
        return fail(Fault::Mismatch, "withdrawals root: the withdrawals are not those of the header");
    return withdrawals;
}

bool isOfLaterFork(const TransactionReceipt& receipt)
{
    return receipt.receipt.type > eth::TransactionType::SetCode &&
           receipt.receipt.type != eth::TransactionType::Deposit;
}

} // namespace

base::Result<BlockHeader> parseUnprovenHeader(const Json& object)
{
    BlockHeader block;
    block.hash = TRY(hashOf(object, "hash"));
    block.header = TRY(parseHeader(object));
    if (eth::headerHash(block.header) != block.hash && !hasUnknownHeaderField(object))
        return fail(Fault::Mismatch, "block hash: the header hashes to something else");
    return block;
}

base::Result<BlockHeader> parseBlockHeader(const Json& object)
{
    BlockHeader block = TRY(parseUnprovenHeader(object));
    if (eth::headerHash(block.header) != block.hash)
        return fail(Fault::Unsupported, "the block is newer than this Postern: nothing is proven by it");
    return block;
}

base::Result<Block> parseBlock(const Json& object, Stack stack)
{
    BlockHeader checked = TRY(parseBlockHeader(object));
    Block block;
    block.hash = checked.hash;
    block.header = std::move(checked.header);
    block.transactions = TRY(checkedTransactions(object, block.header));
    block.withdrawals = TRY(checkedWithdrawals(object, block.header, stack));
    return block;
}

base::Result<std::vector<TransactionReceipt>> parseBlockReceipts(const Json& list, const BlockHeader& block)
{
    if (!list.is_array()) return fail(Fault::BadData, "receipts: expected a JSON array");
    auto receipts = TRY(parseBody(list, "receipt", parseTransactionReceipt));
    std::vector<Bytes> encoded;
    std::uint64_t logs = 0;
    for (std::size_t i = 0; i < receipts.size(); ++i) {
        TransactionReceipt& receipt = receipts[i];
        if (receipt.transactionIndex != i || receipt.blockHash != block.hash)
            return fail(Fault::BadData, "receipt " + std::to_string(i) + " names another place");
        encoded.push_back(eth::encodeReceipt(receipt.receipt));
        receipt.firstLogIndex = logs;
        receipt.blockNumber = block.header.number;
        logs += receipt.receipt.logs.size();
    }
    if (trie::listRoot(encoded) == block.header.receiptRoot) return receipts;
    if (std::ranges::any_of(receipts, isOfLaterFork))
        return fail(Fault::Unsupported, "a receipt is newer than this Postern: nothing is proven by it");
    return fail(Fault::Mismatch, "receipts root: the receipts are not those of the header");
}

} // namespace rpc
