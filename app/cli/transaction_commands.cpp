#include "app/cli/codec_commands.h"
#include "app/cli/secret_input.h"
#include "app/cli/text_input.h"
#include "app/cli/transaction_request.h"
#include "app/cli/transaction_text.h"
#include "core/eth/address.h"
#include "core/eth/blob_envelope.h"
#include "core/eth/signing.h"
#include "core/wallet/keystore.h"

namespace cli {

using base::Fault;
using eth::Transaction;

namespace {

constexpr Option kEveryChainOption{
    "--every-chain", "", "sign although the signature holds on every chain, where anybody can repeat it"};
constexpr Option kAllDataOption{"--all-data", "", "show all bytes of the data, however many"};

/// A transaction that was handed in, in whichever of its forms.
struct Handed {
    Transaction transaction;
    bool isSigned = false;
    std::optional<eth::BlobEnvelope> envelope;
};

base::Result<Handed> parseHanded(base::ByteView bytes)
{
    if (eth::isBlobEnvelope(bytes)) {
        eth::BlobEnvelope envelope = TRY(eth::parseBlobEnvelope(bytes));
        return Handed{envelope.transaction, isSigned(envelope.transaction), envelope};
    }
    auto transaction = eth::parseTransaction(bytes);
    const bool isDeposit = transaction && transaction->type == eth::TransactionType::Deposit;
    if (transaction && (isDeposit || isSigned(*transaction))) return Handed{*transaction, true, {}};
    // An unsigned EIP-155 list of nine fields also reads as a transaction whose signature is all zero.
    if (auto bare = eth::parseUnsigned(bytes)) return Handed{*std::move(bare), false, {}};
    if (!transaction) return std::unexpected(std::move(transaction).error());
    return Handed{*std::move(transaction), false, {}};
}

std::string describeSidecar(const eth::BlobEnvelope& envelope)
{
    const std::string count =
        std::to_string(envelope.blobs) + (envelope.blobs == 1 ? " blob travels" : " blobs travel");
    const std::string proofs = std::to_string(envelope.proofs) +
                               (envelope.version == 1 ? " cell proofs" : " proofs") +
                               (envelope.version == 1 ? ", EIP-7594" : ", EIP-4844");
    const std::string fault =
        envelope.isConsistent ? "" : "; they do not fit the hashes of the transaction: nodes refuse it so";
    return "Sidecar:    " + count + " with it (" + proofs + ")" + fault;
}

nlohmann::json sidecarJson(const eth::BlobEnvelope& envelope)
{
    return {{"version", envelope.version}, {"blobs", envelope.blobs}, {"proofs", envelope.proofs},
        {"consistent", envelope.isConsistent}};
}

std::size_t shownData(const Arguments& arguments)
{
    return arguments.has(kAllDataOption.name) ? eth::kMaxTransactionSize : kShownData;
}

Outcome runDecode(const Arguments& arguments)
{
    const base::Bytes bytes = CLI_TRY(hexInputAt(arguments, 0, eth::kMaxTransactionSize));
    const Handed handed = CLI_TRY(parseHanded(bytes));
    if (arguments.json()) {
        nlohmann::json out = toJson(handed.transaction);
        if (handed.envelope) out["sidecar"] = sidecarJson(*handed.envelope);
        return printJson(out), Exit::Done;
    }
    if (!handed.isSigned) printLine("(not signed)");
    for (const std::string& line : describe(handed.transaction, shownData(arguments)))
        printLine(line);
    if (handed.envelope) printLine(describeSidecar(*handed.envelope));
    return Exit::Done;
}

/// What is about to be signed, to the person and not into the output.
void showOnStderr(const Transaction& transaction, const wallet::Account& account, const Arguments& arguments)
{
    printErrorLine("From:       " + eth::toChecksum(account.address) + " (" + account.name + ")");
    for (const std::string& line : describe(transaction, shownData(arguments)))
        printErrorLine(line);
}

/// A general yes does not cover a signature that holds on every chain.
Given<wallet::Reach> reachOf(const Transaction& transaction, const Arguments& arguments)
{
    if (!eth::isForEveryChain(transaction)) return wallet::Reach::OneChain;
    if (arguments.has(kEveryChainOption.name)) return wallet::Reach::EveryChain;
    const std::string what =
        "a signature in it holds on every chain: whoever sees it can repeat it wherever the "
        "account is used";
    if (arguments.has(kYesOption.name))
        return wrongUse(what + ". --yes does not cover that: --every-chain does");
    Terminal terminal = CLI_TRY(needTerminal(what + ". Use --every-chain"));
    CLI_TRY(terminal.confirm("Mind: " + what + ".\nType \"every chain\" to go on: ", "every chain"));
    return wallet::Reach::EveryChain;
}

Outcome runSign(const Arguments& arguments)
{
    if (!arguments.has("--account"))
        return wrongUse("--account is missing: the name or address of the account that signs");
    const Transaction asked = CLI_TRY(requestedTransaction(arguments));
    // From here on only what the bytes say: it is shown, and it is signed.
    const Transaction transaction = CLI_TRY(eth::readSignable(asked));
    auto folder = CLI_TRY(keystoreFolder(arguments));
    const wallet::Keystore keystore(std::move(folder));
    const wallet::Account account = CLI_TRY(keystore.find(arguments.valueOr("--account", "")));
    if (!asked.from.isZero() && asked.from != account.address)
        return std::unexpected(
            base::Error{Fault::Mismatch, "the request names another sender than the account"});
    if (account.kind == wallet::AccountKind::Watch)
        return wrongUse(
            "\"" + account.name + "\" is watch-only: its key is elsewhere, and it cannot sign here");
    showOnStderr(transaction, account, arguments);
    const wallet::Reach reach = CLI_TRY(reachOf(transaction, arguments));
    CLI_TRY(confirm(arguments, "Sign this?"));

    const base::Secret password = CLI_TRY(askPassword(arguments));
    const auto signer = CLI_TRY(keystore.unlock(account, password));
    const Transaction signedTransaction = CLI_TRY(signer->sign(transaction, reach));
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
    signOptions.insert(
        signOptions.end(), {kAllDataOption, kYesOption, kEveryChainOption, kPasswordOption, kDataDirOption});
    return {
        {"tx decode", "[HEX]", "take a transaction apart: every field, its sender, its call",
            "HEX is a raw transaction of any type, signed or not, a blob transaction with or without its "
            "blobs, or "
            "\"-\" for stdin.\n"
            "\n"
            "Examples:\n"
            "  postern-cli tx decode 0x02f86c…\n"
            "  postern-cli tx decode --file transaction.hex --json",
            {kFileOption, kAllDataOption}, runDecode},
        {"tx sign", "", "sign a transaction with an account; nothing is sent",
            "Shows on stderr what will be signed, read back from its bytes, and asks, then prints the raw "
            "transaction on stdout. Needs "
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
