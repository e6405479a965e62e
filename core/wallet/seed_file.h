#pragma once

#include "core/base/secret.h"
#include "core/wallet/envelope.h"

#include <string>

/// Files that hold the words of one seed, in our own format:
///
///     {"format": "postern-seed", "version": 1, "id": uuid,
///      "name": …, "address": …, "path": …,         the first account, in clear
///      "crypto": {…}}                              as in keystore v3, around: the words, a zero byte, the
///      passphrase
namespace wallet {

/// BIP-39 words and the passphrase that goes with them (mostly empty).
struct Mnemonic {
    base::Secret words;
    base::Secret passphrase;
};

/// The first account that was made of a seed: what a lost list of accounts is made from.
struct SeedLabel {
    base::Address address;
    std::string path;
    std::string name;
};

/// BadData when this is no seed file, Unsupported for a later version.
base::Result<SeedLabel> readSeedLabel(base::ByteView file);

/// Locked when the password is wrong, BadData when the file is malformed.
base::Result<Mnemonic> openSeedFile(base::ByteView file, const base::Secret& password);

/// BadData when words or passphrase have a zero byte or are longer than kEnvelopeContentLimit together.
base::Result<base::Bytes> encodeSeedFile(
    const Mnemonic& mnemonic, const SeedLabel& label, const base::Secret& password, const ScryptCost& cost);

/// The private key at a path of the seed.
base::Result<base::Secret> keyAt(const Mnemonic& mnemonic, std::string_view path);

} // namespace wallet
