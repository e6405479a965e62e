#include "app/cli/account_output.h"
#include "app/cli/new_words.h"
#include "app/cli/secret_input.h"
#include "core/base/file.h"
#include "core/crypto/bip39.h"
#include "core/eth/address.h"
#include "core/wallet/key_text.h"
#include "core/wallet/keystore.h"
#include "core/wallet/keystore_file.h"

#include <algorithm>
#include <cstdio>

#if defined(_WIN32)
#include <io.h>
#define isatty _isatty
#else
#include <unistd.h>
#endif

namespace cli {

using base::Fault;
using base::Secret;
using wallet::Account;
using wallet::Keystore;
using wallet::Mnemonic;

namespace {

constexpr std::string_view kFirstPath = "m/44'/60'/0'/0/0";

constexpr Option kNameOption{"--name", "NAME", "what to call the account (default: Account N)"};
constexpr Option kPathOption{
    "--path", "PATH", "its place in the tree of keys, BIP-32 (default: m/44'/60'/0'/0/0)"};
constexpr Option kPassphraseOption{
    "--passphrase", "", "ask for a BIP-39 passphrase (\"25th word\") besides the words"};
constexpr Option kPassphraseFdOption{
    "--passphrase-fd", "N", "read the BIP-39 passphrase from file descriptor N"};

Given<Keystore> keystoreOf(const Arguments& arguments)
{
    auto folder = CLI_TRY(keystoreFolder(arguments));
    return Keystore(std::move(folder));
}

/// The account that the first positional argument names.
Given<Account> accountOf(const Keystore& keystore, const Arguments& arguments)
{
    return CLI_TRY(keystore.find(arguments.positional().at(0)));
}

Given<Secret> askPassphrase(const Arguments& arguments)
{
    const bool isWanted = arguments.has(kPassphraseOption.name) || arguments.has(kPassphraseFdOption.name);
    if (!isWanted) return Secret();
    return askSecret(arguments, kPassphraseFdOption.name, "BIP-39 passphrase: ");
}

/// A passphrase that nothing checks: a typing error would lead to another account, so it is typed twice.
Given<Secret> askNewPassphrase(const Arguments& arguments)
{
    const bool isTyped = arguments.has(kPassphraseOption.name) && !arguments.has(kPassphraseFdOption.name);
    if (!isTyped) return askPassphrase(arguments);
    Terminal terminal = CLI_TRY(needTerminal("use --passphrase-fd N"));
    return CLI_TRY(askTwice(terminal, "New BIP-39 passphrase: "));
}

Given<std::size_t> wordCountOf(const Arguments& arguments)
{
    const std::string count = arguments.valueOr("--words", "12");
    if (count != "12" && count != "24") return wrongUse("--words takes 12 or 24");
    return count == "12" ? 12 : 24;
}

/// Shows the words at the terminal, or gives them to the descriptor of --words-fd.
Given<void> handOver(const Secret& words, const Arguments& arguments)
{
    if (const auto descriptor = CLI_TRY(descriptorFrom(arguments, "--words-fd"))) {
        CLI_TRY(writeLine(*descriptor, words.text()));
        return {};
    }
    Terminal terminal = CLI_TRY(needTerminal("use --words-fd N to receive the words"));
    CLI_TRY(teachWords(terminal, words));
    return {};
}

Outcome newFromSeedOf(Keystore& keystore, const Arguments& arguments)
{
    const Account sibling = CLI_TRY(keystore.find(arguments.valueOr("--seed-of", "")));
    const Secret password = CLI_TRY(askPassword(arguments));
    const Account made = CLI_TRY(keystore.addFromSeed(
        sibling, arguments.valueOr("--path", ""), arguments.valueOr("--name", ""), password));
    printAccount(made, arguments);
    return Exit::Done;
}

Outcome runNew(const Arguments& arguments)
{
    Keystore keystore = CLI_TRY(keystoreOf(arguments));
    if (arguments.has("--seed-of")) return newFromSeedOf(keystore, arguments);
    const std::size_t count = CLI_TRY(wordCountOf(arguments));
    CLI_TRY(wallet::parseAccountName(arguments.valueOr("--name", "")));
    const Secret password = CLI_TRY(askNewPassword(arguments));
    Mnemonic mnemonic;
    mnemonic.passphrase = CLI_TRY(askNewPassphrase(arguments));
    mnemonic.words = CLI_TRY(crypto::generateMnemonic(count));
    CLI_TRY(handOver(mnemonic.words, arguments));
    const Account made = CLI_TRY(keystore.addSeed(
        mnemonic, arguments.valueOr("--path", kFirstPath), arguments.valueOr("--name", ""), password));
    printAccount(made, arguments);
    return Exit::Done;
}

Given<Account> importWords(Keystore& keystore, const Arguments& arguments)
{
    Mnemonic mnemonic;
    mnemonic.words = CLI_TRY(askSecret(arguments, "--words-fd", "Words, with spaces between (not shown): "));
    CLI_TRY(crypto::parseMnemonic(mnemonic.words));
    mnemonic.passphrase = CLI_TRY(askPassphrase(arguments));
    const Secret password = CLI_TRY(askNewPassword(arguments));
    return CLI_TRY(keystore.addSeed(
        mnemonic, arguments.valueOr("--path", kFirstPath), arguments.valueOr("--name", ""), password));
}

Given<Account> importKey(Keystore& keystore, const Arguments& arguments)
{
    const Secret typed =
        CLI_TRY(askSecret(arguments, "--key-fd", "Private key, 64 hex digits (not shown): "));
    const Secret key = CLI_TRY(wallet::parseKeyText(typed));
    const Secret password = CLI_TRY(askNewPassword(arguments));
    return CLI_TRY(keystore.addKey(key, arguments.valueOr("--name", ""), password));
}

/// The password for our copy of a file: its own, unless another is given.
Given<Secret> askCopyPassword(const Arguments& arguments, const Secret& filePassword)
{
    if (arguments.has(kPasswordOption.name) || filePassword.empty()) return askNewPassword(arguments);
    if (arguments.has("--file-password-fd")) return filePassword.clone();
    Secret typed =
        CLI_TRY(askSecret(arguments, kPasswordOption.name, "New password here (Enter: the same): "));
    return typed.empty() ? filePassword.clone() : std::move(typed);
}

/// Some files take long on purpose. Whoever waits shall know why.
void warnOfCost(const wallet::UnsealCost& cost)
{
    if (cost.work <= 2 && cost.memory <= wallet::kOurMemory) return;
    std::fprintf(stderr,
        "postern-cli: this file asks for much to try a password: %u MiB of memory and about %.0f seconds. "
        "Please wait.\n",
        static_cast<unsigned>(cost.memory >> 20), std::max(1.0, cost.work));
}

Given<Account> importFile(Keystore& keystore, const Arguments& arguments)
{
    const base::Bytes file =
        CLI_TRY(base::readFile(arguments.valueOr("--keystore", ""), wallet::kKeystoreFileLimit));
    const wallet::KeystoreLabel label = CLI_TRY(wallet::readKeystoreLabel(file));
    const wallet::UnsealCost cost = CLI_TRY(wallet::keystoreCost(file));
    const Secret filePassword = CLI_TRY(askSecret(arguments, "--file-password-fd", "Password of the file: "));
    warnOfCost(cost);
    const Secret key = CLI_TRY(wallet::openKeystoreFile(file, filePassword));
    const Secret password = CLI_TRY(askCopyPassword(arguments, filePassword));
    const std::string labelName = wallet::parseAccountName(label.name).value_or("");
    return CLI_TRY(keystore.addKey(key, arguments.valueOr("--name", labelName), password));
}

Given<Account> importWatchOnly(Keystore& keystore, const Arguments& arguments)
{
    const base::Address address = CLI_TRY(eth::parseAddress(arguments.valueOr("--watch", "")));
    return CLI_TRY(keystore.addWatchOnly(address, arguments.valueOr("--name", "")));
}

struct ImportSource {
    std::string_view option;
    Given<Account> (*import)(Keystore&, const Arguments&);
};
constexpr ImportSource kImportSources[] = {{"--words", importWords}, {"--words-fd", importWords},
    {"--key", importKey}, {"--key-fd", importKey}, {"--keystore", importFile}, {"--watch", importWatchOnly}};

Outcome runImport(const Arguments& arguments)
{
    const ImportSource* chosen = nullptr;
    for (const ImportSource& source : kImportSources) {
        if (!arguments.has(source.option)) continue;
        if (chosen != nullptr)
            return wrongUse("give one of --words, --key, --keystore and --watch, not several");
        chosen = &source;
    }
    if (chosen == nullptr)
        return wrongUse("what shall be imported? Give --words, --key, --keystore FILE or --watch ADDRESS");
    CLI_TRY(wallet::parseAccountName(arguments.valueOr("--name", "")));
    Keystore keystore = CLI_TRY(keystoreOf(arguments));
    const Account account = CLI_TRY(chosen->import(keystore, arguments));
    printAccount(account, arguments);
    return Exit::Done;
}

Outcome runList(const Arguments& arguments)
{
    const Keystore keystore = CLI_TRY(keystoreOf(arguments));
    const std::vector<Account> accounts = CLI_TRY(keystore.accounts());
    if (arguments.json()) {
        printJson({{"accounts", toJson(accounts)}, {"folder", keystore.folder().string()}});
    } else if (accounts.empty()) {
        printLine("No accounts in " + keystore.folder().string() + ". Make one: postern-cli account new");
    } else {
        printAccounts(accounts);
    }
    return Exit::Done;
}

Outcome runShow(const Arguments& arguments)
{
    const Keystore keystore = CLI_TRY(keystoreOf(arguments));
    const Account account = CLI_TRY(accountOf(keystore, arguments));
    printAccount(account, arguments);
    return Exit::Done;
}

Outcome runRename(const Arguments& arguments)
{
    Keystore keystore = CLI_TRY(keystoreOf(arguments));
    const Account account = CLI_TRY(accountOf(keystore, arguments));
    CLI_TRY(keystore.rename(account.address, arguments.positional().at(1)));
    const Account renamed = CLI_TRY(keystore.find(account.address));
    printAccount(renamed, arguments);
    return Exit::Done;
}

/// What a person should know of a list that was made without its copy.
std::vector<std::string> lossesOf(const wallet::Repair& repair)
{
    std::vector<std::string> losses;
    for (const std::filesystem::path& file : repair.unread)
        losses.push_back(file.string() +
                         " tells of no account: it is damaged, or another program's. It was left as it is.");
    if (!repair.aside || repair.fromCopy) return losses;
    losses.push_back(
        "Names could not be found again. Accounts are called \"Found 0x...\" now: give them names with "
        "postern-cli account rename.");
    losses.push_back(
        "Watch-only accounts stood in the list alone. Add yours again: postern-cli account import --watch "
        "ADDRESS.");
    losses.push_back("Of the accounts of one seed, all but the first stood in the list alone. Add yours "
                     "again: postern-cli "
                     "account new --seed-of ACCOUNT, once for each.");
    return losses;
}

void printRepair(const wallet::Repair& repair)
{
    if (!repair.aside)
        printLine("The list of accounts is sound; nothing was done.");
    else
        printLine("The damaged list is now " + repair.aside->string() + ".");
    if (repair.fromCopy) printLine("Its copy is sound: every account has the name that it had.");
    printLine("Accounts in the list: " + std::to_string(repair.accounts.size()));
    printAccounts(repair.accounts);
    for (const Account& account : repair.fromFiles)
        printLine(
            eth::toChecksum(account.address) + " was found by its file" +
            (account.name.empty() ? "." : ", which calls it \"" + account.name + "\", as when it was made."));
    for (const std::string& loss : lossesOf(repair))
        printLine(loss);
}

Outcome runRepair(const Arguments& arguments)
{
    Keystore keystore = CLI_TRY(keystoreOf(arguments));
    const wallet::Repair repair = CLI_TRY(keystore.repair());
    if (arguments.json())
        printJson({{"repaired", repair.aside.has_value()},
            {"aside", repair.aside ? repair.aside->string() : ""}, {"fromCopy", repair.fromCopy},
            {"accounts", repair.accounts.size()}, {"list", toJson(repair.accounts)},
            {"fromFiles", toJson(repair.fromFiles)}, {"warnings", lossesOf(repair)}});
    else
        printRepair(repair);
    return Exit::Done;
}

/// A secret leaves only after a person said so: it is typed at the terminal, or --reveal stands in the
/// script.
Given<void> confirmReveal(const Arguments& arguments, std::string_view what)
{
    if (arguments.has("--reveal")) return {};
    Terminal terminal = CLI_TRY(needTerminal("use --reveal"));
    CLI_TRY(terminal.confirm("Whoever sees " + std::string(what) +
                                 " can take the money of the account.\nType \"reveal\" to go on: ",
        "reveal"));
    return {};
}

/// To the file of --out (new, mode 0600), or to stdout when a person sits there.
Outcome deliver(
    const Arguments& arguments, const Account& account, std::string_view what, std::string_view content)
{
    const auto out = arguments.value("--out");
    if (content.ends_with('\n')) content.remove_suffix(1);
    if (!out) {
        CLI_TRY(writeLine(1, content));
        return Exit::Done;
    }
    CLI_TRY(base::createFileAtomically(*out, base::asBytes(content)));
    if (arguments.json())
        printJson({{"address", eth::toChecksum(account.address)}, {"what", what}, {"file", *out}});
    else
        printLine("Written to " + *out + ", readable by you only.");
    return Exit::Done;
}

Outcome exportFile(const Arguments& arguments, const Keystore& keystore, const Account& account)
{
    const Secret password = CLI_TRY(askPassword(arguments));
    const base::Bytes file = CLI_TRY(keystore.keystoreFile(account, password));
    return deliver(arguments, account, "keystore", base::asText(file));
}

Outcome exportKey(const Arguments& arguments, const Keystore& keystore, const Account& account)
{
    CLI_TRY(confirmReveal(arguments, "the private key"));
    const Secret password = CLI_TRY(askPassword(arguments));
    const Secret key = CLI_TRY(keystore.privateKey(account, password));
    std::string digits = base::toHex0x(key.view());
    const base::Wiped wiped({reinterpret_cast<std::uint8_t*>(digits.data()), digits.size()});
    return deliver(arguments, account, "key", digits);
}

Outcome exportWords(const Arguments& arguments, const Keystore& keystore, const Account& account)
{
    CLI_TRY(confirmReveal(arguments, "the words"));
    const Secret password = CLI_TRY(askPassword(arguments));
    const Mnemonic mnemonic = CLI_TRY(keystore.mnemonic(account, password));
    if (!mnemonic.passphrase.empty())
        std::fputs(
            "postern-cli: the words alone do not give this account: it also needs the BIP-39 passphrase\n",
            stderr);
    return deliver(arguments, account, "words", mnemonic.words.text());
}

Outcome runExport(const Arguments& arguments)
{
    const std::string what = arguments.valueOr("--what", "keystore");
    const bool isSecret = what == "key" || what == "words";
    if (!isSecret && what != "keystore") return wrongUse("--what takes keystore, key or words");
    if (!arguments.has("--out") && arguments.json())
        return wrongUse("--json needs --out FILE: a secret does not go into the JSON");
    if (!arguments.has("--out") && isSecret && isatty(1) == 0)
        return wrongUse("stdout is not a terminal: name a file with --out, lest the secret end in a log");
    const Keystore keystore = CLI_TRY(keystoreOf(arguments));
    const Account account = CLI_TRY(accountOf(keystore, arguments));
    if (what == "keystore") return exportFile(arguments, keystore, account);
    return what == "key" ? exportKey(arguments, keystore, account)
                         : exportWords(arguments, keystore, account);
}

} // namespace

std::vector<Command> accountCommands()
{
    return {
        {"account new", "",
            "make an account from new words (BIP-39), or another one from words that are here",
            "Asks for a password, shows 12 or 24 words once, asks for some of them, and stores them "
            "encrypted.\n"
            "The words are the only copy outside of this machine: have paper ready.\n"
            "\n"
            "Examples:\n"
            "  postern-cli account new --name Savings --words 24\n"
            "  postern-cli account new --seed-of Savings --name Spending\n"
            "  postern-cli account new --password-fd 3 --words-fd 4 3<password.txt 4>words.txt",
            {kNameOption, {"--words", "12|24", "how many words (default: 12)"},
                {"--seed-of", "ACCOUNT", "another account from the words of this one"}, kPathOption,
                kPassphraseOption, kPassphraseFdOption, kPasswordOption,
                {"--words-fd", "N", "write the words to file descriptor N instead of showing them"},
                kDataDirOption},
            runNew},
        {"account import", "", "add an account from words, a private key, a keystore file or an address",
            "Give one source. Words, keys and passwords are asked for, or read as one line from a file "
            "descriptor.\n"
            "\n"
            "Examples:\n"
            "  postern-cli account import --words --name Old\n"
            "  postern-cli account import --keystore UTC--2016-03-22T12-57-55--7ef5a613\n"
            "  postern-cli account import --watch 0x71C7656EC7ab88b098defB751B7401B5f6d8976F --name Cold\n"
            "  postern-cli account import --key-fd 3 --password-fd 4 3<key.txt 4<password.txt",
            {{"--words", "", "BIP-39 words, asked for"},
                {"--words-fd", "N", "BIP-39 words from file descriptor N"},
                {"--key", "", "a private key, asked for"},
                {"--key-fd", "N", "a private key from file descriptor N"},
                {"--keystore", "FILE", "a keystore file (version 3, or of the sale of 2014)"},
                {"--file-password-fd", "N", "the password of that file from file descriptor N"},
                {"--watch", "ADDRESS", "an address whose key is elsewhere"}, kNameOption, kPathOption,
                kPassphraseOption, kPassphraseFdOption, kPasswordOption, kDataDirOption},
            runImport},
        {"account list", "", "list all accounts",
            "Needs no password.\n"
            "\n"
            "Example:\n"
            "  postern-cli account list --json",
            {kDataDirOption}, runList},
        {"account show", "ACCOUNT", "show one account: address, kind, path",
            "ACCOUNT is a name or an address. Needs no password.\n"
            "\n"
            "Example:\n"
            "  postern-cli account show Savings",
            {kDataDirOption}, runShow},
        {"account rename", "ACCOUNT NAME", "give an account another name",
            "Example:\n"
            "  postern-cli account rename \"Account 1\" Savings",
            {kDataDirOption}, runRename},
        {"account export", "ACCOUNT", "write an account's keystore file, private key or words",
            "The keystore file (version 3) is encrypted with the account's password; other wallets read it. "
            "The private key\n"
            "and the words are not: they are shown only after a confirmation, at a terminal or in a new "
            "file.\n"
            "\n"
            "Examples:\n"
            "  postern-cli account export Savings --out savings.json\n"
            "  postern-cli account export Savings --what words",
            {{"--what", "KIND", "keystore, key or words (default: keystore)"},
                {"--out", "FILE", "write a new file, readable by you only, instead of stdout"},
                {"--reveal", "", "do not ask before a key or words are revealed"}, kPasswordOption,
                kDataDirOption},
            runExport},
        {"account repair", "", "make the list of accounts again when its file is damaged",
            "The damaged file is put aside, and its copy takes its place. Where that is damaged too, "
            "accounts with a key "
            "are found\n"
            "again by their files; names, watch-only accounts and further accounts of a seed, which stood in "
            "the list "
            "alone, are not.\n"
            "\n"
            "Example:\n"
            "  postern-cli account repair",
            {kDataDirOption}, runRepair},
    };
}

} // namespace cli
