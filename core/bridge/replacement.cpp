#include "core/bridge/replacement.h"

#include "core/eth/transaction.h"

#include <algorithm>

namespace bridge {
namespace {

using base::fail;
using base::Fault;
using base::Result;

struct Search {
    const Address& account;
    std::uint64_t nonce;
    LayerLook& chain;

    /// Whether the account's transaction with the nonce is in this block or an older one.
    Result<bool> isIn(std::uint64_t block, std::stop_token stop) const
    {
        const auto count = TRY(chain.ask([&](rpc::Chain& node) {
            return node.fetchNonce(account, rpc::BlockTag::number(block), std::move(stop));
        }));
        return count.unproven() > nonce;
    }

    /// Nearest first: a node keeps the states of the newest blocks, if any.
    Result<std::uint64_t> firstBlockWith(std::uint64_t last, const std::stop_token& stop) const
    {
        std::uint64_t with = last, step = 1;
        std::uint64_t without = last - std::min(last, step);
        while (without > 0 && TRY(isIn(without, stop))) {
            with = without;
            step *= 2;
            without = without - std::min(without, step);
        }
        while (with - without > 1) {
            const std::uint64_t middle = without + (with - without) / 2;
            (TRY(isIn(middle, stop)) ? with : without) = middle;
        }
        return with;
    }
};

bool isBy(
    const eth::Transaction& transaction, const Address& account, std::uint64_t nonce, std::uint64_t chainId)
{
    if (transaction.nonce != nonce || transaction.type == eth::TransactionType::Deposit) return false;
    if (transaction.chainId && *transaction.chainId != chainId) return false;
    const auto sender = eth::recoverSender(transaction);
    return sender && *sender == account;
}

} // namespace

base::Result<Hash> findTransactionOf(
    const Address& account, std::uint64_t nonce, std::uint64_t last, LayerLook& chain, std::stop_token stop)
{
    const Search search{account, nonce, chain};
    const std::uint64_t number = TRY(search.firstBlockWith(last, stop));
    const auto block = TRY(chain.ask(
        [&](rpc::Chain& node) { return node.fetchBlock(rpc::BlockTag::number(number), std::move(stop)); }));
    if (!block) return fail(Fault::MissingState, "the node lacks block " + std::to_string(number));
    if (block->unproven().header.number != number)
        return fail(Fault::BadData, "the node answered with another block than the one asked for");
    const auto& transactions = block->unproven().transactions;
    const auto found = std::ranges::find_if(transactions, [&](const eth::Transaction& transaction) {
        return isBy(transaction, account, nonce, chain.chainId());
    });
    if (found == transactions.end())
        return fail(Fault::BadData, "block " + std::to_string(number) +
                                        " has no transaction of the account with nonce " +
                                        std::to_string(nonce));
    return eth::transactionHash(*found);
}

} // namespace bridge
