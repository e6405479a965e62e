#include "core/practice/contracts/bedrock_l1.h"

#include "core/eth/abi.h"

namespace practice {

using eth::abi::Value;
using namespace base::literals;

namespace {

constexpr std::uint64_t kGasLimit = 60'000'000;
constexpr std::uint64_t kBaseFeeScalar = 1368, kBlobBaseFeeScalar = 810'949;
constexpr Address kBatchInbox = "0x00289c189bee4e70334629f04cd5ed602b6600eb"_address;
/// Stands for ether as the token that gas is paid in.
constexpr Address kEther = "0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee"_address;

constexpr std::uint32_t kCannon = 0, kPermissionedCannon = 1;
constexpr std::uint64_t kMaxGameDepth = 73, kSplitDepth = 30;
constexpr std::uint64_t kInitialBond = 80'000'000'000'000'000;
constexpr std::uint64_t kMinProposalSize = 126'000, kChallengePeriod = 3600; ///< of large preimages
/// No program of the fault proof is run here: any state that has not ended (0x03) will do.
constexpr base::Hash kAbsolutePrestate =
    "0x0300000000000000000000000000000000000000000000000000000000000901"_hash;

constexpr const char* kMessengerName = "OVM_L1CrossDomainMessenger";
/// ProxyAdmin.ProxyType.
constexpr std::uint64_t kChugSplash = 1, kResolved = 2;

Uint256 number(std::uint64_t value)
{
    return Uint256{value};
}

/// ResourceMetering's parameters that contracts-bedrock gives in Constants.sol.
Value resourceConfig()
{
    const Uint256 maximumBaseFee = (Uint256{1} << 128) - Uint256{1};
    return Value::List{
        number(20'000'000), number(10), number(8), number(1'000'000'000), number(1'000'000), maximumBaseFee};
}

} // namespace

BedrockL1::BedrockL1(SetupChain& l1, const ContractCodes& codes, const Roles& roles, Generation generation)
    : m_l1(l1)
    , m_codes(codes)
    , m_roles(roles)
    , m_generation(generation)
{
}

base::Result<void> BedrockL1::send(
    const Address& to, std::string_view signature, const Value::List& arguments)
{
    return m_l1.send(m_roles.deployer, to, eth::abi::callOf(signature, arguments));
}

base::Result<Address> BedrockL1::proxy()
{
    return m_l1.create(m_roles.deployer, m_codes.initCode("Proxy", "(address)", {m_contracts.proxyAdmin}));
}

base::Result<void> BedrockL1::create()
{
    TRY(createAdmin());
    TRY(createProxies());
    TRY(initializeCommon());
    return m_generation == Generation::Permissionless ? initializeDisputes() : initializeClassicPortal();
}

base::Result<void> BedrockL1::createAdmin()
{
    const Role& deployer = m_roles.deployer;
    m_contracts.proxyAdmin =
        TRY(m_l1.create(deployer, m_codes.initCode("ProxyAdmin", "(address)", {deployer.address})));
    m_addressManager = TRY(m_l1.create(deployer, m_codes.initCode("AddressManager")));
    TRY(send(m_contracts.proxyAdmin, "setAddressManager(address)", {m_addressManager}));
    return handOver(m_addressManager, m_contracts.proxyAdmin);
}

base::Result<void> BedrockL1::createProxies()
{
    m_contracts.superchainConfig = TRY(proxy());
    m_contracts.optimismPortal = TRY(proxy());
    m_contracts.systemConfig = TRY(proxy());
    m_contracts.l1Erc721Bridge = TRY(proxy());
    m_contracts.optimismMintableErc20Factory = TRY(proxy());
    TRY(createBridgeProxy());
    TRY(createMessengerProxy());
    if (m_generation == Generation::Classic) {
        m_contracts.l2OutputOracle = TRY(proxy());
        return {};
    }
    m_contracts.disputeGameFactory = TRY(proxy());
    m_contracts.anchorStateRegistry = TRY(proxy());
    m_contracts.delayedWeth = TRY(proxy());
    return {};
}

base::Result<void> BedrockL1::createBridgeProxy()
{
    const Bytes initCode = m_codes.initCode("L1ChugSplashProxy", "(address)", {m_contracts.proxyAdmin});
    m_contracts.l1StandardBridge = TRY(m_l1.create(m_roles.deployer, initCode));
    return send(m_contracts.proxyAdmin, "setProxyType(address,uint8)",
        {m_contracts.l1StandardBridge, number(kChugSplash)});
}

base::Result<void> BedrockL1::createMessengerProxy()
{
    const std::string name = kMessengerName;
    const Bytes initCode =
        m_codes.initCode("ResolvedDelegateProxy", "(address,string)", {m_addressManager, name});
    m_contracts.l1CrossDomainMessenger = TRY(m_l1.create(m_roles.deployer, initCode));
    const Address& messenger = m_contracts.l1CrossDomainMessenger;
    TRY(send(m_contracts.proxyAdmin, "setProxyType(address,uint8)", {messenger, number(kResolved)}));
    return send(m_contracts.proxyAdmin, "setImplementationName(address,string)", {messenger, name});
}

base::Result<void> BedrockL1::initialize(const Initialization& initialization)
{
    const Address implementation = TRY(m_l1.create(m_roles.deployer, initialization.implementation));
    return send(m_contracts.proxyAdmin, "upgradeAndCall(address,address,bytes)",
        {initialization.proxy, implementation, initialization.call});
}

/// What both generations have.
base::Result<void> BedrockL1::initializeCommon()
{
    const Contracts& c = m_contracts;
    const Value::List addresses{c.l1CrossDomainMessenger, c.l1Erc721Bridge, c.l1StandardBridge,
        c.disputeGameFactory, c.optimismPortal, c.optimismMintableErc20Factory, kEther};
    Bytes batcherHash(12);
    base::append(batcherHash, m_roles.batcher.address);
    TRY(initialize({c.superchainConfig, m_codes.initCode("SuperchainConfig"),
        eth::abi::callOf("initialize(address,bool)", {m_roles.guardian.address, false})}));
    TRY(initialize({c.systemConfig, m_codes.initCode("SystemConfig"),
        eth::abi::callOf(
            "initialize(address,uint32,uint32,bytes32,uint64,address,(uint32,uint8,uint8,uint32,uint32,"
            "uint128),address,(address,address,address,address,address,address,address))",
            {m_roles.systemConfigOwner.address, number(kBaseFeeScalar), number(kBlobBaseFeeScalar),
                batcherHash, number(kGasLimit), m_roles.batcher.address, resourceConfig(), kBatchInbox,
                addresses})}));
    TRY(initialize({c.l1CrossDomainMessenger, m_codes.initCode("L1CrossDomainMessenger"),
        eth::abi::callOf(
            "initialize(address,address,address)", {c.superchainConfig, c.optimismPortal, c.systemConfig})}));
    TRY(initialize({c.l1StandardBridge, m_codes.initCode("L1StandardBridge"),
        eth::abi::callOf("initialize(address,address,address)",
            {c.l1CrossDomainMessenger, c.superchainConfig, c.systemConfig})}));
    TRY(initialize({c.l1Erc721Bridge, m_codes.initCode("L1ERC721Bridge"),
        eth::abi::callOf("initialize(address,address)", {c.l1CrossDomainMessenger, c.superchainConfig})}));
    return initialize({c.optimismMintableErc20Factory, m_codes.initCode("OptimismMintableERC20Factory"),
        eth::abi::callOf("initialize(address)", {c.l1StandardBridge})});
}

base::Result<void> BedrockL1::initializeClassicPortal()
{
    const Contracts& c = m_contracts;
    return initialize({c.optimismPortal, m_codes.initCode("OptimismPortal"),
        eth::abi::callOf(
            "initialize(address,address,address)", {c.l2OutputOracle, c.systemConfig, c.superchainConfig})});
}

base::Result<void> BedrockL1::initializeDisputes()
{
    const Contracts& c = m_contracts;
    TRY(initialize({c.disputeGameFactory, m_codes.initCode("DisputeGameFactory"),
        eth::abi::callOf("initialize(address)", {m_roles.deployer.address})}));
    TRY(initialize({c.delayedWeth, m_codes.initCode("DelayedWETH", "(uint256)", {number(kBondDelay)}),
        eth::abi::callOf(
            "initialize(address,address)", {m_roles.proxyAdminOwner.address, c.superchainConfig})}));
    TRY(createGames());
    TRY(handOver(c.disputeGameFactory, m_roles.proxyAdminOwner.address));
    const Bytes portal = m_codes.initCode(
        "OptimismPortal2", "(uint256,uint256)", {number(kProofMaturityDelay), number(kGameFinalityDelay)});
    return initialize({c.optimismPortal, portal,
        eth::abi::callOf("initialize(address,address,address,uint32)",
            {c.disputeGameFactory, c.systemConfig, c.superchainConfig, number(kCannon)})});
}

base::Result<void> BedrockL1::createGames()
{
    const Role& deployer = m_roles.deployer;
    const Address oracle =
        TRY(m_l1.create(deployer, m_codes.initCode("PreimageOracle", "(uint256,uint256)",
                                      {number(kMinProposalSize), number(kChallengePeriod)})));
    const Address mips = TRY(m_l1.create(deployer, m_codes.initCode("MIPS", "(address)", {oracle})));
    const auto argumentsOf = [&](std::uint32_t type) {
        return Value::List{number(type), kAbsolutePrestate, number(kMaxGameDepth), number(kSplitDepth),
            number(kGameClockExtension), number(kMaxGameClock), mips, m_contracts.delayedWeth,
            m_contracts.anchorStateRegistry, number(kL2ChainId)};
    };
    TRY(createGame(kCannon, "FaultDisputeGame",
        "(uint32,bytes32,uint256,uint256,uint64,uint64,address,address,address,uint256)",
        argumentsOf(kCannon)));
    Value::List permissioned = argumentsOf(kPermissionedCannon);
    permissioned.emplace_back(m_roles.proposer.address);
    permissioned.emplace_back(m_roles.challenger.address);
    return createGame(kPermissionedCannon, "PermissionedDisputeGame",
        "(uint32,bytes32,uint256,uint256,uint64,uint64,address,address,address,uint256,address,address)",
        std::move(permissioned));
}

base::Result<void> BedrockL1::createGame(
    std::uint32_t type, std::string_view contract, std::string_view types, Value::List arguments)
{
    const Address game = TRY(m_l1.create(m_roles.deployer, m_codes.initCode(contract, types, arguments)));
    const Address& factory = m_contracts.disputeGameFactory;
    TRY(send(factory, "setImplementation(uint32,address)", {number(type), game}));
    return send(factory, "setInitBond(uint32,uint256)", {number(type), number(kInitialBond)});
}

base::Result<void> BedrockL1::handOver(const Address& contract, const Address& owner)
{
    return send(contract, "transferOwnership(address)", {owner});
}

base::Result<void> BedrockL1::finish(const base::Hash& genesisOutput, std::uint64_t genesisTime)
{
    const Contracts& c = m_contracts;
    if (m_generation == Generation::Permissionless) {
        const auto startOf = [&](std::uint32_t type) {
            return Value(Value::List{number(type), Value::List{genesisOutput, number(0)}});
        };
        TRY(initialize({c.anchorStateRegistry,
            m_codes.initCode("AnchorStateRegistry", "(address)", {c.disputeGameFactory}),
            eth::abi::callOf("initialize((uint32,(bytes32,uint256))[])",
                {Value(Value::List{startOf(kCannon), startOf(kPermissionedCannon)})})}));
    } else {
        TRY(initialize({c.l2OutputOracle, m_codes.initCode("L2OutputOracle"),
            eth::abi::callOf("initialize(uint256,uint256,uint256,uint256,address,address,uint256)",
                {number(kOutputInterval), number(kL2BlockTime), number(0), number(genesisTime),
                    m_roles.proposer.address, m_roles.challenger.address,
                    number(kOutputFinalizationPeriod)})}));
    }
    return handOver(c.proxyAdmin, m_roles.proxyAdminOwner.address);
}

} // namespace practice
