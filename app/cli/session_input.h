#pragma once

#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "core/session/session.h"

/// What the commands that use a Session have in common.
namespace cli {

inline constexpr Option kNetworkOption{
    "--network", "ID", "the pair of chains (default: practice/901; see: network list)"};
inline constexpr Option kNetworkFileOption{"--network-file", "FILE",
    "a network that is not built in, as the files in resources/networks say it; its addresses are yours to "
    "check"};
inline constexpr Option kL1UrlOption{"--l1-url", "URL", "the L1 node, instead of the network's own"};
inline constexpr Option kL2UrlOption{"--l2-url", "URL", "the L2 node, instead of the network's own"};
inline constexpr Option kAccountOption{
    "--account", "NAME|ADDRESS", "one of your accounts (default: the only one)"};

Given<session::Settings> sessionSettings(const Arguments& arguments);
/// With the data folder, the network and the nodes that the options name.
Given<std::unique_ptr<session::Session>> openSession(const Arguments& arguments);

/// The account that --account names, or the only one there is.
Given<wallet::Account> accountFrom(const Arguments& arguments, wallet::Keystore& keystore);
/// The same, and it can sign here.
Given<wallet::Account> signingAccountFrom(const Arguments& arguments, wallet::Keystore& keystore);

Given<base::Address> addressFrom(const std::string& text);
/// What --amount says, in Wei.
Given<base::Uint256> amountFrom(const Arguments& arguments);
/// What --min-gas says.
Given<std::uint32_t> minGasFrom(const Arguments& arguments, std::uint32_t usual);

/// Until the next look. Nobody watches the practice chains' clock while a command runs, and between two
/// commands it stands still: there the next L1 block comes at once.
Given<void> letTimePass(session::Session& session, const std::stop_token& stop);

/// What was stopped before it was recorded: nothing was sent, and nothing will be.
template <typename T>
base::Result<T> orNothing(base::Result<T> result)
{
    if (!result && result.error().fault == base::Fault::Cancelled) result.error().detail = kNothingDone;
    return result;
}

/// What keeps the looks at something from their end, told once for each reason.
class Troubles {
public:
    explicit Troubles(const Arguments& arguments)
        : m_arguments(arguments)
    {
    }
    /// False when it is time to give up. No reason: all is well.
    bool note(const std::string& reason);

private:
    const Arguments& m_arguments;
    std::string m_last;
    unsigned m_inVain = 0;
};

/// Whether another look may meet something else: our own disk does not change by waiting.
bool mayPass(base::Fault fault);

} // namespace cli
