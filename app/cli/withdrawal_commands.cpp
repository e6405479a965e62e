#include "app/cli/secret_input.h"
#include "app/cli/withdrawal_input.h"
#include "app/cli/withdrawal_output.h"

namespace cli {
namespace {

constexpr Option kFromOption{"--from", "ADDRESS", "who will send it (default: the only account)"};
Outcome runStatus(const Arguments& arguments)
{
    const Interrupt interrupt;
    const auto session = CLI_TRY(openSession(arguments));
    const auto looks = CLI_TRY(looksFrom(arguments, *session, interrupt.token()));
    printLooks(looks, session->network(), arguments);
    const auto isUnknown = [](const withdrawal::Look& look) {
        return look.verdict.stage == withdrawal::Stage::NotKnown;
    };
    return std::ranges::any_of(looks, isUnknown) ? Exit::Failed : Exit::Done;
}

Given<base::Address> senderFrom(const Arguments& arguments, wallet::Keystore& keystore)
{
    if (const auto from = arguments.value(kFromOption.name)) return addressFrom(*from);
    const auto accounts = CLI_TRY(keystore.accounts());
    if (accounts.size() != 1) return wrongUse("say who will send it: --from ADDRESS");
    return accounts.front().address;
}

Outcome runCall(const Arguments& arguments)
{
    const Interrupt interrupt;
    const auto session = CLI_TRY(openSession(arguments));
    const base::Address from = CLI_TRY(senderFrom(arguments, session->keystore()));
    const withdrawal::Look look = CLI_TRY(lookFrom(arguments, *session, interrupt.token()));
    const withdrawal::DueCall due = CLI_TRY(session->withdrawals().prepareDue(look, from, interrupt.token()));
    printDue(due, from, session->network(), arguments);
    return Exit::Done;
}

constexpr std::string_view kStatusManual =
    "Everything is read at one block of L1, and what the contracts say counts: how long a proof ripens, who\n"
    "judges proposals, what is paused. A root on L1 is taken for good only when it is the output root "
    "computed\n"
    "from the L2 node's block and its proof of the account; others are named with the reason. Where "
    "something\n"
    "cannot be read the stage is \"not known\", and the exit code 1. Nothing is signed or sent.\n"
    "\n"
    "Example:\n"
    "  postern-cli withdrawal status --tx 0x1f3c… --network mainnet/op --l1-url URL --l2-url URL";

constexpr std::string_view kCallManual =
    "Proves the withdrawal or finalizes it, whichever is due, by a call that was checked and tried: the "
    "proof\n"
    "against the root on L1, and the gas so that the call inside cannot run out of it (a withdrawal that is\n"
    "finalized with too little can be lost). It is printed decoded and as data, to be signed by whoever "
    "sends\n"
    "it: anybody may. Nothing is signed or sent here.";

} // namespace

std::vector<Command> withdrawalCommands()
{
    const std::vector<Option> common{kTransactionOption, kProverOption, kNetworkOption, kNetworkFileOption,
        kL1UrlOption, kL2UrlOption, kDataDirOption};
    std::vector<Option> ofCall{kFromOption, kIndexOption};
    ofCall.insert(ofCall.end(), common.begin(), common.end());
    return {
        {.name = "withdrawal status",
            .synopsis = "",
            .help = "how far a withdrawal is on its way from L2 to L1",
            .manual = kStatusManual,
            .options = common,
            .run = runStatus},
        {.name = "withdrawal call",
            .synopsis = "",
            .help = "the L1 call that a withdrawal waits for, checked and unsigned",
            .manual = kCallManual,
            .options = ofCall,
            .run = runCall},
    };
}

} // namespace cli
