#include "core/practice/actors/stranger.h"

#include "core/crypto/keccak.h"
#include "core/practice/layers/transactions.h"

#include <array>

namespace practice {
namespace {

using base::Fault;
using base::Result;

constexpr std::uint64_t kBlocksBetween = 5; ///< of L1
constexpr std::array kAbsurdNumbers{~std::uint64_t{0}, std::uint64_t{1'000'000'000}, std::uint64_t{1}};

Result<void> createGame(L1& l1, const Deployment& deployment, const Role& stranger, std::uint64_t attempt)
{
    const Address& factory = deployment.contracts.disputeGameFactory;
    const std::uint32_t type = deployment.gameType;
    const auto bond = TRY(readL1(l1, factory, "initBonds(uint32) view returns (uint256)", {type}));
    const Hash root = crypto::keccak256(Uint256{attempt}.toHash());
    const Bytes extraData = base::toBytes(Uint256{kAbsurdNumbers[attempt % kAbsurdNumbers.size()]}.toHash());
    TRY(sendL1(l1, stranger, factory, bond[0].number(),
        eth::abi::callOf("create(uint32,bytes32,bytes)", {type, root, extraData})));
    return {};
}

} // namespace

Result<void> spamGames(L1& l1, const Deployment& deployment)
{
    const std::uint64_t next = l1.chain().head()->number() + 1;
    if (deployment.generation == Generation::Classic || next % kBlocksBetween != 0) return {};
    const Role stranger = TRY(practiceAccount(kPracticeAccounts - 1));
    const auto done = createGame(l1, deployment, stranger, next / kBlocksBetween);
    return !done && done.error().fault != Fault::Refused ? done : Result<void>{};
}

} // namespace practice
