#include "core/eth/transaction.h"

#include "core/crypto/keccak.h"
#include "core/crypto/secp256k1.h"
#include "core/eth/rlp.h"

namespace eth {
namespace {

using base::fail;
using base::Fault;
using rlp::Reader;
using rlp::Writer;

/// EIP-2: half of the group's order, rounded down; s must not be greater.
constexpr Uint256 kHalfOrder = crypto::kSecp256k1Order >> 1;

/// The byte before the fields of an EIP-7702 authorization when it is signed.
constexpr std::uint8_t kAuthorizationMagic = 0x05;

/// v of a legacy transaction without EIP-155 is one of these plus the parity; with it, 35 + 2 chainId +
/// parity.
constexpr std::uint64_t kUnprotectedV = 27;
constexpr std::uint64_t kProtectedV = 35;

void writeTo(Writer& out, const std::optional<Address>& to)
{
    out.string(to ? ByteView(*to) : ByteView());
}

base::Result<std::optional<Address>> readTo(Reader& fields)
{
    const ByteView to = TRY(fields.string());
    if (to.empty()) return std::nullopt;
    if (to.size() != Address::kSize)
        return fail(Fault::BadData, "transaction recipient is not 20 bytes long");
    return Address::from(to);
}

void writeAccessList(Writer& out, const std::vector<AccessListEntry>& list)
{
    out.list([&] {
        for (const AccessListEntry& entry : list)
            out.list([&] {
                out.string(entry.address);
                out.list([&] {
                    for (const Hash& key : entry.storageKeys)
                        out.string(key);
                });
            });
    });
}

base::Result<std::vector<Hash>> readHashes(Reader& fields)
{
    Reader items = TRY(fields.list());
    std::vector<Hash> hashes;
    while (!items.atEnd())
        hashes.push_back(TRY(items.fixed<Hash>()));
    return hashes;
}

base::Result<std::vector<AccessListEntry>> readAccessList(Reader& fields)
{
    Reader items = TRY(fields.list());
    std::vector<AccessListEntry> list;
    while (!items.atEnd()) {
        Reader entry = TRY(items.list());
        const Address address = TRY(entry.fixed<Address>());
        std::vector<Hash> keys = TRY(readHashes(entry));
        TRY(entry.finish());
        list.push_back({address, std::move(keys)});
    }
    return list;
}

void writeAuthorizations(Writer& out, const std::vector<Authorization>& list)
{
    out.list([&] {
        for (const Authorization& entry : list)
            out.list([&] {
                out.number(entry.chainId).string(entry.address).number(entry.nonce);
                out.number(std::uint64_t{entry.yParity}).number(entry.r).number(entry.s);
            });
    });
}

base::Result<Authorization> readAuthorization(Reader& items)
{
    Reader fields = TRY(items.list());
    Authorization entry;
    entry.chainId = TRY(fields.number256());
    entry.address = TRY(fields.fixed<Address>());
    entry.nonce = TRY(fields.number());
    const std::uint64_t yParity = TRY(fields.number());
    if (yParity > 0xff) return fail(Fault::BadData, "authorization parity is more than one byte");
    entry.yParity = static_cast<std::uint8_t>(yParity);
    entry.r = TRY(fields.number256());
    entry.s = TRY(fields.number256());
    TRY(fields.finish());
    return entry;
}

base::Result<std::vector<Authorization>> readAuthorizations(Reader& fields)
{
    Reader items = TRY(fields.list());
    std::vector<Authorization> list;
    while (!items.atEnd())
        list.push_back(TRY(readAuthorization(items)));
    return list;
}

// ---- Legacy

void writeLegacyFields(Writer& out, const Transaction& tx)
{
    out.number(tx.nonce).number(tx.gasPrice).number(tx.gas);
    writeTo(out, tx.to);
    out.number(tx.value).string(tx.data);
}

Bytes encodeLegacy(const Transaction& tx)
{
    Writer out;
    out.list([&] {
        writeLegacyFields(out, tx);
        out.number(legacyV(tx)).number(tx.r).number(tx.s);
    });
    return out.take();
}

/// EIP-155: chainId and two empty strings take the places of the signature.
Bytes encodeLegacyForSigning(const Transaction& tx)
{
    Writer out;
    out.list([&] {
        writeLegacyFields(out, tx);
        if (tx.chainId) out.number(*tx.chainId).number(0).number(0);
    });
    return out.take();
}

base::Result<Transaction> parseLegacy(ByteView bytes)
{
    Reader fields = TRY(rlp::openList(bytes));
    Transaction tx;
    tx.nonce = TRY(fields.number());
    tx.gasPrice = TRY(fields.number256());
    tx.gas = TRY(fields.number());
    tx.to = TRY(readTo(fields));
    tx.value = TRY(fields.number256());
    tx.data = base::toBytes(TRY(fields.string()));
    const Uint256 v = TRY(fields.number256());
    TRY(applyLegacyV(tx, v));
    tx.r = TRY(fields.number256());
    tx.s = TRY(fields.number256());
    TRY(fields.finish());
    return tx;
}

// ---- Deposit: [sourceHash, from, to, mint, value, gas, isSystemTx, data]. OP Stack specification,
// deposits.md.

void writeDeposit(Writer& out, const Transaction& tx)
{
    out.string(tx.sourceHash).string(tx.from);
    writeTo(out, tx.to);
    out.number(tx.mint)
        .number(tx.value)
        .number(tx.gas)
        .number(tx.isSystemTransaction ? 1 : 0)
        .string(tx.data);
}

base::Result<void> readDeposit(Reader& fields, Transaction& tx)
{
    tx.sourceHash = TRY(fields.fixed<Hash>());
    tx.from = TRY(fields.fixed<Address>());
    tx.to = TRY(readTo(fields));
    tx.mint = TRY(fields.number256());
    tx.value = TRY(fields.number256());
    tx.gas = TRY(fields.number());
    const std::uint64_t isSystem = TRY(fields.number());
    if (isSystem > 1) return fail(Fault::BadData, "deposit with a system flag that is neither 0 nor 1");
    tx.isSystemTransaction = isSystem == 1;
    tx.data = base::toBytes(TRY(fields.string()));
    return {};
}

// ---- The signed typed transactions: EIP-2930, EIP-1559, EIP-4844, EIP-7702

bool hasGasPrice(TransactionType type)
{
    return type == TransactionType::AccessList;
}

/// EIP-4844 and EIP-7702 transactions cannot create a contract.
bool mayCreate(TransactionType type)
{
    return type != TransactionType::Blob && type != TransactionType::SetCode;
}

void writeSignedFields(Writer& out, const Transaction& tx)
{
    out.number(tx.chainId.value_or(0)).number(tx.nonce);
    if (hasGasPrice(tx.type))
        out.number(tx.gasPrice);
    else
        out.number(tx.maxPriorityFeePerGas).number(tx.maxFeePerGas);
    out.number(tx.gas);
    writeTo(out, tx.to);
    out.number(tx.value).string(tx.data);
    writeAccessList(out, tx.accessList);
    if (tx.type == TransactionType::Blob) {
        out.number(tx.maxFeePerBlobGas);
        out.list([&] {
            for (const Hash& hash : tx.blobVersionedHashes)
                out.string(hash);
        });
    }
    if (tx.type == TransactionType::SetCode) writeAuthorizations(out, tx.authorizations);
}

base::Result<void> readFees(Reader& fields, Transaction& tx)
{
    if (hasGasPrice(tx.type)) {
        tx.gasPrice = TRY(fields.number256());
        return {};
    }
    tx.maxPriorityFeePerGas = TRY(fields.number256());
    tx.maxFeePerGas = TRY(fields.number256());
    return {};
}

base::Result<void> readTypeFields(Reader& fields, Transaction& tx)
{
    if (tx.type == TransactionType::Blob) {
        tx.maxFeePerBlobGas = TRY(fields.number256());
        tx.blobVersionedHashes = TRY(readHashes(fields));
    }
    if (tx.type == TransactionType::SetCode) tx.authorizations = TRY(readAuthorizations(fields));
    return {};
}

base::Result<void> readSignature(Reader& fields, Transaction& tx)
{
    const std::uint64_t yParity = TRY(fields.number());
    if (yParity > 1)
        return fail(Fault::BadData, "transaction signature with a parity that is neither 0 nor 1");
    tx.yParity = static_cast<std::uint8_t>(yParity);
    tx.r = TRY(fields.number256());
    tx.s = TRY(fields.number256());
    return {};
}

base::Result<void> readSigned(Reader& fields, Transaction& tx)
{
    tx.chainId = TRY(fields.number());
    tx.nonce = TRY(fields.number());
    TRY(readFees(fields, tx));
    tx.gas = TRY(fields.number());
    tx.to = TRY(readTo(fields));
    if (!tx.to && !mayCreate(tx.type))
        return fail(Fault::BadData, "transaction of this type without a recipient");
    tx.value = TRY(fields.number256());
    tx.data = base::toBytes(TRY(fields.string()));
    tx.accessList = TRY(readAccessList(fields));
    TRY(readTypeFields(fields, tx));
    TRY(readSignature(fields, tx));
    return {};
}

bool isKnownType(std::uint8_t type)
{
    return (type >= 1 && type <= 4) || type == static_cast<std::uint8_t>(TransactionType::Deposit);
}

/// The type byte and the list that `fill` writes.
template <typename Fill>
Bytes encodeTyped(TransactionType type, Fill fill)
{
    Writer out;
    const std::uint8_t byte = static_cast<std::uint8_t>(type);
    out.raw({&byte, 1});
    out.list([&] { fill(out); });
    return out.take();
}

} // namespace

Bytes encodeTransaction(const Transaction& tx)
{
    if (tx.type == TransactionType::Legacy) return encodeLegacy(tx);
    return encodeTyped(tx.type, [&](Writer& out) {
        if (tx.type == TransactionType::Deposit) return writeDeposit(out, tx);
        writeSignedFields(out, tx);
        out.number(std::uint64_t{tx.yParity}).number(tx.r).number(tx.s);
    });
}

Bytes encodeForSigning(const Transaction& tx)
{
    if (tx.type == TransactionType::Legacy) return encodeLegacyForSigning(tx);
    return encodeTyped(tx.type, [&](Writer& out) {
        if (tx.type == TransactionType::Deposit)
            writeDeposit(out, tx);
        else
            writeSignedFields(out, tx);
    });
}

base::Result<Transaction> parseTransaction(ByteView bytes)
{
    if (bytes.empty()) return fail(Fault::BadData, "empty transaction");
    if (bytes.size() > kMaxTransactionSize) return fail(Fault::BadData, "transaction larger than 16 MiB");
    if (bytes[0] >= 0xc0) return parseLegacy(bytes);
    if (!isKnownType(bytes[0]))
        return fail(Fault::Unsupported, "transaction of unknown type " + std::to_string(bytes[0]));

    Transaction tx;
    tx.type = static_cast<TransactionType>(bytes[0]);
    Reader fields = TRY(rlp::openList(bytes.subspan(1)));
    TRY(tx.type == TransactionType::Deposit ? readDeposit(fields, tx) : readSigned(fields, tx));
    TRY(fields.finish());
    return tx;
}

Uint256 legacyV(const Transaction& tx)
{
    if (!tx.chainId) return Uint256{kUnprotectedV + tx.yParity};
    return Uint256{*tx.chainId} * Uint256{2} + Uint256{kProtectedV + tx.yParity};
}

base::Result<void> applyLegacyV(Transaction& tx, const Uint256& v)
{
    const bool isProtected = v >= Uint256{kProtectedV};
    if (!isProtected && v != Uint256{kUnprotectedV} && v != Uint256{kUnprotectedV + 1})
        return fail(Fault::BadData, "transaction signature with an unknown v");
    const Uint256 shifted = v - Uint256{isProtected ? kProtectedV : kUnprotectedV};
    const Uint256 chainId = shifted >> 1;
    if (!chainId.fitsUint64()) return fail(Fault::BadData, "transaction chain id of more than 64 bits");
    const auto signedFor = isProtected ? std::optional(chainId.low64()) : std::nullopt;
    if (tx.chainId && tx.chainId != signedFor)
        return fail(Fault::BadData, "transaction signed for another chain than its chain id");
    tx.chainId = signedFor;
    tx.yParity = static_cast<std::uint8_t>(shifted.low64() & 1);
    return {};
}

Hash transactionHash(const Transaction& tx)
{
    return crypto::keccak256(encodeTransaction(tx));
}

Hash signingHash(const Transaction& tx)
{
    return crypto::keccak256(encodeForSigning(tx));
}

base::Result<Address> recoverSender(const Transaction& tx, bool allowHighS)
{
    if (tx.type == TransactionType::Deposit) return tx.from;
    if (!allowHighS && tx.s > kHalfOrder) return fail(Fault::Mismatch, "signature with s in the upper half");
    const crypto::PublicKey key = TRY(crypto::recover(signingHash(tx), {tx.r, tx.s, tx.yParity}));
    return crypto::addressOf(key);
}

base::Result<Transaction> signTransaction(Transaction tx, const base::Secret& privateKey)
{
    if (tx.type == TransactionType::Deposit)
        return fail(Fault::Unsupported, "deposit transactions are not signed");
    const crypto::Signature signature = TRY(crypto::sign(privateKey, signingHash(tx)));
    tx.r = signature.r;
    tx.s = signature.s;
    tx.yParity = signature.yParity;
    return tx;
}

Hash authorizationHash(const Authorization& authorization)
{
    Writer out;
    out.raw({&kAuthorizationMagic, 1});
    out.list(
        [&] { out.number(authorization.chainId).string(authorization.address).number(authorization.nonce); });
    return crypto::keccak256(out.bytes());
}

base::Result<Authorization> signAuthorization(Authorization authorization, const base::Secret& privateKey)
{
    const crypto::Signature signature = TRY(crypto::sign(privateKey, authorizationHash(authorization)));
    authorization.r = signature.r;
    authorization.s = signature.s;
    authorization.yParity = signature.yParity;
    return authorization;
}

std::optional<Address> recoverAuthority(const Authorization& authorization)
{
    if (authorization.yParity > 1 || authorization.s > kHalfOrder) return std::nullopt;
    const auto key = crypto::recover(
        authorizationHash(authorization), {authorization.r, authorization.s, authorization.yParity});
    if (!key) return std::nullopt;
    return crypto::addressOf(*key);
}

Bytes encodeAccessList(const std::vector<AccessListEntry>& list)
{
    Writer out;
    writeAccessList(out, list);
    return out.take();
}

Bytes encodeAuthorizations(const std::vector<Authorization>& list)
{
    Writer out;
    writeAuthorizations(out, list);
    return out.take();
}

} // namespace eth
