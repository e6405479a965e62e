#pragma once

#include "core/simulation/simulator.h"

#include <string>

namespace bridge {

/// How a token says that a bridge may mint it. OP Stack specification, bridges.md and token-bridges.md.
enum class Mintable : std::uint8_t {
    No,       ///< an ordinary token: the bridge holds what is sent elsewhere
    Legacy,   ///< as L2StandardERC20 does: l1Token() and l2Bridge()
    Optimism, ///< as OptimismMintableERC20 does: remoteToken() and bridge()
};

/// What a token's contract says of itself. Anybody may make a token with any name.
struct TokenFacts {
    base::Address address;
    std::string name;   ///< printable, limited; empty when it tells none
    std::string symbol; ///< printable, limited; empty when it tells none
    unsigned decimals = 0;
    Mintable mintable = Mintable::No;
    base::Address remote; ///< meaningful unless Mintable::No: the token that it stands for
    base::Address minter; ///< meaningful unless Mintable::No: the bridge that mints it

    friend bool operator==(const TokenFacts&, const TokenFacts&) = default;
};

/// Asks contracts by running them here, on the state that a simulator has.
class ContractReader {
public:
    /// The simulator must outlive it.
    ContractReader(simulation::Simulator& simulator, std::stop_token stop)
        : m_simulator(simulator)
        , m_stop(std::move(stop))
    {
    }

    /// What the call returns; nothing when it fails.
    base::Result<std::optional<base::Bytes>> ask(
        const base::Address& contract, base::Bytes calldata, std::uint64_t gas = kViewGas);
    /// The first word of it. Refused when the call fails or returns less than a word.
    base::Result<base::Uint256> askNumber(const base::Address& contract, base::Bytes calldata);
    base::Result<base::Address> askAddress(const base::Address& contract, const char* signature);

    /// More than any honest view function takes, and little enough that a hostile one does not hold us up.
    static constexpr std::uint64_t kViewGas = 5'000'000;

private:
    simulation::Simulator& m_simulator;
    std::stop_token m_stop;
};

/// Refused when the contract does not tell its decimals, as every token does that a bridge can carry, or
/// contradicts itself.
base::Result<TokenFacts> readToken(ContractReader& reader, const base::Address& token);

/// Calldata of balanceOf(address).
base::Bytes encodeBalanceOf(const base::Address& owner);

} // namespace bridge
