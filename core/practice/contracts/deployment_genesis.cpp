#include "core/practice/contracts/deployment_genesis.h"

#include "core/eth/abi.h"
#include "core/execution/system_calls.h"
#include "core/opstack/compression.h"
#include "core/opstack/eip1559.h"
#include "core/opstack/predeploys.h"
#include "core/practice/contracts/embedded_files.h"

namespace practice {

using base::Fault;
using opstack::Fork;
using namespace base::literals;

namespace {

/// EIPs 4788, 2935, 7002 and 7251.
constexpr Address kSystemContracts[] = {"0x000f3df6d732807ef1319fb7b8bb8522d0beac02"_address,
    "0x0000f90827f1c53a10cb7a02335b175320002935"_address,
    "0x00000961ef480eb55e80d19ad83579a64c007002"_address,
    "0x0000bbddc7ce488642fb579f8b00f3a590007251"_address};

constexpr std::size_t kMaxAllocationSize = 16u << 20;
constexpr std::uint64_t kInitialBaseFee = 1'000'000'000;
constexpr std::uint64_t kL1GasLimit = 30'000'000;
constexpr std::uint64_t kSequencerWindow = 300; ///< L1 blocks: one hour
constexpr std::uint64_t kDepositGas = 100'000;
const Uint256 kEther{1'000'000'000'000'000'000};
const Uint256 kFunds = Uint256{10'000} * kEther;
const Uint256 kLocked = Uint256{1'000'000} * kEther;

/// Of a getter that later versions of the contract have: zero where there is none.
base::Result<Uint256> readWordIfThere(const Snapshot& l1, const Address& contract, std::string_view signature)
{
    base::Result<Uint256> word = readWord(l1, contract, signature);
    if (!word && word.error().fault == Fault::Refused) return Uint256{};
    return word;
}

/// The contract's values as the derivation begins with them. Specification: system-config.md.
base::Result<opstack::SystemConfig> readSystemConfig(const Snapshot& l1, const Address& contract)
{
    const auto number = [&](std::string_view signature) -> base::Result<std::uint64_t> {
        const Uint256 word = TRY(readWordIfThere(l1, contract, signature));
        return word.low64();
    };
    opstack::SystemConfig config;
    config.batcherAddress = TRY(readAddress(l1, contract, "batcherHash()"));
    config.overhead = TRY(readWord(l1, contract, "overhead()"));
    config.scalar = TRY(readWord(l1, contract, "scalar()"));
    config.gasLimit = TRY(number("gasLimit()"));
    config.eip1559Denominator = static_cast<std::uint32_t>(TRY(number("eip1559Denominator()")));
    config.eip1559Elasticity = static_cast<std::uint32_t>(TRY(number("eip1559Elasticity()")));
    config.operatorFeeScalar = static_cast<std::uint32_t>(TRY(number("operatorFeeScalar()")));
    config.operatorFeeConstant = TRY(number("operatorFeeConstant()"));
    config.minBaseFee = TRY(number("minBaseFee()"));
    config.daFootprintGasScalar = static_cast<std::uint16_t>(TRY(number("daFootprintGasScalar()")));
    return config;
}

void fund(execution::MemoryState& state, const Address& address, const Uint256& balance = kFunds)
{
    const std::optional<eth::Account> account = state.account(address);
    state.put(address, account ? account->nonce : 0, balance, {}, {});
}

} // namespace

execution::ChainRules practiceL1Rules()
{
    return execution::ChainRules::ethereum(
        {.chainId = kL1ChainId, .forks = {{evm::Revision::Osaka}}, .blobs = {{0, execution::kBpo2Blobs}}});
}

execution::ChainRules practiceL2Rules(const opstack::RollupConfig& rollup)
{
    return execution::ChainRules::opStack(rollup, execution::DepositRule::OpRevm);
}

base::Result<execution::MemoryState> unpackAllocation(ByteView brotli)
{
    const Bytes json = opstack::brotliDecompress(brotli, kMaxAllocationSize);
    return execution::parseAllocation(base::asText(json));
}

base::Result<void> addMulticall(execution::MemoryState& state)
{
    constexpr Address kMulticall = "0xca11bde05977b3631167028862be2a173976ca11"_address;
    const execution::MemoryState source = TRY(unpackAllocation(embedded::l2Allocation));
    const std::optional<eth::Account> account = source.account(kMulticall);
    CHECK(account.has_value());
    state.put(kMulticall, account->nonce, {}, source.code(account->codeHash), {});
    return {};
}

base::Result<execution::Genesis> makeL1Genesis(execution::MemoryState state, std::uint64_t time)
{
    const execution::MemoryState contracts =
        TRY(execution::parseAllocation(base::asText(embedded::l1SystemContracts)));
    execution::Genesis genesis{{}, std::move(state)};
    for (const Address& address : kSystemContracts) {
        const std::optional<eth::Account> account = contracts.account(address);
        CHECK(account.has_value());
        genesis.state.put(address, account->nonce, {}, contracts.code(account->codeHash), {});
    }
    eth::Header& header = genesis.header;
    header.gasLimit = kL1GasLimit;
    header.timestamp = time;
    header.baseFeePerGas = kInitialBaseFee;
    header.withdrawalsRoot = eth::kEmptyTrieRoot;
    header.blobGasUsed = 0;
    header.excessBlobGas = 0;
    header.parentBeaconBlockRoot.emplace();
    header.requestsHash = execution::requestsHash({});
    header.stateRoot = genesis.state.root();
    return genesis;
}

base::Result<opstack::RollupConfig> readRollupConfig(const Snapshot& l1, const Contracts& contracts)
{
    opstack::RollupConfig config;
    config.genesis.l1 = {eth::headerHash(l1.header), l1.header.number};
    config.genesis.l2Time = l1.header.timestamp;
    config.genesis.systemConfig = TRY(readSystemConfig(l1, contracts.systemConfig));
    config.blockTime = kL2BlockTime;
    config.sequencerWindowSize = kSequencerWindow;
    config.l1ChainId = kL1ChainId;
    config.l2ChainId = kL2ChainId;
    config.batchInboxAddress = TRY(readAddress(l1, contracts.systemConfig, "batchInbox()"));
    config.depositContractAddress = contracts.optimismPortal;
    config.l1SystemConfigAddress = contracts.systemConfig;
    return config;
}

base::Result<execution::Genesis> makeL2Genesis(execution::MemoryState state, opstack::RollupConfig& config)
{
    const opstack::SystemConfig& system = config.genesis.systemConfig;
    const std::uint64_t time = config.genesis.l2Time;
    execution::Genesis genesis{{}, std::move(state)};
    eth::Header& header = genesis.header;
    header.coinbase = opstack::kSequencerFeeVault;
    header.gasLimit = system.gasLimit;
    header.timestamp = time;
    header.extraData = opstack::encodeExtraData(
        config, time, {system.eip1559Denominator, system.eip1559Elasticity, system.minBaseFee});
    header.baseFeePerGas = kInitialBaseFee;
    header.withdrawalsRoot = eth::kEmptyTrieRoot;
    header.blobGasUsed = 0;
    header.excessBlobGas = 0;
    header.parentBeaconBlockRoot.emplace();
    if (config.isActive(Fork::Isthmus, time)) {
        header.requestsHash = execution::requestsHash({});
        header.withdrawalsRoot = TRY(genesis.state.storageRoot(opstack::kL2ToL1MessagePasser));
    }
    header.stateRoot = genesis.state.root();
    config.genesis.l2 = {eth::headerHash(header), 0};
    return genesis;
}

base::Result<void> fundEverybody(execution::MemoryState& state, const Roles& roles)
{
    for (const Role* role : {&roles.deployer, &roles.batcher, &roles.proposer, &roles.challenger,
             &roles.guardian, &roles.systemConfigOwner, &roles.proxyAdminOwner})
        fund(state, role->address);
    for (std::uint32_t i = 0; i < kPracticeAccounts; ++i) {
        const Role account = TRY(practiceAccount(i));
        fund(state, account.address);
    }
    return {};
}

base::Result<void> fundEverybodyOnL1(execution::MemoryState& state, const Roles& roles)
{
    TRY(fundEverybody(state, roles));
    fund(state, roles.deployer.address, kFunds + kLocked);
    return {};
}

base::Result<void> lockEther(SetupChain& l1, const Role& deployer, const Address& optimismPortal)
{
    const Bytes call = eth::abi::callOf("depositTransaction(address,uint256,uint64,bool,bytes)",
        {deployer.address, kLocked, Uint256{kDepositGas}, false, Bytes()});
    return l1.send(deployer, optimismPortal, call, kLocked);
}

} // namespace practice
