#pragma once

#include "core/base/bytes.h"
#include "core/base/uint256.h"

namespace eth {

using base::Address;
using base::Bytes;
using base::ByteView;
using base::Hash;
using base::Uint256;
using namespace base::literals;

/// keccak-256 of no bytes: the code hash of an account without code.
inline constexpr Hash kEmptyCodeHash =
    "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"_hash;
/// The root of a trie without entries: keccak-256 of the RLP of the empty string.
inline constexpr Hash kEmptyTrieRoot =
    "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421"_hash;
/// keccak-256 of the RLP of the empty list: the ommers hash of a block without ommers.
inline constexpr Hash kEmptyListHash =
    "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347"_hash;

/// An account as it stands in the state trie: RLP [nonce, balance, storageRoot, codeHash].
struct Account {
    std::uint64_t nonce = 0;
    Uint256 balance;
    Hash storageRoot = kEmptyTrieRoot;
    Hash codeHash = kEmptyCodeHash;

    /// EIP-161: neither nonce, balance nor code.
    bool isEmpty() const { return nonce == 0 && balance.isZero() && codeHash == kEmptyCodeHash; }

    friend bool operator==(const Account&, const Account&) = default;
};

Bytes encodeAccount(const Account& account);
/// Strict: exactly four items, canonical numbers. BadData otherwise.
base::Result<Account> parseAccount(ByteView rlp);

} // namespace eth
