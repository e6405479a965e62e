#include "core/rpc/chain.h"
#include "core/rpc/json.h"

#include <nlohmann/json.hpp>

namespace {

constexpr std::uint64_t kChainId = 10;

/// A node that answers every question but that for its chain with the same text: as the result, or as the
/// whole body when it begins with "!".
struct Liar final : rpc::Transport {
    explicit Liar(std::string_view itsAnswer)
        : answer(itsAnswer)
    {
    }
    base::Result<rpc::HttpAnswer> post(std::string_view body, std::size_t, std::stop_token) override
    {
        const auto request = nlohmann::json::parse(body);
        const bool isChainId = request["method"] == "eth_chainId";
        if (!isChainId && answer.starts_with('!')) return rpc::HttpAnswer{200, std::string(answer.substr(1))};
        return rpc::HttpAnswer{200, R"({"jsonrpc":"2.0","id":)" + request["id"].dump() + R"(,"result":)" +
                                        (isChainId ? "\"0xa\"" : std::string(answer)) + "}"};
    }
    std::string_view answer;
};

void ask(rpc::Chain& chain, unsigned question)
{
    const base::Hash hash;
    const base::Address address;
    const rpc::BlockTag latest = rpc::BlockTag::latest();
    switch (question) {
    case 0:
        return (void)chain.fetchBlock(latest, {});
    case 1:
        return (void)chain.fetchHeader(latest, {});
    case 2:
        return (void)chain.fetchReceipt(hash, {});
    case 3:
        return (void)chain.proveReceipt(hash, {});
    case 4:
        return (void)chain.fetchProof(address, std::array{hash}, latest, {});
    case 5:
        return (void)chain.fetchLogs({.fromBlock = 0, .toBlock = 10, .address = address, .topics = {}}, {});
    case 6:
        return (void)chain.call({.from = {}, .to = address, .value = {}, .data = {}, .gas = {}}, latest, {});
    case 7:
        return (void)chain.fetchFeeHistory(4, 50, {});
    case 8:
        return (void)chain.knowsTransaction(hash, {});
    default:
        return (void)chain.fetchBalance(address, latest, {});
    }
}

} // namespace

/// What a node may answer. The first byte chooses the question and the kind of chain.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    rpc::Chain chain(std::make_unique<Liar>(text), kChainId,
        data[0] >= 0x80 ? rpc::Stack::Optimism : rpc::Stack::Ethereum);
    ask(chain, data[0] % 10u);
    return 0;
}
