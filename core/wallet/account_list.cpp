#include "core/wallet/account_list.h"

#include "core/crypto/derivation_path.h"
#include "core/eth/json.h"
#include "core/wallet/json_member.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <unordered_set>

namespace wallet {

using base::Address;
using base::Bytes;
using base::fail;
using base::Fault;
using base::Result;
using nlohmann::json;

namespace {

constexpr std::string_view kFormat = "postern-accounts";
constexpr int kVersion = 1;

Result<Account> parseAccount(const json& entry)
{
    Account account;
    const Bytes address = TRY(hexAt(entry, "address", Address::kSize));
    if (address.size() != Address::kSize) return fail(Fault::BadData, "an address is not 20 bytes long");
    account.address = Address::from(address);
    const std::string name = TRY(textAt(entry, "name"));
    account.name = TRY(parseAccountName(name));
    const std::string kindName = TRY(textAt(entry, "kind"));
    const std::optional<AccountKind> kind = parseAccountKind(kindName);
    if (!kind) return fail(Fault::Unsupported, "an unknown kind of account");
    account.kind = *kind;
    if (account.kind != AccountKind::Watch) account.secret = TRY(textAt(entry, "secret"));
    if (account.kind != AccountKind::Watch && !isSecretName(account.secret))
        return fail(Fault::BadData, "an account's secret has an impossible name");
    if (account.kind == AccountKind::Seed) {
        const std::string path = TRY(textAt(entry, "path"));
        account.path = crypto::toString(TRY(crypto::parsePath(path)));
    }
    return account;
}

json encodeAccount(const Account& account)
{
    json entry{{"address", base::toHex0x(account.address)}, {"name", account.name},
        {"kind", toString(account.kind)}};
    if (!account.secret.empty()) entry["secret"] = account.secret;
    if (!account.path.empty()) entry["path"] = account.path;
    return entry;
}

} // namespace

Result<AccountList> parseAccountList(base::ByteView bytes)
{
    const json file = TRY(eth::parseJson(base::asText(bytes)));
    const json* format = memberOf(file, "format");
    if (format == nullptr || *format != kFormat) return fail(Fault::BadData, "not a list of accounts");
    const json* version = memberOf(file, "version");
    if (version == nullptr || *version != kVersion)
        return fail(Fault::Unsupported, "a list of accounts of a later version of Postern");
    const json* entries = memberOf(file, "accounts");
    if (entries == nullptr || !entries->is_array())
        return fail(Fault::BadData, "the list has no \"accounts\"");

    AccountList list;
    std::unordered_set<Address> seen;
    for (const json& entry : *entries) {
        Account account = TRY(parseAccount(entry));
        if (!seen.insert(account.address).second)
            return fail(Fault::BadData, "an address stands in the list twice");
        list.accounts.push_back(std::move(account));
    }
    // Lists of before the number was kept: no account was ever taken off them.
    list.numbered = list.accounts.size();
    if (memberOf(file, "numbered") != nullptr) list.numbered = TRY(numberAt(file, "numbered"));
    return list;
}

Bytes encodeAccountList(const AccountList& list)
{
    json entries = json::array();
    for (const Account& account : list.accounts)
        entries.push_back(encodeAccount(account));
    return encodeJson(
        {{"format", kFormat}, {"version", kVersion}, {"numbered", list.numbered}, {"accounts", entries}});
}

bool isSecretName(std::string_view name)
{
    if (!name.starts_with("key-") && !name.starts_with("seed-")) return false;
    return std::ranges::all_of(
        name, [](char c) { return c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); });
}

} // namespace wallet
