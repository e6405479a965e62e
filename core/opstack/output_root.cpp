#include "core/opstack/output_root.h"

#include "core/crypto/keccak.h"

namespace opstack {

base::Hash outputRoot(const OutputRootProof& proof)
{
    base::Bytes preimage(32); // the version
    base::append(preimage, proof.stateRoot);
    base::append(preimage, proof.messagePasserStorageRoot);
    base::append(preimage, proof.latestBlockhash);
    return crypto::keccak256(preimage);
}

} // namespace opstack
