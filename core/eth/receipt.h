#pragma once

#include "core/eth/rlp.h"
#include "core/eth/transaction.h"

namespace eth {

/// 2048 bits over addresses and topics. Yellow Paper, section 4.3.1.
using Bloom = base::FixedBytes<256>;

struct Log {
    Address address;
    std::vector<Hash> topics; ///< at most 4
    Bytes data;

    friend bool operator==(const Log&, const Log&) = default;
};

/// The list of logs as receipts have it: [[address, [topic…], data]…].
void writeLogs(rlp::Writer& out, const std::vector<Log>& logs);
base::Result<std::vector<Log>> readLogs(rlp::Reader& fields);

void addToBloom(Bloom& bloom, const Log& log);
Bloom bloomOf(const std::vector<Log>& logs);
/// False means certainly absent; true means perhaps present.
bool bloomMayContain(const Bloom& bloom, ByteView addressOrTopic);

struct Receipt {
    TransactionType type = TransactionType::Legacy;
    bool succeeded = false;        ///< EIP-658; meaningless when postState is set
    std::optional<Hash> postState; ///< before Byzantium
    std::uint64_t cumulativeGasUsed = 0;
    Bloom bloom;
    std::vector<Log> logs;
    std::optional<std::uint64_t> depositNonce; ///< Deposit, from Regolith (in the encoding from Canyon)
    std::optional<std::uint64_t> depositReceiptVersion; ///< Deposit, from Canyon

    friend bool operator==(const Receipt&, const Receipt&) = default;
};

/// The consensus encoding: type byte (none for Legacy) and RLP list. The two deposit fields are written when
/// present.
Bytes encodeReceipt(const Receipt& receipt);
base::Result<Receipt> parseReceipt(ByteView bytes);

} // namespace eth
