#include "app/cli/crossing_output.h"
#include "app/cli/interrupt.h"
#include "app/cli/secret_input.h"
#include "app/cli/session_input.h"
#include "app/cli/token_input.h"
#include "app/cli/waiting.h"
#include "core/eth/signing.h"

#include <algorithm>
#include <condition_variable>

namespace cli {
namespace {

using base::Fault;

Given<bridge::DepositRequest> requestFrom(const Arguments& arguments, const base::Address& from)
{
    const base::Uint256 amount = CLI_TRY(amountFrom(arguments));
    const std::uint32_t minGas = CLI_TRY(minGasFrom(arguments, bridge::kDefaultMinGasLimit));
    bridge::DepositRequest request;
    request.from = from;
    request.recipient = from;
    if (const auto to = arguments.value("--to")) request.recipient = CLI_TRY(addressFrom(*to));
    request.amount = amount;
    request.minGasLimit = minGas;
    return request;
}

/// On the practice chains what is on its way is given a few L1 blocks to arrive.
Given<void> letArrive(session::Session& session, const std::stop_token& stop)
{
    constexpr unsigned kBlocks = 10;
    for (unsigned i = 0; i < kBlocks; ++i) {
        const auto all = CLI_TRY(session.activities());
        if (std::ranges::all_of(all, isOver)) return {};
        CLI_TRY(letTimePass(session, stop));
        CLI_TRY(session.refresh(stop));
    }
    return {};
}

Outcome runDeposit(const Arguments& arguments)
{
    if (arguments.has(kTokenOption.name)) return runTokenDeposit(arguments);
    const Interrupt interrupt;
    const auto session = CLI_TRY(openSession(arguments));
    const wallet::Account account = CLI_TRY(signingAccountFrom(arguments, session->keystore()));
    const bridge::DepositRequest request = CLI_TRY(requestFrom(arguments, account.address));
    bridge::DepositQuote quote = CLI_TRY(orNothing(session->quoteDeposit(request, interrupt.token())));
    quote.transaction = CLI_TRY(eth::readSignable(quote.transaction));
    quote.call = CLI_TRY(bridge::decodeDepositCall(quote.transaction.data));
    printQuote(quote, session->network(), arguments);
    CLI_TRY(confirm(arguments, "Sign and send this?"));
    const base::Secret password = CLI_TRY(askPassword(arguments));
    const auto signer = CLI_TRY(session->keystore().unlock(account, password));
    if (wasInterrupted()) return std::unexpected(base::Error{Fault::Cancelled, kNothingDone});
    bridge::Activity activity = CLI_TRY(orNothing(session->submitDeposit(quote, *signer, interrupt.token())));
    printStage(activity, session->network(), arguments);
    if (arguments.has("--wait"))
        activity = CLI_TRY(waitForEnd(*session, activity, arguments, interrupt.token()));
    if (arguments.json()) printJson(toJson(activity));
    return isFailure(activity.stage()) ? Exit::Failed : Exit::Done;
}

Outcome runBalance(const Arguments& arguments)
{
    if (arguments.has(kTokenOption.name)) return runTokenBalance(arguments);
    const Interrupt interrupt;
    const session::Settings settings = CLI_TRY(sessionSettings(arguments));
    base::Address address;
    if (arguments.positional().empty()) {
        const auto session = CLI_TRY(openSession(arguments)); // the practice account is made by it
        address = CLI_TRY(accountFrom(arguments, session->keystore())).address;
    } else {
        address = CLI_TRY(addressFrom(arguments.positional().front()));
    }
    const session::Balances balances = CLI_TRY(session::fetchBalances(settings, address, interrupt.token()));
    printBalances(address, balances, CLI_TRY(session::networkOf(settings)), arguments);
    return balances.l1 && balances.l2 ? Exit::Done : Exit::Failed;
}

Outcome runActivity(const Arguments& arguments)
{
    const Interrupt interrupt;
    const auto session = CLI_TRY(openSession(arguments));
    if (!arguments.has("--offline")) {
        // What is on the disk is worth showing even when nobody answers.
        const auto changed = session->refresh(interrupt.token());
        if (!changed) printWarning(changed.error());
        const auto steps = session->withdrawals().refresh(interrupt.token());
        if (!steps && steps.error().detail != (changed ? "" : changed.error().detail))
            printWarning(steps.error());
        if (changed && session->practice() != nullptr) CLI_TRY(letArrive(*session, interrupt.token()));
    }
    const auto deposits = CLI_TRY(session->activities());
    const auto steps = CLI_TRY(session->withdrawals().steps());
    const TokenNames names =
        arguments.has("--offline") ? TokenNames{} : namesOf(*session, deposits, interrupt.token());
    printActivities(deposits, steps, names, session->network(), arguments);
    return Exit::Done;
}

Outcome runNetworks(const Arguments& arguments)
{
    printNetworks(bridge::knownNetworks(), arguments);
    return Exit::Done;
}

constexpr std::string_view kDepositManual =
    "The money goes through the rollup's own L1StandardBridge (bridgeETHTo). Before anything is signed you "
    "see the\n"
    "decoded call, the contract, the fee and the most that can leave the account, and are asked; --yes skips "
    "the question.\n"
    "The signed transaction is written to the disk before it is sent: if the program or the machine stops in "
    "between,\n"
    "\"postern-cli activity\" finds out what happened and sends the same bytes again if nobody has them.\n"
    "\n"
    "Tokens (--token, --l2-token): the pair is checked and every transaction tried on our own EVM, on both\n"
    "layers, before the first is signed; tokens that would be lost, stuck or come out as less are refused. "
    "The\n"
    "bridge is allowed exactly the amount by a transaction of its own, where that is needed; the same "
    "command\n"
    "again goes on where one was stopped.\n"
    "\n"
    "Example: deposit half an ETH on the practice chains and wait until it is there:\n"
    "  postern-cli deposit --amount 0.5 --account savings --wait";

} // namespace

std::vector<Command> crossingCommands()
{
    const std::vector<Option> common{
        kNetworkOption, kNetworkFileOption, kL1UrlOption, kL2UrlOption, kDataDirOption};
    const auto with = [&](std::vector<Option> own) {
        own.insert(own.end(), common.begin(), common.end());
        return own;
    };
    return {
        {.name = "deposit",
            .synopsis = "",
            .help = "Bring ETH or tokens from L1 to L2 through the rollup's bridge",
            .manual = kDepositManual,
            .options = with({{"--amount", "AMOUNT", "how much ETH, or how many tokens, such as 0.5"},
                kTokenOption, kL2TokenOption,
                {"--to", "ADDRESS", "who receives it on L2 (default: the account itself)"}, kAccountOption,
                {"--min-gas", "GAS", "gas promised to the call on L2 (default: 200000)"}, kYesOption,
                {"--wait", "", "stay until it has arrived"}, kPasswordOption}),
            .run = runDeposit},
        {.name = "balance",
            .synopsis = "[ADDRESS]",
            .help = "Show how much ETH, or of a token, an account has on both layers, as the nodes say",
            .manual = "Example: postern-cli balance --account savings",
            .options = with({kAccountOption, kTokenOption, kL2TokenOption}),
            .run = runBalance},
        {.name = "activity",
            .synopsis = "",
            .help = "List your deposits and the steps of your withdrawals, after a look at both chains",
            .manual =
                "What is recorded and no node has is sent again, as the same bytes.\n"
                "Stages of a deposit: recorded, sent, included-on-l1, expected-on-l2, arrived; or refused, "
                "replaced, reverted-on-l1,\n"
                "failed-on-l2. Of a withdrawal's step: recorded, sent, dropped, included; or refused,\n"
                "replaced, reverted. How far a withdrawal is: postern-cli withdrawal status.\n"
                "The practice chains stand still between two commands; a deposit that is on its way "
                "there is given the\n"
                "blocks it needs.",
            .options = with({{"--offline", "", "show what is on the disk, ask nobody"}}),
            .run = runActivity},
        {.name = "network list",
            .synopsis = "",
            .help = "List the networks that are built in, and their bridges",
            .manual = "",
            .options = {},
            .run = runNetworks},
    };
}

} // namespace cli
