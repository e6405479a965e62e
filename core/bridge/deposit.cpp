#include "core/bridge/deposit.h"

#include "core/bridge/activity_row.h"
#include "core/bridge/recipient.h"
#include "core/eth/abi.h"
#include "core/eth/abi_json.h"

namespace bridge {
namespace {

using base::fail;
using base::Fault;
using base::Result;
using eth::abi::Function;
using eth::abi::Value;

/// bridges.md: the one that anybody may call, contract wallets too, and that names its recipient.
const Function& bridgeETHTo()
{
    static const Function function =
        eth::abi::knownFunction("bridgeETHTo(address _to, uint32 _minGasLimit, bytes _extraData)");
    return function;
}

Result<void> checkRequest(const DepositRequest& request)
{
    if (request.amount.isZero()) return fail(Fault::BadData, "the amount is zero");
    if (request.recipient.isZero())
        return fail(Fault::BadData, "the recipient is the zero address: the money would be lost");
    return {};
}

std::vector<Caution> cautionsOf(const DepositQuote& quote, RecipientKind recipient)
{
    constexpr Uint256 kShare{10};
    std::vector<Caution> cautions;
    if (quote.maximumFee > quote.request.amount / kShare) cautions.push_back(Caution::LargeFee);
    if (recipient == RecipientKind::ContractOnL1Only) cautions.push_back(Caution::ContractOnL1Only);
    return cautions;
}

/// The quote travels through the window and back: what will be signed must still be the deposit that was
/// asked for.
Result<void> checkQuote(const Network& network, const DepositQuote& quote)
{
    const eth::Transaction& transaction = quote.transaction;
    const bool isRight =
        transaction.type == eth::TransactionType::FeeMarket &&
        transaction.to == network.contracts.l1StandardBridge && transaction.chainId == network.l1.chainId &&
        transaction.value == quote.request.amount && transaction.data == encodeDepositCall(quote.request);
    if (!isRight)
        return fail(Fault::Mismatch, "the quote's transaction is not the deposit that was asked for");
    return {};
}

} // namespace

Bytes encodeDepositCall(const DepositRequest& request)
{
    auto encoded = eth::abi::encodeCall(
        bridgeETHTo(), {Value(request.recipient), Value(base::Uint256{request.minGasLimit}), Value(Bytes{})});
    CHECK(encoded.has_value());
    return *std::move(encoded);
}

base::Result<DecodedCall> decodeDepositCall(ByteView calldata)
{
    const Function& function = bridgeETHTo();
    const Value::List values = TRY(eth::abi::decodeCall(function, calldata));
    DecodedCall call{.contract = "L1StandardBridge",
        .function = function.name,
        .signature = function.signature(),
        .arguments = {}};
    for (std::size_t i = 0; i < values.size(); ++i) {
        const eth::abi::Parameter& parameter = function.inputs[i];
        call.arguments.push_back(
            {parameter.name, parameter.type.name(), eth::abi::toText(parameter.type, values[i])});
    }
    return call;
}

base::Result<DepositQuote> quoteDeposit(
    const Route& route, wallet::Sender& sender, const DepositRequest& request, std::stop_token stop)
{
    TRY(checkRequest(request));
    TRY(route.l1.checkChainId(stop));
    TRY(route.l2.checkChainId(stop));
    TRY(checkContracts(route, stop));
    const RecipientKind recipient = TRY(checkRecipient(route, request.recipient, request.amount, stop));
    const MeteringState metering = TRY(fetchMetering(route, stop));
    TRY(requireSaleable(l2GasOfDeposit(request.minGasLimit), metering));
    const std::uint64_t spareGas = spareGasFor(l2GasOfDeposit(request.minGasLimit), metering);
    const wallet::Intent intent{.from = request.from,
        .to = route.network.contracts.l1StandardBridge,
        .value = request.amount,
        .data = encodeDepositCall(request)};
    const wallet::Plan plan = TRY(sender.plan(intent, spareGas, std::move(stop)));

    DepositQuote quote;
    quote.request = request;
    quote.transaction = plan.transaction;
    quote.call = TRY(decodeDepositCall(plan.transaction.data));
    quote.maximumFee = plan.maximumFee;
    quote.expectedFee = plan.expectedFee;
    quote.maximumTotal = request.amount + plan.maximumFee;
    quote.l1Gas = plan.estimatedGas;
    quote.l1Balance = plan.balance;
    quote.madeAt = plan.madeAt;
    quote.cautions = cautionsOf(quote, recipient);
    return quote;
}

base::Result<Activity> submitDeposit(const Network& network, wallet::Sender& sender,
    store::Database& database, const DepositQuote& quote, wallet::Signer& signer, std::stop_token stop)
{
    TRY(checkQuote(network, quote));
    store::RecordedDeposit recorded;
    const auto record = [&](store::TransactionRow row) -> Result<store::TransactionRow> {
        recorded.transaction = std::move(row);
        recorded.deposit.network = network.id;
        recorded.deposit.sender = quote.request.from;
        recorded.deposit.recipient = quote.request.recipient;
        recorded.deposit.amount = quote.request.amount;
        recorded = TRY(database.record(std::move(recorded)));
        return recorded.transaction;
    };
    wallet::Plan plan;
    plan.transaction = quote.transaction;
    plan.madeAt = quote.madeAt;
    recorded.transaction = TRY(sender.submit(plan, quote.request.from, signer, record, std::move(stop)));
    return toActivity(recorded);
}

} // namespace bridge
