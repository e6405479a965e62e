#include "core/evm/revision.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace evm {
namespace {

struct Name {
    std::string_view text;
    Revision revision;
};

/// The first name of a revision in this table is its own.
constexpr std::array kNames{
    Name{"Frontier", Revision::Frontier},
    Name{"Homestead", Revision::Homestead},
    Name{"TangerineWhistle", Revision::TangerineWhistle},
    Name{"SpuriousDragon", Revision::SpuriousDragon},
    Name{"Byzantium", Revision::Byzantium},
    Name{"Constantinople", Revision::Constantinople},
    Name{"Petersburg", Revision::Petersburg},
    Name{"Istanbul", Revision::Istanbul},
    Name{"Berlin", Revision::Berlin},
    Name{"London", Revision::London},
    Name{"Paris", Revision::Paris},
    Name{"Shanghai", Revision::Shanghai},
    Name{"Cancun", Revision::Cancun},
    Name{"Prague", Revision::Prague},
    Name{"Osaka", Revision::Osaka},
    Name{"EIP150", Revision::TangerineWhistle},
    Name{"EIP158", Revision::SpuriousDragon},
    Name{"ConstantinopleFix", Revision::Petersburg},
    Name{"MuirGlacier", Revision::Istanbul},
    Name{"ArrowGlacier", Revision::London},
    Name{"GrayGlacier", Revision::London},
    Name{"Merge", Revision::Paris},
    Name{"BPO1", Revision::Osaka},
    Name{"BPO2", Revision::Osaka},
    Name{"BPO3", Revision::Osaka},
    Name{"BPO4", Revision::Osaka},
};

bool equalIgnoringCase(std::string_view a, std::string_view b)
{
    return std::ranges::equal(
        a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

} // namespace

std::string_view toString(Revision revision)
{
    return kNames[static_cast<std::size_t>(revision)].text;
}

std::optional<Revision> parseRevision(std::string_view name)
{
    const auto found =
        std::ranges::find_if(kNames, [&](const Name& known) { return equalIgnoringCase(known.text, name); });
    if (found == kNames.end()) return std::nullopt;
    return found->revision;
}

} // namespace evm
