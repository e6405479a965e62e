#include "app/cli/codec_commands.h"
#include "app/cli/secret_input.h"
#include "app/cli/text_input.h"
#include "app/cli/transaction_request.h"
#include "app/cli/transaction_text.h"
#include "core/eth/address.h"
#include "core/wallet/keystore.h"

#include <cstdio>

namespace cli {

using base::Fault;
using eth::Transaction;

namespace {

Outcome runDecode(const Arguments& arguments)
{
    const base::Bytes bytes = CLI_TRY(hexInputAt(arguments, 0, eth::kMaxTransactionSize));
    auto transaction = eth::parseTransaction(bytes);
    // An unsigned EIP-155 list of nine fields also reads as a transaction whose signature is all zero.
    const bool isPerhapsUnsigned = !transaction || !isSigned(*transaction);
    const auto bare = isPerhapsUnsigned ? parseUnsigned(bytes) : transaction;
    if (!transaction && !bare) return std::unexpected(std::move(transaction).error());
    const Transaction& shown = bare ? *bare : *transaction;
    if (arguments.json()) return printJson(toJson(shown)), Exit::Done;
    if (bare && isPerhapsUnsigned) printLine("(not signed)");
    for (const std::string& line : describe(shown))
        printLine(line);
    return Exit::Done;
}

/// What is about to be signed, to the person and not into the output.
void showOnStderr(const Transaction& transaction, const wallet::Account& account)
{
    std::fprintf(stderr, "From:       %s (%s)\n", eth::toChecksum(account.address).c_str(),
        printable(account.name).c_str());
    for (const std::string& line : describe(transaction))
        std::fprintf(stderr, "%s\n", printable(line).c_str());
}

Outcome runSign(const Arguments& arguments)
{
    if (!arguments.has("--account"))
        return wrongUse("--account is missing: the name or address of the account that signs");
    Transaction transaction = CLI_TRY(requestedTransaction(arguments));
    auto folder = CLI_TRY(keystoreFolder(arguments));
    const wallet::Keystore keystore(std::move(folder));
    const wallet::Account account = CLI_TRY(keystore.find(arguments.valueOr("--account", "")));
    if (!transaction.from.isZero() && transaction.from != account.address)
        return std::unexpected(
            base::Error{Fault::Mismatch, "the request names another sender than the account"});
    transaction.from = {};
    showOnStderr(transaction, account);
    CLI_TRY(confirm(arguments, "Sign this?"));

    const base::Secret password = CLI_TRY(askPassword(arguments));
    const auto signer = CLI_TRY(keystore.unlock(account, password));
    const Transaction signedTransaction = CLI_TRY(signer->sign(std::move(transaction)));
    const std::string raw = base::toHex0x(eth::encodeTransaction(signedTransaction));
    if (arguments.json())
        printJson({{"raw", raw}, {"hash", base::toHex0x(eth::transactionHash(signedTransaction))},
            {"from", eth::toChecksum(account.address)}});
    else
        printLine(raw);
    return Exit::Done;
}

} // namespace

std::vector<Command> transactionCommands()
{
    std::vector<Option> signOptions{
        {"--account", "ACCOUNT", "the name or address of the account that signs"}};
    for (const Option& option : transactionOptions())
        signOptions.push_back(option);
    signOptions.insert(signOptions.end(), {kYesOption, kPasswordOption, kDataDirOption});
    return {
        {"tx decode", "[HEX]", "take a transaction apart: every field, its sender, its call",
            "HEX is a raw transaction of any type, signed or not, or \"-\" for stdin.\n"
            "\n"
            "Examples:\n"
            "  postern-cli tx decode 0x02f86c…\n"
            "  postern-cli tx decode --file transaction.hex --json",
            {kFileOption}, runDecode},
        {"tx sign", "", "sign a transaction with an account; nothing is sent",
            "Shows on stderr what will be signed and asks, then prints the raw transaction on stdout. Needs "
            "no network: the\n"
            "nonce and the fees are yours to give.\n"
            "\n"
            "Examples:\n"
            "  postern-cli tx sign --account Savings --chain-id 10 --nonce 0 --gas 21000 --max-fee 0.1 "
            "--max-tip 0.001 \\\n"
            "      --to 0x71C7656EC7ab88b098defB751B7401B5f6d8976F --value 0.25\n"
            "  postern-cli tx sign --account Savings --file request.json --yes --password-fd 3 "
            "3<password.txt",
            std::move(signOptions), runSign},
    };
}

} // namespace cli
