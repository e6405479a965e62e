#include "app/cli/interrupt.h"
#include "app/cli/secret_input.h"
#include "app/cli/session_input.h"
#include "app/cli/step_output.h"
#include "app/cli/token_input.h"
#include "app/cli/waiting.h"
#include "app/cli/withdrawal_input.h"
#include "app/cli/withdrawal_output.h"
#include "core/eth/signing.h"

namespace cli {
namespace {

using base::Fault;
using bridge::WithdrawalAct;

constexpr Option kMessagePasserOption{"--message-passer", "",
    "send it by L2ToL1MessagePasser itself: cheaper, and a payment that fails on L1 cannot be tried again"};

/// Who and how much: of ether, or of the token that is named.
Given<bridge::WithdrawalRequest> requestFrom(const Arguments& arguments, session::Session& session,
    const base::Address& from, const std::stop_token& stop)
{
    bridge::WithdrawalRequest request;
    request.from = from;
    request.recipient = from;
    if (arguments.has(kTokenOption.name)) {
        if (arguments.has(kMessagePasserOption.name))
            return wrongUse("tokens go by the bridge: --message-passer is for ETH");
        const base::Address l1 = CLI_TRY(addressOf(arguments, kTokenOption));
        const base::Address l2 = CLI_TRY(addressOf(arguments, kL2TokenOption));
        request.token = bridge::TokenRoute{l1, l2};
        request.amount = CLI_TRY(tokenAmountFrom(arguments, session, l1, stop));
    } else {
        request.amount = CLI_TRY(amountFrom(arguments));
    }
    request.minGasLimit = CLI_TRY(minGasFrom(arguments, bridge::kDefaultWithdrawalGas));
    if (const auto to = arguments.value("--to")) request.recipient = CLI_TRY(addressFrom(*to));
    if (arguments.has(kMessagePasserOption.name)) request.way = bridge::WithdrawalWay::MessagePasser;
    return request;
}

/// Shows what the bytes say that will be signed, asks, signs, records, sends.
Outcome signAndSend(session::Session& session, const wallet::Account& account, bridge::StepQuote quote,
    const Arguments& arguments, const Interrupt& interrupt)
{
    quote.transaction = CLI_TRY(eth::readSignable(quote.transaction));
    printStepQuote(quote, session.network(), arguments);
    CLI_TRY(confirm(arguments, "Sign and send this?"));
    const base::Secret password = CLI_TRY(askPassword(arguments));
    const auto signer = CLI_TRY(session.keystore().unlock(account, password));
    if (wasInterrupted()) return std::unexpected(base::Error{Fault::Cancelled, kNothingDone});
    bridge::WithdrawalStep step =
        CLI_TRY(orNothing(session.withdrawals().submit(quote, *signer, interrupt.token())));
    printStepStage(step, session.network(), arguments);
    if (arguments.has("--wait")) step = CLI_TRY(waitForBlock(session, step, arguments, interrupt.token()));
    if (arguments.json()) printJson(toJson(step));
    if (!arguments.json() && !isFailure(step.stage) && step.act == WithdrawalAct::Initiate)
        printLine("How it goes on: postern-cli withdrawal status --tx " + base::toHex0x(step.hash));
    return isFailure(step.stage) ? Exit::Failed : Exit::Done;
}

Outcome runWithdraw(const Arguments& arguments)
{
    const Interrupt interrupt;
    const auto session = CLI_TRY(openSession(arguments));
    const wallet::Account account = CLI_TRY(signingAccountFrom(arguments, session->keystore()));
    const bridge::WithdrawalRequest request =
        CLI_TRY(requestFrom(arguments, *session, account.address, interrupt.token()));
    const bridge::StepQuote quote =
        CLI_TRY(orNothing(session->withdrawals().quoteInitiation(request, interrupt.token())));
    return signAndSend(*session, account, quote, arguments, interrupt);
}

Outcome runDue(const Arguments& arguments, WithdrawalAct act)
{
    const Interrupt interrupt;
    const auto session = CLI_TRY(openSession(arguments));
    const wallet::Account account = CLI_TRY(signingAccountFrom(arguments, session->keystore()));
    // What this program has on its way may be what the stage waits for.
    if (const auto seen = session->withdrawals().refresh(interrupt.token()); !seen)
        printErrorLine("postern-cli: " + seen.error().detail);
    const withdrawal::Look look = CLI_TRY(lookFrom(arguments, *session, interrupt.token()));
    if (!withdrawal::isDue(look.verdict.stage))
        return std::unexpected(base::Error{Fault::NotYet, "there is nothing to send: " + stageLine(look)});
    if (const std::string next = nextCommand(look.verdict.stage); next != toString(act))
        return std::unexpected(base::Error{
            Fault::NotYet, "something else is due: " + stageLine(look) + ". Next: postern-cli " + next});
    const bridge::StepQuote quote =
        CLI_TRY(orNothing(session->withdrawals().quoteDue(look, account.address, interrupt.token())));
    return signAndSend(*session, account, quote, arguments, interrupt);
}

Outcome runProve(const Arguments& arguments)
{
    return runDue(arguments, WithdrawalAct::Prove);
}
Outcome runFinalize(const Arguments& arguments)
{
    return runDue(arguments, WithdrawalAct::Finalize);
}
Outcome runReplay(const Arguments& arguments)
{
    return runDue(arguments, WithdrawalAct::Replay);
}

constexpr std::string_view kWithdrawManual =
    "The first of three steps. The money leaves L2 through the rollup's own L2StandardBridge (bridgeETHTo)\n"
    "at once; on L1 it is proven (postern-cli prove) as soon as a root there covers it, and after the time\n"
    "that the contracts on L1 set it is paid out (postern-cli finalize). What the portal asks for, and that\n"
    "this program can lead the withdrawal through it, is read before anything is signed. The signed\n"
    "transaction is written to the disk before it is sent.\n"
    "\n"
    "Example: half an ETH, back to the account itself:\n"
    "  postern-cli withdraw --amount 0.5 --account savings --wait\n"
    "  postern-cli withdrawal status --tx HASH";

constexpr std::string_view kProveManual =
    "The second step, on L1. The root on L1 that it is proven against is computed from the L2 node's block\n"
    "and its proof and compared, the proof is checked here as the contract will check it, and the very call\n"
    "is run by the L1 node, before anything is signed. Anybody may prove: the money goes where the\n"
    "withdrawal says.\n"
    "\n"
    "Example: postern-cli prove --tx 0x1f3c… --account savings --wait";

constexpr std::string_view kFinalizeManual =
    "The last step, on L1: the money is paid out. The gas is found so that the call inside cannot run out "
    "of\n"
    "it, as a withdrawal that is finalized with too little can be lost. Anybody may finalize: the money "
    "goes\n"
    "where the withdrawal says.\n"
    "\n"
    "Example: postern-cli finalize --tx 0x1f3c… --account savings --wait";

constexpr std::string_view kReplayManual =
    "For a withdrawal that was finalized and whose payment failed on L1: L1CrossDomainMessenger keeps the\n"
    "message, and anybody may have it relayed again, as often as it takes. It is tried before anything is\n"
    "signed, and not signed as long as it would fail again.\n"
    "\n"
    "Example: postern-cli replay --tx 0x1f3c… --account savings --wait";

} // namespace

std::vector<Command> withdrawCommands()
{
    const std::vector<Option> common{kAccountOption, kYesOption,
        {"--wait", "", "stay until the transaction is in a block"}, kPasswordOption, kNetworkOption,
        kNetworkFileOption, kL1UrlOption, kL2UrlOption, kDataDirOption};
    const auto with = [&](std::vector<Option> own) {
        own.insert(own.end(), common.begin(), common.end());
        return own;
    };
    return {
        {.name = "withdraw",
            .synopsis = "",
            .help = "Begin to bring ETH or tokens from L2 to L1",
            .manual = kWithdrawManual,
            .options = with({{"--amount", "AMOUNT", "how much ETH, or how many tokens, such as 0.5"},
                kTokenOption, kL2TokenOption,
                {"--to", "ADDRESS", "who receives it on L1 (default: the account itself)"},
                {"--min-gas", "GAS", "gas promised to the payment on L1 (default: 400000)"},
                kMessagePasserOption}),
            .run = runWithdraw},
        {.name = "prove",
            .synopsis = "",
            .help = "Prove a withdrawal on L1, against a root that was checked",
            .manual = kProveManual,
            .options = with({kTransactionOption, kIndexOption, kProverOption}),
            .run = runProve},
        {.name = "finalize",
            .synopsis = "",
            .help = "Have a proven withdrawal paid out on L1",
            .manual = kFinalizeManual,
            .options = with({kTransactionOption, kIndexOption, kProverOption}),
            .run = runFinalize},
        {.name = "replay",
            .synopsis = "",
            .help = "Relay a finalized withdrawal's failed message again",
            .manual = kReplayManual,
            .options = with({kTransactionOption, kIndexOption, kProverOption}),
            .run = runReplay},
    };
}

} // namespace cli
