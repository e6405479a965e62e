#pragma once

#include "core/bridge/network.h"
#include "core/withdrawal/portal.h"

namespace bridge {

/// What a transaction is likely to cost, in Wei.
struct FeeRange {
    base::Uint256 least;
    base::Uint256 most;

    friend bool operator==(const FeeRange&, const FeeRange&) = default;
};

/// What is still to come on L1 after a withdrawal has begun. Nobody promises any of it.
struct WithdrawalForecast {
    withdrawal::Pace pace;
    FeeRange prove;
    FeeRange finalize;
    std::size_t proofNodes = 0; ///< of a storage proof in today's message passer

    base::Uint256 most() const { return prove.most + finalize.most; }

    friend bool operator==(const WithdrawalForecast&, const WithdrawalForecast&) = default;
};

/// By the size of a proof that L2 serves today, by what proving and finalizing were measured to take with
/// the contracts of the practice network, and by the base fees of the last few hundred blocks of L1 and the
/// median of the tips paid there. `minGasLimit` is what the payment on L1 may use. Unsupported when the L2
/// node serves no proofs.
base::Result<WithdrawalForecast> forecastWithdrawal(const withdrawal::Pinned& l1, rpc::Chain& l2,
    const withdrawal::PortalRules& rules, std::uint64_t minGasLimit);

} // namespace bridge
