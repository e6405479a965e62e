#include "core/withdrawal/look.h"

#include <algorithm>

namespace withdrawal {
namespace {

using base::Result;

void note(Facts& facts, const char* what, const base::Error& error)
{
    facts.failures.push_back(std::string(what) + ": " + error.detail);
}

void lookOnL2(Look& look, const Result<std::optional<Initiation>>& initiation)
{
    if (!initiation) return note(look.facts, "L2", initiation.error());
    look.facts.isSearchedOnL2 = true;
    if (!*initiation) return;
    const auto isIt = [&](const Sent& sent) { return sent.hash == look.sent.hash; };
    if (std::ranges::any_of((*initiation)->messages, isIt)) look.facts.inclusion = (*initiation)->inclusion;
}

/// A proof that the portal takes makes the search for another root needless.
bool needsProposal(const Look& look)
{
    const Facts& facts = look.facts;
    if (!facts.inclusion || facts.inclusion->block.number > facts.inclusion->safeHead) return false;
    if (facts.portal->finalized || !facts.portal->refusal.empty()) return false;
    return std::ranges::all_of(
        facts.portal->proofs, [&](const Proof& proof) { return !uselessness(proof, *look.rules).empty(); });
}

Result<void> lookOnL1(Look& look, const Pinned& l1, const Route& route, const std::vector<Address>& accounts)
{
    const auto rules = TRY(readRules(l1, route.portal, route.messenger));
    look.facts.isPortalUnknown = !rules.has_value();
    if (!rules) return l1.confirm();
    PortalFacts portal = TRY(readPortal(l1, *rules, look.sent, accounts));
    if (auto confirmed = l1.confirm(); !confirmed) return confirmed;
    look.rules = rules;
    look.facts.portal = std::move(portal);
    if (!needsProposal(look)) return {};
    look.facts.proposals = TRY(searchProposals(l1, *rules, route.l2, *look.facts.inclusion));
    return l1.confirm();
}

Look lookFrom(const Route& route, const Sent& sent, const Hash& transaction,
    const Result<std::optional<Initiation>>& initiation, const std::vector<Address>& accounts,
    std::stop_token stop)
{
    Look look{sent, transaction, {}, {}, {}};
    lookOnL2(look, initiation);
    Seconds now{};
    if (const auto l1 = Pinned::open(route.l1, std::move(stop)); !l1) {
        note(look.facts, "L1", l1.error());
    } else {
        now = l1->block().time;
        if (const auto looked = lookOnL1(look, *l1, route, accounts); !looked) {
            look.facts.proposals.reset();
            note(look.facts, "L1", looked.error());
        }
    }
    look.verdict = stage(look.facts, look.rules, now);
    return look;
}

} // namespace

Look look(const Route& route, const Sent& sent, const Hash& l2Transaction,
    const std::vector<Address>& accounts, std::stop_token stop)
{
    return lookFrom(
        route, sent, l2Transaction, fetchInitiation(route.l2, l2Transaction, stop), accounts, stop);
}

base::Result<std::optional<std::vector<Look>>> lookAt(
    const Route& route, const Hash& l2Transaction, const std::vector<Address>& accounts, std::stop_token stop)
{
    const Result<std::optional<Initiation>> initiation = fetchInitiation(route.l2, l2Transaction, stop);
    if (!initiation) return std::unexpected(initiation.error());
    if (!*initiation) return std::nullopt;
    std::vector<Look> looks;
    for (const Sent& sent : (*initiation)->messages)
        looks.push_back(lookFrom(route, sent, l2Transaction, initiation, accounts, stop));
    return looks;
}

} // namespace withdrawal
