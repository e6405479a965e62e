#include "core/eth/transaction.h"
#include "core/eth/transaction_json.h"
#include "core/eth/transaction_rules.h"

#include <nlohmann/json.hpp>

#include <algorithm>

/// A transaction that is accepted is written as the same bytes, and its JSON leads back to it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const base::ByteView input(data, size);
    const auto transaction = eth::parseTransaction(input);
    if (!transaction) return 0;
    CHECK(std::ranges::equal(eth::encodeTransaction(*transaction), input));
    static_cast<void>(eth::findFlaw(*transaction, eth::kOsakaTransactions, 1));
    static_cast<void>(eth::recoverSender(*transaction));
    for (const eth::Authorization& authorization : transaction->authorizations)
        static_cast<void>(eth::recoverAuthority(authorization));
    const auto again = eth::transactionFromJson(eth::toJson(*transaction));
    // A signature that fits no key has no sender; then `from` is left out, and the rest must still come back.
    // An unsigned transaction has no v in its JSON.
    const bool isSigned = !transaction->r.isZero() || !transaction->s.isZero();
    if (isSigned || transaction->type == eth::TransactionType::Deposit)
        CHECK(again && *again == *transaction);
    return 0;
}
