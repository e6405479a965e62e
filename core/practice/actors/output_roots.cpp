#include "core/practice/actors/output_roots.h"

#include "core/opstack/predeploys.h"

namespace practice {

using base::fail;
using base::Fault;
using base::Result;

Result<opstack::OutputRootProof> outputRootProofOf(Chain& l2, std::uint64_t number)
{
    const BlockPointer block = TRY(l2.block(number));
    if (!block) return fail(Fault::NotYet, "L2 block " + std::to_string(number) + " is not there yet");
    opstack::OutputRootProof proof{block->header().stateRoot, {}, block->hash};
    // Isthmus put the root into the header, and the field after it as well: isthmus/exec-engine.md.
    if (block->header().requestsHash) {
        proof.messagePasserStorageRoot = *block->header().withdrawalsRoot;
        return proof;
    }
    const auto state = TRY(l2.stateAfter(number));
    proof.messagePasserStorageRoot = TRY(state->storageRoot(opstack::kL2ToL1MessagePasser));
    return proof;
}

Result<Hash> outputRootOf(Chain& l2, std::uint64_t number)
{
    return opstack::outputRoot(TRY(outputRootProofOf(l2, number)));
}

std::uint64_t safeAsOf(const L2& l2, std::uint64_t l1Number)
{
    std::uint64_t low = l2.config().genesis.l2.number, above = l2.safe().number + 1;
    while (above - low > 1) {
        const std::uint64_t middle = low + (above - low) / 2;
        const std::optional<BlockId> source = l2.derivedFrom(middle);
        (source && source->number <= l1Number ? low : above) = middle;
    }
    return low;
}

} // namespace practice
