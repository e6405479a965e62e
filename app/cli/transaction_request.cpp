#include "app/cli/transaction_request.h"

#include "app/cli/text_input.h"
#include "core/eth/address.h"
#include "core/eth/json.h"
#include "core/eth/signing.h"
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
    if (value.is_string()) {
        const auto& text = value.get_ref<const std::string&>();
        auto number = base::parseNumber(text);
        if (!number)
            return fail(Fault::BadData, "\"" + text + "\" is not a number: " + number.error().detail);
        return number;
    }
    if (value.is_number_float())
        return fail(
            Fault::BadData, "a number that JSON cannot hold exactly: write it in quotes, without exponent");
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
    const auto& text = value.get_ref<const std::string&>();
    if (!text.starts_with("0x") && !text.empty())
        return fail(Fault::BadData, "hex digits without 0x before them");
    return base::parseHex(text);
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

/// The member, or null when it is absent or null.
const json& memberIn(const json& object, const char* name)
{
    static const json kNull;
    const auto found = object.is_object() ? object.find(name) : object.end();
    return found == object.end() ? kNull : *found;
}

/// A member that must be there, read; its name stands before the error.
template <typename Read>
auto need(const json& object, const char* name, Read read) -> decltype(read(object))
{
    const json& value = memberIn(object, name);
    if (value.is_null()) return fail(Fault::BadData, "\"" + std::string(name) + "\" is missing");
    auto result = read(value);
    if (!result) return base::within("\"" + std::string(name) + "\"", std::move(result).error());
    return result;
}

Result<std::vector<base::Hash>> hashesFrom(const json& value)
{
    if (!value.is_array()) return fail(Fault::BadData, "not a list");
    std::vector<base::Hash> hashes;
    for (const json& item : value)
        hashes.push_back(TRY(hashFrom(item)));
    return hashes;
}

Result<eth::AccessListEntry> accessEntryFrom(const json& value)
{
    eth::AccessListEntry entry;
    entry.address = TRY(need(value, "address", addressFrom));
    entry.storageKeys = TRY(need(value, "storageKeys", hashesFrom));
    return entry;
}

/// The parity of a signature as 0 and 1 or as 27 and 28, under either of its names; both names must agree.
Result<std::uint8_t> parityFrom(const json& value)
{
    constexpr std::uint64_t kOldV = 27;
    const std::uint64_t number = TRY(uint64From(value));
    const std::uint64_t parity = number >= kOldV ? number - kOldV : number;
    if (parity > 1) return fail(Fault::BadData, "neither 0 nor 1");
    return static_cast<std::uint8_t>(parity);
}

Result<std::uint8_t> parityOf(const json& authorization)
{
    const bool hasParity = !memberIn(authorization, "yParity").is_null();
    const bool hasV = !memberIn(authorization, "v").is_null();
    if (!hasV) return need(authorization, "yParity", parityFrom);
    const std::uint8_t v = TRY(need(authorization, "v", parityFrom));
    if (!hasParity) return v;
    const std::uint8_t parity = TRY(need(authorization, "yParity", parityFrom));
    if (parity != v) return fail(Fault::BadData, "\"v\" and \"yParity\" contradict each other");
    return parity;
}

Result<eth::Authorization> authorizationFrom(const json& value)
{
    eth::Authorization entry;
    entry.chainId = TRY(need(value, "chainId", numberFrom));
    entry.address = TRY(need(value, "address", addressFrom));
    entry.nonce = TRY(need(value, "nonce", uint64From));
    entry.yParity = TRY(parityOf(value));
    entry.r = TRY(need(value, "r", numberFrom));
    entry.s = TRY(need(value, "s", numberFrom));
    return entry;
}

template <typename Item>
Result<void> readList(const json& value, Result<Item> (*read)(const json&), std::vector<Item>& out)
{
    if (!value.is_array()) return fail(Fault::BadData, "not a list");
    for (const json& item : value) {
        auto entry = read(item);
        if (!entry) return base::within("entry " + std::to_string(out.size() + 1), std::move(entry).error());
        out.push_back(*std::move(entry));
    }
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
    draft.transaction.to = TRY(addressFrom(value));
    return {};
}
Result<void> readAccessList(Draft& draft, const json& value)
{
    return readList(value, accessEntryFrom, draft.transaction.accessList);
}
Result<void> readBlobHashes(Draft& draft, const json& value)
{
    draft.transaction.blobVersionedHashes = TRY(hashesFrom(value));
    return {};
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

constexpr unsigned bit(TransactionType type)
{
    return 1u << static_cast<unsigned>(type);
}
constexpr unsigned kBlob = bit(TransactionType::Blob);
constexpr unsigned kSetCode = bit(TransactionType::SetCode);
constexpr unsigned kPriced = bit(TransactionType::Legacy) | bit(TransactionType::AccessList);
constexpr unsigned kMarket = bit(TransactionType::FeeMarket) | kBlob | kSetCode;
constexpr unsigned kAll = kPriced | kMarket;

struct Field {
    std::string_view name;
    Result<void> (*read)(Draft&, const json&);
    unsigned types;  ///< that have it
    unsigned needed; ///< those of them that cannot do without
};
constexpr Field kFields[] = {
    {"type", readType, kAll, 0},
    {"chainId", readField<&Transaction::chainId, uint64From>, kAll, kAll},
    {"nonce", readField<&Transaction::nonce, uint64From>, kAll, kAll},
    {"gas", readField<&Transaction::gas, uint64From>, kAll, kAll},
    {"gasPrice", readField<&Transaction::gasPrice, numberFrom>, kPriced, kPriced},
    {"maxFeePerGas", readField<&Transaction::maxFeePerGas, numberFrom>, kMarket, kMarket},
    {"maxPriorityFeePerGas", readField<&Transaction::maxPriorityFeePerGas, numberFrom>, kMarket, kMarket},
    {"to", readRecipient, kAll, kBlob | kSetCode},
    {"value", readField<&Transaction::value, numberFrom>, kAll, 0},
    {"input", readField<&Transaction::data, bytesFrom>, kAll, 0},
    {"accessList", readAccessList, kAll & ~bit(TransactionType::Legacy), 0},
    {"maxFeePerBlobGas", readField<&Transaction::maxFeePerBlobGas, numberFrom>, kBlob, kBlob},
    {"blobVersionedHashes", readBlobHashes, kBlob, kBlob},
    {"authorizationList", readAuthorizations, kSetCode, kSetCode},
    {"from", readSender, kAll, 0},
};

/// Names under which libraries write the same field.
constexpr std::pair<std::string_view, std::string_view> kAliases[] = {
    {"data", "input"}, {"gasLimit", "gas"}, {"accessLists", "accessList"}};

std::unexpected<Failure> badRequest(std::string detail)
{
    return std::unexpected<Failure>(base::Error{Fault::BadData, std::move(detail)});
}

const Field* fieldNamed(std::string_view name)
{
    for (const auto& [alias, canonical] : kAliases)
        if (name == alias) name = canonical;
    const auto* field = std::ranges::find(kFields, name, &Field::name);
    return field == std::end(kFields) ? nullptr : field;
}

/// Two values that mean the same field must be the same, whatever the case of their digits.
bool isSameText(const json& a, const json& b)
{
    const auto lowered = [](std::string text) {
        std::ranges::transform(
            text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
        return text;
    };
    return lowered(a.dump()) == lowered(b.dump());
}

Given<void> readMember(Draft& draft, const std::string& name, const json& value, const json& request)
{
    const Field* const field = fieldNamed(name);
    if (field == nullptr) return badRequest("the request has an unknown field \"" + name + "\"");
    if (value.is_null()) return {}; // as if it were not there
    const json& other = memberIn(request, std::string(field->name).c_str());
    if (name != field->name && !other.is_null() && !isSameText(value, other))
        return badRequest("\"" + name + "\" and \"" + std::string(field->name) + "\" contradict each other");
    if (draft.has(field->name)) return {};
    const auto read = field->read(draft, value);
    if (!read)
        return std::unexpected(base::Error{read.error().fault, "\"" + name + "\": " + read.error().detail});
    draft.given.push_back(field->name);
    return {};
}

Given<Draft> draftFromJson(const json& request)
{
    Draft draft;
    for (const auto& [name, value] : request.items())
        if (auto read = readMember(draft, name, value, request); !read) return std::unexpected(read.error());
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

Given<json> withOptions(json request, const Arguments& arguments)
{
    for (const auto& [option, field, convert] : kOptionFields) {
        const auto text = arguments.value(option.name);
        if (!text) continue;
        auto value = convert(*text);
        if (!value) return wrongUse(std::string(option.name) + ": " + value.error().detail);
        for (const auto& [alias, canonical] : kAliases)
            if (canonical == field) request.erase(std::string(alias));
        request[std::string(field)] = *std::move(value);
    }
    return request;
}

TransactionType impliedType(const Draft& draft)
{
    if (draft.has("authorizationList")) return TransactionType::SetCode;
    if (draft.has("blobVersionedHashes") || draft.has("maxFeePerBlobGas")) return TransactionType::Blob;
    const bool isMarket = draft.has("maxFeePerGas") || draft.has("maxPriorityFeePerGas");
    if (isMarket || !draft.has("gasPrice")) return TransactionType::FeeMarket;
    return draft.has("accessList") ? TransactionType::AccessList : TransactionType::Legacy;
}

/// "--nonce", or the field's name when only a file can give it.
std::string howToGive(std::string_view field)
{
    for (const OptionField& row : kOptionFields)
        if (row.field == field) return std::string(row.option.name);
    return "\"" + std::string(field) + "\" in the file";
}

/// A field that the type does not have would be dropped: it is shown nowhere and signed nowhere.
Given<void> checkFields(const Draft& draft, TransactionType type)
{
    std::string missing;
    for (const Field& field : kFields) {
        if ((field.types & bit(type)) == 0 && draft.has(field.name))
            return wrongUse(howToGive(field.name) + " contradicts the rest: a transaction of type " +
                            std::to_string(static_cast<unsigned>(type)) +
                            (draft.type ? "" : ", as this is,") + " has no such field");
        if ((field.needed & bit(type)) != 0 && !draft.has(field.name))
            missing += (missing.empty() ? "" : ", ") + howToGive(field.name);
    }
    if (!missing.empty()) return wrongUse("the transaction lacks " + missing);
    return {};
}

Given<Transaction> finished(Draft draft)
{
    if (draft.type && *draft.type > static_cast<std::uint64_t>(TransactionType::SetCode))
        return std::unexpected(base::Error{Fault::Unsupported, "transactions of this type are not signed"});
    const TransactionType type = draft.type ? static_cast<TransactionType>(*draft.type) : impliedType(draft);
    draft.transaction.type = type;
    if (const auto checked = checkFields(draft, type); !checked) return std::unexpected(checked.error());
    if (!draft.transaction.to && draft.transaction.data.empty())
        return wrongUse("the transaction has neither a recipient (--to) nor the code of a contract (--data)");
    if (draft.transaction.maxPriorityFeePerGas > draft.transaction.maxFeePerGas)
        return wrongUse("the tip is larger than the whole fee: --max-tip may not pass --max-fee");
    return draft.transaction;
}

/// A transaction as other programs write it before it is signed.
Given<Transaction> fromUnsignedHex(std::string_view text, const Arguments& arguments)
{
    const auto* const given = std::ranges::find_if(
        kOptionFields, [&](const OptionField& row) { return arguments.has(row.option.name); });
    if (given != std::end(kOptionFields))
        return wrongUse(
            "the file holds a whole transaction: " + std::string(given->option.name) + " cannot change it");
    const auto bytes = base::parseHex(text);
    if (!bytes)
        return badRequest("the file holds neither a JSON object nor the hex digits of a transaction: " +
                          bytes.error().detail);
    return CLI_TRY(eth::parseUnsigned(*bytes));
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
    if (file && text.empty()) return badRequest("the file is empty");
    if (text.starts_with('['))
        return badRequest("the file holds a list: give one transaction, a JSON object, at a time");
    if (file && !text.starts_with('{')) return fromUnsignedHex(text, arguments);
    json request = json::object();
    if (file) request = CLI_TRY(eth::parseJson(text));
    const json complete = CLI_TRY(withOptions(std::move(request), arguments));
    Draft draft = CLI_TRY(draftFromJson(complete));
    return finished(std::move(draft));
}

} // namespace cli
