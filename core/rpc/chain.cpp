#include "core/rpc/chain.h"

#include "core/crypto/keccak.h"
#include "core/rpc/failure.h"
#include "core/rpc/failure_words.h"
#include "core/rpc/message.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace rpc {
namespace {

using base::fail;
using base::Fault;
using base::Result;

constexpr std::string_view kSend = "eth_sendRawTransaction";

Json toJson(const Call& call)
{
    Json object{{"to", base::toHex0x(call.to)}, {"value", base::toQuantity(call.value)},
        {"data", base::toHex0x(call.data)}};
    // "input" is the newer name of "data": nodes take either, and both when they are equal.
    object["input"] = object["data"];
    if (call.from) object["from"] = base::toHex0x(*call.from);
    if (call.gas) object["gas"] = base::toQuantity(Uint256{*call.gas});
    return object;
}

Json toJson(const LogFilter& filter)
{
    Json topics = Json::array();
    for (const auto& topic : filter.topics)
        topics.push_back(topic ? Json(base::toHex0x(*topic)) : Json());
    return {{"fromBlock", BlockTag::number(filter.fromBlock).text()},
        {"toBlock", BlockTag::number(filter.toBlock).text()}, {"address", base::toHex0x(filter.address)},
        {"topics", std::move(topics)}};
}

template <typename T>
Result<Claim<T>> claimed(Result<T> value)
{
    T given = TRY(std::move(value));
    return Claim<T>(std::move(given));
}

/// A block asked for by hash must be that one.
template <typename T>
Result<std::optional<T>> requireHash(T block, const Hash& hash)
{
    if (block.hash != hash) return fail(Fault::Mismatch, "block hash: the node answered with another block");
    return std::optional<T>(std::move(block));
}

Result<FeeHistory> parseFeeHistory(const Json& answer)
{
    const Json* fees = TRY(arrayOf(answer, "baseFeePerGas"));
    if (fees->empty()) return fail(Fault::BadData, "baseFeePerGas is empty");
    FeeHistory history;
    for (const Json& fee : *fees)
        history.baseFees.push_back(TRY(asQuantity(fee)));
    history.nextBaseFee = history.baseFees.back();
    history.baseFees.pop_back();
    const Json* rewards = memberIfAny(answer, "reward");
    if (rewards == nullptr) return history;
    if (!rewards->is_array()) return fail(Fault::BadData, "reward: expected a JSON array");
    for (const Json& ofBlock : *rewards) {
        // Some nodes leave out the tips of blocks without transactions, or all of them.
        if (ofBlock.is_null() || (ofBlock.is_array() && (ofBlock.empty() || ofBlock.front().is_null())))
            continue;
        if (!ofBlock.is_array()) return fail(Fault::BadData, "reward: expected one tip a block");
        history.tips.push_back(TRY(asQuantity(ofBlock.front())));
    }
    return history;
}

/// The transactions of a block that was asked for without them. A node may send them whole all the same.
Result<std::vector<Hash>> parseTransactionHashes(const Json& block)
{
    std::vector<Hash> hashes;
    if (memberIfAny(block, "transactions") == nullptr) return hashes;
    const Json* list = TRY(arrayOf(block, "transactions"));
    for (const Json& element : *list) {
        if (element.is_object())
            hashes.push_back(TRY(hashOf(element, "hash")));
        else
            hashes.push_back(TRY(asFixed<Hash>(element)));
    }
    return hashes;
}

/// True of the faults of a question about all receipts of a block after which they can be had one by one.
bool mayHaveThemSingly(Fault fault)
{
    return fault == Fault::Unsupported || fault == Fault::RangeTooLarge || fault == Fault::MissingState ||
           fault == Fault::NotAllowed || fault == Fault::Refused;
}

/// Only a pool's own "no" says that it has not got the bytes: a server that is busy or limits its callers may
/// have passed them on before it said so, and a nonce that is used may be used by this very transaction. The
/// state of an account changes: final is only what the bytes themselves say. Even that is only too little or
/// too much gas: chain id and signature are right before bytes leave, so that who doubts them is a stray
/// node of another chain behind the name; and what is too large is so for one server.
SendFailure sendFailureOf(const Failure& failure)
{
    const bool isRefused = failure.kind == FailureClass::RefusedFinal;
    const bool isNo = failure.kind == FailureClass::NotNow || (isRefused && failure.aspect != "nonce-used");
    const bool isFinal =
        isRefused && failure.aspect == "bytes" && findPhrase(wordsOf(failure.words), "gas").has_value();
    return {base::within(std::string(kSend), toError(failure)).error(), isFinal, !isNo};
}

} // namespace

base::Result<std::expected<Json, Failure>> Chain::request(
    std::string_view method, Json parameters, std::stop_token stop, const std::optional<Hash>& sent)
{
    const Question question{.method = method, .id = m_nextId++, .sent = sent};
    const HttpAnswer answer = TRY(m_transport->post(
        encodeRequest(question.id, method, std::move(parameters)), maxAnswerSize(method), std::move(stop)));
    return readAnswer(question, answer);
}

base::Result<Json> Chain::exchange(std::string_view method, Json parameters, std::stop_token stop)
{
    auto result = TRY(request(method, std::move(parameters), std::move(stop)));
    if (result) return *std::move(result);
    if (result.error().isNullResult) return Json();
    return base::within(std::string(method), toError(result.error()));
}

base::Result<Json> Chain::ask(std::string_view method, Json parameters, std::stop_token stop)
{
    if (!m_chainIdChecked) TRY(checkChainId(stop));
    return exchange(method, std::move(parameters), std::move(stop));
}

base::Result<Json> Chain::askAt(
    std::string_view method, Json parameters, const BlockTag& tag, std::stop_token stop)
{
    Json latest = parameters;
    parameters.push_back(tag.text());
    auto answer = ask(method, std::move(parameters), stop);
    const bool mayLackTag =
        !answer && tag.text() == BlockTag::pending().text() &&
        (answer.error().fault == Fault::Unsupported || answer.error().fault == Fault::MissingState);
    if (!mayLackTag) return answer;
    latest.push_back(BlockTag::latest().text());
    return ask(method, std::move(latest), std::move(stop));
}

base::Result<void> Chain::checkChainId(std::stop_token stop)
{
    const Json answer = TRY(exchange("eth_chainId", Json::array(), std::move(stop)));
    const Uint256 answered = TRY(asQuantity(answer));
    m_chainIdChecked = answered == Uint256{m_chainId};
    if (!m_chainIdChecked)
        return fail(Fault::Mismatch, "the node serves chain " + base::toDecimal(answered) + ", not chain " +
                                         std::to_string(m_chainId));
    return {};
}

base::Result<std::optional<Block>> Chain::fetchBlock(const Hash& hash, std::stop_token stop)
{
    const Json answer = TRY(ask("eth_getBlockByHash", {base::toHex0x(hash), true}, std::move(stop)));
    if (answer.is_null()) return std::nullopt;
    return requireHash(TRY(parseBlock(answer, m_stack)), hash);
}

base::Result<std::optional<BlockHeader>> Chain::fetchHeader(const Hash& hash, std::stop_token stop)
{
    const Json answer = TRY(ask("eth_getBlockByHash", {base::toHex0x(hash), false}, std::move(stop)));
    if (answer.is_null()) return std::nullopt;
    return requireHash(TRY(parseBlockHeader(answer)), hash);
}

base::Result<std::optional<Claim<BlockHeader>>> Chain::fetchHeader(const BlockTag& tag, std::stop_token stop)
{
    const Json answer = TRY(ask("eth_getBlockByNumber", {tag.text(), false}, std::move(stop)));
    if (answer.is_null()) return std::nullopt;
    return TRY(claimed(parseUnprovenHeader(answer)));
}

base::Result<std::optional<Claim<Block>>> Chain::fetchBlock(const BlockTag& tag, std::stop_token stop)
{
    const Json answer = TRY(ask("eth_getBlockByNumber", {tag.text(), true}, std::move(stop)));
    if (answer.is_null()) return std::nullopt;
    return TRY(claimed(parseBlock(answer, m_stack)));
}

base::Result<std::optional<Claim<TransactionReceipt>>> Chain::fetchReceipt(
    const Hash& transaction, std::stop_token stop)
{
    const Json answer = TRY(ask("eth_getTransactionReceipt", {base::toHex0x(transaction)}, std::move(stop)));
    if (answer.is_null()) return std::nullopt;
    TransactionReceipt receipt = TRY(parseTransactionReceipt(answer));
    if (receipt.transactionHash != transaction)
        return fail(Fault::BadData, "the receipt is of another transaction");
    return Claim<TransactionReceipt>(std::move(receipt));
}

base::Result<Json> Chain::askBlockReceipts(
    const Hash& block, const std::vector<Hash>& transactions, std::stop_token stop)
{
    auto together = ask("eth_getBlockReceipts", Json::array({base::toHex0x(block)}), stop);
    if (!together && !mayHaveThemSingly(together.error().fault)) return together;
    if (together && together->is_array() && together->size() == transactions.size()) return together;
    Json receipts = Json::array();
    for (const Hash& hash : transactions) {
        if (stop.stop_requested()) return fail(Fault::Cancelled, "stopped");
        receipts.push_back(TRY(ask("eth_getTransactionReceipt", Json::array({base::toHex0x(hash)}), stop)));
    }
    return receipts;
}

base::Result<std::optional<Chain::ProvenReceipt>> Chain::proveReceipt(
    const Hash& transaction, std::stop_token stop)
{
    const auto said = TRY(fetchReceipt(transaction, stop));
    if (!said) return std::nullopt;
    const Hash hash = said->unproven().blockHash;
    const Json block = TRY(ask("eth_getBlockByHash", {base::toHex0x(hash), false}, stop));
    if (block.is_null()) return std::nullopt;
    BlockHeader header = TRY(parseBlockHeader(block));
    if (header.hash != hash) return fail(Fault::Mismatch, "block hash: the node answered with another block");
    const std::vector<Hash> transactions = TRY(parseTransactionHashes(block));
    const auto at = std::ranges::find(transactions, transaction);
    if (at == transactions.end())
        return fail(Fault::Mismatch, "the block of the receipt lacks the transaction");
    const auto index = static_cast<std::size_t>(at - transactions.begin());
    if (said->unproven().transactionIndex != index)
        return fail(Fault::Mismatch, "the receipt names another place in its block");

    const Json answer = TRY(askBlockReceipts(hash, transactions, std::move(stop)));
    auto receipts = TRY(parseBlockReceipts(answer, header));
    if (receipts.size() != transactions.size())
        return fail(Fault::BadData, "the block has not one receipt a transaction");
    TransactionReceipt receipt = std::move(receipts[index]);
    receipt.transactionHash = transaction;
    return ProvenReceipt{std::move(receipt), std::move(header)};
}

base::Result<Claim<bool>> Chain::knowsTransaction(const Hash& transaction, std::stop_token stop)
{
    const Json answer = TRY(ask("eth_getTransactionByHash", {base::toHex0x(transaction)}, std::move(stop)));
    if (answer.is_null()) return Claim<bool>(false);
    const Hash named = TRY(hashOf(answer, "hash"));
    if (named != transaction) return fail(Fault::BadData, "the node answered with another transaction");
    return Claim<bool>(true);
}

base::Result<Claim<Uint256>> Chain::fetchBalance(
    const Address& account, const BlockTag& tag, std::stop_token stop)
{
    const Json answer =
        TRY(askAt("eth_getBalance", Json::array({base::toHex0x(account)}), tag, std::move(stop)));
    return claimed(asQuantity(answer));
}

base::Result<Claim<std::uint64_t>> Chain::fetchNonce(
    const Address& account, const BlockTag& tag, std::stop_token stop)
{
    const Json answer =
        TRY(askAt("eth_getTransactionCount", Json::array({base::toHex0x(account)}), tag, std::move(stop)));
    return claimed(asQuantity64(answer));
}

base::Result<Claim<Bytes>> Chain::fetchCode(const Address& account, const BlockTag& tag, std::stop_token stop)
{
    const Json answer =
        TRY(askAt("eth_getCode", Json::array({base::toHex0x(account)}), tag, std::move(stop)));
    return claimed(asBytes(answer));
}

base::Result<AccountProof> Chain::fetchProof(
    const Address& account, std::span<const Hash> slots, const BlockTag& tag, std::stop_token stop)
{
    Json keys = Json::array();
    for (const Hash& slot : slots)
        keys.push_back(base::toHex0x(slot));
    const Json answer =
        TRY(ask("eth_getProof", {base::toHex0x(account), std::move(keys), tag.text()}, std::move(stop)));
    return parseAccountProof(answer);
}

base::Result<Claim<std::vector<FoundLog>>> Chain::fetchLogs(const LogFilter& filter, std::stop_token stop)
{
    const Json answer = TRY(ask("eth_getLogs", Json::array({toJson(filter)}), std::move(stop)));
    if (!answer.is_array()) return fail(Fault::BadData, "eth_getLogs: expected a JSON array");
    std::vector<FoundLog> logs;
    for (const Json& log : answer)
        logs.push_back(TRY(parseFoundLog(log)));
    return Claim<std::vector<FoundLog>>(std::move(logs));
}

base::Result<Claim<Bytes>> Chain::call(const Call& call, const BlockTag& tag, std::stop_token stop)
{
    const Json answer = TRY(askAt("eth_call", Json::array({toJson(call)}), tag, std::move(stop)));
    return claimed(asBytes(answer));
}

base::Result<Claim<std::uint64_t>> Chain::estimateGas(const Call& call, std::stop_token stop)
{
    const Json answer = TRY(ask("eth_estimateGas", Json::array({toJson(call)}), std::move(stop)));
    return claimed(asQuantity64(answer));
}

base::Result<Claim<FeeHistory>> Chain::fetchFeeHistory(
    std::uint64_t blocks, unsigned percentile, std::stop_token stop)
{
    Json parameters{base::toQuantity(Uint256{blocks}), BlockTag::latest().text(), Json::array({percentile})};
    const Json answer = TRY(ask("eth_feeHistory", std::move(parameters), std::move(stop)));
    return claimed(parseFeeHistory(answer));
}

base::Result<Claim<Uint256>> Chain::fetchTip(std::stop_token stop)
{
    const Json answer = TRY(ask("eth_maxPriorityFeePerGas", Json::array(), std::move(stop)));
    return claimed(asQuantity(answer));
}

std::expected<Hash, SendFailure> Chain::sendRawTransaction(ByteView signedTransaction, std::stop_token stop)
{
    const auto notSent = [](base::Error why) {
        return std::unexpected(SendFailure{std::move(why), false, false});
    };
    if (!m_chainIdChecked)
        if (auto checked = checkChainId(stop); !checked) return notSent(std::move(checked).error());
    const Hash hash = crypto::keccak256(signedTransaction);
    auto answer = request(kSend, Json::array({base::toHex0x(signedTransaction)}), std::move(stop), hash);
    if (!answer) return std::unexpected(SendFailure{std::move(answer).error(), false, true});
    if (*answer) return hash; // readAnswer() has compared it
    const Failure& failure = answer->error();
    // What it names may be another transaction, of the same nonce.
    const bool isOther = failure.transactionHash && *failure.transactionHash != hash;
    if (failure.kind == FailureClass::AlreadyKnown && !isOther) return hash;
    return std::unexpected(sendFailureOf(failure));
}

} // namespace rpc
