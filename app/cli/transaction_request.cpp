#include "app/cli/transaction_request.h"

#include "app/cli/text_input.h"
#include "core/eth/address.h"
#include "core/eth/json.h"
#include "core/eth/rlp.h"
#include "core/eth/units.h"

#include <algorithm>

namespace cli {

using base::Bytes;
using base::fail;
using base::Fault;
using base::Result;
using base::Uint256;
using eth::Transaction;
using eth::TransactionType;
using nlohmann::json;

namespace {

Result<Uint256> numberFrom(const json& value)
{
    if (value.is_number_unsigned()) return Uint256{value.get<std::uint64_t>()};
    if (value.is_string()) return base::parseNumber(value.get_ref<const std::string&>());
    return fail(Fault::BadData, "not a number: give hex or decimal digits in quotes");
}

Result<std::uint64_t> uint64From(const json& value)
{
    const Uint256 number = TRY(numberFrom(value));
    if (!number.fitsUint64()) return fail(Fault::BadData, "the number is too large");
    return number.low64();
}

Result<Bytes> bytesFrom(const json& value)
{
    if (!value.is_string()) return fail(Fault::BadData, "not a text of hex digits");
    return base::parseHex(value.get_ref<const std::string&>());
}

Result<base::Address> addressFrom(const json& value)
{
    if (!value.is_string()) return fail(Fault::BadData, "not an address");
    return eth::parseAddress(value.get_ref<const std::string&>());
}

Result<base::Hash> hashFrom(const json& value)
{
    if (!value.is_string()) return fail(Fault::BadData, "not 32 bytes of hex");
    return base::parseFixed<base::Hash>(value.get_ref<const std::string&>());
}

Result<json> memberAt(const json& object, const char* name)
{
    if (!object.is_object() || !object.contains(name))
        return fail(Fault::BadData, "\"" + std::string(name) + "\" is missing");
    return object[name];
}

Result<eth::AccessListEntry> accessEntryFrom(const json& value)
{
    eth::AccessListEntry entry;
    const json address = TRY(memberAt(value, "address"));
    entry.address = TRY(addressFrom(address));
    const json keys = TRY(memberAt(value, "storageKeys"));
    if (!keys.is_array()) return fail(Fault::BadData, "\"storageKeys\" is not a list");
    for (const json& key : keys)
        entry.storageKeys.push_back(TRY(hashFrom(key)));
    return entry;
}

Result<eth::Authorization> authorizationFrom(const json& value)
{
    eth::Authorization entry;
    const json chainId = TRY(memberAt(value, "chainId"));
    const json address = TRY(memberAt(value, "address"));
    const json nonce = TRY(memberAt(value, "nonce"));
    const json yParity = TRY(memberAt(value, "yParity"));
    const json r = TRY(memberAt(value, "r"));
    const json s = TRY(memberAt(value, "s"));
    entry.chainId = TRY(numberFrom(chainId));
    entry.address = TRY(addressFrom(address));
    entry.nonce = TRY(uint64From(nonce));
    const std::uint64_t parity = TRY(uint64From(yParity));
    if (parity > 1) return fail(Fault::BadData, "\"yParity\" is neither 0 nor 1");
    entry.yParity = static_cast<std::uint8_t>(parity);
    entry.r = TRY(numberFrom(r));
    entry.s = TRY(numberFrom(s));
    return entry;
}

template <typename Item>
Result<void> readList(const json& value, Result<Item> (*read)(const json&), std::vector<Item>& out)
{
    if (!value.is_array()) return fail(Fault::BadData, "not a list");
    for (const json& item : value)
        out.push_back(TRY(read(item)));
    return {};
}

/// A transaction while it is being put together: what was given, and what still is not.
struct Draft {
    Transaction transaction;
    std::optional<std::uint64_t> type;
    std::vector<std::string_view> given;

    bool has(std::string_view field) const { return std::ranges::find(given, field) != given.end(); }
};

template <auto Member, auto Read>
Result<void> readField(Draft& draft, const json& value)
{
    draft.transaction.*Member = TRY(Read(value));
    return {};
}

Result<void> readType(Draft& draft, const json& value)
{
    draft.type = TRY(uint64From(value));
    return {};
}
Result<void> readRecipient(Draft& draft, const json& value)
{
    if (!value.is_null()) draft.transaction.to = TRY(addressFrom(value));
    return {};
}
Result<void> readAccessList(Draft& draft, const json& value)
{
    return readList(value, accessEntryFrom, draft.transaction.accessList);
}
Result<void> readBlobHashes(Draft& draft, const json& value)
{
    return readList(value, hashFrom, draft.transaction.blobVersionedHashes);
}
Result<void> readAuthorizations(Draft& draft, const json& value)
{
    return readList(value, authorizationFrom, draft.transaction.authorizations);
}
/// The account signs, whatever the request says of its sender; it is compared when signing.
Result<void> readSender(Draft& draft, const json& value)
{
    draft.transaction.from = TRY(addressFrom(value));
    return {};
}

struct Field {
    std::string_view name;
    Result<void> (*read)(Draft&, const json&);
};
constexpr Field kFields[] = {
    {"type", readType},
    {"chainId", readField<&Transaction::chainId, uint64From>},
    {"nonce", readField<&Transaction::nonce, uint64From>},
    {"gasPrice", readField<&Transaction::gasPrice, numberFrom>},
    {"maxFeePerGas", readField<&Transaction::maxFeePerGas, numberFrom>},
    {"maxPriorityFeePerGas", readField<&Transaction::maxPriorityFeePerGas, numberFrom>},
    {"gas", readField<&Transaction::gas, uint64From>},
    {"to", readRecipient},
    {"value", readField<&Transaction::value, numberFrom>},
    {"input", readField<&Transaction::data, bytesFrom>},
    {"data", readField<&Transaction::data, bytesFrom>},
    {"accessList", readAccessList},
    {"maxFeePerBlobGas", readField<&Transaction::maxFeePerBlobGas, numberFrom>},
    {"blobVersionedHashes", readBlobHashes},
    {"authorizationList", readAuthorizations},
    {"from", readSender},
};

Given<Draft> draftFromJson(const json& request)
{
    if (!request.is_object())
        return std::unexpected(base::Error{Fault::BadData, "the request is not a JSON object"});
    Draft draft;
    for (const auto& [name, value] : request.items()) {
        const auto* field = std::ranges::find(kFields, name, &Field::name);
        if (field == std::end(kFields))
            return std::unexpected(
                base::Error{Fault::BadData, "the request has an unknown field \"" + name + "\""});
        const auto read = field->read(draft, value);
        if (!read)
            return std::unexpected(
                base::Error{read.error().fault, "\"" + name + "\": " + read.error().detail});
        draft.given.push_back(field->name);
    }
    if (draft.has("input") && draft.has("data"))
        return std::unexpected(base::Error{Fault::BadData, "the request has both \"input\" and \"data\""});
    return draft;
}

/// What an option's text means, as a field of the request.
struct OptionField {
    Option option;
    std::string_view field;
    Result<json> (*convert)(const std::string&);
};

Result<json> asIs(const std::string& text)
{
    return json(text);
}
Result<json> fromEther(const std::string& text)
{
    const Uint256 wei = TRY(eth::parseAmount(text, eth::kEtherDecimals));
    return json(base::toDecimal(wei));
}
Result<json> fromGwei(const std::string& text)
{
    const Uint256 wei = TRY(eth::parseAmount(text, eth::kGweiDecimals));
    return json(base::toDecimal(wei));
}

constexpr OptionField kOptionFields[] = {
    {{"--to", "ADDRESS", "the recipient; without it the transaction creates a contract"}, "to", asIs},
    {{"--value", "ETH", "how much ether to send, such as 0.5 (default: 0)"}, "value", fromEther},
    {{"--data", "HEX", "the call (see abi encode) or the code of a new contract"}, "input", asIs},
    {{"--chain-id", "N", "the chain: 1 Ethereum, 10 OP Mainnet, 8453 Base"}, "chainId", asIs},
    {{"--nonce", "N", "how many transactions the account has sent before"}, "nonce", asIs},
    {{"--gas", "N", "the gas limit"}, "gas", asIs},
    {{"--max-fee", "GWEI", "the most to pay for one gas, tip included"}, "maxFeePerGas", fromGwei},
    {{"--max-tip", "GWEI", "the most to pay the block's producer for one gas"}, "maxPriorityFeePerGas",
        fromGwei},
    {{"--gas-price", "GWEI", "a legacy transaction's price of one gas"}, "gasPrice", fromGwei},
};

/// The content of --file, when it is JSON; an empty object without a file.
Result<json> requestOf(std::string_view content)
{
    if (content.empty()) return json::object();
    return eth::parseJson(content);
}

Given<json> withOptions(json request, const Arguments& arguments)
{
    if (!request.is_object())
        return std::unexpected(base::Error{Fault::BadData, "the request is not a JSON object"});
    for (const auto& [option, field, convert] : kOptionFields) {
        const auto text = arguments.value(option.name);
        if (!text) continue;
        auto value = convert(*text);
        if (!value) return wrongUse(std::string(option.name) + ": " + value.error().detail);
        if (field == "input") request.erase("data");
        request[std::string(field)] = *std::move(value);
    }
    return request;
}

TransactionType impliedType(const Draft& draft)
{
    if (draft.has("authorizationList")) return TransactionType::SetCode;
    if (draft.has("blobVersionedHashes")) return TransactionType::Blob;
    if (!draft.has("gasPrice")) return TransactionType::FeeMarket;
    return draft.has("accessList") ? TransactionType::AccessList : TransactionType::Legacy;
}

constexpr unsigned bit(TransactionType type)
{
    return 1u << static_cast<unsigned>(type);
}

/// A field that transactions of some types cannot do without.
struct NeededField {
    std::string_view name;
    unsigned types;
};
constexpr unsigned kPricedTypes = bit(TransactionType::Legacy) | bit(TransactionType::AccessList);
constexpr unsigned kMarketTypes =
    bit(TransactionType::FeeMarket) | bit(TransactionType::Blob) | bit(TransactionType::SetCode);
constexpr NeededField kNeededFields[] = {
    {"chainId", kPricedTypes | kMarketTypes},
    {"nonce", kPricedTypes | kMarketTypes},
    {"gas", kPricedTypes | kMarketTypes},
    {"gasPrice", kPricedTypes},
    {"maxFeePerGas", kMarketTypes},
    {"maxPriorityFeePerGas", kMarketTypes},
    {"to", bit(TransactionType::Blob) | bit(TransactionType::SetCode)},
    {"maxFeePerBlobGas", bit(TransactionType::Blob)},
    {"blobVersionedHashes", bit(TransactionType::Blob)},
    {"authorizationList", bit(TransactionType::SetCode)},
};

/// "--nonce", or the field's name when only a file can give it.
std::string howToGive(std::string_view field)
{
    for (const OptionField& row : kOptionFields)
        if (row.field == field) return std::string(row.option.name);
    return "\"" + std::string(field) + "\" in the file";
}

Given<Transaction> finished(Draft draft)
{
    if (draft.type && *draft.type > static_cast<std::uint64_t>(TransactionType::SetCode))
        return std::unexpected(base::Error{Fault::Unsupported, "transactions of this type are not signed"});
    draft.transaction.type = draft.type ? static_cast<TransactionType>(*draft.type) : impliedType(draft);
    std::string missing;
    for (const auto& [field, types] : kNeededFields)
        if ((types & bit(draft.transaction.type)) != 0 && !draft.has(field))
            missing += (missing.empty() ? "" : ", ") + howToGive(field);
    if (!missing.empty()) return wrongUse("the transaction lacks " + missing);
    if (!draft.transaction.to && draft.transaction.data.empty())
        return wrongUse("the transaction has neither a recipient (--to) nor the code of a contract (--data)");
    if (draft.transaction.maxPriorityFeePerGas > draft.transaction.maxFeePerGas)
        return wrongUse("the tip is larger than the whole fee: --max-tip may not pass --max-fee");
    return draft.transaction;
}

/// The number of fields before the signature, by type. EIP-155, 2930, 1559, 4844, 7702.
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
Result<std::uint64_t> chainOf(std::span<const eth::rlp::Item> tail)
{
    const bool hasZeros = tail[1].payload.empty() && tail[2].payload.empty();
    if (!hasZeros || tail[0].isList)
        return fail(Fault::BadData, "this is a signed transaction, not one to be signed");
    eth::rlp::Reader reader(tail[0].encoded);
    const std::uint64_t chainId = TRY(reader.number());
    if (chainId == 0 || chainId > (~std::uint64_t{0} - 36) / 2)
        return fail(Fault::BadData, "an impossible chain");
    return chainId;
}

/// The fields with a signature of the right form: r and s are 1.
Bytes withPlaceholder(
    TransactionType type, std::span<const eth::rlp::Item> fields, std::optional<std::uint64_t> chainId)
{
    const bool isLegacy = type == TransactionType::Legacy;
    const std::uint64_t v = chainId ? 2 * *chainId + 35 : isLegacy ? 27 : 0; // EIP-155
    eth::rlp::Writer writer;
    writer.list([&] {
        for (const eth::rlp::Item& item : fields)
            writer.raw(item.encoded);
        writer.number(v).number(std::uint64_t{1}).number(std::uint64_t{1});
    });
    Bytes bytes = writer.take();
    if (!isLegacy) bytes.insert(bytes.begin(), static_cast<std::uint8_t>(type));
    return bytes;
}

} // namespace

std::vector<Option> transactionOptions()
{
    std::vector<Option> options;
    for (const OptionField& row : kOptionFields)
        options.push_back(row.option);
    options.push_back(
        {"--file", "FILE", "the transaction as JSON or unsigned hex (\"-\": stdin); options go over it"});
    return options;
}

Given<Transaction> requestedTransaction(const Arguments& arguments)
{
    const auto file = arguments.value("--file");
    Bytes content;
    if (file) content = CLI_TRY(readInput(*file, 2 * eth::kMaxTransactionSize));
    const std::string_view text = trimmed(base::asText(content));
    if (file && !text.starts_with('{')) {
        const bool hasOptions = std::ranges::any_of(
            kOptionFields, [&](const auto& row) { return arguments.has(row.option.name); });
        if (hasOptions) return wrongUse("the file holds a whole transaction: options cannot change it");
        const Bytes bytes = CLI_TRY(base::parseHex(text));
        return CLI_TRY(parseUnsigned(bytes));
    }
    json request = CLI_TRY(requestOf(text));
    const json complete = CLI_TRY(withOptions(std::move(request), arguments));
    Draft draft = CLI_TRY(draftFromJson(complete));
    return finished(std::move(draft));
}

Result<Transaction> parseUnsigned(base::ByteView bytes)
{
    if (bytes.empty()) return fail(Fault::BadData, "no transaction");
    const bool isLegacy = bytes[0] >= 0xc0;
    if (!isLegacy && (bytes[0] == 0 || bytes[0] > static_cast<std::uint8_t>(TransactionType::SetCode)))
        return fail(Fault::Unsupported, "an unknown type of transaction");
    const auto type = isLegacy ? TransactionType::Legacy : static_cast<TransactionType>(bytes[0]);

    eth::rlp::Reader reader = TRY(eth::rlp::openList(isLegacy ? bytes : bytes.subspan(1)));
    std::vector<eth::rlp::Item> items;
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
    Transaction transaction = TRY(eth::parseTransaction(completed));
    transaction.yParity = 0;
    transaction.r = transaction.s = Uint256{};
    return transaction;
}

} // namespace cli
