#include "core/practice/chain/simulate.h"

#include "core/crypto/keccak.h"
#include "core/eth/abi_error.h"
#include "core/eth/address.h"
#include "core/execution/block_run.h"
#include "core/execution/trial.h"
#include "core/practice/chain/recording_view.h"
#include "core/rpc/json.h"

namespace practice {
namespace {

using base::fail;
using base::Fault;
using base::Result;

/// A state of which a call is told something else.
class OverriddenState final : public evm::StateView {
public:
    OverriddenState(std::shared_ptr<execution::MemoryState> truth, const StateOverrides& overrides)
        : m_truth(std::move(truth))
        , m_overrides(overrides)
    {
        for (const auto& [address, override] : overrides)
            if (override.code) m_codes.emplace(crypto::keccak256(*override.code), *override.code);
    }

    std::optional<eth::Account> account(const Address& address) const override
    {
        auto found = m_truth->account(address);
        const AccountOverride* override = find(address);
        if (override == nullptr) return found;
        eth::Account account = found.value_or(eth::Account());
        account.balance = override->balance.value_or(account.balance);
        account.nonce = override->nonce.value_or(account.nonce);
        if (override->code) account.codeHash = crypto::keccak256(*override->code);
        if (override->state) account.storageRoot = eth::kEmptyTrieRoot;
        const bool hasStorage =
            (override->state && !override->state->empty()) || !override->stateDiff.empty();
        if (hasStorage) account.storageRoot = Hash(); // only asked whether it is the empty one
        return account;
    }

    ByteView code(const Hash& codeHash) const override
    {
        const auto found = m_codes.find(codeHash);
        return found == m_codes.end() ? m_truth->code(codeHash) : ByteView(found->second);
    }

    Uint256 storage(const Address& address, const Uint256& slot) const override
    {
        const AccountOverride* override = find(address);
        if (override == nullptr) return m_truth->storage(address, slot);
        const auto changed = override->stateDiff.find(slot);
        if (changed != override->stateDiff.end()) return changed->second;
        if (!override->state) return m_truth->storage(address, slot);
        const auto given = override->state->find(slot);
        return given == override->state->end() ? Uint256() : given->second;
    }

private:
    const AccountOverride* find(const Address& address) const
    {
        const auto found = m_overrides.find(address);
        return found == m_overrides.end() ? nullptr : &found->second;
    }

    std::shared_ptr<execution::MemoryState> m_truth;
    const StateOverrides& m_overrides;
    std::unordered_map<Hash, Bytes> m_codes;
};

/// Where a call is tried, as often as one likes.
struct Scene {
    execution::BlockRules rules;
    evm::BlockContext context;
    OverriddenState view;
    evm::CodeCache& codes;
};

Result<Scene> sceneAfter(Chain& chain, std::uint64_t number, const StateOverrides& overrides)
{
    const BlockPointer block = TRY(chain.block(number));
    if (!block) return fail(Fault::NotYet, "header not found");
    auto state = TRY(chain.stateAfter(number));
    // A block's own time for its parent's: whatever a fork does once in its first block is done.
    const execution::BlockRules rules = chain.rules().at(number, block->timestamp(), block->timestamp());
    evm::BlockContext context = execution::contextOf(block->header(), rules);
    context.blockHash = [ancestors = chain.ancestors()](
                            std::uint64_t ancestor) { return ancestors(ancestor).value_or(Hash()); };
    return Scene{rules, std::move(context), OverriddenState(std::move(state), overrides), chain.codes()};
}

eth::Transaction transactionOf(const SimulatedCall& call, const Scene& scene, std::uint64_t gas)
{
    eth::Transaction tx;
    tx.type = call.authorizations.empty() ? eth::TransactionType::FeeMarket : eth::TransactionType::SetCode;
    tx.chainId = scene.rules.chainId;
    if (const auto sender = scene.view.account(call.sender)) tx.nonce = sender->nonce;
    tx.maxFeePerGas = call.gasPrice;
    tx.gas = gas;
    tx.to = call.to;
    tx.value = call.value;
    tx.data = call.data;
    tx.accessList = call.accessList;
    tx.authorizations = call.authorizations;
    return tx;
}

/// A number in the decimal digits that nodes put into their sentences.
std::string digits(const Uint256& number)
{
    return base::toDecimal(number);
}

/// What a transaction of that form may not be, whatever the state.
Result<void> checkForm(const eth::Transaction& tx, const Scene& scene, const Address& sender)
{
    const eth::TransactionRules& rules = scene.rules.transactions;
    const std::uint64_t intrinsic = eth::intrinsicGas(tx, rules), floor = eth::floorGas(tx, rules);
    if (tx.gas < intrinsic)
        return fail(
            Fault::Refused, "intrinsic gas too low: have " + digits(tx.gas) + ", want " + digits(intrinsic));
    if (tx.gas < floor)
        return fail(Fault::Refused,
            "insufficient gas for floor data gas cost: have " + digits(tx.gas) + ", want " + digits(floor));
    if (!tx.to && rules.initCodeMetered && tx.data.size() > rules.maxInitCodeSize)
        return fail(Fault::Refused, "max initcode size exceeded: code size " + digits(tx.data.size()) +
                                        ", limit " + digits(rules.maxInitCodeSize));
    if (!tx.to && !tx.authorizations.empty())
        return fail(Fault::Refused, "EIP-7702 transaction cannot be used to create contract");
    if (tx.nonce == ~std::uint64_t{0}) return fail(Fault::Refused, "nonce has max value");
    if (!tx.maxFeePerGas.isZero() && tx.maxFeePerGas < scene.context.baseFee)
        return fail(Fault::Refused,
            "max fee per gas less than block base fee: address " + eth::toChecksum(sender) +
                ", maxFeePerGas: " + digits(tx.maxFeePerGas) + ", baseFee: " + digits(scene.context.baseFee));
    return {};
}

Result<void> checkFunds(const eth::Transaction& tx, const Scene& scene, const Address& sender)
{
    const auto account = scene.view.account(sender);
    const Uint256 balance = account ? account->balance : Uint256();
    Uint256 fee;
    const bool feeOverflows = base::mulOverflows(tx.gas, tx.maxFeePerGas, fee);
    const base::AddResult cost = base::addOverflow(fee, tx.value);
    if (!feeOverflows && !cost.overflow && cost.value <= balance) return {};
    return fail(Fault::Refused,
        "insufficient funds for gas * price + value: address " + eth::toChecksum(sender) + " have " +
            digits(balance) + " want " +
            (feeOverflows || cost.overflow ? "more than 256 bits can say" : digits(cost.value)));
}

/// `view` is the scene's, or one that looks through it.
Result<Simulation> run(Scene& scene, const evm::StateView& view, const SimulatedCall& call, std::uint64_t gas)
{
    const eth::Transaction tx = transactionOf(call, scene, gas);
    TRY(checkForm(tx, scene, call.sender));
    TRY(checkFunds(tx, scene, call.sender));
    evm::State state(view);
    execution::Trial trial =
        execution::tryTransaction(scene.rules, scene.context, state, scene.codes, tx, call.sender);
    return Simulation{
        trial.succeeded, trial.gasUsed, std::move(trial.output), std::move(trial.logs), trial.status};
}

std::uint64_t gasOf(const SimulatedCall& call)
{
    return std::min(call.gas.value_or(kCallGasLimit), kCallGasLimit);
}

/// What need not be named, because it is warm from the start (EIP-2929, EIP-3651).
std::set<Address> warmAnyhow(const Scene& scene, const SimulatedCall& call)
{
    const eth::Transaction tx = transactionOf(call, scene, 0);
    std::set<Address> warm{call.sender, scene.context.coinbase};
    warm.insert(tx.to ? *tx.to : eth::createAddress(call.sender, tx.nonce));
    for (const evm::Precompile& precompile : scene.rules.precompiles->all())
        warm.insert(Uint256{precompile.address}.toAddress());
    return warm;
}

std::vector<eth::AccessListEntry> listed(const RecordingView& view, const std::set<Address>& warm)
{
    std::vector<eth::AccessListEntry> list;
    for (const auto& [address, slots] : view.touched()) {
        if (slots.empty() && warm.contains(address)) continue;
        eth::AccessListEntry& entry = list.emplace_back();
        entry.address = address;
        for (const Uint256& slot : slots)
            entry.storageKeys.push_back(slot.toHash());
    }
    return list;
}

/// The most gas that an estimate may come to.
Result<std::uint64_t> allowanceOf(const Scene& scene, const SimulatedCall& call)
{
    std::uint64_t most = call.gas.value_or(scene.context.gasLimit);
    most = std::min({most, kCallGasLimit, scene.rules.transactions.maxGas});
    if (call.gasPrice.isZero()) return most;
    const auto account = scene.view.account(call.sender);
    const Uint256 balance = account ? account->balance : Uint256();
    if (balance < call.value) return fail(Fault::Refused, "insufficient funds for transfer");
    const Uint256 affordable = (balance - call.value) / call.gasPrice;
    return affordable < Uint256{most} ? affordable.low64() : most;
}

} // namespace

std::string failureOf(const Simulation& simulation)
{
    if (simulation.status != evm::Status::Revert) return std::string(evm::toString(simulation.status));
    const eth::abi::Revert revert = eth::abi::readRevert(simulation.output);
    const bool isReadable = revert.name == "Error" || revert.name == "Panic";
    return "execution reverted" + (isReadable ? ": " + rpc::plainText(revert.text) : "");
}

Result<Simulation> simulate(
    Chain& chain, std::uint64_t number, const SimulatedCall& call, const StateOverrides& overrides)
{
    Scene scene = TRY(sceneAfter(chain, number, overrides));
    return run(scene, scene.view, call, gasOf(call));
}

Result<std::uint64_t> estimateGas(Chain& chain, std::uint64_t number, const SimulatedCall& call,
    const StateOverrides& overrides, Bytes& output)
{
    Scene scene = TRY(sceneAfter(chain, number, overrides));
    const std::uint64_t allowance = TRY(allowanceOf(scene, call));
    const eth::Transaction tx = transactionOf(call, scene, allowance);
    const eth::TransactionRules& rules = scene.rules.transactions;
    const std::uint64_t least = std::max(eth::intrinsicGas(tx, rules), eth::floorGas(tx, rules));
    const std::string tooMuch = "gas required exceeds allowance (" + digits(allowance) + ")";
    if (allowance < least) return fail(Fault::Refused, tooMuch);

    Simulation best = TRY(run(scene, scene.view, call, allowance));
    if (!best.succeeded) {
        output = std::move(best.output);
        return fail(Fault::Refused, best.status == evm::Status::OutOfGas ? tooMuch : failureOf(best));
    }
    // Most calls can do with what they used; not those with refunds, or where a call inside runs out of what
    // EIP-150 lets it have, and perhaps nobody minds: then something else was done.
    const std::uint64_t used = std::max(least, best.gasUsed);
    const Simulation exact = TRY(run(scene, scene.view, call, used));
    if (exact.succeeded && exact.gasUsed == best.gasUsed) return used;
    return execution::leastGas(used, allowance, std::min(used + used / 63 + 1, allowance),
        [&](std::uint64_t gas) -> Result<bool> { return TRY(run(scene, scene.view, call, gas)).succeeded; });
}

Result<AccessListing> createAccessList(
    Chain& chain, std::uint64_t number, const SimulatedCall& call, const StateOverrides& overrides)
{
    // Naming what a call touches makes it cheaper, and with more gas left it may touch more.
    constexpr int kMostRounds = 8;
    Scene scene = TRY(sceneAfter(chain, number, overrides));
    const std::set<Address> warm = warmAnyhow(scene, call);
    SimulatedCall naming = call;
    AccessListing listing;
    for (int round = 0; round < kMostRounds; ++round) {
        const RecordingView view(scene.view);
        listing.simulation = TRY(run(scene, view, naming, gasOf(call)));
        listing.accessList = listed(view, warm);
        if (listing.accessList == naming.accessList) break;
        naming.accessList = listing.accessList;
    }
    return listing;
}

} // namespace practice
