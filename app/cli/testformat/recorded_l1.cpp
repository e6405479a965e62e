#include "app/cli/testformat/recorded_l1.h"

#include "core/eth/block.h"
#include "core/execution/payload.h"
#include "core/opstack/blob.h"
#include "core/trie/list_root.h"

namespace testformat {

using base::fail;
using base::Fault;
using base::Result;

namespace {

/// Enough of the L1 chain's rules for its blob base fee.
execution::ChainRules l1RulesOf(const json& chain)
{
    execution::EthereumChain l1;
    l1.chainId = number64Of(chain.at("chainId"));
    const auto add = [&](const char* fork, evm::Revision revision) {
        const json& time = member(chain, (std::string(fork) + "Time").c_str());
        if (time.is_null()) return;
        l1.forks.push_back({revision, 0, number64Of(time)});
        const json& entry = member(member(chain, "blobSchedule"), fork);
        if (!entry.is_object()) return;
        l1.blobs.push_back({number64Of(time), {number64Of(entry.at("target")), number64Of(entry.at("max")),
                                                  number64Of(entry.at("baseFeeUpdateFraction"))}});
    };
    add("cancun", evm::Revision::Cancun);
    add("prague", evm::Revision::Prague);
    add("osaka", evm::Revision::Osaka);
    return execution::ChainRules::ethereum(std::move(l1));
}

/// Zeros at the end of a blob are not written.
Result<base::Bytes> blobOf(const json& blobs, const base::Hash& versionedHash)
{
    const json& value = member(blobs, base::toHex0x(versionedHash).c_str());
    if (value.is_null()) return fail(Fault::BadData, "a blob is missing: " + base::toHex0x(versionedHash));
    base::Bytes blob = bytesOf(value);
    if (blob.size() > opstack::kBlobSize) return fail(Fault::BadData, "a blob is too long");
    blob.resize(opstack::kBlobSize);
    return blob;
}

Result<opstack::L1Input> l1InputOf(const opstack::RollupConfig& config, const execution::ChainRules& rules,
    const json& headerText, const json& block)
{
    const eth::Header header = TRY(eth::parseHeader(bytesOf(headerText)));
    opstack::L1Input input;
    input.block = execution::l1BlockRef(config, rules, header, eth::headerHash(header));
    if (block.is_null()) return input;
    std::vector<base::Bytes> encodedTransactions, encodedReceipts;
    std::vector<eth::Transaction> transactions;
    for (const json& raw : block.at("transactions")) {
        encodedTransactions.push_back(bytesOf(raw));
        // Of other transactions than those to the inbox nothing is needed.
        if (auto transaction = eth::parseTransaction(encodedTransactions.back()))
            transactions.push_back(*std::move(transaction));
    }
    for (const json& raw : block.at("receipts")) {
        encodedReceipts.push_back(bytesOf(raw));
        input.receipts.push_back(TRY(eth::parseReceipt(encodedReceipts.back())));
    }
    if (trie::listRoot(encodedTransactions) != header.transactionsRoot)
        return fail(Fault::Mismatch, "transactions that are not the L1 header's");
    if (trie::listRoot(encodedReceipts) != header.receiptRoot)
        return fail(Fault::Mismatch, "receipts that are not the L1 header's");
    const json& blobs = member(block, "blobs");
    input.inbox = TRY(
        opstack::inboxOf(config, transactions, [&](const base::Hash& hash) { return blobOf(blobs, hash); }));
    return input;
}

} // namespace

Result<std::vector<opstack::L1Input>> recordedL1(const opstack::RollupConfig& config, const json& recording)
{
    const execution::ChainRules rules = l1RulesOf(recording.at("l1_chain_config"));
    std::vector<opstack::L1Input> inputs;
    inputs.push_back(TRY(l1InputOf(config, rules, recording.at("l1_genesis_header"), nullptr)));
    for (const json& block : recording.at("l1")) {
        auto input = l1InputOf(config, rules, block.at("header"), block);
        if (!input) return base::within("L1 block " + block.at("number").dump(), input.error());
        inputs.push_back(*std::move(input));
    }
    return inputs;
}

} // namespace testformat
