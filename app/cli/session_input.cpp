#include "app/cli/session_input.h"

#include "app/cli/secret_input.h"

namespace cli {

Given<session::Settings> sessionSettings(const Arguments& arguments)
{
    session::Settings settings;
    settings.folder = CLI_TRY(dataFolder(arguments));
    settings.network = arguments.valueOr(kNetworkOption.name, settings.network);
    if (bridge::findNetwork(settings.network) == nullptr)
        return wrongUse("there is no network \"" + settings.network + "\"; see: postern-cli network list");
    settings.l1Url = arguments.value(kL1UrlOption.name);
    settings.l2Url = arguments.value(kL2UrlOption.name);
    return settings;
}

Given<std::unique_ptr<session::Session>> openSession(const Arguments& arguments)
{
    const session::Settings settings = CLI_TRY(sessionSettings(arguments));
    return CLI_TRY(session::Session::open(settings));
}

} // namespace cli
