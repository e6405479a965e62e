#pragma once

#include "core/session/session.h"

#include <mutex>

namespace tests {

using namespace base::literals;

inline constexpr base::Address kBridge = "0x8d515eb0e5f293B16B6bBCA8275c060bAe0056B0"_address;
inline constexpr const char* kPassword = "correct horse";
inline constexpr const char* kJunkWords = "test test test test test test test test test test test junk";
/// The first account of kJunkWords.
inline constexpr base::Address kJunkAccount = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"_address;

/// A Session without nodes: a real keystore in a folder of the test's, and answers that the test sets. What
/// it was asked is kept. Thread-safe, as the real one.
class FakeSession final : public session::Session {
public:
    /// What the nodes say, and what was asked of them. Shared, because the window owns its Session.
    struct World {
        std::mutex mutex;
        std::vector<bridge::Caution> cautions;
        session::Balances balances{base::Uint256{1'500'000'000'000'000'001}, base::Uint256{}};
        std::optional<base::Error> quoteError;
        std::optional<base::Error> refreshError;
        std::vector<bridge::Activity> activities; ///< newest first, as on the disk
        std::vector<bridge::Activity> next;       ///< what the next refresh() reports as changed
        std::vector<eth::Transaction> signedTransactions;
        std::shared_ptr<practice::World> practice; ///< for a session on the practice network
    };

    FakeSession(
        session::Settings settings, std::shared_ptr<World> world, bridge::Network network = practiceNetwork())
        : m_settings(std::move(settings))
        , m_world(std::move(world))
        , m_network(std::move(network))
        , m_keystore(m_settings.folder / "keystore", {2, 8, 1})
    {
    }

    static bridge::Network practiceNetwork()
    {
        bridge::Network network;
        network.id = bridge::kPracticeNetwork;
        network.name = "Local pair";
        network.isTestnet = true;
        network.l1 = {"Local L1", 900, "http://127.0.0.1:8545", ""};
        network.l2 = {"Local L2", 901, "http://127.0.0.1:9545", ""};
        network.contracts.l1StandardBridge = kBridge;
        return network;
    }

    const bridge::Network& network() const override { return m_network; }
    const session::Settings& settings() const override { return m_settings; }
    wallet::Keystore& keystore() override { return m_keystore; }
    practice::World* practice() override { return m_world->practice.get(); }

    session::Balances balances(const base::Address&, std::stop_token) override
    {
        const std::lock_guard lock(m_world->mutex);
        return m_world->balances;
    }

    base::Result<bridge::DepositQuote> quoteDeposit(
        const bridge::DepositRequest& request, std::stop_token) override
    {
        const std::lock_guard lock(m_world->mutex);
        if (m_world->quoteError) return std::unexpected(*m_world->quoteError);
        bridge::DepositQuote quote;
        quote.request = request;
        quote.transaction.type = eth::TransactionType::FeeMarket;
        quote.transaction.chainId = 900;
        quote.transaction.nonce = 7;
        quote.transaction.gas = 456'789;
        quote.transaction.maxFeePerGas = base::Uint256{3'000'000'000};
        quote.transaction.maxPriorityFeePerGas = base::Uint256{1'000'000'000};
        quote.transaction.to = kBridge;
        quote.transaction.value = request.amount;
        quote.transaction.data = bridge::encodeDepositCall(request);
        quote.call = TRY(bridge::decodeDepositCall(quote.transaction.data));
        quote.l1Gas = 380'657;
        quote.expectedFee = base::Uint256{quote.l1Gas} * base::Uint256{2'000'000'000};
        quote.maximumFee = base::Uint256{quote.transaction.gas} * quote.transaction.maxFeePerGas;
        quote.maximumTotal = quote.maximumFee + request.amount;
        quote.cautions = m_world->cautions;
        quote.l1Balance = m_world->balances.l1.value_or(base::Uint256{});
        return quote;
    }

    base::Result<bridge::Activity> submitDeposit(
        const bridge::DepositQuote& quote, wallet::Signer& signer, std::stop_token) override
    {
        const eth::Transaction transaction = TRY(signer.sign(quote.transaction));
        const std::lock_guard lock(m_world->mutex);
        m_world->signedTransactions.push_back(transaction);
        bridge::Activity activity;
        activity.id = static_cast<std::int64_t>(m_world->activities.size()) + 1;
        activity.networkId = m_network.id;
        activity.from = quote.request.from;
        activity.recipient = quote.request.recipient;
        activity.amount = quote.request.amount;
        activity.nonce = quote.transaction.nonce;
        activity.l1Hash = eth::transactionHash(transaction);
        activity.createdAt = base::systemClock().now();
        activity.facts.accepted = true;
        m_world->activities.insert(m_world->activities.begin(), activity);
        return activity;
    }

    base::Result<std::vector<bridge::Activity>> activities() override
    {
        const std::lock_guard lock(m_world->mutex);
        return m_world->activities;
    }

    bridge::Withdrawals& withdrawals() override { qFatal("no page leads a withdrawal home yet"); }
    bridge::TokenDeposits& tokenDeposits() override { qFatal("no page brings tokens over yet"); }

    base::Result<std::vector<bridge::Activity>> refresh(std::stop_token) override
    {
        const std::lock_guard lock(m_world->mutex);
        if (m_world->refreshError) return std::unexpected(*m_world->refreshError);
        return std::exchange(m_world->next, {});
    }

private:
    session::Settings m_settings;
    std::shared_ptr<World> m_world;
    bridge::Network m_network;
    wallet::Keystore m_keystore;
};

} // namespace tests
