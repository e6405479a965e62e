#pragma once

#include "core/eth/block.h"
#include "core/rpc/json.h"

#include <vector>

namespace rpc {

/// The data of the chain as nodes write it in JSON (Ethereum JSON-RPC specification, schemas). Strict in the
/// form of each value; tolerant of members that we do not know, of null where a list may be empty, and of
/// what is told twice (yParity counts, not v). Every error is BadData, but an unknown transaction type is
/// Unsupported. A receipt of an unknown type is read as EIP-2718's others are: the root decides.
base::Result<eth::Header> parseHeader(const Json& block);
/// True when the block has a member that no block of today has: what it hashes to cannot be known then.
bool hasUnknownHeaderField(const Json& block);
base::Result<eth::Transaction> parseTransaction(const Json& transaction);
base::Result<eth::Withdrawal> parseWithdrawal(const Json& withdrawal);
base::Result<eth::Log> parseLog(const Json& log);
base::Result<std::vector<eth::AccessListEntry>> parseAccessList(const Json& list);
base::Result<std::vector<eth::Authorization>> parseAuthorizations(const Json& list);

/// What a node answers about a transaction that is in a block.
struct TransactionReceipt {
    eth::Receipt receipt;
    Hash transactionHash;
    std::uint64_t transactionIndex = 0;
    Hash blockHash;
    std::uint64_t blockNumber = 0;
    /// The index of its first log among all logs of the block; the others follow one by one (checked). Zero
    /// without logs.
    std::uint64_t firstLogIndex = 0;
    std::uint64_t gasUsed = 0;
    Uint256 effectiveGasPrice;

    friend bool operator==(const TransactionReceipt&, const TransactionReceipt&) = default;
};
base::Result<TransactionReceipt> parseTransactionReceipt(const Json& receipt);

/// A log found by a filter, with its place.
struct FoundLog {
    eth::Log log;
    std::uint64_t blockNumber = 0;
    Hash blockHash;
    Hash transactionHash;
    std::uint64_t logIndex = 0;

    friend bool operator==(const FoundLog&, const FoundLog&) = default;
};
base::Result<FoundLog> parseFoundLog(const Json& log);

/// EIP-1186: what a node hands over to prove an account and slots of it. Proven by trie/, never by itself.
struct AccountProof {
    eth::Account account;
    std::vector<Bytes> accountProof;
    struct Slot {
        Hash key;
        Uint256 value;
        std::vector<Bytes> proof;
    };
    std::vector<Slot> slots;
};
base::Result<AccountProof> parseAccountProof(const Json& proof);

} // namespace rpc
