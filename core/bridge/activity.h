#pragma once

#include "core/base/clock.h"
#include "core/eth/transaction.h"

#include <cstdint>
#include <optional>
#include <string>

namespace bridge {

using base::Address;
using base::Bytes;
using base::ByteView;
using base::Hash;
using base::Uint256;

/// A block by number and hash: a fact that names one can be dropped when the chain no longer has it.
struct BlockId {
    std::uint64_t number = 0;
    Hash hash;

    friend bool operator==(const BlockId&, const BlockId&) = default;
};

/// What became of the deposit on L2. The numbers are in the database: never change one, and never let 0 be a
/// success.
enum class L2Outcome : std::uint8_t {
    Unknown = 0,
    Relayed = 1,           ///< the bridge paid the recipient
    MessageFailed = 2,     ///< the messenger keeps the money; anyone may replay the message with more gas
    TransactionFailed = 3, ///< the deposit transaction itself failed
};

/// What is known of a deposit. Only a reorg takes away what named a block: no node's silence does.
struct DepositFacts {
    bool accepted = false; ///< a node took the signed bytes
    bool dropped = false;  ///< accepted, and the last node asked neither had them nor took them again
    bool refused = false;  ///< they can never be accepted, and no attempt to hand them over is in doubt
    bool inDoubt = false;  ///< an attempt to hand them over was begun, and how it ended is not known
    /// In a final block the account's next nonce is past this one, and the transaction is not in the chain.
    bool nonceUsed = false;
    std::optional<Hash> replacedBy; ///< the transaction that used the nonce, read in its final block

    std::optional<BlockId> l1Block;
    bool l1Succeeded = false; ///< meaningful with l1Block
    /// The receipt was proven against l1Block. Without it the outcome on L1 is what the node says.
    bool l1Proven = false;
    std::optional<Hash> l2Hash; ///< of the L2 transaction, computed from the L1 log: known before L2 shows it
    std::optional<BlockId> l2Block;
    L2Outcome l2Outcome = L2Outcome::Unknown; ///< meaningful with l2Block

    friend bool operator==(const DepositFacts&, const DepositFacts&) = default;
};

/// Where a deposit stands. In the order of a good one; the bad ends follow.
enum class DepositStage {
    Recorded,     ///< signed and on our disk; no node is known to have it
    Sent,         ///< a node has it
    Dropped,      ///< a node had it, and none is known to have it any more; it is sent again
    IncludedOnL1, ///< in an L1 block
    ExpectedOnL2, ///< its L2 transaction is known by hash and not yet there
    Arrived,      ///< the money is with the recipient
    Refused,      ///< it can never be accepted: nothing was spent
    Replaced,     ///< another transaction took its nonce, in a final block: it can never happen
    RevertedOnL1, ///< the fee is spent, the amount is not
    FailedOnL2,   ///< see DepositFacts::l2Outcome
};

/// Pure and total: a table of the facts.
DepositStage stage(const DepositFacts& facts);
/// True when only a reorg could change the stage.
bool isEnd(DepositStage stage);
/// "recorded", "sent", "included-on-l1", …: for JSON and logs; the window has its own words.
const char* toString(DepositStage stage);

/// What crosses where it is not ether.
struct TokenRoute {
    Address l1, l2; ///< the token's contracts

    friend bool operator==(const TokenRoute&, const TokenRoute&) = default;
};

/// One deposit as the user sees it in the list. Survives a restart.
struct Activity {
    std::int64_t id = 0;
    std::string networkId; ///< Network::id
    Address from;
    Address recipient;
    Uint256 amount; ///< Wei or, with `token`, its smallest unit
    std::optional<TokenRoute> token;
    std::uint64_t nonce = 0;
    Hash l1Hash; ///< of the signed L1 transaction
    base::Seconds createdAt{};
    DepositFacts facts;
    /// Why the last look at it failed or, when it did not, why a node did not take it; plain text, untrusted,
    /// limited; often empty.
    std::string lastError;

    DepositStage stage() const { return bridge::stage(facts); }

    friend bool operator==(const Activity&, const Activity&) = default;
};

} // namespace bridge
