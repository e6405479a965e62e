#include "core/opstack/rollup_config_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>

namespace opstack {

namespace {

using base::Fault;
using base::Result;
using Json = nlohmann::json;

std::unexpected<base::Error> bad(const std::string& what)
{
    return base::fail(Fault::BadData, "rollup configuration: " + what);
}

/// A member that is there and not null, or null.
const Json* find(const Json& object, const char* key)
{
    const auto found = object.find(key);
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

Result<const Json*> objectIn(const Json& object, const char* key)
{
    const Json* member = find(object, key);
    if (member == nullptr || !member->is_object()) return bad(std::string("no object \"") + key + "\"");
    return member;
}

/// A number, or text that is one ("0x10", "16").
Result<Uint256> toNumber(const Json& value, const char* key)
{
    if (value.is_number_unsigned()) return Uint256{*value.get_ptr<const std::uint64_t*>()};
    if (!value.is_string()) return bad(std::string("\"") + key + "\" is no number");
    const auto number = base::parseNumber(*value.get_ptr<const std::string*>());
    if (!number) return bad(std::string("\"") + key + "\": " + number.error().detail);
    return *number;
}

/// A missing member is `fallback`, or an error when there is none.
template <typename Number>
Result<Number> number(const Json& object, const char* key, std::optional<Number> fallback = std::nullopt)
{
    const Json* member = find(object, key);
    if (member == nullptr && fallback) return *fallback;
    if (member == nullptr) return bad(std::string("no \"") + key + "\"");
    const Uint256 value = TRY(toNumber(*member, key));
    if (value > Uint256{std::numeric_limits<Number>::max()})
        return bad(std::string("\"") + key + "\" is too large");
    return static_cast<Number>(value.low64());
}

Result<Uint256> number256(const Json& object, const char* key)
{
    const Json* member = find(object, key);
    return member == nullptr ? Uint256{} : toNumber(*member, key);
}

template <typename Fixed>
Result<Fixed> fixed(const Json& object, const char* key)
{
    const Json* member = find(object, key);
    if (member == nullptr || !member->is_string()) return bad(std::string("no \"") + key + "\"");
    const auto value = base::parseFixed<Fixed>(*member->get_ptr<const std::string*>());
    if (!value) return bad(std::string("\"") + key + "\": " + value.error().detail);
    return *value;
}

Result<BlockId> parseBlockId(const Json& genesis, const char* key)
{
    const Json* block = TRY(objectIn(genesis, key));
    BlockId id;
    id.hash = TRY(fixed<Hash>(*block, "hash"));
    id.number = TRY(number<std::uint64_t>(*block, "number"));
    return id;
}

/// op-node packs these: denominator and elasticity into eight bytes, the operator fee into a word.
Result<void> readPackedParameters(const Json& json, SystemConfig& config)
{
    if (find(json, "eip1559Params") != nullptr) {
        const auto packed = TRY(fixed<base::FixedBytes<8>>(json, "eip1559Params"));
        config.eip1559Denominator = base::loadBigEndian<std::uint32_t>(packed.data());
        config.eip1559Elasticity = base::loadBigEndian<std::uint32_t>(packed.data() + 4);
    }
    if (find(json, "operatorFeeParams") != nullptr) {
        const auto packed = TRY(fixed<Hash>(json, "operatorFeeParams"));
        config.operatorFeeScalar = base::loadBigEndian<std::uint32_t>(packed.data() + 20);
        config.operatorFeeConstant = base::loadBigEndian<std::uint64_t>(packed.data() + 24);
    }
    return {};
}

Result<SystemConfig> parseSystemConfig(const Json& json)
{
    SystemConfig config;
    const bool kona = find(json, "batcherAddress") != nullptr;
    config.batcherAddress = TRY(fixed<Address>(json, kona ? "batcherAddress" : "batcherAddr"));
    config.overhead = TRY(number256(json, "overhead"));
    config.scalar = TRY(number256(json, "scalar"));
    config.gasLimit = TRY(number<std::uint64_t>(json, "gasLimit"));
    config.eip1559Denominator = TRY(number<std::uint32_t>(json, "eip1559Denominator", 0));
    config.eip1559Elasticity = TRY(number<std::uint32_t>(json, "eip1559Elasticity", 0));
    config.operatorFeeScalar = TRY(number<std::uint32_t>(json, "operatorFeeScalar", 0));
    config.operatorFeeConstant = TRY(number<std::uint64_t>(json, "operatorFeeConstant", 0));
    config.minBaseFee = TRY(number<std::uint64_t>(json, "minBaseFee", 0));
    config.daFootprintGasScalar = TRY(number<std::uint16_t>(json, "daFootprintGasScalar", 0));
    TRY(readPackedParameters(json, config));
    return config;
}

Result<RollupConfig::Genesis> parseGenesis(const Json& json)
{
    RollupConfig::Genesis genesis;
    genesis.l1 = TRY(parseBlockId(json, "l1"));
    genesis.l2 = TRY(parseBlockId(json, "l2"));
    genesis.l2Time = TRY(number<std::uint64_t>(json, "l2_time"));
    const Json* systemConfig = TRY(objectIn(json, "system_config"));
    genesis.systemConfig = TRY(parseSystemConfig(*systemConfig));
    return genesis;
}

constexpr std::string_view kTimeSuffix = "_time";
/// Not a fork of L2.
constexpr std::string_view kPectraBlobSchedule = "pectra_blob_schedule_time";

std::optional<Fork> forkOf(std::string_view key)
{
    for (std::size_t i = 0; i < kForkCount; ++i)
        if (key == std::string(toString(static_cast<Fork>(i))) + std::string(kTimeSuffix))
            return static_cast<Fork>(i);
    return std::nullopt;
}

/// Every "…_time" is the time of a fork, known or not.
Result<void> readForkTimes(const Json& json, RollupConfig& config)
{
    for (const auto& [key, value] : json.items()) {
        if (!key.ends_with(kTimeSuffix) || key == "block_time" || value.is_null()) continue;
        const auto time = TRY(number<std::uint64_t>(json, key.c_str()));
        const auto fork = forkOf(key);
        if (fork)
            config.setForkTime(*fork, time);
        else if (key == kPectraBlobSchedule)
            config.pectraBlobScheduleTime = time;
        else
            config.unknownForkTime = std::min(time, config.unknownForkTime.value_or(time));
    }
    return {};
}

/// A fork that is left out while a later one is there is active with that one at the latest.
Result<void> completeForkTimes(RollupConfig& config)
{
    auto& times = config.forkTimes;
    for (std::size_t i = kForkCount - 1; i-- > 0;) {
        if (!times[i]) times[i] = times[i + 1];
        if (times[i] && times[i + 1] && *times[i] > *times[i + 1])
            return bad(std::string(toString(static_cast<Fork>(i))) + " comes after " +
                       toString(static_cast<Fork>(i + 1)));
    }
    return {};
}

Result<Eip1559Constants> parseEip1559(const Json& json)
{
    Eip1559Constants constants;
    const Json* chain = find(json, "chain_op_config");
    if (chain == nullptr) return constants;
    if (!chain->is_object()) return bad("\"chain_op_config\" is no object");
    constants.elasticity = TRY(number<std::uint32_t>(*chain, "eip1559Elasticity", constants.elasticity));
    constants.denominator = TRY(number<std::uint32_t>(*chain, "eip1559Denominator", constants.denominator));
    constants.denominatorCanyon =
        TRY(number<std::uint32_t>(*chain, "eip1559DenominatorCanyon", constants.denominatorCanyon));
    if (constants.elasticity == 0 || constants.denominator == 0 || constants.denominatorCanyon == 0)
        return bad("an EIP-1559 parameter is zero");
    return constants;
}

Result<bool> flag(const Json& json, const char* key)
{
    const Json* member = find(json, key);
    if (member == nullptr) return false;
    if (!member->is_boolean()) return bad(std::string("\"") + key + "\" is neither true nor false");
    return *member->get_ptr<const bool*>();
}

// ---- To JSON

Json blockIdJson(const BlockId& id)
{
    return {{"hash", base::toHex0x(id.hash)}, {"number", id.number}};
}

Json systemConfigJson(const SystemConfig& config)
{
    base::FixedBytes<8> eip1559;
    base::storeBigEndian(eip1559.data(), config.eip1559Denominator);
    base::storeBigEndian(eip1559.data() + 4, config.eip1559Elasticity);
    Hash operatorFee;
    base::storeBigEndian(operatorFee.data() + 20, config.operatorFeeScalar);
    base::storeBigEndian(operatorFee.data() + 24, config.operatorFeeConstant);
    return {{"batcherAddr", base::toHex0x(config.batcherAddress)},
        {"overhead", base::toHex0x(config.overhead.toHash())},
        {"scalar", base::toHex0x(config.scalar.toHash())}, {"gasLimit", config.gasLimit},
        {"eip1559Params", base::toHex0x(eip1559)}, {"operatorFeeParams", base::toHex0x(operatorFee)},
        {"minBaseFee", config.minBaseFee}, {"daFootprintGasScalar", config.daFootprintGasScalar}};
}

/// Bedrock has no time of its own.
void addForkTimes(Json& out, const RollupConfig& config)
{
    for (std::size_t i = 1; i < kForkCount; ++i)
        if (config.forkTimes[i])
            out[toString(static_cast<Fork>(i)) + std::string(kTimeSuffix)] = *config.forkTimes[i];
    if (config.pectraBlobScheduleTime) out[std::string(kPectraBlobSchedule)] = *config.pectraBlobScheduleTime;
}

} // namespace

Result<RollupConfig> parseRollupConfig(std::string_view text)
{
    if (text.size() > kMaxRollupConfigSize)
        return bad("longer than " + std::to_string(kMaxRollupConfigSize) + " bytes");
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) return bad("not a JSON object");

    RollupConfig config;
    const Json* genesis = TRY(objectIn(json, "genesis"));
    config.genesis = TRY(parseGenesis(*genesis));
    config.blockTime = TRY(number<std::uint64_t>(json, "block_time"));
    if (config.blockTime == 0) return bad("a block time of zero");
    config.maxSequencerDrift = TRY(number<std::uint64_t>(json, "max_sequencer_drift"));
    config.sequencerWindowSize = TRY(number<std::uint64_t>(json, "seq_window_size"));
    config.channelTimeoutBedrock =
        TRY(number<std::uint64_t>(json, "channel_timeout", config.channelTimeoutBedrock));
    config.l1ChainId = TRY(number<std::uint64_t>(json, "l1_chain_id"));
    config.l2ChainId = TRY(number<std::uint64_t>(json, "l2_chain_id"));
    config.batchInboxAddress = TRY(fixed<Address>(json, "batch_inbox_address"));
    config.depositContractAddress = TRY(fixed<Address>(json, "deposit_contract_address"));
    config.l1SystemConfigAddress = TRY(fixed<Address>(json, "l1_system_config_address"));
    config.eip1559 = TRY(parseEip1559(json));
    config.keepKarstUpgradeGas = TRY(flag(json, "keep_karst_upgrade_gas"));
    config.usesAltDa = find(json, "alt_da") != nullptr;
    TRY(readForkTimes(json, config));
    TRY(completeForkTimes(config));
    return config;
}

Json toJson(const RollupConfig& config)
{
    Json out{{"genesis", {{"l1", blockIdJson(config.genesis.l1)}, {"l2", blockIdJson(config.genesis.l2)},
                             {"l2_time", config.genesis.l2Time},
                             {"system_config", systemConfigJson(config.genesis.systemConfig)}}},
        {"block_time", config.blockTime}, {"max_sequencer_drift", config.maxSequencerDrift},
        {"seq_window_size", config.sequencerWindowSize}, {"channel_timeout", config.channelTimeoutBedrock},
        {"l1_chain_id", config.l1ChainId}, {"l2_chain_id", config.l2ChainId},
        {"batch_inbox_address", base::toHex0x(config.batchInboxAddress)},
        {"deposit_contract_address", base::toHex0x(config.depositContractAddress)},
        {"l1_system_config_address", base::toHex0x(config.l1SystemConfigAddress)},
        {"chain_op_config", {{"eip1559Elasticity", config.eip1559.elasticity},
                                {"eip1559Denominator", config.eip1559.denominator},
                                {"eip1559DenominatorCanyon", config.eip1559.denominatorCanyon}}}};
    if (config.keepKarstUpgradeGas) out["keep_karst_upgrade_gas"] = true;
    addForkTimes(out, config);
    return out;
}

} // namespace opstack
