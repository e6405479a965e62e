#pragma once

#include "core/base/secret.h"
#include "core/wallet/envelope.h"

#include <optional>
#include <string>
#include <string_view>

/// Files that hold one private key. Written: the Web3 Secret Storage definition, version 3. Read: the same as
/// the many programs write it, version 1 as the first geth wrote it, and the files of Ethereum's sale of 2014
/// ("encseed").
namespace wallet {

/// The longest file that is read, in bytes.
inline constexpr std::size_t kKeystoreFileLimit = 64u << 10;

/// What a file says of itself in clear. Nothing vouches for it until the file is opened.
struct KeystoreLabel {
    std::optional<base::Address> address; ///< some programs leave it out, or write something else there
    std::string name;                     ///< often empty
};

/// BadData when this is no keystore file, Unsupported for a version that is not 3 or 1.
base::Result<KeystoreLabel> readKeystoreLabel(base::ByteView file);

/// What opening the file costs; worth a warning when it is more than our own files ask for. Errors as below.
base::Result<UnsealCost> keystoreCost(base::ByteView file);

/// The private key, of 32 bytes. The password is tried in several spellings (unseal()). Locked when the
/// password is wrong, Mismatch when the key is not the one of the address that the file names, BadData when
/// the file is malformed, Unsupported for another version, cipher or excessive cost.
base::Result<base::Secret> openKeystoreFile(base::ByteView file, const base::Secret& password);

/// The key must be valid.
base::Result<base::Bytes> encodeKeystoreFile(const base::Secret& privateKey, std::string_view name,
    const base::Secret& password, const ScryptCost& cost);

/// BadData when the key is not one of the curve's.
base::Result<base::Address> addressOfKey(const base::Secret& privateKey);

/// A random identifier (UUID version 4, RFC 9562) in lower case.
std::string randomUuid();

} // namespace wallet
