#pragma once

#include "core/base/secret.h"
#include "core/execution/chain_rules.h"
#include "core/execution/genesis.h"
#include "core/opstack/rollup_config.h"

#include <string>

namespace practice {

using base::Address;
using base::Bytes;

/// Which contracts a practice world has. Every kind of withdrawal that lives today is one of them.
enum class Generation : std::uint8_t {
    Current =
        1, ///< portal 4.6 with ETHLockbox and AnchorStateRegistry 3.5, permissioned game 1.7; L2 at Karst
    Permissionless =
        2,       ///< OptimismPortal2 with fault games of type 0; L2 from Ecotone through every later fork
    Classic = 3, ///< the first OptimismPortal with an L2OutputOracle; L2 as of Permissionless
};
const char* toString(Generation generation);
base::Result<Generation> parseGeneration(std::string_view text);

/// The L1 contracts, all proxies. Zero: this generation has none.
struct Contracts {
    Address optimismPortal;
    Address systemConfig;
    Address l1StandardBridge;
    Address l1CrossDomainMessenger;
    Address l1Erc721Bridge;
    Address optimismMintableErc20Factory;
    Address superchainConfig;
    Address disputeGameFactory;
    Address anchorStateRegistry;
    Address delayedWeth;
    Address l2OutputOracle;
    Address proxyAdmin;
};

/// A test token. Anyone may call its faucet: `drip()` gives the caller 1,000 whole tokens.
struct Token {
    std::string name, symbol;
    std::uint8_t decimals = 18;
    Address l1;
    std::optional<Address> l2; ///< its OptimismMintableERC20; absent where the bridge cannot carry it
};

/// Who runs the chain. The keys are public: they follow from the mnemonic of all development chains.
struct Role {
    Address address;
    base::Secret key;
};
struct Roles {
    Role deployer, batcher, proposer, challenger, guardian, systemConfigOwner, proxyAdminOwner;
};

/// The user's account with this number: m/44'/60'/0'/0/<index> of the mnemonic of all development chains.
base::Result<Role> practiceAccount(std::uint32_t index);
inline constexpr std::uint32_t kPracticeAccounts = 10; ///< that many have 10,000 ETH on both chains

/// Osaka from the first block on, with the blob parameters of BPO 2.
execution::ChainRules practiceL1Rules();
/// Where op-geth and op-revm differ over a deposit, the practice rollup does as op-revm: the implementation
/// that is still maintained. See execution::DepositRule.
execution::ChainRules practiceL2Rules(const opstack::RollupConfig& rollup);

/// A world before its first second: both chains, everything deployed.
struct Deployment {
    Generation generation = Generation::Current;
    execution::ChainRules l1Rules = practiceL1Rules();
    execution::Genesis l1Genesis;
    /// The L1 blocks that deploy what is not in the L1 genesis, 1, 2, … The last is the rollup's genesis.l1.
    std::vector<eth::Block> l1Setup;
    opstack::RollupConfig rollup;
    execution::Genesis l2Genesis;
    /// Signed L2 transactions that make the L2 side of the tokens. All must be in L2 block 1: later forks
    /// make the same tokens at other addresses.
    std::vector<eth::Transaction> l2Setup;
    Contracts contracts;
    std::uint32_t gameType = 0; ///< that the proposer makes and the portal respects; not in Classic
    std::vector<Token> tokens;
    Roles roles;
};

inline constexpr std::uint64_t kL1ChainId = 900;
inline constexpr std::uint64_t kL2ChainId = 901;
inline constexpr std::uint64_t kL1BlockTime = 12; ///< seconds
inline constexpr std::uint64_t kL2BlockTime = 2;

/// Deploys by executing constructors and initializers. The same arguments give the same world. L1's genesis
/// is at `genesisTime`. Unsupported when this build has no contracts of the generation, or they are younger
/// than that: those of Current are of July 2025.
base::Result<Deployment> deploy(Generation generation, std::uint64_t genesisTime);

} // namespace practice
