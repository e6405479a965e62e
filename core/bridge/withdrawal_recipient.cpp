#include "core/bridge/withdrawal_recipient.h"

#include "core/eth/units.h"
#include "core/opstack/predeploys.h"

#include <algorithm>

namespace bridge {
namespace {

using base::Address;
using base::fail;
using base::Fault;
using base::Result;
using base::Uint256;
using withdrawal::Pinned;

constexpr std::uint64_t kTransferGas = 21'000;

/// Precompiles, and the addresses that every rollup has contracts of its own at: all but the last two bytes.
bool isOfTheSystem(const Address& address)
{
    const auto startsLike = [&](const Address& other) {
        return std::equal(address.begin(), address.end() - 2, other.begin());
    };
    return startsLike(Address{}) || startsLike(opstack::kL2StandardBridge) || startsLike(opstack::kDepositor);
}

/// Who holds the ether: portals of later kinds have given it to a lockbox.
Result<Address> holderOf(const Pinned& l1, const withdrawal::PortalRules& rules)
{
    if (rules.kind != withdrawal::PortalKind::Registry) return rules.portal;
    const auto lockbox = TRY(l1.readIfAny(rules.portal, "ethLockbox() returns (address)"));
    if (!lockbox || lockbox->front().address().isZero()) return rules.portal;
    return lockbox->front().address();
}

Result<void> requireHeld(const Pinned& l1, const Address& holder, const Uint256& amount)
{
    const auto held =
        TRY(l1.chain().fetchBalance(holder, rpc::BlockTag::number(l1.block().number), l1.stop()));
    if (held.unproven() >= amount) return {};
    return fail(Fault::Refused,
        "the bridge holds " + eth::formatAmount(held.unproven(), eth::kEtherDecimals) +
            " ETH on L1: more cannot be paid out, and the withdrawal would wait until somebody deposits");
}

Result<void> requireTaken(const Pinned& l1, const Address& holder, const Address& recipient,
    const Uint256& amount, std::uint64_t gas)
{
    rpc::Call call;
    call.from = holder;
    call.to = recipient;
    call.value = amount;
    const auto estimate = l1.chain().estimateGas(call, l1.stop());
    if (!estimate && withdrawal::isRevert(estimate.error()))
        return fail(Fault::Refused,
            "the recipient is a contract on L1 that does not take ether: " + estimate.error().detail);
    if (!estimate) return base::within("trying the recipient", estimate.error());
    if (estimate->unproven() <= kTransferGas + gas) return {};
    return fail(Fault::Refused, "the recipient is a contract on L1 that takes ether with " +
                                    std::to_string(estimate->unproven() - kTransferGas) +
                                    " gas: promise it that much");
}

Result<bool> hasCode(rpc::Chain& chain, const Address& address, std::stop_token stop)
{
    const auto code = TRY(chain.fetchCode(address, rpc::BlockTag::latest(), std::move(stop)));
    return !code.unproven().empty();
}

Result<void> requireSomebody(const withdrawal::PortalRules& rules, const L1Contracts& contracts,
    const Address& holder, const Address& recipient)
{
    if (isOfTheSystem(recipient))
        return fail(Fault::Refused, "nobody has the key of the recipient on L1: the money would be lost");
    const Address own[] = {contracts.optimismPortal, contracts.systemConfig, contracts.l1StandardBridge,
        contracts.l1CrossDomainMessenger, rules.proposals, rules.registry, holder};
    if (std::ranges::find(own, recipient) == std::end(own)) return {};
    return fail(Fault::Refused, "the recipient is one of the bridge's own contracts");
}

Result<L1Recipient> withoutCode(rpc::Chain& l2, const Address& recipient, std::stop_token stop)
{
    return TRY(hasCode(l2, recipient, std::move(stop))) ? L1Recipient::ContractOnL2Only : L1Recipient::Usual;
}

} // namespace

base::Result<L1Recipient> checkL1Recipient(const withdrawal::Pinned& l1, rpc::Chain& l2,
    const withdrawal::PortalRules& rules, const L1Contracts& contracts, const base::Address& recipient,
    const base::Uint256& amount, std::uint64_t gas)
{
    const Address holder = TRY(holderOf(l1, rules));
    TRY(requireSomebody(rules, contracts, holder, recipient));
    TRY(requireHeld(l1, holder, amount));
    if (!TRY(hasCode(l1.chain(), recipient, l1.stop()))) return withoutCode(l2, recipient, l1.stop());
    TRY(requireTaken(l1, holder, recipient, amount, gas));
    return L1Recipient::Contract;
}

base::Result<L1Recipient> checkL1TokenRecipient(const withdrawal::Pinned& l1, rpc::Chain& l2,
    const withdrawal::PortalRules& rules, const L1Contracts& contracts, const base::Address& recipient)
{
    const Address holder = TRY(holderOf(l1, rules));
    TRY(requireSomebody(rules, contracts, holder, recipient));
    if (!TRY(hasCode(l1.chain(), recipient, l1.stop()))) return withoutCode(l2, recipient, l1.stop());
    return L1Recipient::Contract;
}

} // namespace bridge
