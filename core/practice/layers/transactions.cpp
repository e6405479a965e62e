#include "core/practice/layers/transactions.h"

#include "core/practice/chain/simulate.h"

namespace practice {
namespace {

using base::fail;
using base::Fault;

constexpr Uint256 kTip{1'000'000'000};

std::uint64_t nonceOf(L1& l1, const Address& account)
{
    const auto found = l1.chain().state().account(account);
    return found ? found->nonce : 0;
}

/// What an estimate on the head's state may lack in the next block, whose state others change first.
std::uint64_t withMargin(std::uint64_t gas)
{
    return gas + gas / 4 + 20'000;
}

} // namespace

base::Result<Bytes> callL1(L1& l1, const Address& to, ByteView data)
{
    SimulatedCall call;
    call.to = to;
    call.data = base::toBytes(data);
    Simulation outcome = TRY(simulate(l1.chain(), l1.chain().head()->number(), call));
    if (!outcome.succeeded) return fail(Fault::Refused, "the call reverts: " + base::toHex0x(outcome.output));
    return std::move(outcome.output);
}

base::Result<eth::abi::Value::List> readL1(
    L1& l1, const Address& contract, std::string_view declaration, const eth::abi::Value::List& arguments)
{
    const eth::abi::Function function = eth::abi::knownFunction(declaration);
    const Bytes calldata = TRY(eth::abi::encodeCall(function, arguments));
    const Bytes output = TRY(callL1(l1, contract, calldata));
    return eth::abi::decode(function.outputs, output);
}

base::Result<Hash> sendL1(L1& l1, const Role& from, const Address& to, const Uint256& value, ByteView data)
{
    eth::Transaction transaction = nextTransaction(l1, from.address);
    transaction.to = to;
    transaction.value = value;
    transaction.data = base::toBytes(data);
    SimulatedCall call;
    call.sender = from.address;
    call.to = to;
    call.value = value;
    call.data = transaction.data;
    Bytes output;
    auto gas = estimateGas(l1.chain(), l1.chain().head()->number(), call, {}, output);
    if (!gas) return base::within("output " + base::toHex0x(output), std::move(gas).error());
    transaction.gas = std::min(withMargin(*gas), eth::kOsakaTransactions.maxGas);
    const eth::Transaction signedTransaction = TRY(eth::signTransaction(std::move(transaction), from.key));
    return l1.submit(eth::encodeTransaction(signedTransaction));
}

eth::Transaction nextTransaction(L1& l1, const Address& from)
{
    eth::Transaction transaction;
    transaction.type = eth::TransactionType::FeeMarket;
    transaction.chainId = kL1ChainId;
    transaction.nonce = l1.pool().nextNonce(from, nonceOf(l1, from));
    transaction.maxPriorityFeePerGas = kTip;
    transaction.maxFeePerGas = l1.nextBaseFee() + l1.nextBaseFee() + kTip;
    return transaction;
}

std::uint64_t waitingTransactions(L1& l1, const Address& from)
{
    const std::uint64_t next = nonceOf(l1, from);
    return l1.pool().nextNonce(from, next) - next;
}

} // namespace practice
