#include "core/eth/abi.h"
#include "core/opstack/output_root.h"
#include "core/opstack/predeploys.h"
#include "core/practice/contracts/bedrock_l1.h"
#include "tests/core/practice/contracts/deployed_world.h"

#include <QTest>

using namespace practice;
using namespace base::literals;
using eth::abi::callOf;
using tests::actOnL1;
using tests::allSucceeded;
using tests::deployed;
using tests::ether;
using tests::Played;
using tests::playL1;
using tests::playL2;

namespace {

Address predeploy(unsigned number)
{
    Address address = "0x4200000000000000000000000000000000000000"_address;
    base::storeBigEndian(address.data() + 16, number);
    return address;
}

base::Hash genesisOutput(const Deployment& world)
{
    const base::Hash storageRoot = world.l2Genesis.state.storageRoot(opstack::kL2ToL1MessagePasser).value();
    return opstack::outputRoot({world.l2Genesis.header.stateRoot, storageRoot, world.rollup.genesis.l2.hash});
}

struct Named {
    Address contract;
    const char* getter;
    Address expected;
};
std::vector<Named> commonNames(const Deployment& world)
{
    const Contracts& c = world.contracts;
    return {
        {c.systemConfig, "optimismPortal()", c.optimismPortal},
        {c.systemConfig, "l1StandardBridge()", c.l1StandardBridge},
        {c.systemConfig, "l1CrossDomainMessenger()", c.l1CrossDomainMessenger},
        {c.systemConfig, "l1ERC721Bridge()", c.l1Erc721Bridge},
        {c.systemConfig, "optimismMintableERC20Factory()", c.optimismMintableErc20Factory},
        {c.systemConfig, "owner()", world.roles.systemConfigOwner.address},
        {c.systemConfig, "batcherHash()", world.roles.batcher.address},
        {c.optimismPortal, "systemConfig()", c.systemConfig},
        {c.optimismPortal, "superchainConfig()", c.superchainConfig},
        {c.optimismPortal, "guardian()", world.roles.guardian.address},
        {c.l1StandardBridge, "messenger()", c.l1CrossDomainMessenger},
        {c.l1Erc721Bridge, "messenger()", c.l1CrossDomainMessenger},
        {c.l1CrossDomainMessenger, "PORTAL()", c.optimismPortal},
        {c.optimismMintableErc20Factory, "BRIDGE()", c.l1StandardBridge},
        {c.proxyAdmin, "owner()", world.roles.proxyAdminOwner.address},
    };
}
void compareNames(const Played& l1, const std::vector<Named>& names)
{
    for (const Named& named : names)
        QVERIFY2(readAddress(l1.snapshot(), named.contract, named.getter) == named.expected, named.getter);
}

Bytes versionOf(const Played& l2, const Address& contract)
{
    return callContract(l2.snapshot(), {}, contract, callOf("version()", {})).value_or(Bytes());
}

} // namespace

class DeploymentBedrockTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!tests::isBuilt(Generation::Permissionless)) QSKIP("built without contracts-bedrock");
    }
    void setupBlocksSucceed()
    {
        for (const Generation generation : {Generation::Permissionless, Generation::Classic}) {
            const Played l1 = playL1(deployed(generation));
            QVERIFY(allSucceeded(l1));
            QCOMPARE(
                l1.state.account(deployed(generation).contracts.optimismPortal)->balance, ether(1'000'000));
        }
    }
    void permissionlessContractsKnowEachOther()
    {
        const Deployment& world = deployed(Generation::Permissionless);
        const Played l1 = playL1(world);
        const Contracts& c = world.contracts;
        compareNames(l1, commonNames(world));
        compareNames(l1, {
                             {c.systemConfig, "disputeGameFactory()", c.disputeGameFactory},
                             {c.optimismPortal, "disputeGameFactory()", c.disputeGameFactory},
                             {c.anchorStateRegistry, "disputeGameFactory()", c.disputeGameFactory},
                             {c.disputeGameFactory, "owner()", world.roles.proxyAdminOwner.address},
                             {c.delayedWeth, "config()", c.superchainConfig},
                         });
        QCOMPARE(readWord(l1.snapshot(), c.optimismPortal, "respectedGameType()").value(),
            Uint256{world.gameType});
        QCOMPARE(readWord(l1.snapshot(), c.optimismPortal, "proofMaturityDelaySeconds()").value(),
            Uint256{kProofMaturityDelay});
    }
    void classicContractsKnowEachOther()
    {
        const Deployment& world = deployed(Generation::Classic);
        const Played l1 = playL1(world);
        const Contracts& c = world.contracts;
        compareNames(l1, commonNames(world));
        compareNames(l1, {{c.optimismPortal, "l2Oracle()", c.l2OutputOracle},
                             {c.l2OutputOracle, "PROPOSER()", world.roles.proposer.address},
                             {c.l2OutputOracle, "CHALLENGER()", world.roles.challenger.address}});
        QCOMPARE(c.disputeGameFactory, Address());
    }
    void gamesStartFromTheGenesisOutput()
    {
        const Deployment& world = deployed(Generation::Permissionless);
        const Played l1 = playL1(world);
        for (const std::uint32_t type : {0u, 1u}) {
            const Bytes anchor = callContract(l1.snapshot(), {}, world.contracts.anchorStateRegistry,
                callOf("anchors(uint32)",
                    {Uint256{type}})).value();
            QCOMPARE(base::Hash::from(base::ByteView(anchor).first(32)), genesisOutput(world));
            QVERIFY(Uint256::fromBigEndian(base::ByteView(anchor).last(32)).isZero());
        }
    }
    /// Anybody proposes; the clock runs out; the anchor moves.
    void anUnchallengedGameIsWon()
    {
        const Deployment& world = deployed(Generation::Permissionless);
        Played l1 = playL1(world);
        const Role anybody = practiceAccount(3).value();
        const base::Hash claim = "0x00000000000000000000000000000000000000000000000000000000000000aa"_hash;
        const Bytes block = base::toBytes(Uint256{7}.toHash());
        const Address& factory = world.contracts.disputeGameFactory;
        const Uint256 bond = readWord(l1.snapshot(), factory, "initBonds(uint32)", {Uint256{0u}}).value();
        QVERIFY(actOnL1(l1, 12, anybody, factory, bond,
            callOf("create(uint32,bytes32,bytes)", {Uint256{0u}, claim, block})));
        const Bytes created =
            callContract(l1.snapshot(), {}, factory, callOf("gameAtIndex(uint256)", {Uint256{0u}})).value();
        const Address game = Address::from(base::ByteView(created).subspan(64 + 12, 20));
        const Bytes resolveClaim = callOf("resolveClaim(uint256,uint256)", {Uint256{0u}, Uint256{0u}});
        QVERIFY(!actOnL1(l1, kMaxGameClock - 24, anybody, game, {}, resolveClaim));
        QVERIFY(actOnL1(l1, 24, anybody, game, {}, resolveClaim));
        QVERIFY(actOnL1(l1, 12, anybody, game, {}, callOf("resolve()", {})));
        QCOMPARE(readWord(l1.snapshot(), game, "status()").value(), Uint256{2u}); // DEFENDER_WINS
        const Bytes anchor = callContract(l1.snapshot(), {}, world.contracts.anchorStateRegistry,
            callOf("anchors(uint32)",
                {Uint256{0u}})).value();
        QCOMPARE(base::Hash::from(base::ByteView(anchor).first(32)), claim);
    }
    void theOracleTakesOutputsOfTheProposer()
    {
        const Deployment& world = deployed(Generation::Classic);
        Played l1 = playL1(world);
        const Address& oracle = world.contracts.l2OutputOracle;
        const base::Hash output = "0x00000000000000000000000000000000000000000000000000000000000000bb"_hash;
        QCOMPARE(readWord(l1.snapshot(), oracle, "startingTimestamp()").value(),
            Uint256{world.rollup.genesis.l2Time});
        QCOMPARE(readWord(l1.snapshot(), oracle, "nextBlockNumber()").value(), Uint256{kOutputInterval});
        const Bytes propose = callOf("proposeL2Output(bytes32,uint256,bytes32,uint256)",
            {output, Uint256{kOutputInterval}, base::Hash(), Uint256{0u}});
        const std::uint64_t wait = kOutputInterval * kL2BlockTime;
        QVERIFY(!actOnL1(l1, wait, world.roles.proposer, oracle, {}, propose));
        QVERIFY(actOnL1(l1, 12, world.roles.proposer, oracle, {}, propose));
        QCOMPARE(readWord(l1.snapshot(), oracle, "latestBlockNumber()").value(), Uint256{kOutputInterval});
    }
    /// L2Genesis.s.sol: 2,048 addresses have proxies except two; named ones have implementations.
    void predeploysAreProxies()
    {
        const Deployment& world = deployed(Generation::Permissionless);
        const Played l2 = playL2(world, 0);
        const Address admin = opstack::kL2ProxyAdmin;
        for (const unsigned number : {0x00U, 0x02U, 0x07U, 0x0fU, 0x10U, 0x11U, 0x12U, 0x13U, 0x14U, 0x15U,
                 0x16U, 0x17U, 0x18U, 0x19U, 0x1aU, 0x20U, 0x21U}) {
            Address implementation = "0xc0d3c0d3c0d3c0d3c0d3c0d3c0d3c0d3c0d30000"_address;
            base::storeBigEndian(implementation.data() + 18, static_cast<std::uint16_t>(number));
            QCOMPARE(readAddress(l2.snapshot(), admin, "getProxyImplementation(address)", {predeploy(number)})
                         .value(),
                implementation);
            QVERIFY(!l2.state.code(l2.state.account(implementation)->codeHash).empty());
        }
        for (const unsigned number : {0x01U, 0x05U, 0x2cU, 0x7ffU})
            QCOMPARE(readAddress(l2.snapshot(), admin, "getProxyAdmin(address)", {predeploy(number)}).value(),
                admin);
        QVERIFY(!l2.state.account(predeploy(0x42)));
        QVERIFY(!l2.state.account(predeploy(0x800)));
    }
    void predeploysPassThroughEveryFork()
    {
        const Deployment& world = deployed(Generation::Permissionless);
        const Played l2 = playL2(world, 8);
        QVERIFY(allSucceeded(l2));
        QCOMPARE(world.rollup.forkAt(l2.blocks[0].header.timestamp), opstack::Fork::Ecotone);
        QCOMPARE(l2.blocks[0].transactions.size(), 1 + world.l2Setup.size());
        const std::vector<std::size_t> upgrades{3, 0, 0, 8, 5, 31, 0};
        for (std::size_t i = 0; i < upgrades.size(); ++i)
            QCOMPARE(l2.blocks[i + 1].transactions.size(), 1 + upgrades[i]);
        QCOMPARE(world.rollup.forkAt(l2.head.timestamp), opstack::Fork::Karst);
    }
    /// After Karst the predeploys are those of a chain that began with it, and know what they knew.
    void predeploysAreThoseOfKarst()
    {
        const Deployment& world = deployed(Generation::Permissionless);
        const Played l2 = playL2(world, 8), born = playL2(deployed(Generation::Current), 0);
        for (const unsigned number : {0x07U, 0x0fU, 0x10U, 0x11U, 0x12U, 0x14U, 0x15U, 0x16U, 0x17U, 0x18U,
                 0x19U, 0x1aU, 0x1bU, 0x20U, 0x21U}) {
            QVERIFY(!versionOf(born, predeploy(number)).empty());
            QCOMPARE(versionOf(l2, predeploy(number)), versionOf(born, predeploy(number)));
        }
        const Contracts& c = world.contracts;
        compareNames(l2, {{opstack::kL2CrossDomainMessenger, "otherMessenger()", c.l1CrossDomainMessenger},
                             {opstack::kL2StandardBridge, "otherBridge()", c.l1StandardBridge},
                             {opstack::kL2Erc721Bridge, "otherBridge()", c.l1Erc721Bridge},
                             {opstack::kOptimismMintableErc20Factory, "bridge()", opstack::kL2StandardBridge},
                             {opstack::kL2ProxyAdmin, "owner()", world.roles.proxyAdminOwner.address},
                             {opstack::kBaseFeeVault, "recipient()", world.roles.proxyAdminOwner.address}});
        QCOMPARE(readWord(l2.snapshot(), opstack::kGasPriceOracle, "isJovian()").value(), Uint256{1u});
    }
    void tokensOfTheFirstBlockStay()
    {
        const Deployment& world = deployed(Generation::Permissionless);
        const Played l2 = playL2(world, 8);
        for (const Token& token : world.tokens)
            if (token.l2) QCOMPARE(readAddress(l2.snapshot(), *token.l2, "remoteToken()").value(), token.l1);
    }
};

QTEST_GUILESS_MAIN(DeploymentBedrockTest)
#include "deployment_bedrock_test.moc"
