#pragma once

#include "core/evm/state.h"
#include "core/opstack/da_footprint.h"
#include "core/opstack/l1_fee.h"

namespace execution {

/// What one block's transactions pay beyond their gas on an OP Stack chain. The prices are those that L1Block
/// holds after the block's L1 attributes transaction; they are read when the first other transaction asks.
class L1Costs {
public:
    base::Uint256 l1Fee(evm::State& state, opstack::Fork fork, const opstack::DataSize& size);
    base::Uint256 operatorFee(evm::State& state, opstack::Fork fork, std::uint64_t gas);
    std::uint64_t daFootprint(evm::State& state, opstack::Fork fork, const opstack::DataSize& size);

private:
    const opstack::L1FeeParameters& parameters(evm::State& state, opstack::Fork fork);

    std::optional<opstack::L1FeeParameters> m_parameters;
};

} // namespace execution
