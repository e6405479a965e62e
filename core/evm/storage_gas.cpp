#include "core/evm/gas.h"

namespace evm {
namespace {

using base::Uint256;

/// The amounts that the net metering of EIP-1283 and EIP-2200 is made of; later forks only changed them.
struct NetCosts {
    std::int64_t load;   ///< a write that changes nothing, or of a slot already changed in this transaction
    std::int64_t set;    ///< from zero
    std::int64_t reset;  ///< from another value
    std::int64_t clears; ///< refund
};
constexpr NetCosts kConstantinople{200, 20000, 5000, 15000}; // EIP-1283
constexpr NetCosts kIstanbul{800, 20000, 5000, 15000};       // EIP-2200
constexpr NetCosts kBerlin{100, 20000, 2900, 15000};         // EIP-2929
constexpr NetCosts kLondon{100, 20000, 2900, 4800};          // EIP-3529

StorageCost grossCost(const Uint256& current, const Uint256& value)
{
    if (current.isZero() && !value.isZero()) return {20000, 0};
    return {5000, !current.isZero() && value.isZero() ? 15000 : 0};
}

StorageCost netCost(
    const NetCosts& costs, const Uint256& original, const Uint256& current, const Uint256& value)
{
    if (value == current) return {costs.load, 0};
    if (current == original) {
        if (original.isZero()) return {costs.set, 0};
        return {costs.reset, value.isZero() ? costs.clears : 0};
    }
    std::int64_t refund = 0;
    if (!original.isZero()) {
        if (current.isZero()) refund -= costs.clears;
        if (value.isZero()) refund += costs.clears;
    }
    if (value == original) refund += (original.isZero() ? costs.set : costs.reset) - costs.load;
    return {costs.load, refund};
}

} // namespace

StorageCost storageCost(
    Revision revision, const Uint256& original, const Uint256& current, const Uint256& value)
{
    if (revision >= Revision::London) return netCost(kLondon, original, current, value);
    if (revision >= Revision::Berlin) return netCost(kBerlin, original, current, value);
    if (revision >= Revision::Istanbul) return netCost(kIstanbul, original, current, value);
    if (revision == Revision::Constantinople) return netCost(kConstantinople, original, current, value);
    return grossCost(current, value);
}

} // namespace evm
