#include "core/wallet/keystore_file.h"

#include "core/crypto/aes.h"
#include "core/crypto/kdf.h"
#include "core/crypto/keccak.h"
#include "core/crypto/random.h"
#include "core/crypto/secp256k1.h"
#include "core/eth/json.h"
#include "core/wallet/json_member.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace wallet {

using base::Address;
using base::Bytes;
using base::ByteView;
using base::fail;
using base::Fault;
using base::Result;
using base::Secret;
using nlohmann::json;

namespace {

constexpr std::size_t kKeySize = 32;

Result<json> parseFile(ByteView file)
{
    if (file.size() > kKeystoreFileLimit) return fail(Fault::BadData, "too large for a keystore file");
    json value = TRY(eth::parseJson(base::asText(file)));
    if (!value.is_object()) return fail(Fault::BadData, "not a keystore file");
    return value;
}

bool isSaleFile(const json& file)
{
    return memberOf(file, "encseed") != nullptr;
}

/// 3 or 1. A file that names no version is taken for one of 3: its check value tells.
Result<std::uint64_t> versionOf(const json& file)
{
    const json* version = memberOf(file, "version");
    if (version == nullptr || version->is_null()) return 3;
    const auto number = numberAt(file, "version");
    if (number && (*number == 3 || *number == 1)) return number;
    if (number && *number == 4)
        return fail(Fault::Unsupported, "a validator's keystore (EIP-2335): its key signs for no account");
    return fail(Fault::Unsupported, "a keystore file of another version than 3 and 1");
}

Result<const json*> envelopeOf(const json& file)
{
    const json* envelope = memberOf(file, "crypto");
    if (envelope == nullptr) return fail(Fault::BadData, "not a keystore file: it has no \"crypto\"");
    return envelope;
}

/// The address, unless there is none or something else in its place: null, a name, an address of another
/// chain. It is a check more and not what the key hangs on.
std::optional<Address> addressAt(const json& file, std::string_view name)
{
    const auto address = hexAt(file, name, Address::kSize);
    if (!address || address->size() != Address::kSize) return std::nullopt;
    return Address::from(*address);
}

/// 32 bytes of key: early programs wrote them without their leading zeros, others with more.
Result<Secret> padded(const Secret& content)
{
    const std::size_t surplus = content.size() - std::min(content.size(), kKeySize);
    const ByteView front = content.view().first(surplus);
    if (std::ranges::any_of(front, [](std::uint8_t byte) { return byte != 0; }))
        return fail(Fault::BadData, "the file holds something longer than a private key");
    Secret out = Secret::ofSize(kKeySize);
    const ByteView key = content.view().subspan(surplus);
    std::ranges::copy(key, out.data() + (kKeySize - key.size()));
    return out;
}

/// The private key is the hash of the seed, and the seed is encrypted by AES-128-CBC under 2000 rounds of
/// PBKDF2 that are salted with the password itself. There is no check value: the address tells whether the
/// password was right.
Result<Secret> openSaleFile(const json& file, const Secret& password)
{
    constexpr std::size_t kSeedLimit = 1024;
    constexpr std::size_t kBlock = 16;
    const Bytes encrypted = TRY(hexAt(file, "encseed", kSeedLimit));
    const std::optional<Address> address = addressAt(file, "ethaddr");
    if (!address) return fail(Fault::BadData, "\"ethaddr\" is missing");
    if (encrypted.size() < 2 * kBlock || encrypted.size() % kBlock != 0)
        return fail(Fault::BadData, "\"encseed\" is cut short");

    const ByteView bytes(encrypted);
    const Secret derived = TRY(crypto::pbkdf2HmacSha256(password.view(), password.view(), 2000, kBlock));
    const auto seed = crypto::aes128CbcDecrypt(
        derived.view(), base::FixedBytes<kBlock>::from(bytes.first(kBlock)), bytes.subspan(kBlock));
    if (!seed) return fail(Fault::Locked, "wrong password");
    Secret key(crypto::keccak256(seed->view()));
    const Address found = TRY(addressOfKey(key));
    if (found != *address) return fail(Fault::Locked, "wrong password");
    return key;
}

Result<Secret> openWithEnvelope(const json& file, const Secret& password)
{
    const std::uint64_t version = TRY(versionOf(file));
    const json* const envelope = TRY(envelopeOf(file));
    const Secret content =
        TRY(version == 1 ? unsealVersion1(*envelope, password) : unseal(*envelope, password));
    Secret key = TRY(padded(content));
    const Address found = TRY(addressOfKey(key));
    const std::optional<Address> address = addressAt(file, "address");
    if (address && found != *address)
        return fail(Fault::Mismatch, "the file names another address than that of its key: it was changed");
    return key;
}

} // namespace

Result<KeystoreLabel> readKeystoreLabel(ByteView bytes)
{
    const json file = TRY(parseFile(bytes));
    if (isSaleFile(file)) return KeystoreLabel{addressAt(file, "ethaddr"), {}};
    if (const auto version = versionOf(file); !version) return std::unexpected(version.error());
    if (const auto envelope = envelopeOf(file); !envelope) return std::unexpected(envelope.error());
    return KeystoreLabel{addressAt(file, "address"), textAt(file, "name").value_or("")};
}

Result<UnsealCost> keystoreCost(ByteView bytes)
{
    const json file = TRY(parseFile(bytes));
    if (isSaleFile(file)) return UnsealCost{};
    const json* const envelope = TRY(envelopeOf(file));
    return unsealCost(*envelope);
}

Result<Secret> openKeystoreFile(ByteView bytes, const Secret& password)
{
    const json file = TRY(parseFile(bytes));
    if (!isSaleFile(file)) return openWithEnvelope(file, password);
    return withSpellings(password, [&](const Secret& spelling) { return openSaleFile(file, spelling); });
}

Result<Bytes> encodeKeystoreFile(
    const Secret& privateKey, std::string_view name, const Secret& password, const ScryptCost& cost)
{
    const Address address = TRY(addressOfKey(privateKey));
    json file{{"version", 3}, {"id", randomUuid()}, {"address", base::toHex(address)}};
    if (!name.empty()) file["name"] = name;
    file["crypto"] = TRY(seal(privateKey, password, cost));
    return encodeJson(file);
}

Result<Address> addressOfKey(const Secret& key)
{
    const crypto::PublicKey publicKey = TRY(crypto::publicKeyOf(key));
    return crypto::addressOf(publicKey);
}

std::string randomUuid()
{
    auto id = crypto::randomFixed<base::FixedBytes<16>>();
    id[6] = static_cast<std::uint8_t>((id[6] & 0x0f) | 0x40);
    id[8] = static_cast<std::uint8_t>((id[8] & 0x3f) | 0x80);
    std::string text = base::toHex(id);
    for (const std::size_t at : {8u, 13u, 18u, 23u})
        text.insert(at, 1, '-');
    return text;
}

} // namespace wallet
