#include "core/wallet/envelope.h"

#include "core/crypto/aes.h"
#include "core/crypto/kdf.h"
#include "core/crypto/keccak.h"
#include "core/crypto/random.h"
#include "core/crypto/unicode.h"
#include "core/wallet/json_member.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <limits>
#include <vector>

namespace wallet {

using base::Bytes;
using base::ByteView;
using base::fail;
using base::Fault;
using base::Hash;
using base::Result;
using base::Secret;
using nlohmann::json;

namespace {

using Counter = base::FixedBytes<16>;

constexpr std::size_t kDerivedSize = 32; ///< 16 bytes of AES key, then 16 bytes for the check value
constexpr std::size_t kSaltLimit = 256;

/// The check value: keccak-256 of the second half of the derived key, then the ciphertext.
Hash checkValue(const Secret& derived, ByteView ciphertext)
{
    Bytes message = base::toBytes(derived.view().subspan(16, 16));
    base::append(message, ciphertext);
    const base::Wiped wiped(message);
    return crypto::keccak256(message);
}

Secret crypt(const Secret& derived, const Counter& counter, ByteView input)
{
    return crypto::aes128Ctr(derived.view().first(16), counter, input);
}

Result<std::uint32_t> number32At(const json& object, std::string_view name)
{
    const std::uint64_t number = TRY(numberAt(object, name));
    if (number > std::numeric_limits<std::uint32_t>::max())
        return fail(Fault::Unsupported, "\"" + std::string(name) + "\" is too large");
    return static_cast<std::uint32_t>(number);
}

/// Divisions, since the product of three hostile numbers overflows.
bool isTooCostly(const ScryptCost& cost)
{
    const std::uint64_t blocks = kEnvelopeMemoryLimit / 128;
    const std::uint64_t r = std::max(cost.r, 1u);
    const std::uint64_t p = std::max(cost.p, 1u);
    return cost.n > blocks || p > blocks || r > blocks / (cost.n + p) ||
           p > kEnvelopeWorkLimit / r / std::max<std::uint64_t>(cost.n, 1);
}

bool isText(const std::string& text, std::string_view lower)
{
    return std::ranges::equal(
        text, lower, {}, [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
}

constexpr const char* kTooCostly =
    "the file asks for more memory or time to try a password than Postern grants";

Result<ScryptCost> scryptCostAt(const json& parameters)
{
    ScryptCost cost;
    cost.n = TRY(numberAt(parameters, "n"));
    cost.r = TRY(number32At(parameters, "r"));
    cost.p = TRY(number32At(parameters, "p"));
    if (isTooCostly(cost)) return fail(Fault::Unsupported, kTooCostly);
    return cost;
}

Result<std::uint32_t> iterationsAt(const json& parameters)
{
    const std::uint32_t iterations = TRY(number32At(parameters, "c"));
    if (iterations > kEnvelopeIterationLimit) return fail(Fault::Unsupported, kTooCostly);
    return iterations;
}

/// How a key is made of a password, as the object says.
struct Derivation {
    enum class Method { Scrypt, Pbkdf2Sha256, Pbkdf2Sha512 } method = Method::Scrypt;
    ScryptCost scrypt;
    std::uint32_t iterations = 0;
    Bytes salt;
    std::size_t size = kDerivedSize; ///< of the key, in bytes
};

Result<Derivation::Method> methodOf(const json& envelope, const json& parameters)
{
    const std::string kdf = TRY(textAt(envelope, "kdf"));
    if (isText(kdf, "scrypt")) return Derivation::Method::Scrypt;
    if (!isText(kdf, "pbkdf2")) return fail(Fault::Unsupported, "an unknown key derivation");
    if (memberOf(parameters, "prf") == nullptr) return Derivation::Method::Pbkdf2Sha256;
    const std::string prf = TRY(textAt(parameters, "prf"));
    if (isText(prf, "hmac-sha256")) return Derivation::Method::Pbkdf2Sha256;
    if (isText(prf, "hmac-sha512")) return Derivation::Method::Pbkdf2Sha512;
    return fail(Fault::Unsupported, "an unknown pseudo-random function of PBKDF2");
}

Result<Derivation> derivationOf(const json& envelope)
{
    const json* parameters = memberOf(envelope, "kdfparams");
    if (parameters == nullptr) return fail(Fault::BadData, "\"kdfparams\" is missing");
    Derivation derivation;
    derivation.method = TRY(methodOf(envelope, *parameters));
    derivation.salt = TRY(hexAt(*parameters, "salt", kSaltLimit));
    if (memberOf(*parameters, "dklen") != nullptr) derivation.size = TRY(numberAt(*parameters, "dklen"));
    if (derivation.size < kDerivedSize || derivation.size > 2 * kDerivedSize)
        return fail(Fault::Unsupported, "\"dklen\" is not 32");
    if (derivation.method == Derivation::Method::Scrypt)
        derivation.scrypt = TRY(scryptCostAt(*parameters));
    else
        derivation.iterations = TRY(iterationsAt(*parameters));
    return derivation;
}

Result<Secret> derive(const Derivation& by, const Secret& password)
{
    switch (by.method) {
    case Derivation::Method::Scrypt:
        return crypto::scrypt(password.view(), by.salt, by.scrypt.n, by.scrypt.r, by.scrypt.p, by.size);
    case Derivation::Method::Pbkdf2Sha256:
        return crypto::pbkdf2HmacSha256(password.view(), by.salt, by.iterations, by.size);
    case Derivation::Method::Pbkdf2Sha512:
        return crypto::pbkdf2HmacSha512(password.view(), by.salt, by.iterations, by.size);
    }
    base::panic("key derivation", __FILE__, __LINE__);
}

/// Some programs write the counter as a number, without its leading zeros.
Result<Counter> counterOf(const json& envelope)
{
    const json* parameters = memberOf(envelope, "cipherparams");
    if (parameters == nullptr) return fail(Fault::BadData, "\"cipherparams\" is missing");
    const Bytes iv = TRY(hexAt(*parameters, "iv", Counter::kSize));
    Counter counter;
    std::ranges::copy(iv, counter.bytes.end() - static_cast<std::ptrdiff_t>(iv.size()));
    return counter;
}

} // namespace

Result<json> seal(const Secret& content, const Secret& password, const ScryptCost& cost)
{
    CHECK(!content.empty() && content.size() <= kEnvelopeContentLimit);
    const auto salt = crypto::randomFixed<Hash>();
    const auto counter = crypto::randomFixed<Counter>();
    const Secret derived = TRY(crypto::scrypt(password.view(), salt, cost.n, cost.r, cost.p, kDerivedSize));
    const Secret ciphertext = crypt(derived, counter, content.view());
    return json{
        {"cipher", "aes-128-ctr"},
        {"cipherparams", {{"iv", base::toHex(counter)}}},
        {"ciphertext", base::toHex(ciphertext.view())},
        {"kdf", "scrypt"},
        {"kdfparams", {{"dklen", kDerivedSize}, {"n", cost.n}, {"r", cost.r}, {"p", cost.p},
                          {"salt", base::toHex(salt)}}},
        {"mac", base::toHex(checkValue(derived, ciphertext.view()))},
    };
}

namespace {

/// An object taken apart. Everything is looked at before a key is derived: that is what costs.
struct Sealed {
    Bytes ciphertext;
    Bytes mac;
    Counter counter;
    Derivation derivation;
};

Result<Sealed> parseSealed(const json& envelope, std::string_view cipher)
{
    const std::string named = TRY(textAt(envelope, "cipher"));
    if (!isText(named, cipher)) return fail(Fault::Unsupported, "an unknown cipher");
    Sealed sealed;
    sealed.ciphertext = TRY(hexAt(envelope, "ciphertext", kEnvelopeContentLimit));
    if (sealed.ciphertext.empty()) return fail(Fault::BadData, "\"ciphertext\" is empty");
    sealed.mac = TRY(hexAt(envelope, "mac", Hash::kSize));
    sealed.counter = TRY(counterOf(envelope));
    sealed.derivation = TRY(derivationOf(envelope));
    return sealed;
}

/// The derived key, when the password is right.
Result<Secret> derivedKey(const Sealed& sealed, const Secret& password)
{
    Secret derived = TRY(derive(sealed.derivation, password));
    if (!Secret(checkValue(derived, sealed.ciphertext)).equals(Secret(sealed.mac)))
        return fail(Fault::Locked, "wrong password");
    return derived;
}

} // namespace

Result<Secret> withSpellings(
    const Secret& password, const std::function<Result<Secret>(const Secret& password)>& open)
{
    using crypto::NormalForm;
    auto opened = open(password);
    std::vector<Secret> tried;
    for (const NormalForm form : {NormalForm::Nfc, NormalForm::Nfkc, NormalForm::Nfd, NormalForm::Nfkd}) {
        if (opened || opened.error().fault != Fault::Locked) return opened;
        auto spelling = crypto::normalised(password.text(), form);
        if (!spelling) return opened; // bytes that are no text have no other spelling
        const auto isSame = [&](const Secret& other) { return other.equals(*spelling); };
        if (isSame(password) || std::ranges::any_of(tried, isSame)) continue;
        opened = open(*spelling);
        tried.push_back(*std::move(spelling));
    }
    return opened;
}

Result<Secret> unseal(const json& envelope, const Secret& password)
{
    const Sealed sealed = TRY(parseSealed(envelope, "aes-128-ctr"));
    return withSpellings(password, [&](const Secret& spelling) -> Result<Secret> {
        const Secret derived = TRY(derivedKey(sealed, spelling));
        return crypt(derived, sealed.counter, sealed.ciphertext);
    });
}

Result<Secret> unsealVersion1(const json& envelope, const Secret& password)
{
    const Sealed sealed = TRY(parseSealed(envelope, "aes-128-cbc"));
    return withSpellings(password, [&](const Secret& spelling) -> Result<Secret> {
        const Secret derived = TRY(derivedKey(sealed, spelling));
        const Secret key(crypto::keccak256(derived.view().first(16)));
        return crypto::aes128CbcDecrypt(key.view().first(16), sealed.counter, sealed.ciphertext);
    });
}

Result<UnsealCost> unsealCost(const json& envelope)
{
    constexpr double kIterationsOfOurWork = 1 << 21; // about as long as our scrypt takes
    const Derivation by = TRY(derivationOf(envelope));
    if (by.method != Derivation::Method::Scrypt) return UnsealCost{0, by.iterations / kIterationsOfOurWork};
    const auto work = [](const ScryptCost& cost) {
        return static_cast<double>(cost.n) * static_cast<double>(cost.r) * static_cast<double>(cost.p);
    };
    return UnsealCost{128 * by.scrypt.r * (by.scrypt.n + by.scrypt.p), work(by.scrypt) / work(kOurCost)};
}

} // namespace wallet
