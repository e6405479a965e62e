#include "app/cli/session_input.h"

#include "app/cli/crossing_output.h"
#include "app/cli/secret_input.h"
#include "core/base/file.h"
#include "core/eth/address.h"
#include "core/eth/units.h"
#include "core/session/aside.h"

#include <algorithm>
#include <limits>

namespace cli {

namespace {

/// The network that the user's file describes: the one with this id, or the only one.
Given<bridge::Network> networkFrom(const std::string& path, const std::optional<std::string>& id)
{
    constexpr std::uint64_t kMostBytes = 1u << 20;
    const base::Bytes text = CLI_TRY(base::readFile(path, kMostBytes));
    const auto networks = bridge::parseNetworks(base::asText(text), bridge::Provenance::AddedByUser);
    if (!networks) return wrongUse(path + ": " + networks.error().detail);
    if (!id && networks->size() != 1)
        return wrongUse(path + " has not one network but " + std::to_string(networks->size()) +
                        ": say which with --network");
    const auto found = id ? std::ranges::find(*networks, *id, &bridge::Network::id) : networks->begin();
    if (found == networks->end()) return wrongUse(path + " has no network \"" + *id + "\"");
    return *found;
}

/// Where a file of the data folder is the reason, what may be done about it.
base::Error withAdvice(const session::Settings& settings, base::Error error)
{
    if (error.fault != base::Fault::BadData && error.fault != base::Fault::Unsupported) return error;
    const auto unusable = session::findUnusable(settings);
    if (unusable && !unusable->empty())
        error.detail += "; \"postern-cli data set-aside\" gives " + unusable->front().file.string() +
                        " another name, so that a new one can begin";
    return error;
}

} // namespace

Given<session::Settings> sessionSettings(const Arguments& arguments)
{
    session::Settings settings;
    settings.folder = CLI_TRY(dataFolder(arguments));
    if (const auto file = arguments.value(kNetworkFileOption.name)) {
        settings.ownNetwork = CLI_TRY(networkFrom(*file, arguments.value(kNetworkOption.name)));
        settings.network = settings.ownNetwork->id;
    } else {
        settings.network = arguments.valueOr(kNetworkOption.name, settings.network);
        if (bridge::findNetwork(settings.network) == nullptr)
            return wrongUse(
                "there is no network \"" + settings.network + "\"; see: postern-cli network list");
    }
    settings.l1Url = arguments.value(kL1UrlOption.name);
    settings.l2Url = arguments.value(kL2UrlOption.name);
    return settings;
}

Given<std::unique_ptr<session::Session>> openSession(const Arguments& arguments)
{
    const session::Settings settings = CLI_TRY(sessionSettings(arguments));
    auto opened = session::Session::open(settings);
    if (!opened) return std::unexpected(Failure(withAdvice(settings, std::move(opened).error())));
    return *std::move(opened);
}

Given<wallet::Account> accountFrom(const Arguments& arguments, wallet::Keystore& keystore)
{
    if (const auto named = arguments.value(kAccountOption.name)) return CLI_TRY(keystore.find(*named));
    const auto accounts = CLI_TRY(keystore.accounts());
    if (accounts.empty())
        return wrongUse("there is no account yet: make one with \"postern-cli account new\"");
    if (accounts.size() > 1) return wrongUse("there are several accounts: say which with --account");
    return accounts.front();
}

Given<wallet::Account> signingAccountFrom(const Arguments& arguments, wallet::Keystore& keystore)
{
    const wallet::Account account = CLI_TRY(accountFrom(arguments, keystore));
    if (account.kind != wallet::AccountKind::Watch) return account;
    return wrongUse("\"" + account.name + "\" is watch-only: its key is elsewhere, and it cannot sign here");
}

Given<base::Address> addressFrom(const std::string& text)
{
    const auto address = eth::parseAddress(text);
    if (!address) return wrongUse("\"" + text + "\" is not an address: " + address.error().detail);
    return *address;
}

Given<base::Uint256> amountFrom(const Arguments& arguments)
{
    const auto text = arguments.value("--amount");
    if (!text) return wrongUse("say how much, in ETH: --amount 0.5");
    const auto amount = eth::parseAmount(*text, eth::kEtherDecimals);
    if (!amount) return wrongUse("--amount: " + amount.error().detail);
    return *amount;
}

Given<std::uint32_t> minGasFrom(const Arguments& arguments, std::uint32_t usual)
{
    const auto gas = base::parseUint64(arguments.valueOr("--min-gas", std::to_string(usual)));
    if (!gas || *gas > std::numeric_limits<std::uint32_t>::max())
        return wrongUse("--min-gas takes a number below 2^32");
    return static_cast<std::uint32_t>(*gas);
}

Given<void> letTimePass(session::Session& session, const std::stop_token& stop)
{
    if (practice::World* world = session.practice())
        CLI_TRY(world->leap(practice::kL1BlockTime, {}, stop));
    else
        pause(std::chrono::seconds(1), stop);
    return {};
}

bool Troubles::note(const std::string& reason)
{
    // Looks that in a row met the same trouble and nothing new: then waiting longer is the user's decision.
    constexpr unsigned kLooksInVain = 60;
    if (reason.empty() || reason != m_last) m_inVain = 0;
    if (!reason.empty() && reason != m_last) printTrouble(reason, m_arguments);
    m_last = reason;
    return reason.empty() || ++m_inVain < kLooksInVain;
}

bool mayPass(base::Fault fault)
{
    return fault != base::Fault::Storage && fault != base::Fault::Cancelled;
}

} // namespace cli
