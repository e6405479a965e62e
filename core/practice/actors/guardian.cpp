#include "core/practice/actors/guardian.h"

#include "core/practice/layers/transactions.h"

namespace practice {
namespace {

using base::fail;
using base::Fault;
using base::Result;
using eth::abi::callOf;

struct Call {
    Address to;
    Bytes data;
};

std::uint32_t gameTypeIn(const Address& subject)
{
    std::uint32_t type = 0;
    for (const std::uint8_t byte : ByteView(subject).last(4))
        type = type << 8 | byte;
    return type;
}

/// SuperchainConfig 2 and AnchorStateRegistry 3. The identifier zero pauses all chains.
Call currentCall(const Contracts& contracts, GuardianAction action, const Address& subject)
{
    switch (action) {
    case GuardianAction::Pause:
        return {contracts.superchainConfig, callOf("pause(address)", {Address{}})};
    case GuardianAction::Unpause:
        return {contracts.superchainConfig, callOf("unpause(address)", {Address{}})};
    case GuardianAction::BlacklistGame:
        return {contracts.anchorStateRegistry, callOf("blacklistDisputeGame(address)", {subject})};
    case GuardianAction::SetRespectedGameType:
        return {contracts.anchorStateRegistry,
            callOf("setRespectedGameType(uint32)", {Uint256{gameTypeIn(subject)}})};
    case GuardianAction::RetireGames:
        return {contracts.anchorStateRegistry, callOf("updateRetirementTimestamp()", {})};
    }
    base::panic("a guardian's action", __FILE__, __LINE__);
}

Result<Call> permissionlessCall(
    L1& l1, const Contracts& contracts, GuardianAction action, const Address& subject)
{
    const Address& portal = contracts.optimismPortal;
    switch (action) {
    case GuardianAction::Pause:
        return Call{contracts.superchainConfig, callOf("pause(string)", {std::string("practice")})};
    case GuardianAction::Unpause:
        return Call{contracts.superchainConfig, callOf("unpause()", {})};
    case GuardianAction::BlacklistGame:
        return Call{portal, callOf("blacklistDisputeGame(address)", {subject})};
    case GuardianAction::SetRespectedGameType:
        return Call{portal, callOf("setRespectedGameType(uint32)", {Uint256{gameTypeIn(subject)}})};
    case GuardianAction::RetireGames:
        break;
    }
    const auto type = TRY(readL1(l1, portal, "respectedGameType() view returns (uint32)"));
    return Call{portal, callOf("setRespectedGameType(uint32)", {type[0].number()})};
}

Result<Call> callFor(L1& l1, const Deployment& deployment, GuardianAction action, const Address& subject)
{
    const bool isPause = action == GuardianAction::Pause || action == GuardianAction::Unpause;
    if (deployment.generation == Generation::Current)
        return currentCall(deployment.contracts, action, subject);
    if (deployment.generation == Generation::Permissionless || isPause)
        return permissionlessCall(l1, deployment.contracts, action, subject);
    return fail(Fault::Unsupported, "there are no dispute games in this generation");
}

} // namespace

Result<Hash> guardianAct(L1& l1, const Deployment& deployment, GuardianAction action, const Address& subject)
{
    const Call call = TRY(callFor(l1, deployment, action, subject));
    return sendL1(l1, deployment.roles.guardian, call.to, {}, call.data);
}

} // namespace practice
