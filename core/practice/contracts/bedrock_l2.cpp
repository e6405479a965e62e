#include "core/practice/contracts/bedrock_l2.h"

#include "core/eth/abi.h"
#include "core/opstack/predeploys.h"
#include "core/practice/contracts/deployment_genesis.h"
#include "core/practice/contracts/embedded_files.h"
#include "core/practice/contracts/genesis_writer.h"

namespace practice {

using eth::abi::Value;
using namespace base::literals;

namespace {

constexpr std::uint32_t kProxies = 2048; ///< 0x4200…0000 and so on
constexpr Address kFirstProxy = "0x4200000000000000000000000000000000000000"_address;
/// With the last two bytes of a proxy's address: where its implementation is.
constexpr Address kImplementations = "0xc0d3c0d3c0d3c0d3c0d3c0d3c0d3c0d3c0d30000"_address;
constexpr std::uint16_t kWethNumber = 0x06, kGovernanceTokenNumber = 0x42;
const Uint256 kMinFeeWithdrawal = Uint256{10} * Uint256{1'000'000'000'000'000'000};

/// Contracts that belong to nobody, which every OP Stack chain has at the same place with the same code, and
/// the account that once deployed one of them.
constexpr Address kPreinstalls[] = {
    "0xca11bde05977b3631167028862be2a173976ca11"_address, // Multicall3
    "0x13b0d85ccb8bf860b6b79af3029fca081ae9bef2"_address, // Create2Deployer
    "0x69f4d1788e39c87893c980c06edf4b7f686e2938"_address, // Safe 1.3.0
    "0xfb1bffc9d739b8d520daf37df666da4c687191ea"_address, // SafeL2 1.3.0
    "0xa1dabef33b3b82c7814b6d82a79e50f4ac44102b"_address, // MultiSendCallOnly 1.3.0
    "0x914d7fec6aac8cd542e72bca78b30650d45643d7"_address, // SafeSingletonFactory
    "0x4e59b44847b379578588920ca78fbf26c0b4956c"_address, // DeterministicDeploymentProxy
    "0x998739bfdaadde7c933b942a68053933098f9eda"_address, // MultiSend 1.3.0
    "0x000000000022d473030f116ddee9f6b43ac78ba3"_address, // Permit2
    "0x7fc98430eaedbb6070b35b39d798725049088348"_address, // SenderCreator
    "0x5ff137d4b0fdcd49dca30c7cf57e578a026d2789"_address, // EntryPoint
    "0x000f3df6d732807ef1319fb7b8bb8522d0beac02"_address, // BeaconBlockRoots
    "0x0b799c86a49deeb90402691f1041aa3af2d3c875"_address, // its sender
};

struct Predeploy {
    std::uint16_t number; ///< the last bytes of its address
    Bytes implementation; ///< init code
    Bytes initialization; ///< a call, or nothing
};

Address withNumber(Address address, std::uint16_t number)
{
    base::storeBigEndian(address.data() + Address::kSize - 2, number);
    return address;
}

std::vector<Predeploy> predeploysOf(const ContractCodes& codes, const Contracts& l1, const Roles& roles)
{
    const auto initialize = [](const Address& argument) {
        return eth::abi::callOf("initialize(address)", {argument});
    };
    const auto vault = [&](std::string_view name) {
        return codes.initCode(name, "(address,uint256,uint8)",
            {roles.proxyAdminOwner.address, kMinFeeWithdrawal, Uint256{}}); // 0: withdraws to L1
    };
    return {
        {0x00, codes.initCode("LegacyMessagePasser"), {}},
        {0x02, codes.initCode("DeployerWhitelist"), {}},
        {0x07, codes.initCode("L2CrossDomainMessenger"), initialize(l1.l1CrossDomainMessenger)},
        {0x0f, codes.initCode("GasPriceOracle"), {}},
        {0x10, codes.initCode("L2StandardBridge"), initialize(l1.l1StandardBridge)},
        {0x11, vault("SequencerFeeVault"), {}},
        {0x12, codes.initCode("OptimismMintableERC20Factory"), initialize(opstack::kL2StandardBridge)},
        {0x13, codes.initCode("L1BlockNumber"), {}},
        {0x14, codes.initCode("L2ERC721Bridge"), initialize(l1.l1Erc721Bridge)},
        {0x15, codes.initCode("L1Block"), {}},
        {0x16, codes.initCode("L2ToL1MessagePasser"), {}},
        {0x17,
            codes.initCode("OptimismMintableERC721Factory", "(address,uint256)",
                {opstack::kL2Erc721Bridge, Uint256{kL1ChainId}}),
            {}},
        {0x18, codes.initCode("ProxyAdmin", "(address)", {roles.proxyAdminOwner.address}), {}},
        {0x19, vault("BaseFeeVault"), {}},
        {0x1a, vault("L1FeeVault"), {}},
        {0x20, codes.initCode("SchemaRegistry"), {}},
        {0x21, codes.initCode("EAS"), {}},
    };
}

base::Result<void> createProxies(GenesisWriter& writer, const ContractCodes& codes)
{
    const Bytes initCode = codes.initCode("Proxy", "(address)", {opstack::kL2ProxyAdmin});
    for (std::uint16_t number = 0; number < kProxies; ++number)
        if (number != kWethNumber && number != kGovernanceTokenNumber)
            TRY(writer.create(withNumber(kFirstProxy, number), initCode));
    return {};
}

base::Result<void> createPredeploy(GenesisWriter& writer, const Predeploy& predeploy)
{
    const Address proxy = withNumber(kFirstProxy, predeploy.number);
    const Address implementation = withNumber(kImplementations, predeploy.number);
    TRY(writer.create(implementation, predeploy.implementation));
    TRY(writer.call(opstack::kL2ProxyAdmin, proxy, eth::abi::callOf("upgradeTo(address)", {implementation})));
    if (predeploy.initialization.empty()) return {};
    return writer.call({}, proxy, predeploy.initialization);
}

/// The proxy of ProxyAdmin has no owner yet, which is the zero address.
base::Result<void> giveAdmin(GenesisWriter& writer, const Address& owner)
{
    return writer.call({}, opstack::kL2ProxyAdmin, eth::abi::callOf("transferOwnership(address)", {owner}));
}

base::Result<void> addPreinstalls(execution::MemoryState& state)
{
    const execution::MemoryState source = TRY(unpackAllocation(embedded::l2Allocation));
    for (const Address& address : kPreinstalls) {
        const std::optional<eth::Account> account = source.account(address);
        CHECK(account.has_value());
        state.put(address, account->nonce, {}, source.code(account->codeHash), {});
    }
    return {};
}

} // namespace

base::Result<execution::MemoryState> makeBedrockL2State(
    const ContractCodes& codes, const opstack::RollupConfig& rollup, const Contracts& l1, const Roles& roles)
{
    const auto rules = practiceL2Rules(rollup);
    eth::Header header;
    header.timestamp = rollup.genesis.l2Time;
    header.gasLimit = rollup.genesis.systemConfig.gasLimit;
    execution::MemoryState state;
    TRY(addPreinstalls(state));
    GenesisWriter writer(rules, header, state);
    TRY(createProxies(writer, codes));
    TRY(writer.create(opstack::kWeth, codes.initCode("WETH")));
    for (const Predeploy& predeploy : predeploysOf(codes, l1, roles))
        TRY(createPredeploy(writer, predeploy));
    TRY(giveAdmin(writer, roles.proxyAdminOwner.address));
    TRY(writer.call(opstack::kDepositor, opstack::kGasPriceOracle, eth::abi::callOf("setEcotone()", {})));
    TRY(writer.finish());
    return state;
}

} // namespace practice
