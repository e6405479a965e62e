#include "core/practice/contracts/contract_call.h"

#include "core/eth/abi.h"
#include "core/evm/evm.h"
#include "core/execution/block_run.h"

namespace practice {

using base::Fault;

namespace {

constexpr std::int64_t kCallGas = 100'000'000;

} // namespace

base::Result<Bytes> callContract(
    const Snapshot& at, const Address& sender, const Address& contract, ByteView data)
{
    const eth::Header& header = at.header;
    const execution::BlockRules rules = at.rules.at(header.number, header.timestamp, header.timestamp);
    const evm::BlockContext context = execution::contextOf(header, rules);
    evm::CodeCache codes;
    evm::State state(at.state);
    evm::Evm evm(rules.revision, *rules.precompiles, context, state, codes);
    state.beginTransaction();
    evm::Outcome outcome =
        evm.execute({sender, {}, {}}, evm::Message::call(sender, contract, data, kCallGas));
    if (!outcome.succeeded())
        return base::fail(Fault::Refused, "call of " + base::toHex0x(contract) + ": " +
                                              std::string(evm::toString(outcome.status)) + " " +
                                              base::toHex0x(outcome.output));
    return std::move(outcome.output);
}

base::Result<Uint256> readWord(const Snapshot& at, const Address& contract, std::string_view signature,
    const eth::abi::Value::List& arguments)
{
    const Bytes data = eth::abi::callOf(signature, arguments);
    const auto output = callContract(at, {}, contract, data);
    if (output && output->size() == 32) return Uint256::fromBigEndian(*output);
    return base::fail(Fault::Refused,
        std::string(signature) + ": " + (output ? "no single word returned" : output.error().detail));
}

base::Result<Address> readAddress(const Snapshot& at, const Address& contract, std::string_view signature,
    const eth::abi::Value::List& arguments)
{
    const Uint256 word = TRY(readWord(at, contract, signature, arguments));
    return Address::from(ByteView(word.toHash()).last(Address::kSize));
}

} // namespace practice
