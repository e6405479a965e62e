#include "core/crypto/kdf.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdlib>
#include <string>

// Ours because OpenSSL's keeps to the RFC's bound on N, which keystores do not (kdf.h).
namespace crypto {
namespace {

/// Four words on one diagonal of Salsa20's 4 x 4 matrix: a quarter-round then works on whole rows of these.
using Diagonal = std::uint32_t __attribute__((vector_size(16)));

/// A 64-byte block by diagonals.
struct Block {
    Diagonal d[4];
};
static_assert(alignof(Block) <= alignof(std::max_align_t)); // malloc is enough
constexpr std::size_t kWordAt[16] = {0, 5, 10, 15, 4, 9, 14, 3, 8, 13, 2, 7, 12, 1, 6, 11};

[[gnu::always_inline]] inline void quarter(Diagonal& target, const Diagonal& a, const Diagonal& b, int turn)
{
    const Diagonal sum = a + b;
    target ^= (sum << turn) | (sum >> (32 - turn));
}

/// RFC 7914, section 3; the sum at its end included.
[[gnu::always_inline]] inline void salsa20Core8(Block& block)
{
    Diagonal a = block.d[0], b = block.d[1], c = block.d[2], d = block.d[3];
    for (int i = 0; i < 4; ++i) {
        quarter(b, a, d, 7);
        quarter(c, b, a, 9);
        quarter(d, c, b, 13);
        quarter(a, d, c, 18);
        b = __builtin_shufflevector(b, b, 3, 0, 1, 2);
        c = __builtin_shufflevector(c, c, 2, 3, 0, 1);
        d = __builtin_shufflevector(d, d, 1, 2, 3, 0);
        quarter(d, a, b, 7);
        quarter(c, d, a, 9);
        quarter(b, c, d, 13);
        quarter(a, b, c, 18);
        b = __builtin_shufflevector(b, b, 1, 2, 3, 0);
        c = __builtin_shufflevector(c, c, 2, 3, 0, 1);
        d = __builtin_shufflevector(d, d, 3, 0, 1, 2);
    }
    block.d[0] += a;
    block.d[1] += b;
    block.d[2] += c;
    block.d[3] += d;
}

[[gnu::always_inline]] inline void exclusiveOr(Block& to, const Block& from)
{
    for (std::size_t i = 0; i < 4; ++i)
        to.d[i] ^= from.d[i];
}

/// scryptBlockMix (RFC 7914, section 4) of in XOR mask; a null mask is zero.
void blockMix(Block* out, const Block* in, const Block* mask, std::size_t r)
{
    Block x = in[2 * r - 1];
    if (mask) exclusiveOr(x, mask[2 * r - 1]);
    for (std::size_t i = 0; i < 2 * r; ++i) {
        exclusiveOr(x, in[i]);
        if (mask) exclusiveOr(x, mask[i]);
        salsa20Core8(x);
        out[i / 2 + (i % 2) * r] = x;
    }
}

/// scryptROMix (RFC 7914, section 5), in place; `table` has room for N times 2 r blocks, `spare` for 2 r.
void roMix(Block* blocks, Block* table, Block* spare, std::uint64_t N, std::size_t r)
{
    const std::size_t width = 2 * r;
    std::copy_n(blocks, width, table);
    for (std::uint64_t i = 1; i < N; ++i)
        blockMix(table + i * width, table + (i - 1) * width, nullptr, r);
    blockMix(blocks, table + (N - 1) * width, nullptr, r);
    for (std::uint64_t i = 0; i < N; i += 2) { // N is even
        const std::uint64_t j = blocks[width - 1].d[0][0] & (N - 1);
        blockMix(spare, blocks, table + j * width, r);
        const std::uint64_t k = spare[width - 1].d[0][0] & (N - 1);
        blockMix(blocks, spare, table + k * width, r);
    }
}

void load(Block& block, const std::uint8_t* from)
{
    for (std::size_t i = 0; i < 16; ++i) {
        const std::uint8_t* word = from + 4 * kWordAt[i];
        block.d[i / 4][i % 4] = std::uint32_t{word[0]} | std::uint32_t{word[1]} << 8 |
                                std::uint32_t{word[2]} << 16 | std::uint32_t{word[3]} << 24;
    }
}

void store(std::uint8_t* to, const Block& block)
{
    for (std::size_t i = 0; i < 64; ++i)
        to[4 * kWordAt[i / 4] + i % 4] =
            static_cast<std::uint8_t>(block.d[i / 16][i / 4 % 4] >> (8 * (i % 4)));
}

/// Memory that is not set to zero first (it is all written before it is read), and wiped at its end.
class Blocks {
public:
    explicit Blocks(std::size_t count)
        : m_size(count * sizeof(Block))
        , m_blocks(static_cast<Block*>(std::malloc(m_size)))
    {
    }
    Blocks(const Blocks&) = delete;
    Blocks& operator=(const Blocks&) = delete;
    ~Blocks()
    {
        if (m_blocks) OPENSSL_cleanse(m_blocks, m_size);
        std::free(m_blocks);
    }
    Block* data() { return m_blocks; }

private:
    std::size_t m_size;
    Block* m_blocks;
};

base::Result<void> checkCost(std::uint64_t N, std::uint32_t r, std::uint32_t p)
{
    if (N < 2 || !std::has_single_bit(N) || r == 0 || p == 0)
        return base::fail(base::Fault::BadData, "scrypt parameters out of range");
    const bool fits = N <= kScryptWorkLimit && p <= kScryptWorkLimit &&
                      r <= kScryptMemoryLimit / 128 / (N + p) && N * r <= kScryptWorkLimit / p;
    if (fits) return {};
    return base::fail(base::Fault::Unsupported, "scrypt would cost too much: N " + std::to_string(N) +
                                                    ", r " + std::to_string(r) + ", p " + std::to_string(p));
}

} // namespace

base::Result<base::Secret> scrypt(base::ByteView password, base::ByteView salt, std::uint64_t N,
    std::uint32_t r, std::uint32_t p, std::size_t dkLen)
{
    TRY(checkCost(N, r, p));
    const std::size_t chunk = std::size_t{128} * r;
    base::Secret work = TRY(pbkdf2HmacSha256(password, salt, 1, chunk * p));

    const std::size_t width = 2 * std::size_t{r};
    Blocks memory(width * (N + 2));
    if (!memory.data()) return base::fail(base::Fault::Unsupported, "not enough memory for scrypt");
    Block* const blocks = memory.data();
    for (std::uint32_t i = 0; i < p; ++i) {
        std::uint8_t* const at = work.data() + i * chunk;
        for (std::size_t k = 0; k < width; ++k)
            load(blocks[k], at + 64 * k);
        roMix(blocks, blocks + 2 * width, blocks + width, N, r);
        for (std::size_t k = 0; k < width; ++k)
            store(at + 64 * k, blocks[k]);
    }
    return pbkdf2HmacSha256(password, work.view(), 1, dkLen);
}

} // namespace crypto
