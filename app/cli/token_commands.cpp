#include "app/cli/crossing_output.h"
#include "app/cli/interrupt.h"
#include "app/cli/secret_input.h"
#include "app/cli/session_input.h"
#include "app/cli/step_output.h"
#include "app/cli/token_input.h"
#include "app/cli/token_output.h"
#include "app/cli/waiting.h"
#include "core/eth/address.h"
#include "core/eth/signing.h"
#include "core/eth/units.h"

namespace cli {
namespace {

using base::Fault;

constexpr Option kL1Option{"--l1", "ADDRESS", "the token on L1"};
constexpr Option kL2Option{"--l2", "ADDRESS", "the token on L2"};

Given<bridge::TokenDepositRequest> requestFrom(const Arguments& arguments, session::Session& session,
    const base::Address& from, const std::stop_token& stop)
{
    bridge::TokenDepositRequest request;
    request.from = from;
    request.recipient = from;
    if (const auto to = arguments.value("--to")) request.recipient = CLI_TRY(addressFrom(*to));
    request.l1Token = CLI_TRY(addressOf(arguments, kTokenOption));
    request.l2Token = CLI_TRY(addressOf(arguments, kL2TokenOption));
    request.amount = CLI_TRY(tokenAmountFrom(arguments, session, request.l1Token, stop));
    if (arguments.has("--min-gas"))
        request.minGasLimit = CLI_TRY(minGasFrom(arguments, bridge::kDefaultMinGasLimit));
    return request;
}

/// One deposit of tokens, from the first allowance to the last transaction.
class TokenDeposit {
public:
    TokenDeposit(session::Session& session, const wallet::Account& account, const Arguments& arguments,
        const Interrupt& interrupt)
        : m_session(session)
        , m_account(account)
        , m_arguments(arguments)
        , m_stop(interrupt.token())
    {
    }

    Outcome run()
    {
        const bridge::TokenDepositRequest request =
            CLI_TRY(requestFrom(m_arguments, m_session, m_account.address, m_stop));
        // Two allowances and the deposit; one more for what an earlier command has left on its way.
        constexpr unsigned kMostRounds = 4;
        for (unsigned round = 0; round < kMostRounds; ++round) {
            CLI_TRY(waitForApproval(request));
            bridge::TokenDepositQuote quote =
                CLI_TRY(orNothing(m_session.tokenDeposits().quote(request, m_stop)));
            CLI_TRY(confirmAndUnlock(quote));
            if (quote.actions.front().act == bridge::TokenAct::Deposit) return deposit(quote);
            CLI_TRY(approve(quote));
        }
        return std::unexpected(
            base::Error{Fault::NotYet, "the allowance was given and does not last: somebody else uses it"});
    }

private:
    Given<void> requireIncluded(const bridge::WithdrawalStep& step)
    {
        if (!isFailure(step.stage)) return {};
        return std::unexpected(Failure(base::Error{
            Fault::Reverted, "the allowance has failed (" + std::string(bridge::toString(step.stage)) +
                                 "); the tokens are where they were"}));
    }

    /// One that an earlier command has signed: nothing new is signed before its end is known.
    Given<void> waitForApproval(const bridge::TokenDepositRequest& request)
    {
        const auto open = CLI_TRY(m_session.tokenDeposits().openApproval(request.from, request.l1Token));
        if (!open) return {};
        printStepStage(*open, m_session.network(), m_arguments);
        CLI_TRY(waitForBlock(m_session, *open, m_arguments, m_stop));
        return {};
    }

    Given<void> confirmAndUnlock(bridge::TokenDepositQuote& quote)
    {
        quote.transaction = CLI_TRY(eth::readSignable(quote.transaction));
        printTokenQuote(quote, m_session.network(), m_isFirst, m_arguments);
        m_isFirst = false;
        CLI_TRY(confirm(m_arguments, "Sign and send this?"));
        if (!m_signer) {
            const base::Secret password = CLI_TRY(askPassword(m_arguments));
            m_signer = CLI_TRY(m_session.keystore().unlock(m_account, password));
        }
        if (!wasInterrupted()) return {};
        return std::unexpected(Failure(base::Error{Fault::Cancelled, kNothingDone}));
    }

    Given<void> approve(const bridge::TokenDepositQuote& quote)
    {
        bridge::WithdrawalStep step =
            CLI_TRY(orNothing(m_session.tokenDeposits().submitApproval(quote, *m_signer, m_stop)));
        printStepStage(step, m_session.network(), m_arguments);
        step = CLI_TRY(waitForBlock(m_session, step, m_arguments, m_stop));
        return requireIncluded(step);
    }

    Outcome deposit(const bridge::TokenDepositQuote& quote)
    {
        bridge::Activity activity =
            CLI_TRY(orNothing(m_session.tokenDeposits().submitDeposit(quote, *m_signer, m_stop)));
        printStage(activity, m_session.network(), m_arguments);
        if (m_arguments.has("--wait"))
            activity = CLI_TRY(waitForEnd(m_session, activity, m_arguments, m_stop));
        if (m_arguments.json()) printJson(toJson(activity));
        return isFailure(activity.stage()) ? Exit::Failed : Exit::Done;
    }

    session::Session& m_session;
    const wallet::Account& m_account;
    const Arguments& m_arguments;
    std::stop_token m_stop;
    std::unique_ptr<wallet::Signer> m_signer;
    bool m_isFirst = true;
};

Outcome runCheck(const Arguments& arguments)
{
    const Interrupt interrupt;
    const base::Address l1 = CLI_TRY(addressOf(arguments, kL1Option));
    const base::Address l2 = CLI_TRY(addressOf(arguments, kL2Option));
    const auto session = CLI_TRY(openSession(arguments));
    const bridge::TokenPair pair = CLI_TRY(session->tokenDeposits().checkPair(l1, l2, interrupt.token()));
    printPair(pair, session->network(), arguments);
    return Exit::Done;
}

nlohmann::json balanceJson(const base::Uint256& units, const bridge::TokenFacts& facts)
{
    return {{"units", base::toDecimal(units)}, {"amount", eth::formatAmount(units, facts.decimals)}};
}

constexpr std::string_view kCheckManual =
    "Runs the contracts here, on states that are fetched with their proofs: who may mint, what the mintable\n"
    "side stands for and which bridge it obeys, decimals, tokens with a bridge of their own; and at last "
    "one\n"
    "unit is brought over on L2, as far as our own EVM goes. What makes the pair wrong is said, exit code "
    "1.\n"
    "Anybody may make a token with any name: that a pair is right does not make it the one that others use.\n"
    "\n"
    "Example: postern-cli token check --l1 0x… --l2 0x… --network mainnet/op --l1-url URL --l2-url URL";

} // namespace

Given<base::Address> addressOf(const Arguments& arguments, const Option& option)
{
    const auto text = arguments.value(option.name);
    if (!text) return wrongUse("say which token: " + std::string(option.name) + " ADDRESS");
    return addressFrom(*text);
}

/// How much, by the decimals that the token's contract tells.
Given<base::Uint256> tokenAmountFrom(
    const Arguments& arguments, session::Session& session, const base::Address& token, std::stop_token stop)
{
    const auto text = arguments.value("--amount");
    if (!text) return wrongUse("say how many tokens: --amount 12.5");
    const bridge::TokenFacts facts =
        CLI_TRY(orNothing(session.tokenDeposits().readL1Token(token, std::move(stop))));
    const auto amount = eth::parseAmount(*text, facts.decimals);
    if (!amount) return wrongUse("--amount: " + amount.error().detail);
    return *amount;
}

Outcome runTokenDeposit(const Arguments& arguments)
{
    const Interrupt interrupt;
    const auto session = CLI_TRY(openSession(arguments));
    const wallet::Account account = CLI_TRY(signingAccountFrom(arguments, session->keystore()));
    return TokenDeposit(*session, account, arguments, interrupt).run();
}

Outcome runTokenBalance(const Arguments& arguments)
{
    const Interrupt interrupt;
    const auto session = CLI_TRY(openSession(arguments));
    const base::Address owner = arguments.positional().empty()
                                    ? CLI_TRY(accountFrom(arguments, session->keystore())).address
                                    : CLI_TRY(addressFrom(arguments.positional().front()));
    const base::Address l1 = CLI_TRY(addressOf(arguments, kTokenOption));
    bridge::TokenDeposits& tokens = session->tokenDeposits();
    const bridge::TokenFacts facts = CLI_TRY(tokens.readL1Token(l1, interrupt.token()));
    const base::Uint256 onL1 = CLI_TRY(tokens.l1Balance(l1, owner, interrupt.token()));
    std::optional<base::Uint256> onL2;
    if (arguments.has(kL2TokenOption.name)) {
        const base::Address l2 = CLI_TRY(addressOf(arguments, kL2TokenOption));
        const bridge::TokenPair pair = CLI_TRY(tokens.checkPair(l1, l2, interrupt.token()));
        onL2 = CLI_TRY(tokens.l2Balance(pair.l2.address, owner, interrupt.token()));
    }
    if (arguments.json()) {
        nlohmann::json out{{"address", eth::toChecksum(owner)}, {"network", session->network().id},
            {"symbol", facts.symbol}, {"decimals", facts.decimals}, {"l1", balanceJson(onL1, facts)}};
        if (onL2) out["l2"] = balanceJson(*onL2, facts);
        printJson(out);
        return Exit::Done;
    }
    printLine(eth::toChecksum(owner));
    printLine("  " + session->network().l1.name + ": " + tokenAmount(onL1, facts));
    if (onL2) printLine("  " + session->network().l2.name + ": " + tokenAmount(*onL2, facts));
    return Exit::Done;
}

std::vector<Command> tokenCommands()
{
    return {
        {.name = "token check",
            .synopsis = "",
            .help = "Check that the bridge turns two tokens into each other",
            .manual = kCheckManual,
            .options = {kL1Option, kL2Option, kNetworkOption, kNetworkFileOption, kL1UrlOption, kL2UrlOption,
                kDataDirOption},
            .run = runCheck},
    };
}

} // namespace cli
