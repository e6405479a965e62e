#pragma once

#include "core/eth/abi_value.h"

#include <map>

namespace practice {

/// The creation bytecode of contracts-bedrock, by the contract's name.
class ContractCodes {
public:
    /// Unsupported when this program was built without them.
    static base::Result<ContractCodes> open();

    /// With the constructor's arguments: initCode("Proxy", "(address)", {admin}). The contract must be one of
    /// those packed.
    base::Bytes initCode(std::string_view contract, std::string_view types = "()",
        const eth::abi::Value::List& arguments = {}) const;

private:
    std::map<std::string, base::Bytes, std::less<>> m_codes;
};

} // namespace practice
