#pragma once

#include "core/opstack/output_root.h"
#include "core/rpc/chain.h"
#include "core/withdrawal/facts.h"

namespace withdrawal {

/// What an output root of an L2 block commits to: the header whose hash was recomputed, and the storage root
/// of L2ToL1MessagePasser, proven against that header's state root. Mismatch when the node's proof does not
/// hold. Nothing when the node has no such block.
base::Result<std::optional<opstack::OutputRootProof>> fetchOutputRootProof(
    rpc::Chain& l2, std::uint64_t number, std::stop_token stop);

/// What a withdrawal is proven with.
struct Material {
    std::uint64_t l2Block = 0;
    opstack::OutputRootProof root;
    std::vector<Bytes> proof; ///< as the portal walks it

    friend bool operator==(const Material&, const Material&) = default;
};
/// Fetched from L2 and checked as the portal will: against `outputRoot`, down to the message's slot. Mismatch
/// when anything does not fit: then nothing may be signed.
base::Result<Material> fetchMaterial(rpc::Chain& l2, const Hash& withdrawalHash, std::uint64_t l2Block,
    const Hash& outputRoot, std::stop_token stop);
/// The same check, of material that was kept.
base::Result<void> checkMaterial(
    const Material& material, const Hash& withdrawalHash, const Hash& outputRoot);

/// The nodes of an eth_getProof that lead from the root to `slot`, as the portal's MerkleTrie wants them: a
/// node that stands inside its parent (which nodes leave out) is an element of its own. Mismatch unless they
/// show that the slot holds 1.
base::Result<std::vector<Bytes>> proofForPortal(
    const Hash& storageRoot, const Hash& slot, const std::vector<Bytes>& nodes);

} // namespace withdrawal
