#pragma once

#include "core/practice/contracts/contract_codes.h"
#include "core/practice/contracts/setup_chain.h"

namespace practice {

/// In seconds: as on real chains in kind, but short enough to live through.
inline constexpr std::uint64_t kMaxGameClock = 3600;
inline constexpr std::uint64_t kGameClockExtension = 600;
inline constexpr std::uint64_t kProofMaturityDelay = 600;
inline constexpr std::uint64_t kGameFinalityDelay = 600;
inline constexpr std::uint64_t kBondDelay = 3600;
inline constexpr std::uint64_t kOutputFinalizationPeriod = 1200;
inline constexpr std::uint64_t kOutputInterval = 60; ///< L2 blocks

/// Builds the L1 side of a rollup from contracts-bedrock 0.17.3: its deploy script's steps, each a real
/// transaction. First create() queues all that does not depend on L2. When the L2 genesis is known, finish()
/// queues the rest, which fits one block: the rollup's first.
class BedrockL1 {
public:
    /// Permissionless or Classic. All references must live as long as this.
    BedrockL1(SetupChain& l1, const ContractCodes& codes, const Roles& roles, Generation generation);

    base::Result<void> create();
    /// `genesisOutput` is where games start from, or the oracle's outputs: at block 0 of `genesisTime`, which
    /// is the next L1 block's.
    base::Result<void> finish(const base::Hash& genesisOutput, std::uint64_t genesisTime);

    const Contracts& contracts() const { return m_contracts; }

private:
    struct Initialization {
        Address proxy;
        Bytes implementation; ///< init code
        Bytes call;
    };

    base::Result<void> createAdmin();
    base::Result<void> createProxies();
    base::Result<void> createMessengerProxy();
    base::Result<void> createBridgeProxy();
    base::Result<void> initialize(const Initialization& initialization);
    base::Result<void> initializeCommon();
    base::Result<void> initializeClassicPortal();
    base::Result<void> initializeDisputes();
    base::Result<void> createGames();
    base::Result<void> createGame(std::uint32_t type, std::string_view contract, std::string_view types,
        eth::abi::Value::List arguments);
    base::Result<void> handOver(const Address& contract, const Address& owner);

    base::Result<Address> proxy();
    base::Result<void> send(
        const Address& to, std::string_view signature, const eth::abi::Value::List& arguments);

    SetupChain& m_l1;
    const ContractCodes& m_codes;
    const Roles& m_roles;
    Generation m_generation;
    Contracts m_contracts;
    Address m_addressManager;
};

} // namespace practice
