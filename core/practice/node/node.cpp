#include "core/practice/node/node.h"

#include "core/practice/node/node_methods.h"
#include "core/rpc/message.h"

#include <nlohmann/json.hpp>

namespace practice {
namespace {

using Table = std::map<std::string_view, const Method*>;

Table tableOf(Layer layer)
{
    std::vector<std::span<const Method>> subjects{chainMethods(), stateMethods(), transactionMethods(),
        logMethods(), feeMethods(), callMethods(), debugMethods()};
    if (layer == Layer::L2) subjects.push_back(optimismMethods());
    Table table;
    for (const std::span<const Method> subject : subjects)
        for (const Method& method : subject)
            CHECK(table.emplace(method.name, &method).second);
    return table;
}

const Method* findMethod(Layer layer, const std::string& name)
{
    static const Table l1 = tableOf(Layer::L1), l2 = tableOf(Layer::L2);
    const Table& table = layer == Layer::L1 ? l1 : l2;
    const auto found = table.find(name);
    return found == table.end() ? nullptr : found->second;
}

/// What a thief would like a wallet to show.
constexpr const char* kRichText = "<b>Your node is out of date.</b> "
                                  "<a href=\"https://wallet-update.invalid/\">Click here to update</a>";

RpcResult answerMethod(const NodeView& node, const std::string& name, const Parameters& parameters)
{
    if (node.fault == RpcFault::RichText) return refuse(kServerError, kRichText);
    const Method* method = findMethod(node.layer, name);
    if (method == nullptr)
        return refuse(
            rpc::kMethodNotFound, "the method " + rpc::plainText(name) + " does not exist/is not available");
    return method->answer(node, parameters);
}

} // namespace

std::string answerJsonRpc(const NodeView& node, std::string_view body, const std::stop_token& stop)
{
    return answerBody(body, [&](const std::string& method, const Parameters& parameters) {
        if (stop.stop_requested()) return RpcResult(refuse(kServerError, "the node is stopping"));
        return answerMethod(node, method, parameters);
    });
}

} // namespace practice
