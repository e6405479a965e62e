#include "core/execution/genesis.h"

#include "core/execution/system_calls.h"
#include "core/opstack/predeploys.h"

#include <nlohmann/json.hpp>

namespace execution {

using base::Fault;
using Json = nlohmann::json;

namespace {

constexpr std::uint64_t kInitialBaseFee = 1'000'000'000;

/// The member, or null when there is none or it is null.
const Json* find(const Json& object, const char* name)
{
    const auto found = object.find(name);
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

std::unexpected<base::Error> malformed(std::string_view what)
{
    return base::fail(Fault::BadData, "malformed " + std::string(what));
}

/// Hex of any length, an odd one too; absent: no bytes.
base::Result<Bytes> bytesOf(const Json* value, std::string_view what)
{
    if (value == nullptr) return Bytes();
    if (!value->is_string()) return malformed(what);
    std::string_view digits = *value->get_ptr<const std::string*>();
    if (digits.starts_with("0x") || digits.starts_with("0X")) digits.remove_prefix(2);
    auto bytes = digits.size() % 2 == 0 ? base::parseHex(digits) : base::parseHex("0" + std::string(digits));
    if (!bytes) return malformed(what);
    return bytes;
}

/// Exactly N bytes; absent: zero.
template <typename Fixed>
base::Result<Fixed> fixedOf(const Json* value, std::string_view what)
{
    if (value == nullptr) return Fixed();
    const Bytes bytes = TRY(bytesOf(value, what));
    if (bytes.size() != Fixed::kSize)
        return base::fail(Fault::BadData, std::string(what) + " of " + std::to_string(bytes.size()) +
                                              " bytes, not " + std::to_string(Fixed::kSize));
    return Fixed::from(bytes);
}

/// A word of the storage: hex with or without 0x, short ones with zeros before them (geth's storageJSON).
base::Result<Uint256> wordOf(const Json& value, std::string_view what)
{
    const Bytes bytes = TRY(bytesOf(&value, what));
    if (bytes.size() > Hash::kSize) return malformed(what);
    return Uint256::fromBigEndian(bytes);
}

/// A JSON number, hex after 0x, or else decimal digits (geth's HexOrDecimal); absent or empty: zero.
base::Result<Uint256> numberOf(const Json* value, std::string_view what)
{
    if (value == nullptr) return Uint256{};
    if (value->is_number_unsigned()) return Uint256{*value->get_ptr<const std::uint64_t*>()};
    if (!value->is_string()) return malformed(what);
    const std::string& text = *value->get_ptr<const std::string*>();
    if (text.empty()) return Uint256{};
    auto number = base::parseNumber(text);
    if (!number)
        return base::fail(Fault::BadData, "malformed " + std::string(what) + " \"" + text.substr(0, 80) +
                                              "\": decimal digits, or 0x and hex digits, are due");
    return number;
}

base::Result<std::uint64_t> number64Of(const Json* value, std::string_view what)
{
    const Uint256 number = TRY(numberOf(value, what));
    if (!number.fitsUint64()) return malformed(what);
    return number.low64();
}

/// What geth demands too: without it the block or the account would be another.
base::Result<const Json*> need(const Json& object, const char* name)
{
    const Json* const value = find(object, name);
    if (value == nullptr) return base::fail(Fault::BadData, "\"" + std::string(name) + "\" is missing");
    return value;
}

using Storage = std::vector<std::pair<Uint256, Uint256>>;

base::Result<Storage> storageOf(const Json* slots)
{
    Storage storage;
    if (slots == nullptr) return storage;
    if (!slots->is_object()) return malformed("storage");
    for (const auto& [key, content] : slots->items()) {
        const Uint256 where = TRY(wordOf(Json(key), "slot"));
        const Uint256 value = TRY(wordOf(content, "slot's value"));
        storage.emplace_back(where, value);
    }
    return storage;
}

base::Result<void> readAccount(const Address& address, const Json& json, MemoryState& state)
{
    if (!json.is_object()) return malformed("account");
    const std::uint64_t nonce = TRY(number64Of(find(json, "nonce"), "nonce"));
    const Uint256 balance = TRY(numberOf(find(json, "balance"), "balance"));
    const Bytes code = TRY(bytesOf(find(json, "code"), "code"));
    const Storage storage = TRY(storageOf(find(json, "storage")));
    state.put(address, nonce, balance, code, storage);
    return {};
}

base::Result<MemoryState> allocationOf(const Json* allocation)
{
    if (allocation == nullptr || !allocation->is_object()) return malformed("alloc");
    MemoryState state;
    for (const auto& [name, account] : allocation->items()) {
        const Json key(name);
        const Address address = TRY(fixedOf<Address>(&key, "an address \"" + name.substr(0, 80) + "\""));
        auto read = readAccount(address, account, state);
        if (!read) return base::within("account " + name, std::move(read).error());
    }
    return state;
}

/// True when "config" activates one of these forks at the time.
base::Result<bool> isActive(
    const Json* config, std::uint64_t timestamp, std::initializer_list<const char*> names)
{
    if (config == nullptr) return false;
    for (const char* name : names) {
        const Json* const time = find(*config, name);
        if (time == nullptr) continue;
        const std::uint64_t from = TRY(number64Of(time, name));
        if (timestamp >= from) return true;
    }
    return false;
}

/// Each fork's fields; a later one brings those of the earlier ones.
base::Result<void> addForkFields(const Json& json, const Json* config, Genesis& genesis)
{
    eth::Header& header = genesis.header;
    const bool isPrague = TRY(isActive(config, header.timestamp, {"pragueTime", "isthmusTime"}));
    const bool hasCancun = TRY(isActive(config, header.timestamp, {"cancunTime", "ecotoneTime"}));
    const bool hasShanghai = TRY(isActive(config, header.timestamp, {"shanghaiTime", "canyonTime"}));
    const bool isCancun = isPrague || hasCancun || find(json, "excessBlobGas") != nullptr;
    const bool isShanghai = isCancun || hasShanghai;
    const Json* const baseFee = find(json, "baseFeePerGas");
    const bool isLondon =
        isShanghai || baseFee != nullptr || config == nullptr || find(*config, "londonBlock") != nullptr;
    if (isLondon)
        header.baseFeePerGas =
            baseFee == nullptr ? Uint256{kInitialBaseFee} : TRY(numberOf(baseFee, "baseFeePerGas"));
    if (isShanghai) header.withdrawalsRoot = eth::kEmptyTrieRoot;
    if (isCancun) {
        header.blobGasUsed = TRY(number64Of(find(json, "blobGasUsed"), "blobGasUsed"));
        header.excessBlobGas = TRY(number64Of(find(json, "excessBlobGas"), "excessBlobGas"));
        header.parentBeaconBlockRoot =
            TRY(fixedOf<Hash>(find(json, "parentBeaconBlockRoot"), "parentBeaconBlockRoot"));
    }
    if (!isPrague) return {};
    header.requestsHash = requestsHash({});
    const bool isIsthmus = TRY(isActive(config, header.timestamp, {"isthmusTime"}));
    if (isIsthmus) header.withdrawalsRoot = TRY(genesis.state.storageRoot(opstack::kL2ToL1MessagePasser));
    return {};
}

base::Result<Json> parse(std::string_view text)
{
    if (text.size() > kMaxGenesisSize) return base::fail(Fault::BadData, "genesis: too long");
    Json json = Json::parse(text.begin(), text.end(), nullptr, false);
    if (!json.is_object()) return base::fail(Fault::BadData, "genesis: not a JSON object");
    return json;
}

} // namespace

namespace {

/// A genesis file says what every account has, zero too.
base::Result<void> needBalances(const Json& allocation)
{
    for (const auto& [name, account] : allocation.items())
        if (account.is_object()) {
            auto balance = need(account, "balance");
            if (!balance) return base::within("account " + name, std::move(balance).error());
        }
    return {};
}

base::Result<Genesis> genesisOf(const Json& json)
{
    const Json* const allocation = TRY(need(json, "alloc"));
    const Json* const difficulty = TRY(need(json, "difficulty"));
    const Json* const gasLimit = TRY(need(json, "gasLimit"));
    TRY(needBalances(*allocation));
    Genesis genesis{{}, TRY(allocationOf(allocation))};
    eth::Header& header = genesis.header;
    header.parentHash = TRY(fixedOf<Hash>(find(json, "parentHash"), "parentHash"));
    header.coinbase = TRY(fixedOf<Address>(find(json, "coinbase"), "coinbase"));
    header.difficulty = TRY(numberOf(difficulty, "difficulty"));
    header.number = TRY(number64Of(find(json, "number"), "number"));
    header.gasLimit = TRY(number64Of(gasLimit, "gasLimit"));
    header.gasUsed = TRY(number64Of(find(json, "gasUsed"), "gasUsed"));
    header.timestamp = TRY(number64Of(find(json, "timestamp"), "timestamp"));
    header.extraData = TRY(bytesOf(find(json, "extraData"), "extraData"));
    header.prevRandao = TRY(fixedOf<Hash>(find(json, "mixHash"), "mixHash"));
    const std::uint64_t nonce = TRY(number64Of(find(json, "nonce"), "nonce"));
    base::storeBigEndian(header.nonce.data(), nonce);
    header.stateRoot = genesis.state.root();
    const Json* const config = find(json, "config");
    if (config != nullptr && !config->is_object()) return malformed("config");
    TRY(addForkFields(json, config, genesis));
    return genesis;
}

} // namespace

base::Result<Genesis> parseGenesis(std::string_view text)
{
    const Json json = TRY(parse(text));
    auto genesis = genesisOf(json);
    if (!genesis) return base::within("genesis", std::move(genesis).error());
    return genesis;
}

base::Result<MemoryState> parseAllocation(std::string_view text)
{
    const Json json = TRY(parse(text));
    return allocationOf(&json);
}

} // namespace execution
