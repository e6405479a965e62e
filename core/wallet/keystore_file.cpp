#include "core/wallet/keystore_file.h"

#include "core/crypto/aes.h"
#include "core/crypto/kdf.h"
#include "core/crypto/keccak.h"
#include "core/crypto/random.h"
#include "core/crypto/secp256k1.h"
#include "core/eth/json.h"
#include "core/wallet/json_member.h"

#include <nlohmann/json.hpp>

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

Result<void> checkVersion(const json& file)
{
    const json* version = memberOf(file, "version");
    if (version == nullptr) return fail(Fault::BadData, "not a keystore file: it has no \"version\"");
    if (*version != 3 && *version != "3")
        return fail(Fault::Unsupported, "a keystore file of another version than 3");
    return {};
}

/// Programs disagree about the capital letter.
const json* envelopeOf(const json& file)
{
    const json* lower = memberOf(file, "crypto");
    return lower != nullptr ? lower : memberOf(file, "Crypto");
}

Result<std::optional<Address>> addressAt(const json& file, std::string_view name)
{
    const json* member = memberOf(file, name);
    if (member == nullptr || *member == "") return std::nullopt;
    const Bytes address = TRY(hexAt(file, name, Address::kSize));
    if (address.size() != Address::kSize)
        return fail(Fault::BadData, "the address in the file is not 20 bytes long");
    return Address::from(address);
}

/// Early programs wrote keys without their leading zeros.
Secret padded(const Secret& key)
{
    Secret out = Secret::ofSize(kKeySize);
    std::ranges::copy(key.view(), out.data() + (kKeySize - key.size()));
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
    const std::optional<Address> address = TRY(addressAt(file, "ethaddr"));
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

Result<Secret> openVersion3(const json& file, const Secret& password)
{
    TRY(checkVersion(file));
    const json* envelope = envelopeOf(file);
    if (envelope == nullptr) return fail(Fault::BadData, "not a keystore file: it has no \"crypto\"");
    const std::optional<Address> address = TRY(addressAt(file, "address"));
    const Secret content = TRY(unseal(*envelope, password));
    if (content.size() > kKeySize)
        return fail(Fault::BadData, "the file holds something longer than a private key");
    Secret key = padded(content);
    const Address found = TRY(addressOfKey(key));
    if (address && found != *address)
        return fail(Fault::Mismatch, "the file names another address than that of its key: it was changed");
    return key;
}

} // namespace

Result<KeystoreLabel> readKeystoreLabel(ByteView bytes)
{
    const json file = TRY(parseFile(bytes));
    KeystoreLabel label;
    if (isSaleFile(file)) {
        label.address = TRY(addressAt(file, "ethaddr"));
        return label;
    }
    TRY(checkVersion(file));
    if (envelopeOf(file) == nullptr) return fail(Fault::BadData, "not a keystore file: it has no \"crypto\"");
    label.address = TRY(addressAt(file, "address"));
    label.name = textAt(file, "name").value_or("");
    return label;
}

Result<Secret> openKeystoreFile(ByteView bytes, const Secret& password)
{
    const json file = TRY(parseFile(bytes));
    return isSaleFile(file) ? openSaleFile(file, password) : openVersion3(file, password);
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
