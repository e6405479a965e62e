#pragma once

#include "core/base/uint256.h"
#include "tests/support/vectors.h"

#include <functional>
#include <optional>
#include <string>

/// The test vectors of Project Wycheproof.
namespace tests {

/// Calls `run` with every group of this type and every test of it; with the file's name for messages. False
/// when there is none.
inline bool forWycheproof(
    const std::string& type, const std::function<void(const std::string& file, const nlohmann::json& group,
                                 const nlohmann::json& test)>& run)
{
    const auto set = vectorFile("wallet/wycheproof");
    if (!set) return false;
    bool any = false;
    for (const auto& file : filesBelow(*set, ".json")) {
        const nlohmann::json content = readJson(file);
        for (const auto& group : content["testGroups"])
            if (group["type"] == type)
                for (const auto& test : group["tests"]) {
                    run(file.stem().string() + " " + content["algorithm"].get<std::string>(), group, test);
                    any = true;
                }
    }
    return any || vectorFile("wallet/wycheproof/" + type).has_value(); // noVectors() then names the type
}

struct RawSignature {
    base::Uint256 r, s;
};

/// An integer of a strict DER encoding, taken off the front; nothing when it is not minimal, negative or
/// above 256 bits.
inline std::optional<base::Uint256> takeDerInteger(base::ByteView& der)
{
    if (der.size() < 3 || der[0] != 0x02 || der[1] == 0 || der[1] > 33 || der.size() < 2u + der[1]) return {};
    base::ByteView digits = der.subspan(2, der[1]);
    der = der.subspan(2u + der[1]);
    if (digits[0] & 0x80) return {};
    if (digits.size() > 1 && digits[0] == 0) {
        if (!(digits[1] & 0x80)) return {};
        digits = digits.subspan(1);
    }
    if (digits.size() > 32) return {};
    return base::Uint256::fromBigEndian(digits);
}

/// SEQUENCE of two INTEGERs in strict DER, and nothing after it.
inline std::optional<RawSignature> parseDer(base::ByteView der)
{
    if (der.size() < 2 || der[0] != 0x30 || der[1] != der.size() - 2) return {};
    der = der.subspan(2);
    const auto r = takeDerInteger(der);
    if (!r) return {};
    const auto s = takeDerInteger(der);
    if (!s || !der.empty()) return {};
    return RawSignature{*r, *s};
}

/// r and s of 32 bytes each.
inline std::optional<RawSignature> parseP1363(base::ByteView bytes)
{
    if (bytes.size() != 64) return {};
    return RawSignature{
        base::Uint256::fromBigEndian(bytes.first(32)), base::Uint256::fromBigEndian(bytes.subspan(32))};
}

} // namespace tests
