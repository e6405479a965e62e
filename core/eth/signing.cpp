#include "core/eth/signing.h"

#include "core/eth/rlp.h"
#include "core/eth/transaction_rules.h"

#include <limits>

namespace eth {
namespace {

using base::fail;
using base::Fault;

/// A legacy v is 35 + 2 chainId + parity, which nodes hold in 64 bits (EIP-155).
constexpr std::uint64_t kGreatestChain = (std::numeric_limits<std::uint64_t>::max() - 36) / 2;
constexpr std::uint64_t kGreatestNonce = std::numeric_limits<std::uint64_t>::max() - 1; // EIP-2681
constexpr std::size_t kMostBlobs = 6;                                                   // EIP-7594

/// The number of fields before the signature. EIP-155, 2930, 1559, 4844, 7702.
std::size_t unsignedFields(TransactionType type)
{
    switch (type) {
    case TransactionType::Legacy:
        return 6;
    case TransactionType::AccessList:
        return 8;
    case TransactionType::FeeMarket:
        return 9;
    case TransactionType::Blob:
        return 11;
    case TransactionType::SetCode:
        return 10;
    case TransactionType::Deposit:
        break;
    }
    return 0;
}

/// The chain of a legacy list's last three fields: (chainId, 0, 0).
base::Result<std::uint64_t> chainOf(std::span<const rlp::Item> tail)
{
    const bool hasZeros = tail[1].payload.empty() && tail[2].payload.empty();
    if (!hasZeros || tail[0].isList)
        return fail(Fault::BadData, "this is a signed transaction, not one to be signed");
    rlp::Reader reader(tail[0].encoded);
    const std::uint64_t chainId = TRY(reader.number());
    if (chainId == 0 || chainId > kGreatestChain) return fail(Fault::BadData, "an impossible chain");
    return chainId;
}

/// The fields with a signature of the right form: r and s are 1.
Bytes withPlaceholder(
    TransactionType type, std::span<const rlp::Item> fields, std::optional<std::uint64_t> chainId)
{
    const bool isLegacy = type == TransactionType::Legacy;
    const std::uint64_t v = chainId ? 2 * *chainId + 35 : isLegacy ? 27 : 0; // EIP-155
    rlp::Writer writer;
    writer.list([&] {
        for (const rlp::Item& item : fields)
            writer.raw(item.encoded);
        writer.number(v).number(std::uint64_t{1}).number(std::uint64_t{1});
    });
    Bytes bytes = writer.take();
    if (!isLegacy) bytes.insert(bytes.begin(), static_cast<std::uint8_t>(type));
    return bytes;
}

Transaction withoutSignature(Transaction transaction)
{
    transaction.yParity = 0;
    transaction.r = transaction.s = Uint256{};
    return transaction;
}

struct Comparison {
    const char* name;
    bool (*differ)(const Transaction&, const Transaction&);
};
template <auto kMember>
bool differIn(const Transaction& a, const Transaction& b)
{
    return a.*kMember != b.*kMember;
}
/// `from` is not among them: the signature says who signed.
constexpr Comparison kFields[] = {
    {"chainId", differIn<&Transaction::chainId>},
    {"nonce", differIn<&Transaction::nonce>},
    {"gasPrice", differIn<&Transaction::gasPrice>},
    {"maxPriorityFeePerGas", differIn<&Transaction::maxPriorityFeePerGas>},
    {"maxFeePerGas", differIn<&Transaction::maxFeePerGas>},
    {"gas", differIn<&Transaction::gas>},
    {"to", differIn<&Transaction::to>},
    {"value", differIn<&Transaction::value>},
    {"data", differIn<&Transaction::data>},
    {"accessList", differIn<&Transaction::accessList>},
    {"maxFeePerBlobGas", differIn<&Transaction::maxFeePerBlobGas>},
    {"blobVersionedHashes", differIn<&Transaction::blobVersionedHashes>},
    {"authorizationList", differIn<&Transaction::authorizations>},
    {"sourceHash", differIn<&Transaction::sourceHash>},
    {"mint", differIn<&Transaction::mint>},
    {"isSystemTx", differIn<&Transaction::isSystemTransaction>},
};

/// Nothing that was asked for may be missing in what is signed.
base::Result<void> checkSame(const Transaction& asked, const Transaction& read)
{
    for (const Comparison& field : kFields)
        if (field.differ(asked, read))
            return fail(Fault::BadData,
                std::string("\"") + field.name + "\" is no part of a transaction of type " +
                    std::to_string(static_cast<unsigned>(asked.type)) + ": it would not be signed");
    return {};
}

base::Result<void> checkChain(const Transaction& tx)
{
    if (!tx.chainId && tx.type == TransactionType::Legacy) return {};
    if (tx.chainId.value_or(0) == 0)
        return fail(Fault::BadData, "the transaction names no chain: chain 0 is none");
    if (*tx.chainId > kGreatestChain) return fail(Fault::BadData, "the chain id is greater than any can be");
    return {};
}

base::Result<void> checkRecipient(const Transaction& tx)
{
    if (tx.to && tx.to->isZero())
        return fail(Fault::BadData, "the recipient is the zero address: what is sent there is lost");
    if (tx.to) return {};
    if (tx.type == TransactionType::Blob || tx.type == TransactionType::SetCode)
        return fail(Fault::BadData, "a transaction of this type needs a recipient");
    if (tx.data.empty())
        return fail(Fault::BadData, "the transaction has neither a recipient nor the code of a contract");
    return {};
}

/// The amount and the greatest fees, blobs included.
bool costOverflows(const Transaction& tx)
{
    constexpr std::uint64_t kGasPerBlob = 1u << 17; // EIP-4844
    Uint256 fee, blobFee;
    const bool isOver = base::mulOverflows(Uint256{tx.gas}, std::max(tx.maxFeePerGas, tx.gasPrice), fee) ||
                        base::mulOverflows(Uint256{kGasPerBlob * tx.blobVersionedHashes.size()},
                            tx.maxFeePerBlobGas, blobFee);
    if (isOver) return true;
    const auto [withFee, firstOver] = base::addOverflow(tx.value, fee);
    return firstOver || base::addOverflow(withFee, blobFee).overflow;
}

base::Result<void> checkGas(const Transaction& tx)
{
    const std::uint64_t least =
        std::max(intrinsicGas(tx, kPragueTransactions), floorGas(tx, kPragueTransactions));
    if (tx.gas < least)
        return fail(Fault::BadData, "a gas limit of " + std::to_string(tx.gas) +
                                        " is too low: this transaction uses " + std::to_string(least) +
                                        " before it does anything");
    if (tx.maxPriorityFeePerGas > tx.maxFeePerGas)
        return fail(
            Fault::BadData, "the tip (maxPriorityFeePerGas) is larger than the whole fee (maxFeePerGas)");
    if (costOverflows(tx))
        return fail(Fault::BadData, "amount and fees together pass 2^256: nobody can pay them");
    return {};
}

base::Result<void> checkBlobs(const Transaction& tx)
{
    if (tx.type != TransactionType::Blob) return {};
    if (tx.blobVersionedHashes.size() > kMostBlobs)
        return fail(Fault::BadData, "a transaction carries " + std::to_string(kMostBlobs) + " blobs at most");
    return {};
}

/// The rules of the newest fork that hold on every chain.
base::Result<void> checkRules(const Transaction& tx)
{
    TRY(checkChain(tx));
    if (tx.nonce > kGreatestNonce) return fail(Fault::BadData, "the nonce is greater than any can be");
    TRY(checkRecipient(tx));
    TRY(checkBlobs(tx));
    TRY(checkGas(tx));
    const auto flaw = findFlaw(tx, kPragueTransactions, tx.chainId.value_or(0));
    if (flaw) return fail(Fault::BadData, toString(*flaw));
    return {};
}

} // namespace

base::Result<Transaction> parseUnsigned(ByteView bytes)
{
    if (bytes.empty()) return fail(Fault::BadData, "no transaction");
    const bool isLegacy = bytes[0] >= 0xc0;
    if (!isLegacy && (bytes[0] == 0 || bytes[0] > static_cast<std::uint8_t>(TransactionType::SetCode)))
        return fail(Fault::Unsupported, "an unknown type of transaction");
    const auto type = isLegacy ? TransactionType::Legacy : static_cast<TransactionType>(bytes[0]);

    rlp::Reader reader = TRY(rlp::openList(isLegacy ? bytes : bytes.subspan(1)));
    std::vector<rlp::Item> items;
    while (!reader.atEnd() && items.size() < 16)
        items.push_back(TRY(reader.item()));
    const std::size_t fields = unsignedFields(type);
    const bool isProtected = isLegacy && items.size() == fields + 3;
    if (items.size() != fields && !isProtected)
        return fail(Fault::BadData,
            "this is not an unsigned transaction: it has " + std::to_string(items.size()) + " fields");

    std::optional<std::uint64_t> chainId;
    if (isProtected) chainId = TRY(chainOf(std::span(items).last(3)));
    // With a signature put in place of the missing one, the strict parser checks the rest.
    const Bytes completed = withPlaceholder(type, std::span(items).first(fields), chainId);
    return withoutSignature(TRY(parseTransaction(completed)));
}

base::Result<Transaction> readSignable(const Transaction& asked)
{
    if (asked.type == TransactionType::Deposit)
        return fail(Fault::Unsupported, "deposit transactions are not signed");
    TRY(checkChain(asked));
    TRY(checkRecipient(asked));
    const Transaction read = TRY(parseUnsigned(encodeForSigning(asked)));
    TRY(checkSame(asked, read));
    TRY(checkRules(read));
    return read;
}

bool isForEveryChain(const Transaction& tx)
{
    const bool isUnprotected = tx.type == TransactionType::Legacy && !tx.chainId;
    return isUnprotected || std::ranges::any_of(tx.authorizations,
                                [](const Authorization& entry) { return entry.chainId.isZero(); });
}

base::Result<void> checkSignable(const Authorization& authorization)
{
    if (authorization.nonce > kGreatestNonce)
        return fail(Fault::BadData, "the nonce of the authorization is greater than any can be");
    return {};
}

} // namespace eth
