#include "core/wallet/account.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace wallet {

using base::fail;
using base::Fault;
using base::Result;

namespace {

struct KindName {
    AccountKind kind;
    const char* name;
};
constexpr std::array<KindName, 3> kKindNames{
    {{AccountKind::Seed, "seed"}, {AccountKind::Key, "key"}, {AccountKind::Watch, "watch"}}};

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

} // namespace

const char* toString(AccountKind kind)
{
    return std::ranges::find(kKindNames, kind, &KindName::kind)->name;
}

std::optional<AccountKind> parseAccountKind(std::string_view text)
{
    for (const auto& [kind, name] : kKindNames)
        if (text == name) return kind;
    return {};
}

Result<std::string> parseAccountName(std::string_view text)
{
    const std::string_view name = trimmed(text);
    if (name.size() > kAccountNameLimit)
        return fail(Fault::BadData,
            "an account's name may have " + std::to_string(kAccountNameLimit) + " bytes at most");
    if (!base::isUtf8(name)) return fail(Fault::BadData, "an account's name must be UTF-8 text");
    if (base::hasHidden(name))
        return fail(
            Fault::BadData, "an account's name may not have control, direction or invisible characters: " +
                                base::visibleText(name));
    return std::string(name);
}

} // namespace wallet
