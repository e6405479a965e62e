#pragma once

#include "core/evm/state_view.h"

#include <functional>
#include <string_view>
#include <vector>

namespace evm {

enum class CallKind : std::uint8_t { Call, CallCode, DelegateCall, StaticCall, Create, Create2 };
constexpr bool isCreate(CallKind kind)
{
    return kind >= CallKind::Create;
}

/// A message call or a contract creation.
struct Message {
    CallKind kind = CallKind::Call;
    bool isStatic = false;
    int depth = 0;
    std::int64_t gas = 0;
    Address sender;
    Address recipient;   ///< whose storage and balance is used; of a creation the new address
                         ///< (eth::createAddress of the nonce before it was raised)
    Address codeAddress; ///< whose code runs; unused by a creation
    Uint256
        value; ///< moved to the recipient by Call and creations; of DelegateCall the value CALLVALUE shows
    ByteView input; ///< of a creation the init code

    /// A call from outside, without value, of the code at an address.
    static Message call(const Address& sender, const Address& contract, ByteView input, std::int64_t gas)
    {
        Message message;
        message.gas = gas;
        message.sender = sender;
        message.recipient = contract;
        message.codeAddress = contract;
        message.input = input;
        return message;
    }
};

/// What the block gives to the EVM.
struct BlockContext {
    std::uint64_t number = 0;
    std::uint64_t timestamp = 0;
    std::uint64_t gasLimit = 0;
    Address coinbase;
    Uint256 prevRandao; ///< before Paris the difficulty
    Uint256 baseFee;
    Uint256 blobBaseFee;
    std::uint64_t chainId = 1;
    /// The hash of one of the last 256 blocks; asked only for numbers in that range. Unset: all are zero.
    std::function<Hash(std::uint64_t number)> blockHash;
};

/// What the transaction gives to the EVM.
struct TransactionContext {
    Address origin;
    Uint256 gasPrice; ///< the effective one
    std::vector<Hash> blobHashes;
};

enum class Status : std::uint8_t {
    Success,
    Revert, ///< by REVERT: the gas that is left is given back. Every status below takes all gas.
    OutOfGas,
    StackUnderflow,
    StackOverflow,
    BadJump,
    InvalidInstruction,
    StaticViolation,
    ReturnDataOutOfBounds,
    PrecompileFailure,
    AddressCollision,
    CodeTooLarge,     ///< EIP-170
    InitCodeTooLarge, ///< EIP-3860
    CodeStartsWithEf, ///< EIP-3541
    NonceOverflow,    ///< EIP-2681
    CallTooDeep,
    InsufficientBalance,
};
/// "success", "out of gas" …
std::string_view toString(Status status);

/// What became of a message.
struct Outcome {
    Status status = Status::Success;
    std::int64_t gasLeft = 0;
    Bytes output; ///< returned or reverted with; of a successful creation the deployed code

    bool succeeded() const { return status == Status::Success; }
};

} // namespace evm
