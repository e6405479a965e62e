#include "app/cli/interrupt.h"
#include "app/cli/secret_input.h"
#include "app/cli/session_input.h"
#include "app/cli/transaction_text.h"
#include "app/cli/withdrawal_output.h"
#include "core/eth/address.h"
#include "core/rpc/curl_transport.h"

namespace cli {
namespace {

constexpr Option kTransactionOption{"--tx", "HASH", "the L2 transaction that sent it"};
constexpr Option kProverOption{
    "--prover", "ADDRESS", "looks for this account's proof by name, where very many have proven it"};
constexpr Option kFromOption{"--from", "ADDRESS", "who will send it (default: the only account)"};
constexpr Option kIndexOption{
    "--index", "N", "which of the transaction's withdrawals, from 0 (default: the only one)"};

/// A session, and the chains of its network.
struct Chains {
    std::unique_ptr<session::Session> session;
    std::unique_ptr<rpc::Chain> l1, l2;

    withdrawal::Route route() const
    {
        const bridge::L1Contracts& contracts = session->network().contracts;
        return {*l1, *l2, contracts.optimismPortal, contracts.l1CrossDomainMessenger};
    }
};

Given<std::unique_ptr<rpc::Transport>> transportTo(
    session::Session& session, const bridge::Layer& layer, practice::Layer practiceLayer)
{
    if (practice::World* world = session.practice()) return world->transport(practiceLayer);
    return CLI_TRY(rpc::CurlTransport::open(layer.url));
}

Given<Chains> openChains(const Arguments& arguments)
{
    Chains chains;
    chains.session = CLI_TRY(openSession(arguments));
    const bridge::Network& network = chains.session->network();
    auto l1 = CLI_TRY(transportTo(*chains.session, network.l1, practice::Layer::L1));
    auto l2 = CLI_TRY(transportTo(*chains.session, network.l2, practice::Layer::L2));
    chains.l1 = std::make_unique<rpc::Chain>(std::move(l1), network.l1.chainId, rpc::Stack::Ethereum);
    chains.l2 = std::make_unique<rpc::Chain>(std::move(l2), network.l2.chainId, rpc::Stack::Optimism);
    return chains;
}

Given<base::Hash> transactionFrom(const Arguments& arguments)
{
    const auto text = arguments.value(kTransactionOption.name);
    if (!text) return wrongUse("say which withdrawal: --tx with the hash of its L2 transaction");
    const auto hash = base::parseFixed<base::Hash>(*text);
    if (!hash) return wrongUse("--tx takes the hash of a transaction: " + hash.error().detail);
    return *hash;
}

Given<base::Address> addressFrom(std::string_view option, const std::string& text)
{
    const auto address = eth::parseAddress(text);
    if (!address) return wrongUse(std::string(option) + ": " + address.error().detail);
    return *address;
}

Given<std::vector<withdrawal::Look>> looksFrom(
    const Arguments& arguments, const Chains& chains, std::stop_token stop)
{
    const base::Hash transaction = CLI_TRY(transactionFrom(arguments));
    std::vector<base::Address> provers;
    if (const auto prover = arguments.value(kProverOption.name))
        provers.push_back(CLI_TRY(addressFrom(kProverOption.name, *prover)));
    auto looks = CLI_TRY(withdrawal::lookAt(chains.route(), transaction, provers, std::move(stop)));
    if (!looks)
        return std::unexpected(
            Failure(base::Error{base::Fault::NotYet, "L2 knows of no block with this transaction"}));
    if (looks->empty())
        return std::unexpected(
            Failure(base::Error{base::Fault::BadData, "the transaction failed, or sent nothing to L1"}));
    return *std::move(looks);
}

Outcome runStatus(const Arguments& arguments)
{
    const Interrupt interrupt;
    const Chains chains = CLI_TRY(openChains(arguments));
    const auto looks = CLI_TRY(looksFrom(arguments, chains, interrupt.token()));
    printLooks(looks, arguments);
    const auto isUnknown = [](const withdrawal::Look& look) {
        return look.verdict.stage == withdrawal::Stage::NotKnown;
    };
    return std::ranges::any_of(looks, isUnknown) ? Exit::Failed : Exit::Done;
}

Given<withdrawal::Look> chosenLook(const Arguments& arguments, const std::vector<withdrawal::Look>& looks)
{
    const auto text = arguments.value(kIndexOption.name);
    if (!text && looks.size() > 1)
        return wrongUse("the transaction sent several withdrawals: say which with --index");
    const auto index = base::parseUint64(text.value_or("0"));
    if (!index || *index >= looks.size()) return wrongUse("--index: the transaction has no such withdrawal");
    return looks[static_cast<std::size_t>(*index)];
}

Given<base::Address> senderFrom(const Arguments& arguments, wallet::Keystore& keystore)
{
    if (const auto from = arguments.value(kFromOption.name)) return addressFrom(kFromOption.name, *from);
    const auto accounts = CLI_TRY(keystore.accounts());
    if (accounts.size() != 1) return wrongUse("say who will send it: --from ADDRESS");
    return accounts.front().address;
}

Outcome runCall(const Arguments& arguments)
{
    const Interrupt interrupt;
    const Chains chains = CLI_TRY(openChains(arguments));
    const base::Address from = CLI_TRY(senderFrom(arguments, chains.session->keystore()));
    const auto looks = CLI_TRY(looksFrom(arguments, chains, interrupt.token()));
    const withdrawal::Look look = CLI_TRY(chosenLook(arguments, looks));
    const withdrawal::DueCall due =
        CLI_TRY(withdrawal::prepareDue(chains.route(), look, from, interrupt.token()));
    printDue(due, from, chains.session->network(), arguments);
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
    const std::vector<Option> common{
        kTransactionOption, kProverOption, kNetworkOption, kL1UrlOption, kL2UrlOption, kDataDirOption};
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
