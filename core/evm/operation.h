#pragma once

#include "core/evm/program.h"

namespace evm {

/// The operations that codes are translated to. Operands are stack positions: d receives, a b c are read. In
/// words that follow: I a number of 64 bits, C one of 256. Shifts by a number are by so many whole words and,
/// the number, by less than another.
#define EVM_OPERATIONS(X)                                                                                    \
    /* moves */                                                                                              \
    X(Move)                                                                                                  \
    X(Move2)                                                                                                 \
    X(Swap)                                                                                                  \
    X(SetI) X(SetC) /* d = a op b */                                                                         \
        X(Add) X(Sub) X(Mul) X(Div) X(Sdiv) X(Mod) X(Smod) X(And) X(Or) X(Xor) X(Shl) X(Shr) X(Sar) X(Byte)  \
            X(Signextend) X(Exp) X(Lt) X(Ge) X(Slt) X(Sge) X(Eq) X(Ne) /* d = a op number */                 \
        X(AddI) X(SubI) X(RsubI) X(MulI) X(DivI) X(ModI) X(AndI) X(OrI) X(Shl0I) X(Shl1I) X(Shl2I) X(Shl3I)  \
            X(Shr0I) X(Shr1I) X(Shr2I) X(Shr3I) X(SarI) X(ByteI) X(SignextendI) X(LtI) X(GeI) X(GtI) X(LeI)  \
                X(EqI) X(NeI) X(AddC) X(AndC) X(OrC) X(XorC) X(EqC) /* others of the stack */                \
        X(Not) X(IsZero) X(NonZero) X(Clz) X(Addmod) X(Mulmod)      /* memory, storage, context */           \
        X(Mload) X(MloadI) X(Mstore) X(MstoreI) X(Mstore8) X(Mcopy) X(Keccak) X(Sload) X(Sstore)             \
            X(Calldataload) X(CalldataloadI) X(Gas) X(Nullary) X(Unary)                                      \
                X(General) /* the end of a block; the jumps that follow JumpNonZero are in the order of the  \
                              comparisons above */                                                           \
        X(Next) X(Link) X(Jump) X(JumpTo) X(JumpIfTo) X(JumpNonZero) X(JumpZero) X(JumpLt) X(JumpGe)         \
            X(JumpSlt) X(JumpSge) X(JumpEq) X(JumpNe) X(JumpLtI) X(JumpGeI) X(JumpGtI) X(JumpLeI) X(JumpEqI) \
                X(JumpNeI) X(Stop) X(Return) X(Revert) X(Fail)

enum class Operation : std::uint8_t {
#define EVM_OPERATION(name) name,
    EVM_OPERATIONS(EVM_OPERATION)
#undef EVM_OPERATION
};

/// The code of an operation in the interpreter, for Cell::handler.
Handler handlerOf(Operation operation);

} // namespace evm
