#pragma once

#include "core/base/clock.h"
#include "core/base/uint256.h"

#include <optional>
#include <string>

namespace store {

using base::Address;
using base::Bytes;
using base::ByteView;
using base::Hash;
using base::Uint256;

/// What is known of the way of signed bytes to the network. The numbers are in the database: never change
/// one.
enum class Delivery : std::uint8_t {
    Recorded = 0, ///< on the disk, and no node is known to have them
    Accepted = 1, ///< a node has taken them
    Refused = 2,  ///< a node said that they can never be accepted, and no other attempt to hand them over is
                  ///< in doubt: not sent again, and their nonce is free
};

/// What came of one attempt to hand signed bytes to a node.
enum class DeliveryEnd {
    Unknown,  ///< no answer, or none that says: the node may have them
    Taken,    ///< the node has them
    NotTaken, ///< the node does not have them, and might take them later
    Refused,  ///< the node does not have them, and nobody ever will
};

/// A signed transaction: written before it is sent, never changed but for what is known of its delivery, and
/// sent again as it is.
struct TransactionRow {
    std::int64_t id = 0; ///< given by the database
    std::uint64_t chainId = 0;
    Address account;
    std::uint64_t nonce = 0;
    Hash hash;
    Bytes signedBytes;
    base::Seconds createdAt{};
    Delivery delivery = Delivery::Recorded;
    /// Attempts to hand them over that were begun and did not end in a "no": their end is not known, or a
    /// node took them. Counted before the bytes leave, so that a crash leaves a doubt and never a false
    /// certainty.
    std::uint64_t openDeliveries = 0;
    /// Accepted once, and the last node that was asked neither had them nor took them again.
    bool isDropped = false;
    std::string reason; ///< a node's words on why it did not take them; plain text, untrusted

    friend bool operator==(const TransactionRow&, const TransactionRow&) = default;
};

/// A fact that holds as long as this block does.
struct BlockRow {
    std::uint64_t number = 0;
    Hash hash;

    friend bool operator==(const BlockRow&, const BlockRow&) = default;
};

/// A deposit and what has been seen of it on both chains.
struct DepositRow {
    std::int64_t id = 0;          ///< given by the database
    std::int64_t transaction = 0; ///< TransactionRow::id
    std::string network;
    Address sender;
    Address recipient;
    Uint256 amount;

    bool nonceUsed = false;
    std::optional<Hash> replacedBy; ///< the transaction that used the nonce, as a final block has it
    std::optional<BlockRow> l1Block;
    bool l1Succeeded = false;
    bool l1IsProven = false;
    std::optional<Hash> l2Hash;
    std::optional<Hash> messageHash; ///< of the message that the L2 messenger relays
    std::optional<BlockRow> l2Block;
    std::uint8_t l2Outcome = 0; ///< bridge::L2Outcome
    std::string lastError;

    friend bool operator==(const DepositRow&, const DepositRow&) = default;
};

/// A deposit and its L1 transaction.
struct RecordedDeposit {
    TransactionRow transaction;
    DepositRow deposit;

    friend bool operator==(const RecordedDeposit&, const RecordedDeposit&) = default;
};

/// A transaction that is one step of something longer, and what has been seen of it.
struct StepRow {
    std::int64_t id = 0;          ///< given by the database
    std::int64_t transaction = 0; ///< TransactionRow::id
    std::string network;
    std::uint8_t act = 0;              ///< bridge::WithdrawalAct; never 0
    std::optional<Hash> l2Transaction; ///< that sent the message; absent: it is this one
    std::optional<Hash> message;       ///< hash of the withdrawal; absent: its transaction will show it
    Address recipient;
    Uint256 amount;

    bool nonceUsed = false;
    std::optional<Hash> replacedBy; ///< the transaction that used the nonce, as a final block has it
    std::optional<BlockRow> block;
    bool succeeded = false; ///< meaningful with block
    bool isProven = false;  ///< meaningful with block: the receipt was proven against it
    std::string lastError;

    friend bool operator==(const StepRow&, const StepRow&) = default;
};

struct RecordedStep {
    TransactionRow transaction;
    StepRow step;

    friend bool operator==(const RecordedStep&, const RecordedStep&) = default;
};

} // namespace store
