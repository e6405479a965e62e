#include "core/execution/system_calls.h"

#include "core/crypto/hash.h"

namespace execution {

using base::Fault;
using evm::Revision;
using namespace base::literals;

namespace {

constexpr Address kSystem = "0xfffffffffffffffffffffffffffffffffffffffe"_address;
constexpr Address kBeaconRoots = "0x000f3df6d732807ef1319fb7b8bb8522d0beac02"_address;    // EIP-4788
constexpr Address kHistory = "0x0000f90827f1c53a10cb7a02335b175320002935"_address;        // EIP-2935
constexpr Address kWithdrawals = "0x00000961ef480eb55e80d19ad83579a64c007002"_address;    // EIP-7002
constexpr Address kConsolidations = "0x0000bbddc7ce488642fb579f8b00f3a590007251"_address; // EIP-7251

constexpr std::int64_t kSystemCallGas = 30'000'000;

enum class RequestType : std::uint8_t { Deposit = 0, Withdrawal = 1, Consolidation = 2 };

evm::Outcome callAsSystem(BlockEnvironment& env, const Address& contract, ByteView input)
{
    env.state.beginTransaction();
    evm::Outcome outcome = env.evm.execute(
        {kSystem, Uint256{}, {}}, evm::Message::call(kSystem, contract, input, kSystemCallGas));
    env.state.finishTransaction(env.rules.revision);
    return outcome;
}

void callIfThere(BlockEnvironment& env, const Address& contract, const Hash& input)
{
    if (!env.state.code(contract).empty()) callAsSystem(env, contract, input);
}

base::Result<Bytes> callForRequests(BlockEnvironment& env, const Address& contract)
{
    const std::string name = "system contract " + base::toHex0x(contract);
    if (env.state.code(contract).empty()) return base::fail(Fault::BadData, name + " has no code");
    evm::Outcome outcome = callAsSystem(env, contract, {});
    if (!outcome.succeeded())
        return base::fail(Fault::BadData, name + " failed: " + std::string(evm::toString(outcome.status)));
    return std::move(outcome.output);
}

// --- EIP-6110

constexpr Hash kDepositEvent = "0x649bbc62d0e31342afea4e5cd82d4049e7e1ee912fc0889aa790803be39038c5"_hash;
constexpr std::size_t kDepositEventSize = 576;

/// The ABI form of DepositEvent(bytes pubkey, bytes withdrawal_credentials, bytes amount, bytes signature,
/// bytes index): where each part's length stands, and the length.
struct DepositPart {
    std::uint64_t offset, size;
};
constexpr std::array<DepositPart, 5> kDepositParts{{{160, 48}, {256, 32}, {320, 8}, {384, 96}, {512, 8}}};

bool holds(ByteView word, std::uint64_t value)
{
    return Uint256::fromBigEndian(word) == Uint256{value};
}

base::Result<Bytes> parseDeposit(ByteView event)
{
    if (event.size() != kDepositEventSize)
        return base::fail(Fault::BadData, "deposit event of the wrong size");
    Bytes out;
    for (std::size_t i = 0; i < kDepositParts.size(); ++i) {
        const auto [offset, size] = kDepositParts[i];
        if (!holds(event.subspan(32 * i, 32), offset) || !holds(event.subspan(offset, 32), size))
            return base::fail(Fault::BadData, "deposit event of another layout");
        base::append(out, event.subspan(offset + 32, size));
    }
    return out;
}

base::Result<Bytes> depositsOf(const Address& contract, const std::vector<eth::Receipt>& receipts)
{
    Bytes out;
    for (const eth::Receipt& receipt : receipts) {
        for (const eth::Log& log : receipt.logs) {
            if (log.address != contract || log.topics.empty() || log.topics[0] != kDepositEvent) continue;
            const Bytes deposit = TRY(parseDeposit(log.data));
            base::append(out, deposit);
        }
    }
    return out;
}

void addRequest(std::vector<Bytes>& requests, RequestType type, const Bytes& data)
{
    if (data.empty()) return;
    Bytes request{static_cast<std::uint8_t>(type)};
    base::append(request, data);
    requests.push_back(std::move(request));
}

} // namespace

void callBeforeTransactions(
    BlockEnvironment& env, const Hash& parentHash, const std::optional<Hash>& beaconRoot)
{
    if (env.rules.revision >= Revision::Cancun && beaconRoot) callIfThere(env, kBeaconRoots, *beaconRoot);
    if (env.rules.revision >= Revision::Prague) callIfThere(env, kHistory, parentHash);
}

base::Result<std::vector<Bytes>> takeRequests(
    BlockEnvironment& env, const std::vector<eth::Receipt>& receipts)
{
    std::vector<Bytes> requests;
    addRequest(requests, RequestType::Deposit, TRY(depositsOf(env.rules.depositContract, receipts)));
    addRequest(requests, RequestType::Withdrawal, TRY(callForRequests(env, kWithdrawals)));
    addRequest(requests, RequestType::Consolidation, TRY(callForRequests(env, kConsolidations)));
    return requests;
}

Hash requestsHash(const std::vector<Bytes>& requests)
{
    Bytes hashes;
    for (const Bytes& request : requests)
        base::append(hashes, crypto::sha256(request));
    return crypto::sha256(hashes);
}

} // namespace execution
