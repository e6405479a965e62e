#pragma once

#include "core/eth/abi_type.h"

#include <nlohmann/json_fwd.hpp>

namespace eth::abi {

using Selector = base::FixedBytes<4>;

struct Function {
    std::string name;
    std::vector<Parameter> inputs;
    std::vector<Parameter> outputs;

    /// "transfer(address,uint256)"
    std::string signature() const;
    /// The first four bytes of its keccak-256.
    Selector selector() const;

    friend bool operator==(const Function&, const Function&) = default;
};

struct Event {
    std::string name;
    std::vector<Parameter> inputs;
    bool anonymous = false;

    std::string signature() const;
    /// keccak-256 of the signature: the first topic, unless the event is anonymous.
    base::Hash topic() const;

    friend bool operator==(const Event&, const Event&) = default;
};

/// A Solidity error: reverted with, encoded as a call.
struct CustomError {
    std::string name;
    std::vector<Parameter> inputs;

    std::string signature() const;
    Selector selector() const;

    friend bool operator==(const CustomError&, const CustomError&) = default;
};

/// From text as Solidity declares it, names and the keyword in front optional: "transfer(address to, uint256
/// amount)", "function balanceOf(address) view returns (uint256)", "event Transfer(address indexed from, …)".
/// BadData otherwise.
base::Result<Function> parseFunction(std::string_view text);
base::Result<Event> parseEvent(std::string_view text);
base::Result<CustomError> parseCustomError(std::string_view text);

/// From an entry of a contract's JSON ABI. BadData when it is malformed or declares something else.
base::Result<Function> functionFromJson(const nlohmann::json& entry);
base::Result<Event> eventFromJson(const nlohmann::json& entry);
base::Result<CustomError> customErrorFromJson(const nlohmann::json& entry);

/// From text of our own code: panics when it is malformed.
Function knownFunction(std::string_view text);
Event knownEvent(std::string_view text);
CustomError knownError(std::string_view text);

} // namespace eth::abi
