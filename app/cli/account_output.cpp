#include "app/cli/account_output.h"

#include "core/eth/address.h"

#include <algorithm>

namespace cli {
namespace {

std::string_view describe(wallet::AccountKind kind)
{
    switch (kind) {
    case wallet::AccountKind::Seed:
        return "from words (seed)";
    case wallet::AccountKind::Key:
        return "single private key";
    case wallet::AccountKind::Watch:
        return "watch-only (no key here)";
    }
    return {};
}

std::string padded(std::string text, std::size_t width)
{
    text.resize(std::max(width, text.size()), ' ');
    return text;
}

} // namespace

nlohmann::json toJson(const wallet::Account& account)
{
    nlohmann::json out{{"address", eth::toChecksum(account.address)}, {"name", account.name},
        {"kind", toString(account.kind)}};
    if (!account.path.empty()) out["path"] = account.path;
    return out;
}

nlohmann::json toJson(const std::vector<wallet::Account>& accounts)
{
    nlohmann::json list = nlohmann::json::array();
    for (const wallet::Account& account : accounts)
        list.push_back(toJson(account));
    return list;
}

void printAccount(const wallet::Account& account, const Arguments& arguments)
{
    if (arguments.json()) return printJson(toJson(account));
    printLine("Name:     " + account.name);
    printLine("Address:  " + eth::toChecksum(account.address));
    printLine("Kind:     " + std::string(describe(account.kind)));
    if (!account.path.empty()) printLine("Path:     " + account.path);
}

void printAccounts(const std::vector<wallet::Account>& accounts)
{
    std::size_t width = 0;
    for (const wallet::Account& account : accounts)
        width = std::max(width, account.name.size());
    for (const wallet::Account& account : accounts)
        printLine(padded(account.name, width) + "  " + eth::toChecksum(account.address) + "  " +
                  padded(toString(account.kind), 5) + "  " + account.path);
}

} // namespace cli
