#include "core/eth/transaction_json.h"

#include "core/eth/address.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace eth {
namespace {

using base::fail;
using base::Fault;
using nlohmann::json;

// ---- Values

base::Result<Uint256> numberIn(const json& value)
{
    // An integer that fits both is held as either.
    const auto* integer = value.get_ptr<const json::number_integer_t*>();
    if (integer != nullptr && (value.is_number_unsigned() || *integer >= 0))
        return Uint256{static_cast<std::uint64_t>(*integer)};
    const auto* text = value.get_ptr<const json::string_t*>();
    if (text == nullptr) return fail(Fault::BadData, "expected a number, as \"0x…\" or in decimal digits");
    return base::parseNumber(*text);
}

base::Result<std::uint64_t> number64In(const json& value)
{
    const Uint256 number = TRY(numberIn(value));
    if (!number.fitsUint64()) return fail(Fault::BadData, "a number of more than 64 bits");
    return number.low64();
}

base::Result<std::uint8_t> byteIn(const json& value)
{
    const std::uint64_t number = TRY(number64In(value));
    if (number > 0xff) return fail(Fault::BadData, "a number of more than 8 bits");
    return static_cast<std::uint8_t>(number);
}

base::Result<Bytes> bytesIn(const json& value)
{
    const auto* text = value.get_ptr<const json::string_t*>();
    if (text == nullptr || !text->starts_with("0x"))
        return fail(Fault::BadData, "expected 0x and hex digits");
    return base::parseHex(*text);
}

base::Result<Hash> hashIn(const json& value)
{
    const Bytes bytes = TRY(bytesIn(value));
    if (bytes.size() != Hash::kSize) return fail(Fault::BadData, "expected 32 bytes");
    return Hash::from(bytes);
}

base::Result<Address> addressIn(const json& value)
{
    const auto* text = value.get_ptr<const json::string_t*>();
    if (text == nullptr) return fail(Fault::BadData, "expected an address");
    return parseAddress(*text);
}

base::Result<bool> boolIn(const json& value)
{
    if (!value.is_boolean()) return fail(Fault::BadData, "expected true or false");
    return *value.get_ptr<const json::boolean_t*>();
}

/// A member that must be there, read.
template <typename Read>
auto memberIn(const json& object, const char* name, Read read) -> decltype(read(object))
{
    const auto member = object.is_object() ? object.find(name) : object.end();
    if (member == object.end()) return fail(Fault::BadData, std::string("no \"") + name + "\"");
    auto value = read(*member);
    if (!value) return base::within(name, std::move(value).error());
    return value;
}

template <typename Read>
auto listIn(const json& value, Read read)
    -> base::Result<std::vector<typename decltype(read(value))::value_type>>
{
    if (!value.is_array()) return fail(Fault::BadData, "expected a list");
    std::vector<typename decltype(read(value))::value_type> items;
    for (const json& item : value)
        items.push_back(TRY(read(item)));
    return items;
}

base::Result<std::vector<Hash>> hashesIn(const json& value)
{
    return listIn(value, hashIn);
}

base::Result<AccessListEntry> accessListEntryIn(const json& value)
{
    AccessListEntry entry;
    entry.address = TRY(memberIn(value, "address", addressIn));
    entry.storageKeys = TRY(memberIn(value, "storageKeys", hashesIn));
    return entry;
}

base::Result<Authorization> authorizationIn(const json& value)
{
    Authorization entry;
    entry.chainId = TRY(memberIn(value, "chainId", numberIn));
    entry.address = TRY(memberIn(value, "address", addressIn));
    entry.nonce = TRY(memberIn(value, "nonce", number64In));
    entry.yParity = TRY(memberIn(value, "yParity", byteIn));
    entry.r = TRY(memberIn(value, "r", numberIn));
    entry.s = TRY(memberIn(value, "s", numberIn));
    return entry;
}

base::Result<std::vector<AccessListEntry>> accessListIn(const json& value)
{
    return listIn(value, accessListEntryIn);
}
base::Result<std::vector<Authorization>> authorizationsIn(const json& value)
{
    return listIn(value, authorizationIn);
}

// ---- Which fields a type has, and how they are read

constexpr unsigned bit(TransactionType type)
{
    return type == TransactionType::Deposit ? 1u << 5 : 1u << static_cast<unsigned>(type);
}
constexpr unsigned kLegacy = bit(TransactionType::Legacy);
constexpr unsigned kAccessList = bit(TransactionType::AccessList);
constexpr unsigned kBlob = bit(TransactionType::Blob);
constexpr unsigned kSetCode = bit(TransactionType::SetCode);
constexpr unsigned kDeposit = bit(TransactionType::Deposit);
constexpr unsigned kFees = bit(TransactionType::FeeMarket) | kBlob | kSetCode;
constexpr unsigned kTyped = kAccessList | kFees;
constexpr unsigned kSigned = kLegacy | kTyped;
constexpr unsigned kAll = kSigned | kDeposit;

template <auto kMember, auto kRead>
base::Result<void> into(const json& value, Transaction& tx)
{
    tx.*kMember = TRY(kRead(value));
    return {};
}

/// A field that the transaction itself does not have, or that is looked at elsewhere.
base::Result<void> passOver(const json&, Transaction&)
{
    return {};
}

struct Field {
    const char* name;
    unsigned types;
    base::Result<void> (*read)(const json&, Transaction&);
};

/// A name may stand twice: nodes give some fields, such as the gas price that was paid, for types that do not
/// have them.
constexpr std::array kFields{
    Field{"chainId", kSigned, into<&Transaction::chainId, number64In>},
    Field{"nonce", kSigned, into<&Transaction::nonce, number64In>},
    Field{"gasPrice", kLegacy | kAccessList, into<&Transaction::gasPrice, numberIn>},
    Field{"maxPriorityFeePerGas", kFees, into<&Transaction::maxPriorityFeePerGas, numberIn>},
    Field{"maxFeePerGas", kFees, into<&Transaction::maxFeePerGas, numberIn>},
    Field{"gas", kAll, into<&Transaction::gas, number64In>},
    Field{"gasLimit", kAll, into<&Transaction::gas, number64In>},
    Field{"to", kAll, into<&Transaction::to, addressIn>},
    Field{"value", kAll, into<&Transaction::value, numberIn>},
    Field{"input", kAll, into<&Transaction::data, bytesIn>},
    Field{"data", kAll, into<&Transaction::data, bytesIn>},
    Field{"accessList", kTyped, into<&Transaction::accessList, accessListIn>},
    Field{"maxFeePerBlobGas", kBlob, into<&Transaction::maxFeePerBlobGas, numberIn>},
    Field{"blobVersionedHashes", kBlob, into<&Transaction::blobVersionedHashes, hashesIn>},
    Field{"authorizationList", kSetCode, into<&Transaction::authorizations, authorizationsIn>},
    Field{"yParity", kTyped, into<&Transaction::yParity, byteIn>},
    Field{"r", kSigned, into<&Transaction::r, numberIn>},
    Field{"s", kSigned, into<&Transaction::s, numberIn>},
    Field{"sourceHash", kDeposit, into<&Transaction::sourceHash, hashIn>},
    Field{"from", kDeposit, into<&Transaction::from, addressIn>},
    Field{"mint", kDeposit, into<&Transaction::mint, numberIn>},
    Field{"isSystemTx", kDeposit, into<&Transaction::isSystemTransaction, boolIn>},
    Field{"type", kAll, passOver},
    Field{"hash", kAll, passOver},
    Field{"from", kSigned, passOver},
    Field{"v", kAll, passOver},
    Field{"r", kDeposit, passOver},
    Field{"s", kDeposit, passOver},
    Field{"nonce", kDeposit, passOver},
    Field{"gasPrice", kFees | kDeposit, passOver},
    Field{"yParity", kLegacy, passOver},
    Field{"depositReceiptVersion", kDeposit, passOver},
    Field{"blockHash", kAll, passOver},
    Field{"blockNumber", kAll, passOver},
    Field{"blockTimestamp", kAll, passOver},
    Field{"transactionIndex", kAll, passOver},
};

base::Result<void> readField(const std::string& name, const json& value, Transaction& tx)
{
    const auto* field = std::find_if(kFields.begin(), kFields.end(), [&](const Field& candidate) {
        return candidate.name == name && (candidate.types & bit(tx.type)) != 0;
    });
    if (field == kFields.end())
        return fail(Fault::BadData, "no field of such a transaction: \"" + name + "\"");
    if (value.is_null()) return {};
    auto read = field->read(value, tx);
    if (!read) return base::within("\"" + name + "\"", std::move(read).error());
    return {};
}

base::Result<void> refuseBoth(const json& object, const char* name, const char* alias)
{
    const auto first = object.find(name);
    const auto second = object.find(alias);
    if (first == object.end() || second == object.end() || *first == *second) return {};
    return fail(Fault::BadData, std::string("\"") + name + "\" and \"" + alias + "\" differ");
}

// ---- The type

/// What tells a type when it is not said, the newest first.
struct Telltale {
    const char* field;
    TransactionType type;
};
constexpr std::array kTelltales{
    Telltale{"sourceHash", TransactionType::Deposit},
    Telltale{"authorizationList", TransactionType::SetCode},
    Telltale{"blobVersionedHashes", TransactionType::Blob},
    Telltale{"maxFeePerBlobGas", TransactionType::Blob},
    Telltale{"maxFeePerGas", TransactionType::FeeMarket},
    Telltale{"maxPriorityFeePerGas", TransactionType::FeeMarket},
    Telltale{"accessList", TransactionType::AccessList},
};

base::Result<TransactionType> typeIn(const json& object)
{
    if (!object.contains("type")) {
        for (const Telltale& telltale : kTelltales)
            if (object.contains(telltale.field)) return telltale.type;
        return TransactionType::Legacy;
    }
    const std::uint64_t type = TRY(memberIn(object, "type", number64In));
    if (type <= 4 || type == static_cast<std::uint64_t>(TransactionType::Deposit))
        return static_cast<TransactionType>(type);
    return fail(Fault::Unsupported, "transaction of unknown type " + std::to_string(type));
}

// ---- The signature, the hash, the sender

/// The v of a legacy transaction holds its chain id too (EIP-155); that of a typed one is its parity.
base::Result<void> readV(const json& object, Transaction& tx)
{
    if (tx.type == TransactionType::Deposit || !object.contains("v")) return {};
    const Uint256 v = TRY(memberIn(object, "v", numberIn));
    if (tx.type == TransactionType::Legacy) return applyLegacyV(tx, v);
    const bool fits = object.contains("yParity") ? v == Uint256{tx.yParity} : v <= Uint256{1};
    if (!fits) return fail(Fault::BadData, "\"v\" is not the signature's parity");
    tx.yParity = static_cast<std::uint8_t>(v.low64());
    return {};
}

bool isComplete(const Transaction& tx)
{
    return tx.type == TransactionType::Deposit || !tx.r.isZero() || !tx.s.isZero();
}

base::Result<void> checkHash(const json& object, const Transaction& tx)
{
    if (!object.contains("hash") || !isComplete(tx)) return {};
    const Hash hash = TRY(memberIn(object, "hash", hashIn));
    if (hash != transactionHash(tx)) return fail(Fault::Mismatch, "the hash is not this transaction's");
    return {};
}

base::Result<void> checkSender(const json& object, const Transaction& tx)
{
    if (!object.contains("from") || !isComplete(tx)) return {};
    const Address from = TRY(memberIn(object, "from", addressIn));
    const Address sender = TRY(recoverSender(tx));
    if (from != sender)
        return fail(Fault::Mismatch, "the transaction was signed by another account than \"from\"");
    return {};
}

/// The rules that parseTransaction() has for the same fields.
base::Result<void> checkFields(const Transaction& tx)
{
    if (tx.yParity > 1)
        return fail(Fault::BadData, "transaction signature with a parity that is neither 0 nor 1");
    const bool needsRecipient = tx.type == TransactionType::Blob || tx.type == TransactionType::SetCode;
    if (needsRecipient && !tx.to) return fail(Fault::BadData, "transaction of this type without a recipient");
    if (tx.type != TransactionType::Legacy && tx.type != TransactionType::Deposit && !tx.chainId)
        return fail(Fault::BadData, "transaction of this type without a \"chainId\"");
    return {};
}

// ---- To JSON

json numberJson(const Uint256& number)
{
    return base::toQuantity(number);
}

json hashesJson(const std::vector<Hash>& hashes)
{
    json list = json::array();
    for (const Hash& hash : hashes)
        list.push_back(base::toHex0x(hash));
    return list;
}

json accessListJson(const std::vector<AccessListEntry>& entries)
{
    json list = json::array();
    for (const AccessListEntry& entry : entries)
        list.push_back(
            {{"address", toChecksum(entry.address)}, {"storageKeys", hashesJson(entry.storageKeys)}});
    return list;
}

json authorizationsJson(const std::vector<Authorization>& entries)
{
    json list = json::array();
    for (const Authorization& entry : entries)
        list.push_back({{"chainId", numberJson(entry.chainId)}, {"address", toChecksum(entry.address)},
            {"nonce", numberJson(entry.nonce)}, {"yParity", numberJson(std::uint64_t{entry.yParity})},
            {"r", numberJson(entry.r)}, {"s", numberJson(entry.s)}});
    return list;
}

void addFees(json& out, const Transaction& tx)
{
    if ((bit(tx.type) & kFees) == 0) {
        out["gasPrice"] = numberJson(tx.gasPrice);
        return;
    }
    out["maxPriorityFeePerGas"] = numberJson(tx.maxPriorityFeePerGas);
    out["maxFeePerGas"] = numberJson(tx.maxFeePerGas);
}

void addSignature(json& out, const Transaction& tx)
{
    out["v"] = numberJson(tx.type == TransactionType::Legacy ? legacyV(tx) : Uint256{tx.yParity});
    if (tx.type != TransactionType::Legacy) out["yParity"] = numberJson(std::uint64_t{tx.yParity});
    out["r"] = numberJson(tx.r);
    out["s"] = numberJson(tx.s);
    out["hash"] = base::toHex0x(transactionHash(tx));
    if (const auto sender = recoverSender(tx)) out["from"] = toChecksum(*sender);
}

void addSigned(json& out, const Transaction& tx)
{
    if (tx.chainId) out["chainId"] = numberJson(*tx.chainId);
    out["nonce"] = numberJson(tx.nonce);
    addFees(out, tx);
    if ((bit(tx.type) & kTyped) != 0) out["accessList"] = accessListJson(tx.accessList);
    if (tx.type == TransactionType::Blob) {
        out["maxFeePerBlobGas"] = numberJson(tx.maxFeePerBlobGas);
        out["blobVersionedHashes"] = hashesJson(tx.blobVersionedHashes);
    }
    if (tx.type == TransactionType::SetCode) out["authorizationList"] = authorizationsJson(tx.authorizations);
    if (isComplete(tx)) addSignature(out, tx);
}

void addDeposit(json& out, const Transaction& tx)
{
    out["sourceHash"] = base::toHex0x(tx.sourceHash);
    out["from"] = toChecksum(tx.from);
    out["mint"] = numberJson(tx.mint);
    out["isSystemTx"] = tx.isSystemTransaction;
    out["hash"] = base::toHex0x(transactionHash(tx));
}

} // namespace

base::Result<Transaction> transactionFromJson(const json& object)
{
    if (!object.is_object()) return fail(Fault::BadData, "expected a transaction as a JSON object");
    Transaction tx;
    tx.type = TRY(typeIn(object));
    TRY(refuseBoth(object, "gas", "gasLimit"));
    TRY(refuseBoth(object, "input", "data"));
    for (const auto& [name, value] : object.items())
        TRY(readField(name, value, tx));
    TRY(readV(object, tx));
    TRY(checkFields(tx));
    TRY(checkHash(object, tx));
    TRY(checkSender(object, tx));
    return tx;
}

json toJson(const Transaction& tx)
{
    json out{
        {"type", numberJson(static_cast<std::uint64_t>(tx.type))},
        {"gas", numberJson(tx.gas)},
        {"to", tx.to ? json(toChecksum(*tx.to)) : json(nullptr)},
        {"value", numberJson(tx.value)},
        {"input", base::toHex0x(tx.data)},
    };
    if (tx.type == TransactionType::Deposit)
        addDeposit(out, tx);
    else
        addSigned(out, tx);
    return out;
}

} // namespace eth
