#include "core/execution/l1_cost.h"

#include "core/opstack/predeploys.h"

namespace execution {

using base::Uint256;

namespace {

/// A slot is read only where its fork looks at it: a witness holds no others.
opstack::L1BlockWords readWords(evm::State& state, opstack::Fork fork)
{
    using opstack::Fork;
    const auto word = [&](std::uint64_t slot) { return state.storage(opstack::kL1Block, Uint256{slot}); };
    opstack::L1BlockWords words;
    words.baseFee = word(1);
    if (fork >= Fork::Ecotone) {
        words.scalars = word(3);
        words.blobBaseFee = word(7);
    }
    const opstack::L1FeeParameters read = opstack::toL1FeeParameters(words);
    const bool isUnset = read.baseFeeScalar == 0 && read.blobBaseFeeScalar == 0 && read.blobBaseFee.isZero();
    if (isUnset) {
        words.overhead = word(5);
        words.scalar = word(6);
    }
    if (fork >= Fork::Isthmus) words.operatorFee = word(8);
    return words;
}

} // namespace

const opstack::L1FeeParameters& L1Costs::parameters(evm::State& state, opstack::Fork fork)
{
    if (!m_parameters) m_parameters = opstack::toL1FeeParameters(readWords(state, fork));
    return *m_parameters;
}

Uint256 L1Costs::l1Fee(evm::State& state, opstack::Fork fork, const opstack::DataSize& size)
{
    return opstack::l1Fee(fork, parameters(state, fork), size);
}

Uint256 L1Costs::operatorFee(evm::State& state, opstack::Fork fork, std::uint64_t gas)
{
    return opstack::operatorFee(fork, parameters(state, fork), gas);
}

std::uint64_t L1Costs::daFootprint(evm::State& state, opstack::Fork fork, const opstack::DataSize& size)
{
    return opstack::daFootprint(size, parameters(state, fork).daFootprintGasScalar);
}

} // namespace execution
