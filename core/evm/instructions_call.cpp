#include "core/crypto/keccak.h"
#include "core/eth/address.h"
#include "core/evm/frame.h"

#include <algorithm>

namespace evm::instruction {
namespace {

constexpr std::uint64_t kInitCodeLimit = 0xc000; // EIP-3860

/// The operands of a call, in the order of the stack.
struct Operands {
    Uint256 gas;
    Address target;
    Uint256 value;
    Uint256 inOffset, inSize, outOffset, outSize;
};

constexpr bool takesValue(CallKind kind)
{
    return kind == CallKind::Call || kind == CallKind::CallCode;
}

Operands popOperands(Frame& frame, CallKind kind)
{
    Operands operands;
    operands.gas = *--frame.sp;
    operands.target = (--frame.sp)->toAddress();
    if (takesValue(kind)) operands.value = *--frame.sp;
    operands.inOffset = *--frame.sp;
    operands.inSize = *--frame.sp;
    operands.outOffset = *--frame.sp;
    operands.outSize = *--frame.sp;
    return operands;
}

/// EIP-150 charged for every account that is not there, EIP-161 for those that a transfer fills.
bool makesAccount(const Frame& frame, const AccountEntry& target, const Uint256& value)
{
    if (frame.revision() >= Revision::SpuriousDragon) return !value.isZero() && target.isEmpty();
    return !target.exists;
}

/// EIP-7702: the access to the account that the callee's code points to is paid too.
bool chargeDelegation(Frame& frame, AccountEntry& target)
{
    const auto delegate = frame.machine.delegationOf(target);
    if (!delegate) return true;
    if (frame.machine.isBeyond(*delegate, frame.gas)) return false;
    const bool cold = frame.machine.isColdAccess(frame.state().account(*delegate));
    return frame.charge(cold ? kColdAccountGas : kWarmAccessGas);
}

bool chargeCall(Frame& frame, CallKind kind, const Operands& operands)
{
    if (frame.machine.isBeyond(operands.target, frame.gas)) return false;
    AccountEntry& target = frame.state().account(operands.target);
    if (frame.machine.isColdAccess(target) && !frame.charge(frame.machine.schedule.coldAccount)) return false;
    if (!frame.reach(operands.inOffset, operands.inSize) ||
        !frame.reach(operands.outOffset, operands.outSize))
        return false;
    if (!operands.value.isZero() && !frame.charge(kCallValueGas)) return false;
    if (kind == CallKind::Call && makesAccount(frame, target, operands.value) &&
        !frame.charge(kNewAccountGas))
        return false;
    return chargeDelegation(frame, target);
}

/// The gas that the callee gets, taken from the frame; nothing when it does not suffice. EIP-150: at most all
/// but a 64th.
std::optional<std::int64_t> takeCallGas(Frame& frame, const Uint256& asked)
{
    const bool fits = asked <= Uint256{static_cast<std::uint64_t>(frame.gas)};
    if (frame.revision() < Revision::TangerineWhistle && !fits) return std::nullopt;
    const bool capped = frame.revision() >= Revision::TangerineWhistle;
    const std::int64_t most = capped ? frame.gas - frame.gas / 64 : frame.gas;
    const std::int64_t gas = fits ? std::min(static_cast<std::int64_t>(asked.low64()), most) : most;
    frame.gas -= gas;
    return gas;
}

Message calleeMessage(const Frame& frame, CallKind kind, const Operands& operands)
{
    const Message& caller = frame.message;
    Message message;
    message.kind = kind;
    message.isStatic = caller.isStatic || kind == CallKind::StaticCall;
    message.depth = caller.depth + 1;
    message.codeAddress = operands.target;
    const bool keepsContext = kind == CallKind::CallCode || kind == CallKind::DelegateCall;
    message.recipient = keepsContext ? caller.recipient : operands.target;
    message.sender = kind == CallKind::DelegateCall ? caller.sender : caller.recipient;
    message.value = kind == CallKind::DelegateCall ? caller.value : operands.value;
    message.input = frame.memoryRange(operands.inOffset, operands.inSize);
    return message;
}

bool mayCall(const Frame& frame, const Uint256& value)
{
    return frame.message.depth < kCallDepthLimit && frame.self.balance >= value;
}

void writeOutput(Frame& frame, const Operands& operands)
{
    const std::size_t size =
        std::min(operands.outSize.fitsUint64() ? operands.outSize.low64() : 0, frame.returnData.size());
    if (size != 0)
        std::memcpy(frame.memory.data() + operands.outOffset.low64(), frame.returnData.data(), size);
}

void push(Frame& frame, const Uint256& value)
{
    *frame.sp++ = value;
}

} // namespace

template <CallKind kind>
Status call(Frame& frame)
{
    Uint256* const childStack = frame.sp;
    const Operands operands = popOperands(frame, kind);
    if (kind == CallKind::Call && frame.message.isStatic && !operands.value.isZero())
        return Status::StaticViolation;
    if (!chargeCall(frame, kind, operands)) return Status::OutOfGas;
    const auto gas = takeCallGas(frame, operands.gas);
    if (!gas) return Status::OutOfGas;
    const std::int64_t given = *gas + (operands.value.isZero() ? 0 : kCallStipend);
    traceCall(frame);

    frame.returnData = {};
    if (!mayCall(frame, operands.value)) {
        frame.gas += given;
        push(frame, 0);
        return kGoOn;
    }
    Message message = calleeMessage(frame, kind, operands);
    message.gas = given;
    const CallResult result = frame.machine.run(message, childStack);
    frame.gas += result.gasLeft;
    frame.returnData = result.output;
    writeOutput(frame, operands);
    push(frame, result.status == Status::Success ? 1 : 0);
    return kGoOn;
}

template Status call<CallKind::Call>(Frame&);
template Status call<CallKind::CallCode>(Frame&);
template Status call<CallKind::DelegateCall>(Frame&);
template Status call<CallKind::StaticCall>(Frame&);

template <CallKind kind>
Status create(Frame& frame)
{
    if (frame.message.isStatic) return Status::StaticViolation;
    Uint256* const childStack = frame.sp;
    const Uint256 value = *--frame.sp;
    const Uint256 offset = *--frame.sp;
    const Uint256 size = *--frame.sp;
    const Uint256 salt = kind == CallKind::Create2 ? *--frame.sp : Uint256{};
    if (!frame.reach(offset, size)) return Status::OutOfGas;
    if (frame.revision() >= Revision::Shanghai && size.low64() > kInitCodeLimit)
        return Status::InitCodeTooLarge;
    const std::int64_t wordGas =
        frame.machine.schedule.initCodeWord + (kind == CallKind::Create2 ? kKeccakWordGas : 0);
    if (!frame.charge(wordGas * static_cast<std::int64_t>((size.low64() + 31) / 32))) return Status::OutOfGas;

    frame.returnData = {};
    const std::uint64_t nonce = frame.self.nonce;
    if (!mayCall(frame, value) || nonce == std::numeric_limits<std::uint64_t>::max()) { // EIP-2681
        push(frame, 0);
        return kGoOn;
    }
    Message message;
    message.kind = kind;
    message.depth = frame.message.depth + 1;
    message.sender = frame.message.recipient;
    message.value = value;
    message.input = frame.memoryRange(offset, size);
    message.gas = frame.revision() >= Revision::TangerineWhistle ? frame.gas - frame.gas / 64 : frame.gas;
    message.recipient = kind == CallKind::Create ? eth::createAddress(message.sender, nonce)
                                                 : eth::create2Address(message.sender, salt.toHash(),
                                                       crypto::keccak256(message.input));
    frame.gas -= message.gas;
    traceCall(frame);

    frame.state().setNonce(frame.self, nonce + 1);
    frame.state().warm(frame.state().account(message.recipient));
    const CallResult result = frame.machine.run(message, childStack);
    frame.gas += result.gasLeft;
    if (result.status == Status::Revert) frame.returnData = result.output;
    push(frame, result.status == Status::Success ? Uint256::from(message.recipient) : Uint256{});
    return kGoOn;
}

template Status create<CallKind::Create>(Frame&);
template Status create<CallKind::Create2>(Frame&);

namespace {

bool chargeSelfDestruct(Frame& frame, AccountEntry& beneficiary)
{
    if (frame.machine.isColdAccess(beneficiary) && !frame.charge(kColdAccountGas)) return false;
    if (frame.revision() < Revision::TangerineWhistle) return true;
    return !makesAccount(frame, beneficiary, frame.self.balance) || frame.charge(kNewAccountGas);
}

} // namespace

Status selfDestruct(Frame& frame)
{
    if (frame.message.isStatic) return Status::StaticViolation;
    State& state = frame.state();
    AccountEntry& self = frame.self;
    AccountEntry& beneficiary = state.account((--frame.sp)->toAddress());
    if (!chargeSelfDestruct(frame, beneficiary)) return Status::OutOfGas;

    const Uint256 balance = self.balance;
    // EIP-6780: only a contract of this transaction disappears, and one that stays keeps what it sends to
    // itself.
    const bool disappears = frame.revision() < Revision::Cancun || state.isCreated(self);
    if (&beneficiary != &self || disappears) {
        state.setBalance(self, 0);
        if (&beneficiary != &self) state.addBalance(beneficiary, balance);
    }
    if (disappears && state.markDestroyed(self)) state.addRefund(frame.machine.schedule.selfdestructRefund);
    return Status::Success;
}

} // namespace evm::instruction
