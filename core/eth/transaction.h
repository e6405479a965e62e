#pragma once

#include "core/base/secret.h"
#include "core/eth/account.h"

#include <optional>
#include <vector>

namespace eth {

/// The EIP-2718 type byte; Legacy has none on the wire.
enum class TransactionType : std::uint8_t {
    Legacy = 0,
    AccessList = 1, ///< EIP-2930
    FeeMarket = 2,  ///< EIP-1559
    Blob = 3,       ///< EIP-4844
    SetCode = 4,    ///< EIP-7702
    Deposit = 0x7e, ///< OP Stack specification, deposits.md
};

/// EIP-2930.
struct AccessListEntry {
    Address address;
    std::vector<Hash> storageKeys;

    friend bool operator==(const AccessListEntry&, const AccessListEntry&) = default;
};

/// EIP-7702: one signed permission to set the code of its signer.
struct Authorization {
    Uint256 chainId; ///< 0: any chain
    Address address; ///< the delegate
    std::uint64_t nonce = 0;
    std::uint8_t yParity = 0; ///< any byte on the wire; only 0 and 1 are valid
    Uint256 r, s;

    friend bool operator==(const Authorization&, const Authorization&) = default;
};

/// Any transaction. Fields that its type does not have are left at their defaults and are never encoded.
/// Names are the execution specification's (camelCase).
struct Transaction {
    TransactionType type = TransactionType::Legacy;

    std::optional<std::uint64_t> chainId; ///< absent: a legacy transaction without EIP-155 protection
    std::uint64_t nonce = 0;
    Uint256 gasPrice;             ///< Legacy, AccessList
    Uint256 maxPriorityFeePerGas; ///< FeeMarket, Blob, SetCode
    Uint256 maxFeePerGas;         ///< FeeMarket, Blob, SetCode
    std::uint64_t gas = 0;        ///< the gas limit
    std::optional<Address> to;    ///< absent: creates a contract
    Uint256 value;                ///< Wei
    Bytes data;
    std::vector<AccessListEntry> accessList;
    Uint256 maxFeePerBlobGas;                  ///< Blob
    std::vector<Hash> blobVersionedHashes;     ///< Blob
    std::vector<Authorization> authorizations; ///< SetCode

    std::uint8_t yParity = 0; ///< 0 or 1; the wire's v is made from it and chainId
    Uint256 r, s;             ///< both zero: not signed (or a Deposit)

    Hash sourceHash;                  ///< Deposit
    Address from;                     ///< Deposit; other types: see recoverSender()
    Uint256 mint;                     ///< Deposit; zero encodes as the empty string
    bool isSystemTransaction = false; ///< Deposit

    friend bool operator==(const Transaction&, const Transaction&) = default;
};

/// The longest transaction accepted from outside, in bytes.
inline constexpr std::size_t kMaxTransactionSize = 16u << 20;

/// The EIP-2718 bytes: type byte and payload, or the plain RLP list of a legacy transaction. Signed form.
Bytes encodeTransaction(const Transaction& transaction);
/// The bytes whose keccak-256 is signed (EIP-155 form for a legacy transaction with chainId).
Bytes encodeForSigning(const Transaction& transaction);
/// Strict: canonical RLP, nothing after the end, fields in range. BadData otherwise; Unsupported for an
/// unknown type.
base::Result<Transaction> parseTransaction(ByteView bytes);

/// The v of a legacy transaction: 27 or 28, or with a chain id 35 + 2 chainId + parity (EIP-155).
Uint256 legacyV(const Transaction& transaction);
/// Takes parity and chain id from it. BadData when it is no such number, the chain id has more than 64 bits
/// or differs from one that is set already.
base::Result<void> applyLegacyV(Transaction& transaction, const Uint256& v);

/// keccak-256 of encodeTransaction().
Hash transactionHash(const Transaction& transaction);
Hash signingHash(const Transaction& transaction);

/// The signer, by public-key recovery (`from` for a Deposit). EIP-2: s must be in the lower half unless
/// `allowHighS` (Frontier). Mismatch when no key fits.
base::Result<Address> recoverSender(const Transaction& transaction, bool allowHighS = false);

/// The same transaction with its signature set. BadData for an invalid key; Unsupported for a Deposit.
base::Result<Transaction> signTransaction(Transaction transaction, const base::Secret& privateKey);

/// keccak-256(0x05 ++ RLP [chainId, address, nonce]): what an EIP-7702 authority signs.
Hash authorizationHash(const Authorization& authorization);
base::Result<Authorization> signAuthorization(Authorization authorization, const base::Secret& privateKey);
/// The authority that signed; nothing when the signature is invalid (the entry is then skipped, EIP-7702).
std::optional<Address> recoverAuthority(const Authorization& authorization);

/// RLP of the list, for block bodies and span batches: typed transactions as strings.
Bytes encodeAccessList(const std::vector<AccessListEntry>& list);
Bytes encodeAuthorizations(const std::vector<Authorization>& list);

} // namespace eth
