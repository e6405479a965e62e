#pragma once

#include "core/eth/receipt.h"

namespace eth {

/// A block header of any fork; the optional fields came in the order of their forks, and none may be absent
/// before one that is present. Names are the execution specification's (camelCase).
struct Header {
    Hash parentHash;
    Hash ommersHash = kEmptyListHash;
    Address coinbase;
    Hash stateRoot;
    Hash transactionsRoot = kEmptyTrieRoot;
    Hash receiptRoot = kEmptyTrieRoot;
    Bloom bloom;
    Uint256 difficulty;
    std::uint64_t number = 0;
    std::uint64_t gasLimit = 0;
    std::uint64_t gasUsed = 0;
    std::uint64_t timestamp = 0;
    Bytes extraData;
    Hash prevRandao; ///< mixHash before the Merge
    base::FixedBytes<8> nonce;
    std::optional<Uint256> baseFeePerGas;       ///< London
    std::optional<Hash> withdrawalsRoot;        ///< Shanghai, Canyon
    std::optional<std::uint64_t> blobGasUsed;   ///< Cancun, Ecotone
    std::optional<std::uint64_t> excessBlobGas; ///< Cancun, Ecotone
    std::optional<Hash> parentBeaconBlockRoot;  ///< Cancun, Ecotone
    std::optional<Hash> requestsHash;           ///< Prague, Isthmus

    friend bool operator==(const Header&, const Header&) = default;
};

/// A fork's field that follows an absent one is not encoded: such a header has another hash and proves
/// nothing.
Bytes encodeHeader(const Header& header);
base::Result<Header> parseHeader(ByteView rlp);
/// keccak-256 of encodeHeader(): the block's hash.
Hash headerHash(const Header& header);

/// EIP-4895. `amount` is in Gwei.
struct Withdrawal {
    std::uint64_t index = 0;
    std::uint64_t validatorIndex = 0;
    Address address;
    std::uint64_t amount = 0;

    friend bool operator==(const Withdrawal&, const Withdrawal&) = default;
};
Bytes encodeWithdrawal(const Withdrawal& withdrawal);

struct Block {
    Header header;
    std::vector<Transaction> transactions;
    std::vector<Header> ommers;
    std::optional<std::vector<Withdrawal>> withdrawals; ///< absent before Shanghai and Canyon

    friend bool operator==(const Block&, const Block&) = default;
};

/// RLP [header, transactions, ommers, withdrawals?]; typed transactions as strings.
Bytes encodeBlock(const Block& block);
base::Result<Block> parseBlock(ByteView rlp);

} // namespace eth
