#pragma once

#include "core/practice/node/json_rpc.h"
#include "core/practice/node/node.h"

#include <span>

namespace practice {

/// One JSON-RPC method.
struct Method {
    std::string_view name;
    RpcResult (*answer)(const NodeView& node, const Parameters& parameters);
};

/// The methods by subject.
std::span<const Method> chainMethods();
std::span<const Method> stateMethods();
std::span<const Method> transactionMethods();
std::span<const Method> logMethods();
std::span<const Method> feeMethods();
std::span<const Method> callMethods();
std::span<const Method> debugMethods();
std::span<const Method> optimismMethods(); ///< of L2's node alone

} // namespace practice
