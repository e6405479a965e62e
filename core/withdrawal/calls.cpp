#include "core/withdrawal/calls.h"

#include "core/eth/abi.h"

namespace withdrawal {
namespace {

using eth::abi::callOf;
using eth::abi::Value;

#define WITHDRAWAL "(uint256,address,address,uint256,uint256,bytes)"

Value tupleOf(const opstack::Withdrawal& withdrawal)
{
    return Value::List{withdrawal.nonce, withdrawal.sender, withdrawal.target, withdrawal.value,
        withdrawal.gasLimit, withdrawal.data};
}
Value tupleOf(const opstack::OutputRootProof& root)
{
    const Hash version{};
    return Value::List{version, root.stateRoot, root.messagePasserStorageRoot, root.latestBlockhash};
}

} // namespace

Bytes encodeProve(const opstack::Withdrawal& withdrawal, const Uint256& index,
    const opstack::OutputRootProof& root, const std::vector<Bytes>& proof)
{
    Value::List nodes(proof.begin(), proof.end());
    return callOf("proveWithdrawalTransaction(" WITHDRAWAL
                  ",uint256,(bytes32,bytes32,bytes32,bytes32),bytes[])",
        {tupleOf(withdrawal), index, tupleOf(root), Value(std::move(nodes))});
}

Bytes encodeFinalize(const opstack::Withdrawal& withdrawal)
{
    return callOf("finalizeWithdrawalTransaction(" WITHDRAWAL ")", {tupleOf(withdrawal)});
}

Bytes encodeFinalizeWith(const opstack::Withdrawal& withdrawal, const Address& submitter)
{
    return callOf("finalizeWithdrawalTransactionExternalProof(" WITHDRAWAL ",address)",
        {tupleOf(withdrawal), submitter});
}

Bytes encodeCheck(const Hash& withdrawalHash, const Address& submitter)
{
    return callOf("checkWithdrawal(bytes32,address)", {withdrawalHash, submitter});
}

Bytes encodeFinalize(const opstack::Withdrawal& withdrawal, const std::optional<Address>& submitter)
{
    return submitter ? encodeFinalizeWith(withdrawal, *submitter) : encodeFinalize(withdrawal);
}

#undef WITHDRAWAL

} // namespace withdrawal
