#include "core/crypto/keccak.h"
#include "core/evm/frame.h"

#include <bit>

namespace evm {

namespace instruction {
namespace {

/// Two operands replaced by a function of them, the upper one first.
template <auto function>
Status binary(Frame& frame)
{
    frame.sp[-2] = function(frame.sp[-1], frame.sp[-2]);
    --frame.sp;
    return kGoOn;
}

template <auto function>
Status ternary(Frame& frame)
{
    frame.sp[-3] = function(frame.sp[-1], frame.sp[-2], frame.sp[-3]);
    frame.sp -= 2;
    return kGoOn;
}

template <auto function>
Status unary(Frame& frame)
{
    frame.sp[-1] = function(frame.sp[-1]);
    return kGoOn;
}

/// A value of the frame put on the stack.
template <auto function>
Status nullary(Frame& frame)
{
    *frame.sp = function(frame);
    ++frame.sp;
    return kGoOn;
}

std::uint64_t shiftOf(const Uint256& amount)
{
    return amount.fitsUint64() ? amount.low64() : 256;
}

Uint256 byteOf(const Uint256& index, const Uint256& value)
{
    if (index >= Uint256{32}) return {};
    return (value >> (8 * (31 - index.low64()))) & Uint256{0xff};
}

Status stop(Frame&)
{
    return Status::Success;
}
Status invalid(Frame&)
{
    return Status::InvalidInstruction;
}

Status pop(Frame& frame)
{
    --frame.sp;
    return kGoOn;
}

Status push(Frame& frame)
{
    *frame.sp++ = frame.code.pushValue(frame.pc);
    frame.pc += instructionSize(frame.code.at(frame.pc)) - 1;
    return kGoOn;
}

template <int n>
Status dup(Frame& frame)
{
    *frame.sp = frame.sp[-n];
    ++frame.sp;
    return kGoOn;
}

template <int n>
Status swap(Frame& frame)
{
    std::swap(frame.sp[-1], frame.sp[-1 - n]);
    return kGoOn;
}

Status jumpTo(Frame& frame, const Uint256& target)
{
    if (!target.fitsUint64() || !frame.code.isJumpDest(target.low64())) return Status::BadJump;
    frame.pc = target.low64() - 1; // the interpreter steps on to it
    return kGoOn;
}

Status jump(Frame& frame)
{
    --frame.sp;
    return jumpTo(frame, frame.sp[0]);
}

Status jumpIf(Frame& frame)
{
    frame.sp -= 2;
    return frame.sp[0].isZero() ? kGoOn : jumpTo(frame, frame.sp[1]);
}

Status jumpDest(Frame&)
{
    return kGoOn;
}

template <int... n>
constexpr void fillFamilies(std::array<Instruction, 256>& table, std::integer_sequence<int, n...>)
{
    ((table[OP_DUP1 + n] = dup<n + 1>), ...);
    ((table[OP_SWAP1 + n] = swap<n + 1>), ...);
}

constexpr void fillArithmetic(std::array<Instruction, 256>& table)
{
    table[OP_ADD] = binary<([](const Uint256& a, const Uint256& b) { return a + b; })>;
    table[OP_MUL] = binary<([](const Uint256& a, const Uint256& b) { return a * b; })>;
    table[OP_SUB] = binary<([](const Uint256& a, const Uint256& b) { return a - b; })>;
    table[OP_DIV] = binary<([](const Uint256& a, const Uint256& b) { return a / b; })>;
    table[OP_SDIV] = binary<([](const Uint256& a, const Uint256& b) { return base::sdiv(a, b); })>;
    table[OP_MOD] = binary<([](const Uint256& a, const Uint256& b) { return a % b; })>;
    table[OP_SMOD] = binary<([](const Uint256& a, const Uint256& b) { return base::smod(a, b); })>;
    table[OP_ADDMOD] =
        ternary<([](const Uint256& a, const Uint256& b, const Uint256& m) { return base::addmod(a, b, m); })>;
    table[OP_MULMOD] =
        ternary<([](const Uint256& a, const Uint256& b, const Uint256& m) { return base::mulmod(a, b, m); })>;
    table[OP_EXP] = exp;
    table[OP_SIGNEXTEND] =
        binary<([](const Uint256& byte, const Uint256& a) { return base::signextend(byte, a); })>;
    table[OP_LT] = binary<([](const Uint256& a, const Uint256& b) { return Uint256{a < b}; })>;
    table[OP_GT] = binary<([](const Uint256& a, const Uint256& b) { return Uint256{a > b}; })>;
    table[OP_SLT] = binary<([](const Uint256& a, const Uint256& b) { return Uint256{base::slt(a, b)}; })>;
    table[OP_SGT] = binary<([](const Uint256& a, const Uint256& b) { return Uint256{base::slt(b, a)}; })>;
    table[OP_EQ] = binary<([](const Uint256& a, const Uint256& b) { return Uint256{a == b}; })>;
    table[OP_ISZERO] = unary<([](const Uint256& a) { return Uint256{a.isZero()}; })>;
    table[OP_AND] = binary<([](const Uint256& a, const Uint256& b) { return a & b; })>;
    table[OP_OR] = binary<([](const Uint256& a, const Uint256& b) { return a | b; })>;
    table[OP_XOR] = binary<([](const Uint256& a, const Uint256& b) { return a ^ b; })>;
    table[OP_NOT] = unary<([](const Uint256& a) { return ~a; })>;
    table[OP_BYTE] = binary<byteOf>;
    table[OP_SHL] = binary<([](const Uint256& n, const Uint256& a) { return a << shiftOf(n); })>;
    table[OP_SHR] = binary<([](const Uint256& n, const Uint256& a) { return a >> shiftOf(n); })>;
    table[OP_SAR] = binary<([](const Uint256& n, const Uint256& a) { return base::sar(a, shiftOf(n)); })>;
    table[OP_CLZ] = unary<([](const Uint256& a) { return Uint256{256 - a.bitWidth()}; })>;
}

constexpr void fillContext(std::array<Instruction, 256>& table)
{
    table[OP_ADDRESS] = nullary<([](const Frame& f) { return Uint256::from(f.message.recipient); })>;
    table[OP_ORIGIN] = nullary<([](const Frame& f) { return Uint256::from(f.machine.transaction->origin); })>;
    table[OP_CALLER] = nullary<([](const Frame& f) { return Uint256::from(f.message.sender); })>;
    table[OP_CALLVALUE] = nullary<([](const Frame& f) { return f.message.value; })>;
    table[OP_CALLDATASIZE] = nullary<([](const Frame& f) { return Uint256{f.callData.size()}; })>;
    table[OP_CODESIZE] = nullary<([](const Frame& f) { return Uint256{f.code.size()}; })>;
    table[OP_GASPRICE] = nullary<([](const Frame& f) { return f.machine.transaction->gasPrice; })>;
    table[OP_RETURNDATASIZE] = nullary<([](const Frame& f) { return Uint256{f.returnData.size()}; })>;
    table[OP_COINBASE] = nullary<([](const Frame& f) { return Uint256::from(f.machine.block.coinbase); })>;
    table[OP_TIMESTAMP] = nullary<([](const Frame& f) { return Uint256{f.machine.block.timestamp}; })>;
    table[OP_NUMBER] = nullary<([](const Frame& f) { return Uint256{f.machine.block.number}; })>;
    table[OP_PREVRANDAO] = nullary<([](const Frame& f) { return f.machine.block.prevRandao; })>;
    table[OP_GASLIMIT] = nullary<([](const Frame& f) { return Uint256{f.machine.block.gasLimit}; })>;
    table[OP_CHAINID] = nullary<([](const Frame& f) { return Uint256{f.machine.block.chainId}; })>;
    table[OP_SELFBALANCE] = nullary<([](const Frame& f) { return f.self.balance; })>;
    table[OP_BASEFEE] = nullary<([](const Frame& f) { return f.machine.block.baseFee; })>;
    table[OP_BLOBBASEFEE] = nullary<([](const Frame& f) { return f.machine.block.blobBaseFee; })>;
    table[OP_PC] = nullary<([](const Frame& f) { return Uint256{f.pc}; })>;
    table[OP_MSIZE] = nullary<([](const Frame& f) { return Uint256{f.memory.size()}; })>;
    table[OP_GAS] = nullary<([](const Frame& f) { return Uint256{static_cast<std::uint64_t>(f.gas)}; })>;
    table[OP_PUSH0] = nullary<([](const Frame&) { return Uint256{}; })>;
}

constexpr void fillWorld(std::array<Instruction, 256>& table)
{
    table[OP_KECCAK256] = keccak256;
    table[OP_BALANCE] = balance;
    table[OP_CALLDATALOAD] = callDataLoad;
    table[OP_CALLDATACOPY] = callDataCopy;
    table[OP_CODECOPY] = codeCopy;
    table[OP_EXTCODESIZE] = extCodeSize;
    table[OP_EXTCODECOPY] = extCodeCopy;
    table[OP_EXTCODEHASH] = extCodeHash;
    table[OP_RETURNDATACOPY] = returnDataCopy;
    table[OP_BLOCKHASH] = blockHash;
    table[OP_BLOBHASH] = blobHash;
    table[OP_MLOAD] = memoryLoad;
    table[OP_MSTORE] = memoryStore;
    table[OP_MSTORE8] = memoryStore8;
    table[OP_MCOPY] = memoryCopy;
    table[OP_SLOAD] = storageLoad;
    table[OP_SSTORE] = storageStore;
    table[OP_TLOAD] = transientLoad;
    table[OP_TSTORE] = transientStore;
    table[OP_LOG0] = log<0>;
    table[OP_LOG1] = log<1>;
    table[OP_LOG2] = log<2>;
    table[OP_LOG3] = log<3>;
    table[OP_LOG4] = log<4>;
    table[OP_CREATE] = create<CallKind::Create>;
    table[OP_CREATE2] = create<CallKind::Create2>;
    table[OP_CALL] = call<CallKind::Call>;
    table[OP_CALLCODE] = call<CallKind::CallCode>;
    table[OP_DELEGATECALL] = call<CallKind::DelegateCall>;
    table[OP_STATICCALL] = call<CallKind::StaticCall>;
    table[OP_RETURN] = returnOutput;
    table[OP_REVERT] = revertOutput;
    table[OP_SELFDESTRUCT] = selfDestruct;
}

constexpr std::array<Instruction, 256> makeTable()
{
    std::array<Instruction, 256> table{};
    table[OP_STOP] = stop;
    table[OP_INVALID] = invalid;
    table[OP_POP] = pop;
    table[OP_JUMP] = jump;
    table[OP_JUMPI] = jumpIf;
    table[OP_JUMPDEST] = jumpDest;
    for (unsigned opcode = OP_PUSH1; opcode <= OP_PUSH32; ++opcode)
        table[opcode] = push;
    fillFamilies(table, std::make_integer_sequence<int, 16>{});
    fillArithmetic(table);
    fillContext(table);
    fillWorld(table);
    return table;
}

} // namespace

/// EIP-160: by the bytes of the exponent.
Status exp(Frame& frame)
{
    Uint256& exponent = frame.sp[-2];
    if (!frame.charge(std::int64_t{frame.machine.schedule.expByte} * exponent.byteWidth()))
        return Status::OutOfGas;
    exponent = base::exp(frame.sp[-1], exponent);
    --frame.sp;
    return kGoOn;
}

Status keccak256(Frame& frame)
{
    const Uint256& offset = frame.sp[-1];
    Uint256& size = frame.sp[-2];
    if (!frame.reach(offset, size)) return Status::OutOfGas;
    const auto words = static_cast<std::int64_t>((size.low64() + 31) / 32);
    if (!frame.charge(words * kKeccakWordGas)) return Status::OutOfGas;
    size = Uint256::from(crypto::keccak256(frame.memoryRange(offset, size)));
    --frame.sp;
    return kGoOn;
}

} // namespace instruction

constexpr std::array<Instruction, 256> kInstructions = instruction::makeTable();

} // namespace evm
