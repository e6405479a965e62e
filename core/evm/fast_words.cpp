#include "core/crypto/keccak.h"
#include "core/evm/fast_operation.h"

/// The operations on words: moves and arithmetic.
namespace evm {
namespace {

std::uint64_t shiftOf(const Uint256& amount)
{
    return amount.fitsUint64() ? amount.low64() : 256;
}

std::uint64_t byteAt(const Uint256& value, std::uint64_t index)
{
    return value.words[3 - index / 8] >> (56 - 8 * (index % 8)) & 0xff;
}

/// From byte `n` on, which is below 31, all bits are those of its sign. In place too.
[[gnu::always_inline]] inline void signextendInto(Uint256& result, const Uint256& a, std::uint64_t n)
{
    const std::uint64_t at = n / 8;
    const unsigned unused = 56 - 8 * (n % 8);
    const auto extended = static_cast<std::int64_t>(a.words[at] << unused) >> unused;
    const auto word = static_cast<std::uint64_t>(extended), sign = static_cast<std::uint64_t>(extended >> 63);
    const std::uint64_t a0 = a.words[0], a1 = a.words[1], a2 = a.words[2];
    result.words[0] = at == 0 ? word : a0;
    result.words[1] = at == 1 ? word : at < 1 ? sign : a1;
    result.words[2] = at == 2 ? word : at < 2 ? sign : a2;
    result.words[3] = at == 3 ? word : sign;
}

/// A word of a value shifted by less than a word: with the bits that come from the word beside. Two steps,
/// because a shift by 64 is undefined.
[[gnu::always_inline]] inline std::uint64_t shiftedUp(std::uint64_t word, std::uint64_t below, unsigned bits)
{
    return word << bits | below >> 1 >> (63 - bits);
}
[[gnu::always_inline]] inline std::uint64_t shiftedDown(
    std::uint64_t word, std::uint64_t above, unsigned bits)
{
    return word >> bits | above << 1 << (63 - bits);
}

template <unsigned words>
[[gnu::always_inline]] inline Uint256 shiftedLeft(const Uint256& a, unsigned bits)
{
    const std::uint64_t* const w = a.words;
    if constexpr (words == 3) return {w[0] << bits, 0, 0, 0};
    if constexpr (words == 2) return {shiftedUp(w[1], w[0], bits), w[0] << bits, 0, 0};
    if constexpr (words == 1)
        return {shiftedUp(w[2], w[1], bits), shiftedUp(w[1], w[0], bits), w[0] << bits, 0};
    return {
        shiftedUp(w[3], w[2], bits), shiftedUp(w[2], w[1], bits), shiftedUp(w[1], w[0], bits), w[0] << bits};
}
template <unsigned words>
[[gnu::always_inline]] inline Uint256 shiftedRight(const Uint256& a, unsigned bits)
{
    const std::uint64_t* const w = a.words;
    if constexpr (words == 3) return {w[3] >> bits};
    if constexpr (words == 2) return {0, 0, w[3] >> bits, shiftedDown(w[2], w[3], bits)};
    if constexpr (words == 1)
        return {0, w[3] >> bits, shiftedDown(w[2], w[3], bits), shiftedDown(w[1], w[2], bits)};
    return {w[3] >> bits, shiftedDown(w[2], w[3], bits), shiftedDown(w[1], w[2], bits),
        shiftedDown(w[0], w[1], bits)};
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
OPERATION(Byte)
{
    const Uint256& index = SLOT(1);
    set(SLOT(0), Uint256{BELOW(index, 32) ? byteAt(SLOT(2), index.low64()) : 0});
    DISPATCH(2);
}
OPERATION(Signextend)
{
    const Uint256& n = SLOT(1);
    if (BELOW(n, 31))
        signextendInto(SLOT(0), SLOT(2), n.low64());
    else
        set(SLOT(0), SLOT(2));
    DISPATCH(2);
}
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
WITH_NUMBER(Shl0I, shiftedLeft<0>(a, static_cast<unsigned>(n)))
WITH_NUMBER(Shl1I, shiftedLeft<1>(a, static_cast<unsigned>(n)))
WITH_NUMBER(Shl2I, shiftedLeft<2>(a, static_cast<unsigned>(n)))
WITH_NUMBER(Shl3I, shiftedLeft<3>(a, static_cast<unsigned>(n)))
WITH_NUMBER(Shr0I, shiftedRight<0>(a, static_cast<unsigned>(n)))
WITH_NUMBER(Shr1I, shiftedRight<1>(a, static_cast<unsigned>(n)))
WITH_NUMBER(Shr2I, shiftedRight<2>(a, static_cast<unsigned>(n)))
WITH_NUMBER(Shr3I, shiftedRight<3>(a, static_cast<unsigned>(n)))
WITH_NUMBER(SarI, base::sar(a, n))
WITH_NUMBER(ByteI, Uint256{byteAt(a, n)})
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
OPERATION(SignextendI)
{
    signextendInto(SLOT(0), SLOT(1), NUMBER(0));
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
