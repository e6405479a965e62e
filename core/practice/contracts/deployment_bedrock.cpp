#include "core/opstack/output_root.h"
#include "core/opstack/predeploys.h"
#include "core/practice/contracts/bedrock_l1.h"
#include "core/practice/contracts/bedrock_l2.h"
#include "core/practice/contracts/deployment_genesis.h"
#include "core/practice/contracts/generations.h"
#include "core/practice/contracts/tokens.h"

namespace practice {

using opstack::Fork;

namespace {

/// The predeploys are Ecotone's. The second block is Fjord's first, the next Granite's, and so on: the first
/// block stays free for transactions, which the first blocks of some forks may not hold.
void scheduleForks(opstack::RollupConfig& rollup)
{
    for (const Fork fork : {Fork::Bedrock, Fork::Regolith, Fork::Canyon, Fork::Delta, Fork::Ecotone})
        rollup.setForkTime(fork, 0);
    std::uint64_t time = rollup.genesis.l2Time + kL2BlockTime;
    for (const Fork fork :
        {Fork::Fjord, Fork::Granite, Fork::Holocene, Fork::Isthmus, Fork::Jovian, Fork::Karst})
        rollup.setForkTime(fork, time += kL2BlockTime);
}

base::Result<base::Hash> outputRootOf(const execution::Genesis& l2)
{
    const base::Hash storageRoot = TRY(l2.state.storageRoot(opstack::kL2ToL1MessagePasser));
    return opstack::outputRoot({l2.header.stateRoot, storageRoot, eth::headerHash(l2.header)});
}

base::Result<execution::Genesis> makeL2(
    const ContractCodes& codes, opstack::RollupConfig& rollup, const Deployment& world)
{
    scheduleForks(rollup);
    execution::MemoryState state = TRY(makeBedrockL2State(codes, rollup, world.contracts, world.roles));
    TRY(fundEverybody(state, world.roles));
    return makeL2Genesis(std::move(state), rollup);
}

} // namespace

base::Result<Deployment> deployBedrock(Generation generation, std::uint64_t genesisTime)
{
    const ContractCodes codes = TRY(ContractCodes::open());
    Deployment world;
    world.generation = generation;
    world.roles = TRY(practiceRoles());
    execution::MemoryState l1State;
    TRY(addMulticall(l1State));
    TRY(fundEverybodyOnL1(l1State, world.roles));
    world.l1Genesis = TRY(makeL1Genesis(std::move(l1State), genesisTime));

    SetupChain l1(world.l1Rules, world.l1Genesis);
    world.tokens = TRY(createTokens(l1, world.roles.deployer));
    BedrockL1 contracts(l1, codes, world.roles, generation);
    TRY(contracts.create());
    world.contracts = contracts.contracts();
    TRY(lockEther(l1, world.roles.deployer, world.contracts.optimismPortal));
    TRY(l1.seal());

    // The rollup begins at the next block, which needs to know the L2 genesis: nothing that follows from the
    // contracts changes in it but the block itself.
    world.rollup = TRY(readRollupConfig(l1.snapshot(), world.contracts));
    world.rollup.genesis.l2Time += kL1BlockTime;
    world.l2Genesis = TRY(makeL2(codes, world.rollup, world));
    const base::Hash output = TRY(outputRootOf(world.l2Genesis));
    TRY(contracts.finish(output, world.rollup.genesis.l2Time));
    TRY(l1.seal());
    const eth::Header& last = l1.snapshot().header;
    CHECK(last.timestamp == world.rollup.genesis.l2Time);
    world.rollup.genesis.l1 = {eth::headerHash(last), last.number};
    world.l1Setup = l1.blocks();

    const auto l2Rules = practiceL2Rules(world.rollup);
    world.l2Setup = TRY(createL2Tokens(
        {l2Rules, world.l2Genesis.header, world.l2Genesis.state}, world.roles.deployer, world.tokens));
    return world;
}

} // namespace practice
