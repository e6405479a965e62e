#pragma once

#include "core/base/bytes.h"
#include "core/base/uint256.h"

/// Contracts for comparing executions, each as its runtime code, and the pieces to write code and calldata
/// with.
namespace tests {

using base::Bytes;

inline Bytes hex(std::string_view text)
{
    return *base::parseHex(text);
}

inline Bytes word(const base::Uint256& value)
{
    return base::toBytes(value.toHash());
}

inline Bytes join(std::initializer_list<Bytes> parts)
{
    Bytes all;
    for (const Bytes& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

/// Calls the address in its first word with the rest of its data; logs the answer under whether it succeeded.
inline Bytes caller()
{
    return hex("60203603"
               "80"
               "60205f37"
               "5f5f"
               "82"
               "5f"
               "34"
               "5f35"
               "5a"
               "f1"
               "3d5f5f3e"
               "3d5fa1"
               "00");
}

/// Stores four pairs of words: key, value.
inline Bytes storesPairs()
{
    Bytes code;
    for (const std::uint8_t at : Bytes{0, 64, 128, 192}) {
        const auto value = static_cast<std::uint8_t>(at + 32);
        code.insert(code.end(), {0x60, value, 0x35, 0x60, at, 0x35, 0x55});
    }
    return code;
}

/// Stores what it sees of its block and transaction, hashes of three earlier blocks included.
inline Bytes storesSurroundings()
{
    Bytes code;
    std::uint8_t slot = 0;
    for (const std::uint8_t opcode : Bytes{0x32, 0x33, 0x34, 0x3a, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47,
             0x48, 0x4a, 0x5a, 0x30, 0x38, 0x58})
        code.insert(code.end(), {opcode, 0x60, ++slot, 0x55});
    for (const std::uint8_t back : Bytes{1, 2, 3}) // NUMBER - back, BLOCKHASH
        code.insert(code.end(), {0x60, back, 0x43, 0x03, 0x40, 0x60, ++slot, 0x55});
    return code;
}

/// Creates with its data as init code, by CREATE2, and stores the address.
inline Bytes factory()
{
    return hex("365f5f37"
               "602a365f5ff5"
               "5f55"
               "00");
}

/// Init code that deploys the runtime code.
inline Bytes deploying(const Bytes& runtime)
{
    Bytes code = hex("610000"
                     "80"
                     "600a"
                     "5f"
                     "39"
                     "5f"
                     "f3");
    code[1] = static_cast<std::uint8_t>(runtime.size() >> 8);
    code[2] = static_cast<std::uint8_t>(runtime.size());
    return join({code, runtime});
}

} // namespace tests
