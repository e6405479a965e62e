#pragma once

#include "core/opstack/l1_fee.h"
#include "core/practice/chain/chain.h"

#include <nlohmann/json.hpp>

namespace practice {

/// The data of a chain as nodes write it in JSON: go-ethereum's forms, and op-geth's where the OP Stack adds
/// something. What core/rpc reads back.

nlohmann::json headerJson(const eth::Header& header, const Hash& hash);
/// With whole transactions or with their hashes.
nlohmann::json blockJson(const SealedBlock& block, bool withTransactions);
nlohmann::json transactionJson(const SealedBlock& block, std::size_t index);
/// Of one that waits for its block.
nlohmann::json pendingTransactionJson(const eth::Transaction& transaction);
nlohmann::json logJson(
    const SealedBlock& block, std::size_t transaction, const eth::Log& log, std::size_t logIndex);

/// The receipts of one block.
class BlockReceipts {
public:
    BlockReceipts(const execution::ChainRules& rules, const SealedBlock& block);

    nlohmann::json json(std::size_t index) const;
    nlohmann::json all() const;

private:
    void addOpFields(nlohmann::json& out, std::size_t index) const;

    const SealedBlock& m_block;
    execution::BlockRules m_rules;
    std::optional<opstack::L1FeeParameters> m_l1Fees; ///< OP Stack, after genesis
};

} // namespace practice
