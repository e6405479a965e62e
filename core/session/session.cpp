#include "core/session/session.h"

#include "core/base/file.h"
#include "core/bridge/activity_row.h"
#include "core/bridge/tracker.h"
#include "core/rpc/curl_transport.h"

#include <mutex>

namespace session {
namespace {

using base::fail;
using base::Fault;
using base::Result;

Result<std::unique_ptr<rpc::Transport>> transportTo(const bridge::Layer& layer)
{
    if (layer.url.empty()) return fail(Fault::BadData, "no node is known for " + layer.name + ": name one");
    auto transport = rpc::CurlTransport::open(layer.url);
    if (!transport) return base::within(layer.name, std::move(transport).error());
    return *std::move(transport);
}

/// What a session stands on: where its things are and who answers for the two chains.
struct Ground {
    std::filesystem::path folder;
    bridge::Network network;
    std::unique_ptr<rpc::Transport> l1, l2;
    std::shared_ptr<practice::World> world; ///< or null
};

Result<Ground> realGround(const Settings& settings, bridge::Network network)
{
    auto l1 = TRY(transportTo(network.l1));
    auto l2 = TRY(transportTo(network.l2));
    return Ground{settings.folder, std::move(network), std::move(l1), std::move(l2), nullptr};
}

bridge::L1Contracts contractsOf(const practice::Contracts& contracts)
{
    return {.optimismPortal = contracts.optimismPortal,
        .systemConfig = contracts.systemConfig,
        .l1StandardBridge = contracts.l1StandardBridge,
        .l1CrossDomainMessenger = contracts.l1CrossDomainMessenger};
}

Result<Ground> practiceGround(const Settings& settings, bridge::Network network)
{
    const std::filesystem::path file = practiceWorldFile(settings.folder);
    TRY(base::makePrivateFolder(settings.folder));
    TRY(base::makePrivateFolder(file.parent_path()));
    practice::WorldSettings world;
    world.file = file;
    const auto opened = TRY(practice::World::open(world));
    network.contracts = contractsOf(opened->deployment().contracts);
    return Ground{file.parent_path(), std::move(network), opened->transport(practice::Layer::L1),
        opened->transport(practice::Layer::L2), opened};
}

Result<Ground> groundOf(const Settings& settings)
{
    bridge::Network network = TRY(networkOf(settings));
    const bool namesNodes = settings.l1Url || settings.l2Url;
    if (network.id == bridge::kPracticeNetwork && !namesNodes)
        return practiceGround(settings, std::move(network));
    return realGround(settings, std::move(network));
}

std::filesystem::path keystoreFolder(const std::filesystem::path& folder)
{
    return folder / "keystore";
}

Result<base::Uint256> balanceOn(rpc::Chain& chain, const base::Address& account, std::stop_token stop)
{
    const auto balance = TRY(chain.fetchBalance(account, rpc::BlockTag::latest(), std::move(stop)));
    return balance.unproven();
}

/// Whoever has configured nothing can bridge at once. A keystore that has accounts, or whose list is damaged,
/// is left alone.
Result<void> addPracticeAccount(const std::filesystem::path& folder)
{
    constexpr wallet::ScryptCost kCheap{1u << 10, 8, 1}; // its password is in this program's text
    wallet::Keystore keystore(folder, kCheap);
    const auto accounts = keystore.accounts();
    if (!accounts || !accounts->empty()) return {};
    const practice::Role role = TRY(practice::practiceAccount(0));
    TRY(keystore.addKey(role.key, "Practice account", base::Secret::fromText(kPracticePassword)));
    return {};
}

class OpenSession final : public Session {
public:
    OpenSession(const Settings& settings, Ground ground, std::unique_ptr<store::Database> database)
        : m_settings(settings)
        , m_network(std::move(ground.network))
        , m_world(std::move(ground.world))
        , m_l1(std::move(ground.l1), m_network.l1.chainId, rpc::Stack::Ethereum)
        , m_l2(std::move(ground.l2), m_network.l2.chainId, rpc::Stack::Optimism)
        , m_database(std::move(database))
        , m_keystore(keystoreFolder(ground.folder))
        , m_sender(m_l1, *m_database)
        , m_l2Sender(m_l2, *m_database)
        , m_tracker(route(), m_sender, *m_database)
        , m_withdrawals(route(), m_sender, m_l2Sender, *m_database)
        , m_tokenDeposits(route(), m_sender, *m_database)
    {
    }

    const bridge::Network& network() const override { return m_network; }
    const Settings& settings() const override { return m_settings; }
    wallet::Keystore& keystore() override { return m_keystore; }
    practice::World* practice() override { return m_world.get(); }

    Balances balances(const base::Address& account, std::stop_token stop) override
    {
        return {balanceOn(m_l1, account, stop), balanceOn(m_l2, account, stop)};
    }

    Result<bridge::DepositQuote> quoteDeposit(
        const bridge::DepositRequest& request, std::stop_token stop) override
    {
        return bridge::quoteDeposit(route(), m_sender, request, std::move(stop));
    }

    Result<bridge::Activity> submitDeposit(
        const bridge::DepositQuote& quote, wallet::Signer& signer, std::stop_token stop) override
    {
        return bridge::submitDeposit(m_network, m_sender, *m_database, quote, signer, std::move(stop));
    }

    Result<std::vector<bridge::Activity>> activities() override
    {
        return bridge::readActivities(*m_database, m_network.id);
    }

    Result<std::vector<bridge::Activity>> refresh(std::stop_token stop) override
    {
        // One look at a time: two would send the same bytes twice and overwrite each other's rows.
        const std::scoped_lock lock(m_refreshing);
        return m_tracker.refresh(std::move(stop));
    }

    bridge::Withdrawals& withdrawals() override { return m_withdrawals; }
    bridge::TokenDeposits& tokenDeposits() override { return m_tokenDeposits; }

private:
    bridge::Route route() { return {m_network, m_l1, m_l2}; }

    Settings m_settings;
    bridge::Network m_network;
    std::shared_ptr<practice::World> m_world;
    rpc::Chain m_l1;
    rpc::Chain m_l2;
    std::unique_ptr<store::Database> m_database;
    wallet::Keystore m_keystore;
    wallet::Sender m_sender, m_l2Sender;
    bridge::Tracker m_tracker;
    bridge::Withdrawals m_withdrawals;
    bridge::TokenDeposits m_tokenDeposits;
    std::mutex m_refreshing;
};

} // namespace

std::filesystem::path practiceWorldFile(const std::filesystem::path& folder)
{
    return folder / "practice" / "world.db";
}

base::Result<bridge::Network> networkOf(const Settings& settings)
{
    const bridge::Network* known = bridge::findNetwork(settings.network);
    if (known == nullptr && !settings.ownNetwork)
        return fail(Fault::BadData, "there is no network \"" + settings.network + "\"");
    if (known != nullptr && settings.ownNetwork)
        return fail(Fault::BadData, "\"" + settings.network + "\" is the name of a network that is built in");
    bridge::Network network = known != nullptr ? *known : *settings.ownNetwork;
    if (settings.l1Url) network.l1.url = *settings.l1Url;
    if (settings.l2Url) network.l2.url = *settings.l2Url;
    return network;
}

base::Result<Balances> fetchBalances(
    const Settings& settings, const base::Address& account, const std::stop_token& stop)
{
    Ground ground = TRY(groundOf(settings));
    rpc::Chain l1(std::move(ground.l1), ground.network.l1.chainId, rpc::Stack::Ethereum);
    rpc::Chain l2(std::move(ground.l2), ground.network.l2.chainId, rpc::Stack::Optimism);
    return Balances{balanceOn(l1, account, stop), balanceOn(l2, account, stop)};
}

base::Result<std::unique_ptr<Session>> Session::open(const Settings& settings)
{
    Ground ground = TRY(groundOf(settings));
    TRY(base::makePrivateFolder(ground.folder));
    if (ground.world) TRY(addPracticeAccount(keystoreFolder(ground.folder)));
    auto database = TRY(store::Database::open(ground.folder / "postern.db"));
    return std::make_unique<OpenSession>(settings, std::move(ground), std::move(database));
}

} // namespace session
