#include "core/withdrawal/calls.h"

#include "core/eth/abi.h"

namespace withdrawal {
namespace {

using eth::abi::callOf;
using eth::abi::Value;

#define WITHDRAWAL "(uint256,address,address,uint256,uint256,bytes)"

constexpr const char* kProve =
    "proveWithdrawalTransaction(" WITHDRAWAL ",uint256,(bytes32,bytes32,bytes32,bytes32),bytes[])";
constexpr const char* kFinalize = "finalizeWithdrawalTransaction(" WITHDRAWAL ")";
constexpr const char* kFinalizeWith = "finalizeWithdrawalTransactionExternalProof(" WITHDRAWAL ",address)";

#undef WITHDRAWAL

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
    return callOf(kProve, {tupleOf(withdrawal), index, tupleOf(root), Value(std::move(nodes))});
}

Bytes encodeFinalize(const opstack::Withdrawal& withdrawal)
{
    return callOf(kFinalize, {tupleOf(withdrawal)});
}

Bytes encodeFinalizeWith(const opstack::Withdrawal& withdrawal, const Address& submitter)
{
    return callOf(kFinalizeWith, {tupleOf(withdrawal), submitter});
}

Bytes encodeCheck(const Hash& withdrawalHash, const Address& submitter)
{
    return callOf("checkWithdrawal(bytes32,address)", {withdrawalHash, submitter});
}

Bytes encodeFinalize(const opstack::Withdrawal& withdrawal, const std::optional<Address>& submitter)
{
    return submitter ? encodeFinalizeWith(withdrawal, *submitter) : encodeFinalize(withdrawal);
}

base::Result<Hash> messageOf(base::ByteView calldata)
{
    for (const char* declaration : {kProve, kFinalize, kFinalizeWith}) {
        const auto values = eth::abi::decodeCall(eth::abi::knownFunction(declaration), calldata);
        if (!values) continue;
        const Value::List& parts = values->front().list();
        return opstack::withdrawalHash({parts[0].number(), parts[1].address(), parts[2].address(),
            parts[3].number(), parts[4].number(), parts[5].bytes()});
    }
    return base::fail(base::Fault::BadData, "the call neither proves nor finalizes a withdrawal");
}

} // namespace withdrawal
