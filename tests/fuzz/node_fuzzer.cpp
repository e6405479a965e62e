#include "core/practice/node/node_methods.h"
#include "tests/core/practice/layers/two_chains.h"

#include <nlohmann/json.hpp>

#include <cstdlib>

namespace {

constexpr std::uint8_t kWholeBody = 0xff;
constexpr std::uint8_t kBeaconPath = 0xfe;

std::vector<std::string_view> methodNames()
{
    std::vector<std::string_view> names;
    for (const auto subject : {practice::chainMethods(), practice::stateMethods(),
             practice::transactionMethods(), practice::logMethods(), practice::feeMethods(),
             practice::callMethods(), practice::debugMethods(), practice::optimismMethods()})
        for (const practice::Method& method : subject)
            names.push_back(method.name);
    return names;
}

tests::TwoChains& chains()
{
    static tests::TwoChains chains;
    static const bool used = [] {
        chains.deposit(1, {}, 1000);
        for (int i = 0; i < 4; ++i)
            chains.slot();
        return true;
    }();
    (void)used;
    return chains;
}

void require(bool condition)
{
    if (!condition) std::abort();
}

} // namespace

/// What strangers ask a practice node. The first byte chooses the method, what follows are its parameters; or
/// it is the whole body, or a path of the beacon API. The answer is well-formed, whatever the question was.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const std::vector<std::string_view> names = methodNames();
    if (size == 0) return 0;
    const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (data[0] == kBeaconPath) {
        (void)practice::answerBeaconApi(chains().l1(), rest);
        return 0;
    }
    const practice::NodeView view{data[0] % 2 == 0 ? practice::Layer::L1 : practice::Layer::L2, chains().l1(),
        chains().l2(), tests::TwoChains::deployment(), practice::RpcFault::None, {}};
    if (data[0] == kWholeBody) {
        const std::string text = practice::answerJsonRpc(view, rest);
        require(text.empty() || nlohmann::json::accept(text));
        return 0;
    }
    const std::string body = R"({"jsonrpc":"2.0","id":1,"method":")" +
                             std::string(names[data[0] / 2u % names.size()]) + R"(","params":)" +
                             std::string(rest) + "}";
    const auto answer = nlohmann::json::parse(practice::answerJsonRpc(view, body), nullptr, false);
    // A body that is no longer one request, because of the parameters, may have no answer or several.
    if (answer.is_object()) require(answer.contains("result") != answer.contains("error"));
    return 0;
}
