#include "core/execution/block.h"

#include "core/execution/block_run.h"
#include "core/execution/header_rules.h"

namespace execution {

using base::Fault;

namespace {

std::string nameOf(std::size_t index)
{
    return "transaction " + std::to_string(index);
}

/// Bytes that are no transaction, of a type that is not known or without a sender: whatever it is, no block
/// holds it.
base::Error noTransaction(std::size_t index, const base::Error& error)
{
    return {Fault::BadData, nameOf(index) + ": " + error.detail};
}

/// What a failed run comes from: a state that was not known comes before all that was computed from it.
base::Error reasonOf(const World& world, std::size_t index, base::Error error)
{
    if (auto known = world.check(); !known) return std::move(known).error();
    error.detail = nameOf(index) + ": " + error.detail;
    return error;
}

base::Result<void> addAll(BlockRun& run, const World& world, std::span<const eth::Transaction> transactions,
    std::span<const Bytes> encoded)
{
    for (std::size_t i = 0; i < transactions.size(); ++i) {
        const auto sender = eth::recoverSender(transactions[i], run.rules().transactions.highSAllowed);
        if (!sender) return std::unexpected(noTransaction(i, sender.error()));
        auto added = run.add(transactions[i], *sender, encoded[i]);
        if (!added) return std::unexpected(reasonOf(world, i, std::move(added).error()));
    }
    return {};
}

base::Result<std::vector<eth::Transaction>> parseAll(std::span<const Bytes> encoded)
{
    std::vector<eth::Transaction> out;
    for (std::size_t i = 0; i < encoded.size(); ++i) {
        auto transaction = eth::parseTransaction(encoded[i]);
        if (!transaction) return std::unexpected(noTransaction(i, transaction.error()));
        out.push_back(*std::move(transaction));
    }
    return out;
}

} // namespace

base::Result<BlockOutcome> execute(const ChainRules& rules, const eth::Header& parent,
    const BlockAttributes& attributes, World& world, const Surroundings& surroundings)
{
    eth::Header draft = TRY(draftHeader(rules, parent, attributes));
    const std::vector<eth::Transaction> transactions = TRY(parseAll(attributes.transactions));
    BlockRun run(rules, parent, std::move(draft), world, surroundings);
    run.begin();
    TRY(addAll(run, world, transactions, attributes.transactions));
    return run.finish(attributes.withdrawals);
}

base::Result<BlockOutcome> run(const ChainRules& rules, const eth::Header& parent, const eth::Block& block,
    World& world, const Surroundings& surroundings)
{
    TRY(checkHeader(block.header, parent, rules));
    std::vector<Bytes> encoded;
    for (const eth::Transaction& transaction : block.transactions)
        encoded.push_back(eth::encodeTransaction(transaction));
    TRY(checkBody(block, encoded, rules.at(block.header.number, block.header.timestamp, parent.timestamp)));
    BlockRun blockRun(rules, parent, block.header, world, surroundings);
    blockRun.begin();
    TRY(addAll(blockRun, world, block.transactions, encoded));
    return blockRun.finish(block.withdrawals);
}

base::Result<BlockOutcome> execute(const ChainRules& rules, const eth::Header& parent,
    const eth::Block& block, World& world, const Surroundings& surroundings)
{
    BlockOutcome outcome = TRY(run(rules, parent, block, world, surroundings));
    TRY(compareHeaders(block.header, outcome.header));
    return outcome;
}

} // namespace execution
