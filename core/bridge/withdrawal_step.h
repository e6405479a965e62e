#pragma once

#include "core/bridge/activity.h"
#include "core/store/database.h"

namespace bridge {

/// The transactions of a withdrawal's own way, and the allowance that a deposit of tokens needs. The numbers
/// are in the database: never change one.
enum class WithdrawalAct : std::uint8_t {
    Initiate = 1, ///< on L2: the money leaves the account
    Prove = 2,    ///< on L1
    Finalize = 3, ///< on L1: the money is paid out
    Replay = 4,   ///< on L1: a message that failed when it was finalized is tried again
    Approve = 5,  ///< on L1: the bridge may take so many of a token, or none any more
};
/// "initiate", "prove", "finalize", "replay", "approve".
const char* toString(WithdrawalAct act);

/// How far such a transaction is.
enum class StepStage : std::uint8_t {
    Recorded, ///< signed and on our disk; no node is known to have it
    Sent,     ///< a node has it
    Dropped,  ///< a node had it, and none is known to have it any more; it is sent again
    Included, ///< in a block, and it succeeded
    Refused,  ///< it can never be accepted: nothing was spent
    Replaced, ///< another transaction took its nonce, in a final block: it can never happen
    Reverted, ///< in a block, and it failed: the fee is spent, nothing else has happened
};
/// "recorded", "sent" …
const char* toString(StepStage stage);
/// Nothing more is to be waited for, but for a reorg.
bool isEnd(StepStage stage);

/// One of them. Survives a restart.
struct WithdrawalStep {
    std::int64_t id = 0;
    std::string networkId; ///< Network::id
    WithdrawalAct act = WithdrawalAct::Initiate;
    Address from;
    Address recipient;            ///< of the money on L1; of an allowance: who may take the token
    Uint256 amount;               ///< Wei or, with `token`, its smallest unit
    std::optional<Address> token; ///< on the step's own layer: of an allowance, or of what leaves L2
    std::uint64_t nonce = 0;
    Hash hash;                   ///< of this transaction
    Hash l2Transaction;          ///< that sends the message: of an initiation this one
    std::optional<Hash> message; ///< hash of the withdrawal; not of an initiation
    base::Seconds createdAt{};
    StepStage stage = StepStage::Recorded;
    std::optional<BlockId> block;
    bool isProven = false;          ///< meaningful with block: else it is what the node says
    std::optional<Hash> replacedBy; ///< the transaction that used the nonce, read in its final block
    std::string lastError;          ///< as Activity::lastError

    friend bool operator==(const WithdrawalStep&, const WithdrawalStep&) = default;
};

WithdrawalStep toStep(const store::RecordedStep& recorded);

} // namespace bridge
