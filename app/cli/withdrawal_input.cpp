#include "app/cli/withdrawal_input.h"

namespace cli {
namespace {

Given<base::Hash> transactionFrom(const Arguments& arguments)
{
    const auto text = arguments.value(kTransactionOption.name);
    if (!text) return wrongUse("say which withdrawal: --tx with the hash of its L2 transaction");
    const auto hash = base::parseFixed<base::Hash>(*text);
    if (!hash) return wrongUse("--tx takes the hash of a transaction: " + hash.error().detail);
    return *hash;
}

} // namespace

Given<std::vector<withdrawal::Look>> looksFrom(
    const Arguments& arguments, session::Session& session, std::stop_token stop)
{
    const base::Hash transaction = CLI_TRY(transactionFrom(arguments));
    std::vector<base::Address> provers;
    if (const auto prover = arguments.value(kProverOption.name))
        provers.push_back(CLI_TRY(addressFrom(*prover)));
    auto looks = CLI_TRY(session.withdrawals().lookAt(transaction, provers, std::move(stop)));
    if (!looks)
        return std::unexpected(
            Failure(base::Error{base::Fault::NotYet, "L2 knows of no block with this transaction"}));
    if (looks->empty())
        return std::unexpected(
            Failure(base::Error{base::Fault::BadData, "the transaction failed, or sent nothing to L1"}));
    return *std::move(looks);
}

Given<withdrawal::Look> lookFrom(const Arguments& arguments, session::Session& session, std::stop_token stop)
{
    const auto looks = CLI_TRY(looksFrom(arguments, session, std::move(stop)));
    const auto text = arguments.value(kIndexOption.name);
    if (!text && looks.size() > 1)
        return wrongUse("the transaction sent several withdrawals: say which with --index");
    const auto index = base::parseUint64(text.value_or("0"));
    if (!index || *index >= looks.size()) return wrongUse("--index: the transaction has no such withdrawal");
    return looks[static_cast<std::size_t>(*index)];
}

} // namespace cli
