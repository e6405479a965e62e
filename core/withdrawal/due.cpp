#include "core/withdrawal/due.h"

#include "core/withdrawal/calls.h"
#include "core/withdrawal/finalize_guard.h"
#include "core/withdrawal/material.h"

namespace withdrawal {
namespace {

using base::fail;
using base::Fault;
using base::Result;

std::unexpected<base::Error> refused(base::Error error)
{
    if (isRevert(error)) error.fault = Fault::Reverted;
    return base::within("proving would fail", std::move(error));
}

Result<DueCall> prepareProve(
    const Route& route, const Look& look, const Address& from, const std::stop_token& stop)
{
    const Proposal& proposal = *look.facts.proposals->found;
    const Material material =
        TRY(fetchMaterial(route.l2, look.sent.hash, proposal.l2Block, proposal.root, stop));
    DueCall due{Step::Prove, route.portal,
        encodeProve(look.sent.withdrawal, proposal.index, material.root, material.proof), 0};
    rpc::Call call;
    call.from = from;
    call.to = due.to;
    call.data = due.data;
    const auto estimate = route.l1.estimateGas(call, stop);
    if (!estimate) return refused(estimate.error());
    due.gas = estimate->unproven() + estimate->unproven() / 5;
    call.gas = due.gas;
    const auto ran = route.l1.call(call, rpc::BlockTag::latest(), stop);
    if (!ran) return refused(ran.error());
    return due;
}

Result<DueCall> prepareFinalize(
    const Route& route, const Look& look, const Address& from, const std::stop_token& stop)
{
    const Proof& proof = look.facts.portal->proofs[*look.verdict.proof];
    const auto gas = guardFinalize(route.l1, *look.rules, look.sent, proof.submitter, from, stop);
    if (!gas) return base::within("finalizing", gas.error());
    return DueCall{
        Step::Finalize, route.portal, encodeFinalize(look.sent.withdrawal, proof.submitter), gas->limit};
}

/// The message's own calldata is the call: relayMessage, which anybody may send, with no ether.
Result<DueCall> prepareReplay(
    const Route& route, const Look& look, const Address& from, const std::stop_token& stop)
{
    const auto gas = guardReplay(route.l1, *look.rules, look.sent, from, stop);
    if (!gas) return base::within("replaying", gas.error());
    return DueCall{Step::Replay, look.rules->messenger, look.sent.withdrawal.data, gas->limit};
}

} // namespace

const char* toString(Step step)
{
    switch (step) {
    case Step::Prove:
        return "prove";
    case Step::Finalize:
        return "finalize";
    case Step::Replay:
        break;
    }
    return "replay";
}

base::Result<DueCall> prepareDue(
    const Route& route, const Look& look, const Address& from, std::stop_token stop)
{
    const Stage stage = look.verdict.stage;
    if (stage == Stage::ReadyToProve || stage == Stage::ProveAgain)
        return prepareProve(route, look, from, stop);
    if (stage == Stage::MessageFailed && look.rules) return prepareReplay(route, look, from, stop);
    if (stage == Stage::ReadyToFinalize) return prepareFinalize(route, look, from, stop);
    return fail(Fault::NotYet, std::string("nothing is to be sent: the withdrawal is ") + toString(stage));
}

} // namespace withdrawal
