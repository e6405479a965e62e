#include "core/execution/block_builder.h"

#include "core/execution/block_run.h"

namespace execution {

namespace {

base::Result<void> addForced(BlockRun& run, const BlockAttributes& attributes, eth::Block& block)
{
    for (const Bytes& encoded : attributes.transactions) {
        auto transaction = eth::parseTransaction(encoded);
        if (!transaction) return base::fail(base::Fault::BadData, transaction.error().detail);
        const auto sender = eth::recoverSender(*transaction, run.rules().transactions.highSAllowed);
        if (!sender) return base::fail(base::Fault::BadData, sender.error().detail);
        TRY(run.add(*transaction, *sender, encoded));
        block.transactions.push_back(*std::move(transaction));
    }
    return {};
}

} // namespace

base::Result<BuiltBlock> buildBlock(const ChainRules& rules, const eth::Header& parent,
    const BlockAttributes& attributes, std::span<const PoolTransaction> pool, World& world,
    const Surroundings& surroundings)
{
    BuiltBlock built;
    eth::Header draft = TRY(draftHeader(rules, parent, attributes));
    BlockRun run(rules, parent, std::move(draft), world, surroundings);
    run.begin();
    TRY(addForced(run, attributes, built.block));
    for (std::size_t i = 0; i < pool.size(); ++i) {
        const auto added =
            run.add(pool[i].transaction, pool[i].sender, eth::encodeTransaction(pool[i].transaction));
        if (added)
            built.block.transactions.push_back(pool[i].transaction);
        else
            built.leftOut.push_back({i, added.error().detail});
    }
    built.outcome = TRY(run.finish(attributes.withdrawals));
    built.block.header = built.outcome.header;
    if (run.rules().revision >= evm::Revision::Shanghai)
        built.block.withdrawals = attributes.withdrawals.value_or(std::vector<eth::Withdrawal>());
    return built;
}

} // namespace execution
