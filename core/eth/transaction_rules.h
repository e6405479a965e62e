#pragma once

#include "core/eth/transaction.h"

namespace eth {

/// What a fork of Ethereum demands of a transaction before any state is looked at. Each fork below is the
/// diff of the one before it; forks that changed nothing here are not named.
struct TransactionRules {
    bool highSAllowed = true;                 ///< until EIP-2
    bool creationSurcharge = false;           ///< EIP-2
    bool replayProtection = false;            ///< EIP-155
    std::uint64_t nonZeroByteGas = 68;        ///< 16 from EIP-2028
    bool accessLists = false;                 ///< EIP-2930
    bool feeMarket = false;                   ///< EIP-1559
    bool initCodeMetered = false;             ///< EIP-3860
    std::size_t maxInitCodeSize = 2 * 24576;  ///< EIP-3860
    bool blobs = false;                       ///< EIP-4844
    bool setCode = false;                     ///< EIP-7702
    bool calldataFloor = false;               ///< EIP-7623
    std::uint64_t maxGas = ~std::uint64_t{0}; ///< EIP-7825
};

namespace detail {
constexpr TransactionRules changed(TransactionRules rules, void (*change)(TransactionRules&))
{
    change(rules);
    return rules;
}
} // namespace detail

inline constexpr TransactionRules kFrontierTransactions{};
inline constexpr TransactionRules kHomesteadTransactions =
    detail::changed(kFrontierTransactions, [](auto& rules) {
        rules.highSAllowed = false;
        rules.creationSurcharge = true;
    });
inline constexpr TransactionRules kSpuriousDragonTransactions =
    detail::changed(kHomesteadTransactions, [](auto& rules) { rules.replayProtection = true; });
inline constexpr TransactionRules kIstanbulTransactions =
    detail::changed(kSpuriousDragonTransactions, [](auto& rules) { rules.nonZeroByteGas = 16; });
inline constexpr TransactionRules kBerlinTransactions =
    detail::changed(kIstanbulTransactions, [](auto& rules) { rules.accessLists = true; });
inline constexpr TransactionRules kLondonTransactions =
    detail::changed(kBerlinTransactions, [](auto& rules) { rules.feeMarket = true; });
inline constexpr TransactionRules kShanghaiTransactions =
    detail::changed(kLondonTransactions, [](auto& rules) { rules.initCodeMetered = true; });
inline constexpr TransactionRules kCancunTransactions =
    detail::changed(kShanghaiTransactions, [](auto& rules) { rules.blobs = true; });
inline constexpr TransactionRules kPragueTransactions = detail::changed(kCancunTransactions, [](auto& rules) {
    rules.setCode = true;
    rules.calldataFloor = true;
});
inline constexpr TransactionRules kOsakaTransactions =
    detail::changed(kPragueTransactions, [](auto& rules) { rules.maxGas = std::uint64_t{1} << 24; });

/// The gas that a transaction costs before it does anything: its base, data, creation, access list and
/// authorizations.
std::uint64_t intrinsicGas(const Transaction& transaction, const TransactionRules& rules);
/// The least gas that a transaction with this data uses. EIP-7623; zero before.
std::uint64_t floorGas(const Transaction& transaction, const TransactionRules& rules);

/// Why a transaction is invalid under every state.
enum class TransactionFlaw {
    TypeNotSupported,
    WrongChain,       ///< EIP-155; for another chain, or protected before there was protection
    NonceTooBig,      ///< EIP-2681
    GasTooLow,        ///< below intrinsicGas() or floorGas()
    GasTooHigh,       ///< EIP-7825
    InitCodeTooLarge, ///< EIP-3860
    TipAboveFee,      ///< EIP-1559
    FeeOverflow,      ///< gas times price passes 2^256 - 1
    NoBlobs,          ///< EIP-4844
    WrongBlobVersion, ///< EIP-4844
    NoAuthorizations, ///< EIP-7702
};
const char* toString(TransactionFlaw flaw);

/// The first flaw found, or nothing. The signature is not looked at: see recoverSender(). A Deposit has no
/// flaws here.
std::optional<TransactionFlaw> findFlaw(
    const Transaction& transaction, const TransactionRules& rules, std::uint64_t chainId);

} // namespace eth
