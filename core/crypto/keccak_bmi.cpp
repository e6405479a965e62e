#include "core/crypto/keccak_kernels.h"

#if defined(__x86_64__)

/// The permutation for one message by the instructions of BMI and BMI2 (and-not into a third register,
/// rotation into another), written out: what a compiler makes of the portable form depends on its version and
/// its flags.
///
/// Between the last parity of one round and the first lane of the next nothing else can be done, so what
/// theta adds stays in registers all the time; lanes are read from one copy of the state and written to
/// another.
///
///     r8 r9 r10 r11 r12      the parity of each column; then
///     r13 r11 r14 r8 r9      what theta adds to each column
///     r15 rax rbx rcx rdx    a row between theta, rho, pi and chi
///     r10, or r13            a lane that chi has made
namespace crypto::detail {
namespace {

// clang-format off: the table of a round stays one.
#define C0 "%%r8"
#define C1 "%%r9"
#define C2 "%%r10"
#define C3 "%%r11"
#define C4 "%%r12"
#define D0 "%%r13"
#define D1 "%%r11"
#define D2 "%%r14"
#define D3 "%%r8"
#define D4 "%%r9"
#define B0 "%%r15"
#define B1 "%%rax"
#define B2 "%%rbx"
#define B3 "%%rcx"
#define B4 "%%rdx"

// The two copies, in bytes behind the pointer.
#define LOWER "0"
#define UPPER "200"
#define AT(copy, lane) "8*" #lane "+" copy "(%[state])"

// In the order that leaves each parity until it has been used.
#define ADDEND(d, left, right) "rorxq $63, " right ", " d "; xorq " left ", " d "; "
#define THETA                                                                                                \
    ADDEND(D0, C4, C1) ADDEND(D2, C1, C3) ADDEND(D4, C3, C0) ADDEND(D1, C0, C2) ADDEND(D3, C2, C4)

/// A lane on its way to its place before chi.
#define LANE(b, from, place, d, turn) "movq " AT(from, place) ", " b "; xorq " d ", " b "; rolq $" #turn ", " b "; "
#define LANES(from, p0, d0, r0, p1, d1, r1, p2, d2, r2, p3, d3, r3, p4, d4, r4)                              \
    LANE(B0, from, p0, d0, r0) LANE(B1, from, p1, d1, r1) LANE(B2, from, p2, d2, r2)                         \
    LANE(B3, from, p3, d3, r3) LANE(B4, from, p4, d4, r4)

#define CHI(to, place, b0, b1, b2, made, then)                                                               \
    "andnq " b2 ", " b1 ", " made "; xorq " b0 ", " made "; " then "movq " made ", " AT(to, place) "; "
#define CHI_ROW(to, e0, e1, e2, e3, e4, iota)                                                                \
    CHI(to, e0, B0, B1, B2, "%%r10", iota) CHI(to, e1, B1, B2, B3, "%%r10", "")                              \
    CHI(to, e2, B2, B3, B4, "%%r10", "") CHI(to, e3, B3, B4, B0, "%%r10", "") CHI(to, e4, B4, B0, B1, "%%r10", "")

/// The parity of a column but for its last lane, and with that.
#define PARITY_OF_FOUR(c, copy, e0, e1, e2, e3)                                                              \
    "movq " AT(copy, e0) ", " c "; xorq " AT(copy, e1) ", " c "; xorq " AT(copy, e2) ", " c "; xorq "        \
    AT(copy, e3) ", " c "; "
#define PARITIES_OF_FOUR(copy)                                                                               \
    PARITY_OF_FOUR(C0, copy, 0, 5, 10, 15) PARITY_OF_FOUR(C1, copy, 1, 6, 11, 16)                            \
    PARITY_OF_FOUR(C2, copy, 2, 7, 12, 17) PARITY_OF_FOUR(C3, copy, 3, 8, 13, 18)                            \
    PARITY_OF_FOUR(C4, copy, 4, 9, 14, 19)
#define LAST_CHI(to, place, b0, b1, b2, c) CHI(to, place, b0, b1, b2, "%%r13", "xorq %%r13, " c "; ")

#define ROUND(from, to, constant)                                                                            \
    THETA                                                                                                    \
    LANES(from, 0, D0, 0, 6, D1, 44, 12, D2, 43, 18, D3, 21, 24, D4, 14)                                     \
    CHI_ROW(to, 0, 1, 2, 3, 4, "xorq " constant "(%[constants]), %%r10; ")                                   \
    LANES(from, 3, D3, 28, 9, D4, 20, 10, D0, 3, 16, D1, 45, 22, D2, 61) CHI_ROW(to, 5, 6, 7, 8, 9, "")      \
    LANES(from, 1, D1, 1, 7, D2, 6, 13, D3, 25, 19, D4, 8, 20, D0, 18) CHI_ROW(to, 10, 11, 12, 13, 14, "")   \
    LANES(from, 4, D4, 27, 5, D0, 36, 11, D1, 10, 17, D2, 15, 23, D3, 56) CHI_ROW(to, 15, 16, 17, 18, 19, "")\
    LANES(from, 2, D2, 62, 8, D3, 55, 14, D4, 39, 15, D0, 41, 21, D1, 2)                                     \
    PARITIES_OF_FOUR(to)                                                                                     \
    LAST_CHI(to, 20, B0, B1, B2, C0) LAST_CHI(to, 21, B1, B2, B3, C1) LAST_CHI(to, 22, B2, B3, B4, C2)       \
    LAST_CHI(to, 23, B3, B4, B0, C3) LAST_CHI(to, 24, B4, B0, B1, C4)

#define LAST_LANE(lane, c) "xorq " AT(LOWER, lane) ", " c "; "
// clang-format on

} // namespace

void permuteBmi(KeccakState& state)
{
    static_assert(offsetof(KeccakState, room) == 200 && sizeof state.room >= 200);
    const std::uint64_t* constants = kKeccakRoundConstants;
    const std::uint64_t* const end = constants + 24;
    asm volatile(PARITIES_OF_FOUR(LOWER) LAST_LANE(20, C0) LAST_LANE(21, C1) LAST_LANE(22, C2)
            LAST_LANE(23, C3) LAST_LANE(24, C4)                 //
        "1: " ROUND(LOWER, UPPER, "0") ROUND(UPPER, LOWER, "8") //
        "addq $16, %[constants]; cmpq %[end], %[constants]; jne 1b"
        : [constants] "+r"(constants)
        : [state] "r"(state.lanes), [end] "m"(end)
        : "rax", "rbx", "rcx", "rdx", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "cc", "memory");
}

} // namespace crypto::detail

#endif
