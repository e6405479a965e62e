#pragma once

#include "core/rpc/block.h"
#include "core/rpc/claim.h"
#include "core/rpc/failure.h"
#include "core/rpc/transport.h"

#include <atomic>
#include <memory>
#include <span>
#include <stop_token>

namespace rpc {

/// Names a block the way requests do.
class BlockTag {
public:
    static BlockTag latest() { return BlockTag("latest"); }
    static BlockTag pending() { return BlockTag("pending"); }
    static BlockTag safe() { return BlockTag("safe"); }
    static BlockTag finalized() { return BlockTag("finalized"); }
    static BlockTag number(std::uint64_t number) { return BlockTag(base::toQuantity(Uint256{number})); }

    const std::string& text() const { return m_text; }

private:
    explicit BlockTag(std::string text)
        : m_text(std::move(text))
    {
    }

    std::string m_text;
};

/// A message call for eth_call and eth_estimateGas.
struct Call {
    std::optional<Address> from;
    Address to;
    Uint256 value;
    Bytes data;
    std::optional<std::uint64_t> gas;
};

/// EIP-1559 fees of recent blocks: the base fee of the next block, and the tips that were paid at the asked
/// percentile.
struct FeeHistory {
    Uint256 nextBaseFee;
    std::vector<Uint256> baseFees{}; ///< of the blocks, the oldest first
    std::vector<Uint256> tips;
};

/// eth_getLogs between two blocks, both included.
struct LogFilter {
    std::uint64_t fromBlock = 0;
    std::uint64_t toBlock = 0;
    Address address;
    std::vector<std::optional<Hash>> topics; ///< nothing: any
};

/// Why a node is not known to have taken signed bytes, and what that says of them.
struct SendFailure : base::Error {
    bool isFinal = false;    ///< the bytes say by themselves that this chain can never accept them
    bool mayHaveThem = true; ///< they may have reached the network all the same: look for their hash
};

/// One chain over JSON-RPC, by one node: typed and thread-safe. Before the first answer is believed, the node
/// is asked for its chain id; another one is a Mismatch. Faults besides those of Transport: what the node's
/// failure means (failure.h; its words are in the detail), BadData and Mismatch (its answer is malformed or
/// does not fit a hash), Unsupported (it lacks the method, or answers with something newer than this
/// program).
///
/// A node without the tag `pending` is asked about `latest`.
class Chain {
public:
    Chain(std::unique_ptr<Transport> transport, std::uint64_t chainId, Stack stack)
        : m_transport(std::move(transport))
        , m_chainId(chainId)
        , m_stack(stack)
    {
    }

    std::uint64_t chainId() const { return m_chainId; }
    /// Asks again, whatever was answered before: for the moment before money moves.
    base::Result<void> checkChainId(std::stop_token stop);

    /// Nothing when the node has no such block.
    base::Result<std::optional<Block>> fetchBlock(const Hash& hash, std::stop_token stop);
    base::Result<std::optional<BlockHeader>> fetchHeader(const Hash& hash, std::stop_token stop);
    /// By parseUnprovenHeader().
    base::Result<std::optional<Claim<BlockHeader>>> fetchHeader(const BlockTag& tag, std::stop_token stop);
    base::Result<std::optional<Claim<Block>>> fetchBlock(const BlockTag& tag, std::stop_token stop);

    /// Nothing when the node knows of no block with the transaction.
    base::Result<std::optional<Claim<TransactionReceipt>>> fetchReceipt(
        const Hash& transaction, std::stop_token stop);
    /// The receipt, proven against the block that the node says has it, and that block. Costs all of the
    /// block's receipts, one by one where the node has no method for them together. The receipts root proves
    /// what stands at the transaction's index; that it is at this index is the node's word. Nothing as above.
    struct ProvenReceipt {
        TransactionReceipt receipt;
        BlockHeader block;
    };
    base::Result<std::optional<ProvenReceipt>> proveReceipt(const Hash& transaction, std::stop_token stop);
    /// True when the node has the transaction, in a block or waiting.
    base::Result<Claim<bool>> knowsTransaction(const Hash& transaction, std::stop_token stop);

    base::Result<Claim<Uint256>> fetchBalance(
        const Address& account, const BlockTag& tag, std::stop_token stop);
    base::Result<Claim<std::uint64_t>> fetchNonce(
        const Address& account, const BlockTag& tag, std::stop_token stop);
    base::Result<Claim<Bytes>> fetchCode(const Address& account, const BlockTag& tag, std::stop_token stop);
    base::Result<AccountProof> fetchProof(
        const Address& account, std::span<const Hash> slots, const BlockTag& tag, std::stop_token stop);
    base::Result<Claim<std::vector<FoundLog>>> fetchLogs(const LogFilter& filter, std::stop_token stop);

    /// What the call returns. Reverted with the decoded reason when it does.
    base::Result<Claim<Bytes>> call(const Call& call, const BlockTag& tag, std::stop_token stop);
    base::Result<Claim<std::uint64_t>> estimateGas(const Call& call, std::stop_token stop);
    base::Result<Claim<FeeHistory>> fetchFeeHistory(
        std::uint64_t blocks, unsigned percentile, std::stop_token stop);
    /// The tip that the node suggests (eth_maxPriorityFeePerGas), for nodes without fetchFeeHistory().
    base::Result<Claim<Uint256>> fetchTip(std::stop_token stop);

    /// Hands over signed bytes; that the node has them already is a success too.
    std::expected<Hash, SendFailure> sendRawTransaction(ByteView signedTransaction, std::stop_token stop);

private:
    base::Result<Json> ask(std::string_view method, Json parameters, std::stop_token stop);
    /// The same, the tag as the last parameter.
    base::Result<Json> askAt(
        std::string_view method, Json parameters, const BlockTag& tag, std::stop_token stop);
    /// The answer to one request, read; an Error when none came.
    base::Result<std::expected<Json, Failure>> request(
        std::string_view method, Json parameters, std::stop_token stop, const std::optional<Hash>& sent = {});
    base::Result<Json> exchange(std::string_view method, Json parameters, std::stop_token stop);
    base::Result<Json> askBlockReceipts(
        const Hash& block, const std::vector<Hash>& transactions, std::stop_token stop);

    std::unique_ptr<Transport> m_transport;
    std::uint64_t m_chainId;
    Stack m_stack;
    std::atomic<std::uint64_t> m_nextId = 1;
    std::atomic<bool> m_chainIdChecked = false;
};

} // namespace rpc
