#include "core/rpc/message.h"

#include "core/rpc/transport.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace rpc {
namespace {

constexpr std::size_t kNumberSize = 4u << 10;
constexpr std::size_t kMiddleSize = 1u << 20; ///< one account's code, a reason, a window of fees

constexpr std::string_view kNumbers[] = {"eth_chainId", "net_version", "eth_blockNumber", "eth_gasPrice",
    "eth_maxPriorityFeePerGas", "eth_getBalance", "eth_getTransactionCount"};
constexpr std::string_view kMiddle[] = {"eth_sendRawTransaction", "eth_estimateGas", "eth_getCode",
    "eth_feeHistory", "eth_getTransactionByHash", "eth_getStorageAt", "eth_syncing"};

bool isAmong(std::span<const std::string_view> methods, std::string_view method)
{
    return std::ranges::find(methods, method) != methods.end();
}

} // namespace

std::string encodeRequest(std::uint64_t id, std::string_view method, Json parameters)
{
    const Json request{{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", std::move(parameters)}};
    return request.dump();
}

std::size_t maxAnswerSize(std::string_view method)
{
    if (isAmong(kNumbers, method)) return kNumberSize;
    if (isAmong(kMiddle, method)) return kMiddleSize;
    return kMaxAnswerSize;
}

} // namespace rpc
