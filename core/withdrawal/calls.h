#pragma once

#include "core/opstack/output_root.h"
#include "core/withdrawal/facts.h"

namespace withdrawal {

/// Calldata for the portal. `index` is the game's with the factory, or the output's with the oracle: the
/// function is the same.
Bytes encodeProve(const opstack::Withdrawal& withdrawal, const Uint256& index,
    const opstack::OutputRootProof& root, const std::vector<Bytes>& proof);
/// By the account that has proven it; where portals know one proof only, by anyone.
Bytes encodeFinalize(const opstack::Withdrawal& withdrawal);
/// By anyone, with the proof of `submitter`. Portals from 3.10 on.
Bytes encodeFinalizeWith(const opstack::Withdrawal& withdrawal, const Address& submitter);
/// Reverts unless finalizing with that proof would pass. Portals from 3.10 on.
Bytes encodeCheck(const Hash& withdrawalHash, const Address& submitter);
/// The call that finalizes with this proof, whoever sends it.
Bytes encodeFinalize(const opstack::Withdrawal& withdrawal, const std::optional<Address>& submitter);

/// The hash of the withdrawal that the calldata proves or finalizes, read back from the bytes. BadData when
/// it is no such call.
base::Result<Hash> messageOf(base::ByteView calldata);

} // namespace withdrawal
