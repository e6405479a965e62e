#pragma once

#include "core/bridge/deposit.h"
#include "core/bridge/token_deposit.h"
#include "core/bridge/withdrawals.h"
#include "core/practice/world/world.h"
#include "core/wallet/keystore.h"
#include "core/wallet/signer.h"

#include <filesystem>
#include <memory>
#include <stop_token>
#include <vector>

namespace session {

/// Of the account that is ready on the practice network. Public: nothing there is worth anything.
inline constexpr std::string_view kPracticePassword = "practice";

/// Where the user's things are and which chains he means. Both programs build their Session from it. On the
/// practice network without nodes of the user's, the chains are in the program itself, and they, their
/// accounts and their records are in the folder "practice", apart from everything real.
struct Settings {
    std::filesystem::path folder; ///< keystore and database; made when absent, readable by its owner only
    std::string network{bridge::kPracticeNetwork};
    std::optional<std::string> l1Url; ///< instead of the network's own
    std::optional<std::string> l2Url;
    /// A network of the user's own with that id, where none is built in.
    std::optional<bridge::Network> ownNetwork{};
};

/// The file of the practice world that a Session with this data folder has.
std::filesystem::path practiceWorldFile(const std::filesystem::path& folder);

/// What both layers' nodes say an account has. One may answer when the other does not.
struct Balances {
    base::Result<base::Uint256> l1; ///< Wei
    base::Result<base::Uint256> l2; ///< Wei
};

/// The network that the settings name, with their nodes in place of its own. BadData when there is none, or
/// when a network of the user's has the id of one that is built in.
base::Result<bridge::Network> networkOf(const Settings& settings);

/// Asks the nodes that the settings name, without a Session: on a real network nothing is read from the data
/// folder or written to it. Errors as in Session::open().
base::Result<Balances> fetchBalances(
    const Settings& settings, const base::Address& account, const std::stop_token& stop);

/// The whole program without a face. Every function blocks, may be called from any thread, and gives up with
/// Cancelled soon after a stop is requested; only those that take a stop_token use the network. Calls of one
/// account that send are put in order by the Session itself and, between two instances, by the database.
class Session {
public:
    /// Opens or makes the data folder and its database; no network. The practice network's own chains are
    /// made or go on where they were, with one account ready on them (kPracticePassword); that takes a second
    /// or two. BadData when the network is unknown or a URL is not http or https; Storage for the disk, and
    /// while another process has the practice chains open.
    static base::Result<std::unique_ptr<Session>> open(const Settings& settings);
    virtual ~Session() = default;

    virtual const bridge::Network& network() const = 0;
    virtual const Settings& settings() const = 0;
    virtual wallet::Keystore& keystore() = 0;
    /// The world behind the practice network; null on every other network, and when Settings name nodes.
    virtual practice::World* practice() = 0;

    virtual Balances balances(const base::Address& account, std::stop_token stop) = 0;

    /// Checks everything that can be checked before money moves: both chain ids, code at the bridge, the
    /// balance, the recipient, and the very transaction run by the L1 node. Signs and stores nothing. Funds
    /// when the balance does not cover amount and maximum fee; Reverted with the reason when the run fails;
    /// Mismatch when a node serves another chain or contradicts itself, BadData when it names fees or nonces
    /// that nobody would believe; Refused when the recipient cannot receive.
    virtual base::Result<bridge::DepositQuote> quoteDeposit(
        const bridge::DepositRequest& request, std::stop_token stop) = 0;

    /// Signs the quote's transaction, records the signed bytes, then sends them. An Activity is returned as
    /// soon as the bytes are on the disk, whatever the node then says: its stage is Recorded when no node is
    /// known to have them (refresh() sends the same bytes again), Refused when the first answer of all was
    /// that they can never be accepted. An Error means nothing was recorded or sent: Locked, Cancelled,
    /// Storage, or Outdated (the quote is older than a minute, its nonce has been used since, or gas has
    /// become dearer than it offers): quote again.
    virtual base::Result<bridge::Activity> submitDeposit(
        const bridge::DepositQuote& quote, wallet::Signer& signer, std::stop_token stop) = 0;

    /// All deposits of this network, newest first, from the disk.
    virtual base::Result<std::vector<bridge::Activity>> activities() = 0;

    /// Looks at every deposit that is not over, or whose end a reorg could still change: sends again what no
    /// node has, adds facts, drops those whose block another one has taken the place of, stores them. Returns
    /// those that changed. What kept a look from its end is the deposit's `lastError`; when the L1 node does
    /// not answer and nothing changed, its fault is the answer.
    virtual base::Result<std::vector<bridge::Activity>> refresh(std::stop_token stop) = 0;

    /// The way back: its steps are quoted, signed and followed there.
    virtual bridge::Withdrawals& withdrawals() = 0;
    /// Tokens to L2. Their allowances are steps that withdrawals() follows, their deposits activities.
    virtual bridge::TokenDeposits& tokenDeposits() = 0;
};

} // namespace session
