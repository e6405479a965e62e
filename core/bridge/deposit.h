#pragma once

#include "core/bridge/activity.h"
#include "core/bridge/contracts.h"
#include "core/wallet/sender.h"

#include <stop_token>
#include <string>
#include <vector>

namespace bridge {

/// The gas that the L2 bridge's finalize call is promised when the user does not say: what the bridge itself
/// takes for a plain transfer to it.
inline constexpr std::uint32_t kDefaultMinGasLimit = 200'000;

/// ETH from L1 to L2 through the standard bridge.
struct DepositRequest {
    Address from;
    Address recipient; ///< always explicit, never taken from the sender
    Uint256 amount;    ///< Wei
    std::uint32_t minGasLimit = kDefaultMinGasLimit;

    friend bool operator==(const DepositRequest&, const DepositRequest&) = default;
};

/// One argument of a call as a person reads it.
struct NamedArgument {
    std::string name;  ///< "_to"
    std::string type;  ///< "address"
    std::string value; ///< "0x…" with its EIP-55 checksum, or a decimal number, or hex bytes

    friend bool operator==(const NamedArgument&, const NamedArgument&) = default;
};

/// Calldata read back from the bytes that will be signed, not from what they were made of.
struct DecodedCall {
    std::string contract;  ///< "L1StandardBridge"
    std::string function;  ///< "bridgeETHTo"
    std::string signature; ///< "bridgeETHTo(address,uint32,bytes)"
    std::vector<NamedArgument> arguments;

    friend bool operator==(const DecodedCall&, const DecodedCall&) = default;
};

/// What does not stop a deposit and should be known before signing it.
enum class Caution {
    LargeFee,         ///< the fee can be more than a tenth of the amount
    ContractOnL1Only, ///< the recipient is a contract on L1, and on L2 there is nothing at its address
};

/// Exactly what will be signed, what it may cost, and what happened when it was tried. All of it follows from
/// `transaction`, which is the only part that submitting reads, together with the request.
struct DepositQuote {
    DepositRequest request;
    eth::Transaction transaction; ///< unsigned: chain id, nonce, fees, gas, to, value, data

    DecodedCall call;
    Uint256 maximumFee;   ///< Wei: gas limit times maxFeePerGas
    Uint256 expectedFee;  ///< Wei: estimated gas at the present base fee and tip
    Uint256 maximumTotal; ///< Wei: amount and maximumFee: the most that leaves the account
    std::uint64_t l1Gas =
        0; ///< as estimated by running the transaction on the L1 node; transaction.gas has a margin on it
    Uint256 l1Balance;                  ///< Wei, of `from`, as the node says
    std::chrono::milliseconds madeAt{}; ///< Clock::steady(); see wallet::kPlanAge
    std::vector<Caution> cautions;
};

/// The transaction's calldata; `bridgeETHTo(recipient, minGasLimit, "")`.
Bytes encodeDepositCall(const DepositRequest& request);
/// Reads calldata of a deposit back. BadData when it is anything else.
base::Result<DecodedCall> decodeDepositCall(ByteView calldata);

/// See Session::quoteDeposit() and Session::submitDeposit().
base::Result<DepositQuote> quoteDeposit(
    const Route& route, wallet::Sender& sender, const DepositRequest& request, std::stop_token stop);
base::Result<Activity> submitDeposit(const Network& network, wallet::Sender& sender,
    store::Database& database, const DepositQuote& quote, wallet::Signer& signer, std::stop_token stop);

} // namespace bridge
