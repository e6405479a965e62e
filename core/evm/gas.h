#pragma once

#include "core/base/uint256.h"
#include "core/evm/opcode.h"

#include <cstdint>
#include <initializer_list>

namespace evm {

/// What instructions cost in one revision.
struct GasSchedule {
    /// What an instruction costs whatever its operands; the rest is charged where it runs.
    std::array<std::uint16_t, 256> base{};
    std::uint16_t expByte = 10;
    std::uint16_t coldAccount = 0; ///< EIP-2929: on top of the warm price in `base`
    std::uint16_t coldSlot = 0;
    std::uint16_t selfdestructRefund = 24000;
    std::uint16_t initCodeWord = 0; ///< EIP-3860
};

inline constexpr std::int64_t kWordCopyGas = 3;
inline constexpr std::int64_t kKeccakWordGas = 6;
inline constexpr std::int64_t kLogTopicGas = 375;
inline constexpr std::int64_t kLogByteGas = 8;
inline constexpr std::int64_t kCallValueGas = 9000;
inline constexpr std::int64_t kCallStipend = 2300;
inline constexpr std::int64_t kNewAccountGas = 25000;
inline constexpr std::int64_t kCodeByteGas = 200;
inline constexpr std::int64_t kWarmAccessGas = 100;
inline constexpr std::int64_t kColdAccountGas = 2600;
inline constexpr std::int64_t kColdSlotGas = 2100;

namespace gas {

struct Price {
    Opcode opcode;
    std::uint16_t gas;
};

constexpr GasSchedule with(GasSchedule schedule, std::initializer_list<Price> changes)
{
    for (const Price& change : changes)
        schedule.base[change.opcode] = change.gas;
    return schedule;
}

constexpr void setRange(GasSchedule& schedule, unsigned first, unsigned last, std::uint16_t price)
{
    for (unsigned opcode = first; opcode <= last; ++opcode)
        schedule.base[opcode] = price;
}

/// Yellow Paper, appendix G, as of Frontier; instructions of later forks have the price they came with.
constexpr GasSchedule frontier()
{
    GasSchedule schedule;
    setRange(schedule, OP_ADD, OP_CLZ, 3);
    setRange(schedule, OP_PUSH1, OP_SWAP16, 3);
    setRange(schedule, OP_ADDRESS, OP_EXTCODEHASH, 2);
    setRange(schedule, OP_COINBASE, OP_BLOBBASEFEE, 2);
    for (unsigned topics = 0; topics <= 4; ++topics)
        schedule.base[OP_LOG0 + topics] = static_cast<std::uint16_t>(375 * (topics + 1));
    return with(schedule,
        {{OP_MUL, 5}, {OP_DIV, 5}, {OP_SDIV, 5}, {OP_MOD, 5}, {OP_SMOD, 5}, {OP_SIGNEXTEND, 5},
            {OP_ADDMOD, 8}, {OP_MULMOD, 8}, {OP_EXP, 10}, {OP_CLZ, 5}, {OP_KECCAK256, 30}, {OP_BALANCE, 20},
            {OP_CALLDATALOAD, 3}, {OP_CALLDATACOPY, 3}, {OP_CODECOPY, 3}, {OP_RETURNDATACOPY, 3},
            {OP_EXTCODESIZE, 20}, {OP_EXTCODECOPY, 20}, {OP_EXTCODEHASH, 400}, {OP_BLOCKHASH, 20},
            {OP_SELFBALANCE, 5}, {OP_BLOBHASH, 3}, {OP_POP, 2}, {OP_MLOAD, 3}, {OP_MSTORE, 3},
            {OP_MSTORE8, 3}, {OP_SLOAD, 50}, {OP_JUMP, 8}, {OP_JUMPI, 10}, {OP_PC, 2}, {OP_MSIZE, 2},
            {OP_GAS, 2}, {OP_JUMPDEST, 1}, {OP_TLOAD, 100}, {OP_TSTORE, 100}, {OP_MCOPY, 3}, {OP_PUSH0, 2},
            {OP_CREATE, 32000}, {OP_CREATE2, 32000}, {OP_CALL, 40}, {OP_CALLCODE, 40}, {OP_DELEGATECALL, 40},
            {OP_STATICCALL, 700}});
}

/// EIP-150.
constexpr GasSchedule tangerineWhistle(const GasSchedule& last)
{
    return with(
        last, {{OP_BALANCE, 400}, {OP_EXTCODESIZE, 700}, {OP_EXTCODECOPY, 700}, {OP_SLOAD, 200},
                  {OP_CALL, 700}, {OP_CALLCODE, 700}, {OP_DELEGATECALL, 700}, {OP_SELFDESTRUCT, 5000}});
}

/// EIP-160.
constexpr GasSchedule spuriousDragon(GasSchedule last)
{
    last.expByte = 50;
    return last;
}

/// EIP-1884.
constexpr GasSchedule istanbul(const GasSchedule& last)
{
    return with(last, {{OP_BALANCE, 700}, {OP_EXTCODEHASH, 700}, {OP_SLOAD, 800}});
}

/// EIP-2929.
constexpr GasSchedule berlin(GasSchedule last)
{
    last.coldAccount = kColdAccountGas - kWarmAccessGas;
    last.coldSlot = kColdSlotGas - kWarmAccessGas;
    return with(last, {{OP_BALANCE, 100}, {OP_EXTCODESIZE, 100}, {OP_EXTCODECOPY, 100}, {OP_EXTCODEHASH, 100},
                          {OP_SLOAD, 100}, {OP_CALL, 100}, {OP_CALLCODE, 100}, {OP_DELEGATECALL, 100},
                          {OP_STATICCALL, 100}});
}

/// EIP-3529.
constexpr GasSchedule london(GasSchedule last)
{
    last.selfdestructRefund = 0;
    return last;
}

/// EIP-3860.
constexpr GasSchedule shanghai(GasSchedule last)
{
    last.initCodeWord = 2;
    return last;
}

constexpr std::array<GasSchedule, kRevisionCount> schedules()
{
    std::array<GasSchedule, kRevisionCount> all{};
    GasSchedule schedule = frontier();
    for (std::size_t i = 0; i < kRevisionCount; ++i) {
        const Revision revision{static_cast<std::uint8_t>(i)};
        if (revision == Revision::TangerineWhistle) schedule = tangerineWhistle(schedule);
        if (revision == Revision::SpuriousDragon) schedule = spuriousDragon(schedule);
        if (revision == Revision::Istanbul) schedule = istanbul(schedule);
        if (revision == Revision::Berlin) schedule = berlin(schedule);
        if (revision == Revision::London) schedule = london(schedule);
        if (revision == Revision::Shanghai) schedule = shanghai(schedule);
        all[i] = schedule;
    }
    return all;
}

} // namespace gas

inline constexpr std::array<GasSchedule, kRevisionCount> kGasSchedules = gas::schedules();

constexpr const GasSchedule& gasSchedule(Revision revision)
{
    return kGasSchedules[static_cast<std::size_t>(revision)];
}

/// What SSTORE costs and refunds, by the rules in force: see storage_gas.cpp.
struct StorageCost {
    std::int64_t gas;
    std::int64_t refund;
};
/// `original` is the value at the start of the transaction. A cold slot's surcharge is not included.
StorageCost storageCost(Revision revision, const base::Uint256& original, const base::Uint256& current,
    const base::Uint256& value);

} // namespace evm
