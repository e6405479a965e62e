#include "core/wallet/seed_file.h"

#include "core/crypto/bip32.h"
#include "core/crypto/bip39.h"
#include "core/eth/json.h"
#include "core/wallet/json_member.h"
#include "core/wallet/keystore_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace wallet {

using base::Bytes;
using base::ByteView;
using base::fail;
using base::Fault;
using base::Result;
using base::Secret;
using nlohmann::json;

namespace {

constexpr std::string_view kFormat = "postern-seed";
constexpr int kVersion = 1;

Result<json> parseFile(ByteView bytes)
{
    if (bytes.size() > kKeystoreFileLimit) return fail(Fault::BadData, "too large for a seed file");
    json file = TRY(eth::parseJson(base::asText(bytes)));
    const json* format = memberOf(file, "format");
    if (format == nullptr || *format != kFormat) return fail(Fault::BadData, "not a seed file of Postern");
    const json* version = memberOf(file, "version");
    if (version == nullptr || *version != kVersion)
        return fail(Fault::Unsupported, "a seed file of a later version of Postern");
    return file;
}

/// Words, a zero byte, passphrase.
Secret joined(const Mnemonic& mnemonic)
{
    Secret content = Secret::ofSize(mnemonic.words.size() + 1 + mnemonic.passphrase.size());
    std::ranges::copy(mnemonic.words.view(), content.data());
    std::ranges::copy(mnemonic.passphrase.view(), content.data() + mnemonic.words.size() + 1);
    return content;
}

Result<Mnemonic> taken(const Secret& content)
{
    const ByteView bytes = content.view();
    const auto zero = std::ranges::find(bytes, 0);
    if (zero == bytes.end()) return fail(Fault::BadData, "the seed file holds something else than words");
    const auto length = static_cast<std::size_t>(zero - bytes.begin());
    return Mnemonic{Secret(bytes.first(length)), Secret(bytes.subspan(length + 1))};
}

bool hasZeroByte(const Secret& text)
{
    return std::ranges::find(text.view(), 0) != text.view().end();
}

} // namespace

Result<SeedLabel> readSeedLabel(ByteView bytes)
{
    const json file = TRY(parseFile(bytes));
    SeedLabel label;
    const Bytes address = TRY(hexAt(file, "address", base::Address::kSize));
    if (address.size() != base::Address::kSize)
        return fail(Fault::BadData, "the address in the file is not 20 bytes long");
    label.address = base::Address::from(address);
    const std::string path = TRY(textAt(file, "path"));
    label.path = crypto::toString(TRY(crypto::parsePath(path)));
    label.name = TRY(textAt(file, "name"));
    return label;
}

Result<Mnemonic> openSeedFile(ByteView bytes, const Secret& password)
{
    const json file = TRY(parseFile(bytes));
    const json* envelope = memberOf(file, "crypto");
    if (envelope == nullptr) return fail(Fault::BadData, "the seed file has no \"crypto\"");
    const Secret content = TRY(unseal(*envelope, password));
    return taken(content);
}

Result<Bytes> encodeSeedFile(
    const Mnemonic& mnemonic, const SeedLabel& label, const Secret& password, const ScryptCost& cost)
{
    if (hasZeroByte(mnemonic.words) || hasZeroByte(mnemonic.passphrase))
        return fail(Fault::BadData, "a zero byte in the words or their passphrase");
    const Secret content = joined(mnemonic);
    if (content.size() > kEnvelopeContentLimit) return fail(Fault::BadData, "words or passphrase too long");
    json file{{"format", kFormat}, {"version", kVersion}, {"id", randomUuid()}, {"name", label.name},
        {"address", base::toHex(label.address)}, {"path", label.path}};
    file["crypto"] = TRY(seal(content, password, cost));
    return encodeJson(file);
}

Result<Secret> keyAt(const Mnemonic& mnemonic, std::string_view path)
{
    const crypto::DerivationPath steps = TRY(crypto::parsePath(path));
    const Secret seed = TRY(crypto::seedOf(mnemonic.words, mnemonic.passphrase));
    const crypto::ExtendedPrivateKey root = TRY(crypto::masterKey(seed));
    crypto::ExtendedPrivateKey key = TRY(crypto::derive(root, steps));
    return std::move(key.key);
}

} // namespace wallet
