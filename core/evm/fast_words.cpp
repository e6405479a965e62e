#include "core/crypto/keccak.h"
#include "core/evm/fast_operation.h"

/// The operations on words: moves and arithmetic.
namespace evm {
namespace {

std::uint64_t shiftOf(const Uint256& amount)
{
    return amount.fitsUint64() ? amount.low64() : 256;
}

Uint256 byteAt(const Uint256& value, std::uint64_t index)
{
    const std::uint64_t word = value.words[3 - index / 8];
    return {(word >> (56 - 8 * (index % 8))) & 0xff};
}

Uint256 byteOf(const Uint256& index, const Uint256& value)
{
    return index < Uint256{32} ? byteAt(value, index.low64()) : Uint256{};
}

} // namespace

// What needs memory for its intermediate values is done out of line: an operation with a local variable whose
// address is known elsewhere could not end by a jump.
#define OUT_OF_LINE(name, expression)                                                                        \
    [[gnu::noinline]] static void compute##name(Uint256& result, const Uint256& a, const Uint256& b)         \
    {                                                                                                        \
        result = (expression);                                                                               \
    }                                                                                                        \
    OPERATION(name)                                                                                          \
    {                                                                                                        \
        compute##name(SLOT(0), SLOT(1), SLOT(2));                                                            \
        DISPATCH(2);                                                                                         \
    }
#define BINARY(name, expression)                                                                             \
    OPERATION(name)                                                                                          \
    {                                                                                                        \
        const Uint256& a = SLOT(1);                                                                          \
        const Uint256& b = SLOT(2);                                                                          \
        set(SLOT(0), (expression));                                                                          \
        DISPATCH(2);                                                                                         \
    }
#define UNARY(name, expression)                                                                              \
    OPERATION(name)                                                                                          \
    {                                                                                                        \
        const Uint256& a = SLOT(1);                                                                          \
        set(SLOT(0), (expression));                                                                          \
        DISPATCH(2);                                                                                         \
    }
#define WITH_NUMBER(name, expression)                                                                        \
    OPERATION(name)                                                                                          \
    {                                                                                                        \
        const Uint256& a = SLOT(1);                                                                          \
        const std::uint64_t n = NUMBER(0);                                                                   \
        set(SLOT(0), (expression));                                                                          \
        DISPATCH(3);                                                                                         \
    }
#define WITH_CONSTANT(name, expression)                                                                      \
    OPERATION(name)                                                                                          \
    {                                                                                                        \
        const Uint256& a = SLOT(1);                                                                          \
        const Uint256 c = CONSTANT;                                                                          \
        set(SLOT(0), (expression));                                                                          \
        DISPATCH(6);                                                                                         \
    }
OPERATION(Move)
{
    set(SLOT(0), SLOT(1));
    DISPATCH(2);
}
OPERATION(Move2)
{
    set(SLOT(0), SLOT(1));
    set(SLOT(2), SLOT(3));
    DISPATCH(2);
}
OPERATION(Swap)
{
    Uint256& a = SLOT(0);
    Uint256& b = SLOT(1);
    for (std::size_t i = 0; i < 4; ++i)
        std::swap(a.words[i], b.words[i]);
    DISPATCH(2);
}
OPERATION(SetI)
{
    set(SLOT(0), Uint256{NUMBER(0)});
    DISPATCH(3);
}
OPERATION(SetC)
{
    set(SLOT(0), CONSTANT);
    DISPATCH(6);
}

BINARY(Add, a + b)
BINARY(Sub, a - b)
BINARY(Mul, a* b)
OUT_OF_LINE(Div, a / b)
OUT_OF_LINE(Sdiv, base::sdiv(a, b))
OUT_OF_LINE(Mod, a % b)
OUT_OF_LINE(Smod, base::smod(a, b))
BINARY(And, a& b)
BINARY(Or, a | b)
BINARY(Xor, a ^ b)
BINARY(Shl, b << shiftOf(a))
BINARY(Shr, b >> shiftOf(a))
OUT_OF_LINE(Sar, base::sar(b, shiftOf(a)))
OUT_OF_LINE(Byte, byteOf(a, b))
OUT_OF_LINE(Signextend, base::signextend(a, b))
BINARY(Lt, Uint256{a < b})
BINARY(Ge, Uint256{a >= b})
BINARY(Slt, Uint256{base::slt(a, b)})
BINARY(Sge, Uint256{!base::slt(a, b)})
BINARY(Eq, Uint256{a == b})
BINARY(Ne, Uint256{a != b})

WITH_NUMBER(AddI, a + Uint256{n})
WITH_NUMBER(SubI, a - Uint256{n})
WITH_NUMBER(RsubI, Uint256{n} - a)
WITH_NUMBER(MulI, a* Uint256{n})
WITH_NUMBER(AndI, Uint256{a.low64() & n})
WITH_NUMBER(OrI, a | Uint256{n})
WITH_NUMBER(ShlI, a << n)
WITH_NUMBER(ShrI, a >> n)
WITH_NUMBER(SarI, base::sar(a, n))
WITH_NUMBER(ByteI, Uint256{a.words[3 - n / 8] >> (56 - 8 * (n % 8)) & 0xff})
WITH_NUMBER(LtI, Uint256{BELOW(a, n)})
WITH_NUMBER(GeI, Uint256{!BELOW(a, n)})
WITH_NUMBER(GtI, Uint256{ABOVE(a, n)})
WITH_NUMBER(LeI, Uint256{!ABOVE(a, n)})
WITH_NUMBER(EqI, Uint256{EQUALS(a, n)})
WITH_NUMBER(NeI, Uint256{!EQUALS(a, n)})

[[gnu::noinline]] static void divideByNumber(Uint256& result, const Uint256& a, std::uint64_t n)
{
    result = a / Uint256{n};
}
[[gnu::noinline]] static void remainderOfNumber(Uint256& result, const Uint256& a, std::uint64_t n)
{
    result = a % Uint256{n};
}

OPERATION(DivI)
{
    divideByNumber(SLOT(0), SLOT(1), NUMBER(0));
    DISPATCH(3);
}
OPERATION(ModI)
{
    remainderOfNumber(SLOT(0), SLOT(1), NUMBER(0));
    DISPATCH(3);
}
/// `n` is below 31; the word with the sign is found without a table.
OPERATION(SignextendI)
{
    const Uint256& a = SLOT(1);
    Uint256& result = SLOT(0);
    const std::uint64_t n = NUMBER(0);
    const unsigned unused = 56 - 8 * (n % 8);
    const auto word = static_cast<std::int64_t>(a.words[n / 8] << unused) >> unused;
    const auto sign = static_cast<std::uint64_t>(word >> 63);
    for (std::size_t i = 0; i < 4; ++i)
        result.words[i] = i < n / 8 ? a.words[i] : i == n / 8 ? static_cast<std::uint64_t>(word) : sign;
    DISPATCH(3);
}

WITH_CONSTANT(AddC, a + c)
WITH_CONSTANT(AndC, a& c)
WITH_CONSTANT(OrC, a | c)
WITH_CONSTANT(XorC, a ^ c)
WITH_CONSTANT(EqC, Uint256{a == c})

UNARY(Not, ~a)
UNARY(IsZero, Uint256{a.isZero()})
UNARY(NonZero, Uint256{!a.isZero()})
UNARY(Clz, Uint256{256 - a.bitWidth()})

[[gnu::noinline]] static void addmodInto(
    Uint256& result, const Uint256& a, const Uint256& b, const Uint256& m)
{
    result = base::addmod(a, b, m);
}
[[gnu::noinline]] static void expInto(Uint256& result, const Uint256& a, const Uint256& b)
{
    result = base::exp(a, b);
}
[[gnu::noinline]] static void keccakInto(Uint256& result, ByteView bytes)
{
    result = loadWord(crypto::keccak256(bytes).data());
}

OPERATION(Addmod)
{
    addmodInto(SLOT(0), SLOT(1), SLOT(2), SLOT(3));
    DISPATCH(2);
}
OPERATION(Mulmod)
{
    frame.machine.modulus.multiply(SLOT(0), SLOT(1), SLOT(2), SLOT(3));
    DISPATCH(2);
}
OPERATION(Exp)
{
    gas -= std::int64_t{frame.machine.schedule.expByte} * SLOT(2).byteWidth();
    if (gas < 0) return Status::OutOfGas;
    expInto(SLOT(0), SLOT(1), SLOT(2));
    DISPATCH(2);
}
OPERATION(Keccak)
{
    const Uint256& offset = SLOT(1);
    const Uint256& size = SLOT(2);
    frame.gas = gas;
    if (!frame.reach(offset, size)) return Status::OutOfGas;
    gas = frame.gas - kKeccakWordGas * static_cast<std::int64_t>((size.low64() + 31) / 32);
    if (gas < 0) return Status::OutOfGas;
    keccakInto(SLOT(0), frame.memoryRange(offset, size));
    DISPATCH(2);
}

} // namespace evm
