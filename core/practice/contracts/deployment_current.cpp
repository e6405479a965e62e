#include "core/practice/contracts/deployment_genesis.h"
#include "core/practice/contracts/embedded_files.h"
#include "core/practice/contracts/generations.h"
#include "core/practice/contracts/tokens.h"

namespace practice {

using namespace base::literals;

namespace {

constexpr std::uint32_t kPermissionedGame = 1;
/// When the L1 state was made. Its AnchorStateRegistry has retired every game before that.
constexpr std::uint64_t kRetirementTime = 0x687963d7;

/// Of chain 901, as its deployment listed them.
constexpr Contracts kContracts{
    .optimismPortal = "0x75ceb25776d0402972b736f6e13fd0616be98f22"_address,
    .systemConfig = "0x3feb7f8765b9341b054eb4671cc47d3e33d1606d"_address,
    .l1StandardBridge = "0x52af4dff31d13449b70993e21eb599c615a66541"_address,
    .l1CrossDomainMessenger = "0xc8c71093ffc2092d61a72369d81940b839bb12b4"_address,
    .l1Erc721Bridge = "0xc96c1766809668a7d7fcb4c76beb8c2d0d9e8683"_address,
    .optimismMintableErc20Factory = "0x0e1ea4d69f20767db8a359271e71e11f3f6b9660"_address,
    .superchainConfig = "0x811d626a3444c5c10fa01607ee11efbeaf19b0ff"_address,
    .disputeGameFactory = "0x51095eac6e2b6da9811c6febbdd67add79135ce0"_address,
    .anchorStateRegistry = "0x2ea98e1a37f77e0e6eb41bb07410cc35b9bae345"_address,
    .delayedWeth = "0xae031485f7ea731d6b5dcbffe2e33417a940c1e1"_address,
    .l2OutputOracle = {},
    .proxyAdmin = "0x489d547a66233f1e476d4657cccd753a5629fe8c"_address,
};

} // namespace

base::Result<Deployment> deployCurrent(std::uint64_t genesisTime)
{
    if (genesisTime < kRetirementTime)
        return base::fail(
            base::Fault::Unsupported, "the practice world cannot begin at " + std::to_string(genesisTime) +
                                          " (seconds since 1970): its contracts are younger. Is the clock of "
                                          "this machine right? Set it, or let the "
                                          "world begin at " +
                                          std::to_string(kRetirementTime) + " or later");
    Deployment world;
    world.generation = Generation::Current;
    world.contracts = kContracts;
    world.gameType = kPermissionedGame;
    world.roles = TRY(practiceRoles());

    execution::MemoryState l1State = TRY(unpackAllocation(embedded::l1Allocation));
    TRY(fundEverybodyOnL1(l1State, world.roles));
    world.l1Genesis = TRY(makeL1Genesis(std::move(l1State), genesisTime));
    SetupChain l1(world.l1Rules, world.l1Genesis);
    world.tokens = TRY(createTokens(l1, world.roles.deployer));
    TRY(lockEther(l1, world.roles.deployer, world.contracts.optimismPortal));
    TRY(l1.seal());
    world.l1Setup = l1.blocks();

    world.rollup = TRY(readRollupConfig(l1.snapshot(), world.contracts));
    for (std::size_t fork = 0; fork < opstack::kForkCount; ++fork)
        world.rollup.forkTimes[fork] = 0;
    execution::MemoryState l2State = TRY(unpackAllocation(embedded::l2Allocation));
    TRY(fundEverybody(l2State, world.roles));
    world.l2Genesis = TRY(makeL2Genesis(std::move(l2State), world.rollup));
    const auto l2Rules = practiceL2Rules(world.rollup);
    world.l2Setup = TRY(createL2Tokens(
        {l2Rules, world.l2Genesis.header, world.l2Genesis.state}, world.roles.deployer, world.tokens));
    return world;
}

} // namespace practice
