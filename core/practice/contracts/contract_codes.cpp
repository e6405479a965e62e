#include "core/practice/contracts/contract_codes.h"

#include "core/eth/abi.h"
#include "core/eth/rlp.h"
#include "core/opstack/compression.h"
#include "core/practice/contracts/embedded_files.h"

namespace practice {

using base::Bytes;

namespace {

constexpr std::size_t kMaxSize = 4u << 20;

} // namespace

base::Result<ContractCodes> ContractCodes::open()
{
    if (embedded::bedrockContracts.empty())
        return base::fail(base::Fault::Unsupported,
            "this program was built without the npm package @eth-optimism/contracts-bedrock");
    const Bytes packed = opstack::brotliDecompress(embedded::bedrockContracts, kMaxSize);
    ContractCodes codes;
    eth::rlp::Reader reader(packed);
    while (!reader.atEnd()) {
        const base::ByteView name = TRY(reader.string());
        const base::ByteView code = TRY(reader.string());
        codes.m_codes.emplace(base::asText(name), base::toBytes(code));
    }
    return codes;
}

Bytes ContractCodes::initCode(
    std::string_view contract, std::string_view types, const eth::abi::Value::List& arguments) const
{
    const auto found = m_codes.find(contract);
    CHECK(found != m_codes.end());
    Bytes code = found->second;
    const auto constructor = eth::abi::knownFunction("constructor" + std::string(types));
    const auto encoded = eth::abi::encode(constructor.inputs, arguments);
    CHECK(encoded.has_value());
    base::append(code, *encoded);
    return code;
}

} // namespace practice
