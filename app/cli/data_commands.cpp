#include "app/cli/secret_input.h"
#include "app/cli/session_input.h"
#include "core/session/aside.h"

namespace cli {
namespace {

using session::SetAside;
using Kind = session::Unusable::Kind;
using nlohmann::json;

const char* nameOf(Kind kind)
{
    return kind == Kind::Records ? "records" : "practice world";
}

/// What a person should know before anything is done.
constexpr std::string_view kKept = "Keys, accounts, their names and the settings are in other files and stay "
                                   "as they are. Nothing is deleted: "
                                   "the file gets another name beside the old one.";
constexpr std::string_view kRecordsLost =
    "New records begin empty: what was sent before is not listed or followed, and what was signed but has "
    "not "
    "been sent is not sent again. Money on its way arrives all the same. Look at the account's latest "
    "transactions before you send anew.";
constexpr std::string_view kWorldLost =
    "A new practice network begins at its first block, with new records. Nothing of it is worth anything.";

void printFound(const std::vector<session::Unusable>& found)
{
    bool hasWorld = false, hasRecords = false;
    for (const session::Unusable& each : found) {
        printErrorLine("The " + std::string(nameOf(each.kind)) + " in " + each.file.string() +
                       " cannot be used: " + each.why.detail + ".");
        if (each.why.fault == base::Fault::Unsupported)
            printErrorLine("The version of Postern that wrote it can read it.");
        (each.kind == Kind::Records ? hasRecords : hasWorld) = true;
    }
    printErrorLine(std::string(kKept));
    printErrorLine(std::string(hasRecords && !hasWorld ? kRecordsLost : kWorldLost));
}

void printDone(const std::vector<SetAside>& done, const Arguments& arguments)
{
    if (!arguments.json()) {
        if (done.empty()) printLine("Records and practice world are sound; nothing was done.");
        for (const SetAside& each : done)
            printLine(each.from.string() + " is now " + each.to.string() + ".");
        return;
    }
    json files = json::array();
    for (const SetAside& each : done)
        files.push_back(
            {{"kind", nameOf(each.kind)}, {"from", each.from.string()}, {"to", each.to.string()}});
    printJson({{"setAside", std::move(files)}});
}

Outcome runSetAside(const Arguments& arguments)
{
    const session::Settings settings = CLI_TRY(sessionSettings(arguments));
    const auto found = CLI_TRY(session::findUnusable(settings));
    if (found.empty()) {
        printDone({}, arguments);
        return Exit::Done;
    }
    printFound(found);
    CLI_TRY(confirm(arguments, "Set aside?"));
    printDone(CLI_TRY(session::setUnusableAside(settings)), arguments);
    return Exit::Done;
}

} // namespace

std::vector<Command> dataCommands()
{
    return {{.name = "data set-aside",
        .synopsis = "",
        .help = "Rename records or a practice world that cannot be opened, so that new ones begin",
        .manual = "For files that are damaged, another program's, or of a newer version. Sound ones are left "
                  "alone, keys\nare never touched, and nothing is deleted: a file is called NAME.aside-1 "
                  "afterwards.\n"
                  "\n"
                  "Example: postern-cli data set-aside --network mainnet/op",
        .options = {kNetworkOption, kNetworkFileOption, kL1UrlOption, kL2UrlOption, kDataDirOption,
            kYesOption},
        .run = runSetAside}};
}

} // namespace cli
