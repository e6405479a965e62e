#include "core/opstack/upgrade_transactions.h"

#include "core/opstack/source_hash.h"
#include "core/opstack/upgrade_transactions_text.h"

namespace opstack {

namespace {

/// The part of the text before the separator, which is taken off together.
std::string_view take(std::string_view& text, char separator)
{
    const std::size_t end = text.find(separator);
    CHECK(end != std::string_view::npos);
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(end + 1);
    return part;
}

/// The resource is ours: what is wrong in it is a bug.
template <typename T>
T known(base::Result<T> result)
{
    CHECK(result.has_value());
    return *std::move(result);
}

/// intent, sender, recipient, gas limit, data.
eth::Transaction parseLine(std::string_view line)
{
    eth::Transaction transaction;
    transaction.type = eth::TransactionType::Deposit;
    transaction.sourceHash = upgradeSource(take(line, '\t'));
    transaction.from = known(base::parseFixed<Address>(take(line, '\t')));
    if (const std::string_view to = take(line, '\t'); !to.empty())
        transaction.to = known(base::parseFixed<Address>(to));
    transaction.gas = known(base::parseUint64(take(line, '\t')));
    transaction.data = known(base::parseHex(line));
    return transaction;
}

std::vector<eth::Transaction> parseLines(std::string_view text)
{
    std::vector<eth::Transaction> transactions;
    while (!text.empty())
        transactions.push_back(parseLine(take(text, '\n')));
    return transactions;
}

std::string_view textOf(Fork fork)
{
    switch (fork) {
    case Fork::Ecotone:
        return detail::kEcotoneUpgradeText;
    case Fork::Fjord:
        return detail::kFjordUpgradeText;
    case Fork::Isthmus:
        return detail::kIsthmusUpgradeText;
    case Fork::Jovian:
        return detail::kJovianUpgradeText;
    case Fork::Karst:
        return detail::kKarstUpgradeText;
    default:
        return {};
    }
}

using Table = std::array<std::vector<eth::Transaction>, kForkCount>;
Table parseAll()
{
    Table table;
    for (std::size_t i = 0; i < kForkCount; ++i)
        table[i] = parseLines(textOf(static_cast<Fork>(i)));
    return table;
}

} // namespace

std::span<const eth::Transaction> upgradeTransactions(Fork fork)
{
    static const Table table = parseAll();
    return table[static_cast<std::size_t>(fork)];
}

std::uint64_t upgradeGas(Fork fork)
{
    if (fork < Fork::Karst) return 0;
    std::uint64_t sum = 0;
    for (const eth::Transaction& transaction : upgradeTransactions(fork))
        sum += transaction.gas;
    return sum;
}

} // namespace opstack
