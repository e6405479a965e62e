#pragma once

#include "core/base/bytes.h"

/// The contracts that every OP Stack chain has at fixed addresses. Specification: predeploys.md.
namespace opstack {

using base::Address;
using namespace base::literals;

inline constexpr Address kWeth = "0x4200000000000000000000000000000000000006"_address;
inline constexpr Address kL2CrossDomainMessenger = "0x4200000000000000000000000000000000000007"_address;
inline constexpr Address kGasPriceOracle = "0x420000000000000000000000000000000000000f"_address;
inline constexpr Address kL2StandardBridge = "0x4200000000000000000000000000000000000010"_address;
inline constexpr Address kSequencerFeeVault = "0x4200000000000000000000000000000000000011"_address;
inline constexpr Address kOptimismMintableErc20Factory = "0x4200000000000000000000000000000000000012"_address;
inline constexpr Address kL2Erc721Bridge = "0x4200000000000000000000000000000000000014"_address;
inline constexpr Address kL1Block = "0x4200000000000000000000000000000000000015"_address;
inline constexpr Address kL2ToL1MessagePasser = "0x4200000000000000000000000000000000000016"_address;
inline constexpr Address kOptimismMintableErc721Factory =
    "0x4200000000000000000000000000000000000017"_address;
inline constexpr Address kL2ProxyAdmin = "0x4200000000000000000000000000000000000018"_address;
inline constexpr Address kBaseFeeVault = "0x4200000000000000000000000000000000000019"_address;
inline constexpr Address kL1FeeVault = "0x420000000000000000000000000000000000001a"_address;
inline constexpr Address kOperatorFeeVault =
    "0x420000000000000000000000000000000000001b"_address; ///< Isthmus

/// The sender of the L1 attributes transaction. Specification: deposits.md, "L1 Attributes Depositor
/// Account".
inline constexpr Address kDepositor = "0xdeaddeaddeaddeaddeaddeaddeaddeaddead0001"_address;
/// Stands for ether in L2StandardBridge's functions and events.
inline constexpr Address kLegacyErc20Eth = "0xdeaddeaddeaddeaddeaddeaddeaddeaddead0000"_address;

} // namespace opstack
