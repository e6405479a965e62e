#include "core/bridge/recipient.h"

#include "core/eth/abi.h"
#include "core/opstack/deposit.h"
#include "core/opstack/predeploys.h"

#include <algorithm>
#include <array>
#include <ranges>

namespace bridge {
namespace {

using base::Address;
using base::Bytes;
using base::fail;
using base::Fault;
using base::Result;
using base::Uint256;
using namespace base::literals;

/// Addresses that begin as `like` does, in so many bytes.
struct Range {
    Address like;
    std::size_t bytes;
    const char* what;
};
constexpr Range kNobodys[] = {
    {"0x0000000000000000000000000000000000000000"_address, 18,
        "a precompile, or an address that nobody has a key of"},
    // predeploys.md: the proxies, and where their code is.
    {"0x4200000000000000000000000000000000000000"_address, 18, "a system contract of L2"},
    {"0xc0d3c0d3c0d3c0d3c0d3c0d3c0d3c0d3c0d30000"_address, 18, "the code of a system contract of L2"},
    {opstack::kLegacyErc20Eth, 18, "an address of the L2 system itself"},
};

Result<void> refuse(const std::string& what)
{
    return fail(Fault::Refused, "the recipient is " + what + ": the money would be lost");
}

Result<void> requireNoneOfSystem(const Address& recipient)
{
    for (const Range& range : kNobodys)
        if (std::equal(recipient.begin(), recipient.begin() + range.bytes, range.like.begin()))
            return refuse(range.what);
    return {};
}

Result<void> requireNoneOfBridge(const L1Contracts& contracts, const Address& recipient)
{
    const Address onL1 = opstack::fromL2Alias(recipient);
    for (const Address& own : {contracts.optimismPortal, contracts.systemConfig, contracts.l1StandardBridge,
             contracts.l1CrossDomainMessenger}) {
        if (recipient == own) return refuse("a contract of the bridge on L1");
        if (onL1 == own) return refuse("a contract of the bridge on L1, as L2 calls it");
    }
    return {};
}

Result<Bytes> codeAt(rpc::Chain& chain, const Address& address, std::stop_token stop)
{
    const auto code = TRY(chain.fetchCode(address, rpc::BlockTag::latest(), std::move(stop)));
    return code.unproven();
}

/// EIP-7702: the key of such an account is its owner's.
bool isContract(const Bytes& code)
{
    constexpr std::array<std::uint8_t, 3> kDelegation{0xef, 0x01, 0x00};
    return !code.empty() && !std::ranges::equal(code | std::views::take(kDelegation.size()), kDelegation);
}

Result<bool> answersWithOneWord(
    rpc::Chain& chain, const Address& contract, const char* declaration, std::stop_token stop)
{
    rpc::Call call;
    call.to = contract;
    call.data = TRY(eth::abi::encodeCall(eth::abi::knownFunction(declaration), {}));
    const auto output = chain.call(call, rpc::BlockTag::latest(), std::move(stop));
    if (!output && output.error().fault == Fault::Reverted) return false;
    return TRY(output).unproven().size() == 32;
}

Result<void> requireNoToken(rpc::Chain& chain, const Address& contract, std::stop_token stop)
{
    const bool isToken = TRY(answersWithOneWord(chain, contract, "totalSupply()", stop)) &&
                         TRY(answersWithOneWord(chain, contract, "decimals()", std::move(stop)));
    return isToken ? refuse("a token's contract") : Result<void>();
}

/// A payment to the contract from the bridge or, as nodes lend no money, from a system contract that has
/// some.
Result<rpc::Call> paymentTo(
    rpc::Chain& l2, const Address& contract, const Uint256& amount, const std::stop_token& stop)
{
    rpc::Call call;
    call.from = opstack::kL2StandardBridge;
    call.to = contract;
    for (const Address& payer : {opstack::kL2StandardBridge, opstack::kWeth, opstack::kBaseFeeVault}) {
        const auto balance = TRY(l2.fetchBalance(payer, rpc::BlockTag::latest(), stop));
        if (balance.unproven().isZero()) continue;
        call.from = payer;
        call.value = std::min(balance.unproven(), amount);
        break;
    }
    return call;
}

Result<void> requireTakesEther(
    rpc::Chain& l2, const Address& contract, const Uint256& amount, std::stop_token stop)
{
    const rpc::Call payment = TRY(paymentTo(l2, contract, amount, stop));
    const auto paid = l2.call(payment, rpc::BlockTag::latest(), std::move(stop));
    if (paid) return {};
    if (paid.error().fault != Fault::Reverted) return std::unexpected(paid.error());
    return fail(Fault::Refused, "the recipient is a contract on L2 that does not take ether: the money would "
                                "be stuck in the messenger (" +
                                    paid.error().detail + ")");
}

Result<void> requireSomebody(const Route& route, const Address& recipient, const std::stop_token& stop)
{
    TRY(requireNoneOfSystem(recipient));
    TRY(requireNoneOfBridge(route.network.contracts, recipient));
    if (isContract(TRY(codeAt(route.l1, opstack::fromL2Alias(recipient), stop))))
        return refuse("what a contract of L1 is called on L2, which nobody has a key of");
    return {};
}

Result<RecipientKind> kindOf(
    const Route& route, const Address& recipient, const Bytes& onL2, const std::stop_token& stop)
{
    if (!onL2.empty() || !isContract(TRY(codeAt(route.l1, recipient, stop)))) return RecipientKind::Usual;
    TRY(requireNoToken(route.l1, recipient, stop));
    return RecipientKind::ContractOnL1Only;
}

} // namespace

base::Result<RecipientKind> checkRecipient(
    const Route& route, const base::Address& recipient, const base::Uint256& amount, std::stop_token stop)
{
    TRY(requireSomebody(route, recipient, stop));
    const Bytes onL2 = TRY(codeAt(route.l2, recipient, stop));
    if (isContract(onL2)) TRY(requireNoToken(route.l2, recipient, stop));
    if (!onL2.empty()) TRY(requireTakesEther(route.l2, recipient, amount, stop));
    return kindOf(route, recipient, onL2, stop);
}

base::Result<RecipientKind> checkTokenRecipient(
    const Route& route, const base::Address& recipient, std::stop_token stop)
{
    TRY(requireSomebody(route, recipient, stop));
    const Bytes onL2 = TRY(codeAt(route.l2, recipient, stop));
    if (isContract(onL2)) TRY(requireNoToken(route.l2, recipient, stop));
    return kindOf(route, recipient, onL2, stop);
}

} // namespace bridge
