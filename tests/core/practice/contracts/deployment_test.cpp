#include "core/eth/abi.h"
#include "core/opstack/predeploys.h"
#include "tests/core/practice/contracts/deployed_world.h"

#include <QTest>

using namespace practice;
using namespace base::literals;
using eth::abi::callOf;
using tests::actOnL1;
using tests::allSucceeded;
using tests::deployed;
using tests::ether;
using tests::kGenesisTime;
using tests::Played;
using tests::playL1;
using tests::playL2;

class DeploymentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void generationsHaveNames()
    {
        for (const Generation generation :
            {Generation::Current, Generation::Permissionless, Generation::Classic})
            QCOMPARE(parseGeneration(toString(generation)).value(), generation);
        QCOMPARE(parseGeneration("future").error().fault, base::Fault::BadData);
    }
    void accountsFollowFromThePublicMnemonic()
    {
        QCOMPARE(practiceAccount(0)->address, "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"_address);
        QCOMPARE(practiceAccount(9)->address, "0xa0ee7a142d267c1f36714e4a8f75612f20a79720"_address);
        const Deployment& world = deployed(Generation::Current);
        QCOMPARE(world.roles.deployer.address, "0xb36183778ce24ce44db5f9f442ef6297e2be13eb"_address);
        QCOMPARE(world.roles.proposer.address, "0x147a0ea1b0a0c4a8917f3e448571112548159f2a"_address);
        QCOMPARE(world.roles.batcher.address, "0xe6fb5f4cc65d6bf7fd10c394caee2891bd4e964f"_address);
        QCOMPARE(world.roles.challenger.address, "0x272e54b107971e195b37d03d0bc425f3ad5497c5"_address);
        QCOMPARE(world.roles.proxyAdminOwner.address, "0x69a2d297b1af083885fef2e8f378201da757dfd8"_address);
        QCOMPARE(world.roles.systemConfigOwner.address, "0xad0eac6c586e30652553c985e9b1837d05f6ae37"_address);
        QCOMPARE(world.roles.guardian.address, "0x9e6a4a0bab4de21d43ecc97bfa9d65eb3053793a"_address);
    }
    void everybodyHasEtherOnBothChains()
    {
        const Deployment& world = deployed(Generation::Current);
        const Played l1 = playL1(world);
        std::vector<Address> everybody{world.roles.batcher.address, world.roles.proposer.address,
            world.roles.challenger.address, world.roles.guardian.address,
            world.roles.systemConfigOwner.address, world.roles.proxyAdminOwner.address};
        for (std::uint32_t i = 0; i < kPracticeAccounts; ++i)
            everybody.push_back(practiceAccount(i)->address);
        for (const Address& address : everybody) {
            QCOMPARE(l1.state.account(address)->balance, ether(10'000));
            QCOMPARE(world.l2Genesis.state.account(address)->balance, ether(10'000));
        }
        QVERIFY(l1.state.account(world.roles.deployer.address)->balance > ether(9'999));
    }
    /// Who withdraws ether that L2 began with must find it on L1.
    void etherOfL2IsLockedOnL1()
    {
        const Deployment& world = deployed(Generation::Current);
        const Played l1 = playL1(world);
        const Address lockbox =
            readAddress(l1.snapshot(), world.contracts.optimismPortal, "ethLockbox()").value();
        QCOMPARE(l1.state.account(lockbox)->balance, ether(1'000'000));
    }
    void theSameArgumentsGiveTheSameWorld()
    {
        const Deployment& one = deployed(Generation::Current);
        const Deployment other = deploy(Generation::Current, kGenesisTime).value();
        QCOMPARE(one.l1Setup, other.l1Setup);
        QCOMPARE(one.rollup.genesis.l2, other.rollup.genesis.l2);
    }
    void currentContractsKnowEachOther()
    {
        const Deployment& world = deployed(Generation::Current);
        const Played played = playL1(world);
        const Snapshot l1 = played.snapshot();
        const Contracts& c = world.contracts;
        const std::tuple<Address, const char*, Address> named[] = {
            {c.systemConfig, "optimismPortal()", c.optimismPortal},
            {c.systemConfig, "l1StandardBridge()", c.l1StandardBridge},
            {c.systemConfig, "l1CrossDomainMessenger()", c.l1CrossDomainMessenger},
            {c.systemConfig, "l1ERC721Bridge()", c.l1Erc721Bridge},
            {c.systemConfig, "optimismMintableERC20Factory()", c.optimismMintableErc20Factory},
            {c.systemConfig, "disputeGameFactory()", c.disputeGameFactory},
            {c.systemConfig, "superchainConfig()", c.superchainConfig},
            {c.systemConfig, "proxyAdmin()", c.proxyAdmin},
            {c.systemConfig, "owner()", world.roles.systemConfigOwner.address},
            {c.proxyAdmin, "owner()", world.roles.proxyAdminOwner.address},
            {c.optimismPortal, "anchorStateRegistry()", c.anchorStateRegistry},
            {c.optimismPortal, "guardian()", world.roles.guardian.address},
            {c.anchorStateRegistry, "disputeGameFactory()", c.disputeGameFactory},
        };
        for (const auto& [contract, getter, expected] : named)
            QVERIFY2(readAddress(l1, contract, getter) == expected, getter);
    }
    void currentRollupFollowsItsContracts()
    {
        const Deployment& world = deployed(Generation::Current);
        const opstack::RollupConfig& rollup = world.rollup;
        QCOMPARE(rollup.genesis.l1.hash, eth::headerHash(world.l1Setup.back().header));
        QCOMPARE(rollup.genesis.l1.number, world.l1Setup.size());
        QCOMPARE(rollup.genesis.l2Time, kGenesisTime + kL1BlockTime * world.l1Setup.size());
        QCOMPARE(rollup.genesis.systemConfig.batcherAddress, world.roles.batcher.address);
        QCOMPARE(rollup.genesis.systemConfig.gasLimit, 60'000'000u);
        const auto scalars = opstack::ecotoneScalars(rollup.genesis.systemConfig.scalar).value();
        QCOMPARE(scalars, (opstack::EcotoneScalars{1368, 810949}));
        QCOMPARE(rollup.batchInboxAddress, "0x00289c189bee4e70334629f04cd5ed602b6600eb"_address);
        QCOMPARE(rollup.forkAt(rollup.genesis.l2Time), opstack::Fork::Karst);
        QCOMPARE(
            base::toHex(world.l2Genesis.header.extraData), std::string("01000000fa000000060000000000000000"));
        QCOMPARE(eth::headerHash(world.l2Genesis.header), rollup.genesis.l2.hash);
    }
    void tokensCrossWhereTheyCan()
    {
        const Deployment& world = deployed(Generation::Current);
        const Played played = playL1(world);
        const Snapshot l1 = played.snapshot();
        const Played l2 = playL2(world, 1);
        QVERIFY(allSucceeded(played));
        QVERIFY(allSucceeded(l2));
        QCOMPARE(world.tokens.size(), 4u);
        QCOMPARE(world.l2Setup.size(), 3u);
        for (const Token& token : world.tokens) {
            QCOMPARE(readWord(l1, token.l1, "decimals()").value(), Uint256{token.decimals});
            QCOMPARE(token.l2.has_value(), token.symbol != "TAX");
            if (!token.l2) continue;
            QCOMPARE(readAddress(l2.snapshot(), *token.l2, "remoteToken()").value(), token.l1);
            QCOMPARE(readWord(l2.snapshot(), *token.l2, "decimals()").value(), Uint256{token.decimals});
        }
    }
    void tokensBehaveAsTheirKind()
    {
        const Deployment& world = deployed(Generation::Current);
        const Role holder = practiceAccount(4).value();
        const Address other = practiceAccount(5)->address;
        Played l1 = playL1(world);
        for (const Token& token : world.tokens) {
            const auto balanceOf = [&](const Address& owner) {
                return readWord(l1.snapshot(), token.l1, "balanceOf(address)", {owner}).value();
            };
            const Bytes transfer = callOf("transfer(address,uint256)", {other, Uint256{1'000u}});
            QVERIFY(actOnL1(l1, kL1BlockTime, holder, token.l1, {}, callOf("drip()", {})));
            QCOMPARE(balanceOf(holder.address),
                Uint256{1'000u} * base::exp(Uint256{10u}, Uint256{token.decimals}));
            const Bytes answer = callContract(l1.snapshot(), holder.address, token.l1, transfer).value();
            QCOMPARE(answer.size(), token.symbol == "SLT" ? 0u : 32u);
            QVERIFY(actOnL1(l1, kL1BlockTime, holder, token.l1, {}, transfer));
            QCOMPARE(balanceOf(other), Uint256{token.symbol == "TAX" ? 990u : 1'000u});
            const Bytes approve = callOf("approve(address,uint256)", {other, Uint256{1u}});
            QVERIFY(actOnL1(l1, kL1BlockTime, holder, token.l1, {}, approve));
            QCOMPARE(actOnL1(l1, kL1BlockTime, holder, token.l1, {}, approve), token.symbol != "SLT");
        }
    }
    /// A game counts when it is younger than the registry's retirement and names the respected type.
    void currentRegistryTakesNewGames()
    {
        const Deployment& world = deployed(Generation::Current);
        const Played played = playL1(world);
        const Snapshot l1 = played.snapshot();
        const Uint256 retired =
            readWord(l1, world.contracts.anchorStateRegistry, "retirementTimestamp()").value();
        QVERIFY(retired < Uint256{kGenesisTime});
        QCOMPARE(readWord(l1, world.contracts.anchorStateRegistry, "respectedGameType()").value(),
            Uint256{world.gameType});
        const Address game = readAddress(l1, world.contracts.disputeGameFactory, "gameImpls(uint32)",
            {Uint256{
                world.gameType}}).value();
        QVERIFY(game != Address());
        QCOMPARE(deploy(Generation::Current, retired.low64() - 1).error().fault, base::Fault::Unsupported);
        QVERIFY(deploy(Generation::Current, retired.low64()).has_value());
    }
};

QTEST_GUILESS_MAIN(DeploymentTest)
#include "deployment_test.moc"
