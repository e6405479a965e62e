#include "core/execution/block.h"
#include "core/execution/block_run.h"
#include "core/execution/memory_state.h"
#include "core/opstack/predeploys.h"

#include <QTest>

using base::Address;
using base::Bytes;
using base::Fault;
using base::Hash;
using base::Uint256;
using namespace base::literals;
using execution::DepositRule;
using execution::MemoryState;
using opstack::Fork;

namespace {

constexpr Address kAlice = "0xa11ce00000000000000000000000000000000001"_address;
constexpr Address kBob = "0xb0b0000000000000000000000000000000000002"_address;
constexpr Address kReverts = "0xc000000000000000000000000000000000000003"_address;
constexpr Address kContract = "0xc000000000000000000000000000000000000004"_address;
constexpr std::uint64_t kBalance = 1'000'000;
constexpr std::uint64_t kMint = 500;
constexpr std::uint64_t kGasLimit = 30'000'000;
constexpr std::uint64_t kAlicesNonce = 5;
constexpr std::size_t kMaxInitCode = 49'152; // EIP-3860

opstack::RollupConfig configUpTo(Fork last)
{
    opstack::RollupConfig config;
    config.l2ChainId = 901;
    for (std::size_t i = 0; i <= static_cast<std::size_t>(last); ++i)
        config.setForkTime(static_cast<Fork>(i), 0);
    return config;
}

void fill(MemoryState& state)
{
    state.put(kAlice, kAlicesNonce, kBalance, {}, {});
    state.put(kReverts, 1, 0, Bytes{0x5f, 0x5f, 0xfd}, {});
    state.put(kContract, kAlicesNonce, kBalance, Bytes{0x00}, {});
    state.put(opstack::kL2ToL1MessagePasser, 1, 0, Bytes{0x00}, {});
}

eth::Transaction deposit(const std::optional<Address>& to)
{
    eth::Transaction out;
    out.type = eth::TransactionType::Deposit;
    out.from = kAlice;
    out.to = to;
    out.mint = kMint;
    out.gas = 1'000'000;
    return out;
}

eth::Transaction creation(std::size_t initCodeSize)
{
    eth::Transaction out = deposit(std::nullopt);
    out.data = Bytes(initCodeSize, 0x00);
    return out;
}

enum class Verdict { Succeeds, Fails, NoBlock, CannotTell };

struct Expected {
    Verdict verdict = Verdict::Succeeds;
    std::uint64_t gasUsed = 0;
    bool nonceRaised = true;
};

/// A block of this fork with `before` and then `tried`; what became of `tried`.
Expected outcomeOf(Fork fork, DepositRule rule, std::vector<eth::Transaction> transactions,
    std::uint64_t gasLimit = kGasLimit)
{
    MemoryState state;
    fill(state);
    eth::Header parent, draft;
    parent.timestamp = 1000;
    parent.number = 9;
    draft.number = 10;
    draft.timestamp = 1002;
    draft.gasLimit = gasLimit;
    draft.baseFeePerGas = 7;
    draft.coinbase = opstack::kSequencerFeeVault;
    draft.parentBeaconBlockRoot = Hash();
    evm::CodeCache codes;
    const auto rules = execution::ChainRules::opStack(configUpTo(fork), rule);
    const Address sender = transactions.back().from;
    execution::BlockRun run(rules, parent, draft, state, {{}, codes});
    run.begin();
    for (const eth::Transaction& transaction : transactions) {
        const auto added = run.add(transaction, transaction.from, eth::encodeTransaction(transaction));
        if (!added && added.error().fault == Fault::BadData) return {Verdict::NoBlock};
        if (!added && added.error().fault == Fault::Unsupported) return {Verdict::CannotTell};
        if (!added) qFatal("%s", added.error().detail.c_str());
    }
    const auto outcome = run.finish(std::vector<eth::Withdrawal>());
    if (!outcome) qFatal("%s", outcome.error().detail.c_str());
    const auto& receipts = outcome->receipts;
    const std::uint64_t before = receipts.size() > 1 ? receipts[receipts.size() - 2].cumulativeGasUsed : 0;
    const eth::Account account = *state.account(sender);
    // The mint stays, whatever happens.
    const Uint256 spent = receipts.back().succeeded ? transactions.back().value : Uint256{};
    if (account.balance != Uint256{kBalance} + transactions.back().mint - spent) qFatal("the balance");
    return {receipts.back().succeeded ? Verdict::Succeeds : Verdict::Fails,
        receipts.back().cumulativeGasUsed - before, account.nonce > kAlicesNonce};
}

struct Row {
    const char* name;
    Fork fork;
    eth::Transaction transaction;
    Expected opGeth, opRevm;
    std::uint64_t gasLimit = kGasLimit;
};

bool isSame(const Expected& a, const Expected& b)
{
    return a.verdict == b.verdict && a.gasUsed == b.gasUsed && a.nonceRaised == b.nonceRaised;
}

std::vector<Row> rows()
{
    const auto with = [](eth::Transaction transaction, auto change) {
        change(transaction);
        return transaction;
    };
    const auto system = [&](eth::Transaction transaction) {
        return with(transaction, [](auto& tx) { tx.isSystemTransaction = true; });
    };
    const auto gas = [&](eth::Transaction transaction, std::uint64_t amount) {
        return with(transaction, [&](auto& tx) { tx.gas = amount; });
    };
    const auto value = [&](eth::Transaction transaction, std::uint64_t amount) {
        return with(transaction, [&](auto& tx) { tx.value = amount; });
    };
    const Expected plain{Verdict::Succeeds, 21'000}, noBlock{Verdict::NoBlock};
    const auto fails = [](std::uint64_t used) { return Expected{Verdict::Fails, used}; };
    const auto succeeds = [](std::uint64_t used) { return Expected{Verdict::Succeeds, used}; };
    const eth::Transaction call = deposit(kBob);
    // 21000 + 10 * 4 * 1000 by the floor, 21000 + 16 * 1000 without.
    const eth::Transaction data = with(call, [](auto& tx) { tx.data = Bytes(1'000, 0xff); });
    const std::uint64_t largest = 53'000 + 4 * kMaxInitCode + 2 * kMaxInitCode / 32;
    const std::uint64_t larger = 53'000 + 4 * (kMaxInitCode + 1) + 2 * (kMaxInitCode / 32 + 1);
    const std::uint64_t largestFloor = 21'000 + 10 * kMaxInitCode, largerFloor = largestFloor + 10;
    const std::uint64_t all = 1'000'000;
    std::vector<Row> out{
        {"nonce and chain id are not looked at", Fork::Karst, with(call, [](auto& tx) { tx.nonce = 77; }),
            plain, plain},
        {"the sender may be a contract", Fork::Karst, with(call, [](auto& tx) { tx.from = kContract; }),
            plain, plain},
        {"no fee is asked for", Fork::Karst, with(call, [](auto& tx) { tx.mint = 0; }), plain, plain},
        {"gas above EIP-7825's cap", Fork::Karst, gas(call, 20'000'000), plain, plain},
        {"gas below the intrinsic cost", Fork::Karst, gas(call, 20'999), fails(20'999), fails(20'999)},
        {"creation: gas below the intrinsic cost", Fork::Karst, gas(creation(64), 53'000 + 256 + 3),
            fails(53'259), fails(53'259)},
        {"creation: gas of the intrinsic cost", Fork::Karst, gas(creation(64), 53'000 + 256 + 4),
            succeeds(53'260), succeeds(53'260)},
        {"gas below the floor, Isthmus", Fork::Isthmus, gas(data, 60'999), fails(60'999), fails(60'999)},
        {"gas of the floor, Isthmus", Fork::Isthmus, gas(data, 61'000), succeeds(61'000), succeeds(61'000)},
        {"the floor is what is used, Isthmus", Fork::Isthmus, data, succeeds(61'000), succeeds(61'000)},
        {"no floor before Isthmus", Fork::Holocene, gas(data, 37'000), succeeds(37'000), succeeds(37'000)},
        {"value of balance and mint", Fork::Karst, value(call, kBalance + kMint), plain, plain},
        {"value above balance and mint", Fork::Karst, value(call, kBalance + kMint + 1), fails(all),
            fails(all)},
        {"creation: value above balance and mint", Fork::Karst, value(creation(0), kBalance + kMint + 1),
            fails(all), fails(all)},
        {"revert", Fork::Karst, deposit(kReverts), fails(21'004), fails(21'004)},
        {"the largest init code", Fork::Karst, creation(kMaxInitCode), succeeds(largestFloor),
            succeeds(largestFloor)},
        {"larger init code, Karst", Fork::Karst, creation(kMaxInitCode + 1), fails(all),
            succeeds(largerFloor)},
        {"larger init code, Canyon", Fork::Canyon, creation(kMaxInitCode + 1), fails(all), succeeds(larger)},
        {"the largest init code, Canyon", Fork::Canyon, creation(kMaxInitCode), succeeds(largest),
            succeeds(largest)},
        {"larger init code before Canyon", Fork::Regolith, creation(kMaxInitCode + 1),
            succeeds(53'000 + 4 * (kMaxInitCode + 1)), succeeds(53'000 + 4 * (kMaxInitCode + 1))},
        {"larger init code without the gas", Fork::Karst, gas(creation(kMaxInitCode + 1), 100'000),
            fails(100'000), fails(100'000)},
        {"larger init code without the value", Fork::Karst,
            value(creation(kMaxInitCode + 1), kBalance + kMint + 1), fails(all), fails(all)},
        {"as much data in a call", Fork::Karst,
            with(call, [](auto& tx) { tx.data = Bytes(kMaxInitCode + 1, 0x00); }), succeeds(largerFloor),
            succeeds(largerFloor)},
        {"all gas of the block", Fork::Karst, call, plain, plain, all},
        {"more gas than the block has", Fork::Karst, call, noBlock, noBlock, all - 1},
        {"system transaction, Regolith", Fork::Regolith, system(call), fails(all), fails(all)},
        {"system transaction of more gas than the block has, Regolith", Fork::Regolith, system(call),
            fails(all), noBlock, all - 1},
        {"Bedrock: all gas", Fork::Bedrock, call, succeeds(all), succeeds(all)},
        {"Bedrock: revert", Fork::Bedrock, deposit(kReverts), fails(all), fails(all)},
        {"Bedrock: more gas than the block has", Fork::Bedrock, call, noBlock, succeeds(all), all - 1},
        {"Bedrock: system transaction", Fork::Bedrock, system(call), succeeds(0), succeeds(0)},
        {"Bedrock: system transaction of more gas than the block has", Fork::Bedrock, system(call),
            succeeds(0), succeeds(0), all - 1},
        {"Bedrock: system transaction that reverts", Fork::Bedrock, system(deposit(kReverts)), fails(0),
            fails(all)},
        {"Bedrock: system transaction without the gas", Fork::Bedrock, gas(system(call), 20'000), fails(0),
            fails(0)},
        {"Bedrock: value above balance and mint", Fork::Bedrock, value(call, kBalance + kMint + 1),
            fails(all), fails(all)},
        {"Bedrock: creation: value above balance and mint", Fork::Bedrock,
            value(creation(0), kBalance + kMint + 1), fails(all), {Verdict::Fails, all, false}},
    };
    return out;
}

} // namespace

class DepositTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Every row of the table in deposit.h.
    void eachCheckIsWhatTheImplementationsDo()
    {
        for (const Row& row : rows()) {
            const Expected opGeth = outcomeOf(row.fork, DepositRule::OpGeth, {row.transaction}, row.gasLimit);
            QVERIFY2(isSame(opGeth, row.opGeth), row.name);
            const Expected opRevm = outcomeOf(row.fork, DepositRule::OpRevm, {row.transaction}, row.gasLimit);
            QVERIFY2(isSame(opRevm, row.opRevm), row.name);
            const Expected unknown =
                outcomeOf(row.fork, DepositRule::Unknown, {row.transaction}, row.gasLimit);
            const bool differs = !isSame(row.opGeth, row.opRevm);
            QVERIFY2(isSame(unknown, differs ? Expected{Verdict::CannotTell} : row.opGeth), row.name);
        }
    }
    void aDepositThatNobodyCanJudgeLeavesNoTrace()
    {
        // The system transaction is run before the difference is known.
        eth::Transaction reverting = deposit(kReverts);
        reverting.isSystemTransaction = true;
        MemoryState state;
        fill(state);
        const Hash before = state.root();
        eth::Header parent, draft;
        draft.number = 1;
        draft.timestamp = 2;
        draft.gasLimit = kGasLimit;
        draft.baseFeePerGas = 7;
        evm::CodeCache codes;
        const auto rules = execution::ChainRules::opStack(configUpTo(Fork::Bedrock));
        execution::BlockRun run(rules, parent, draft, state, {{}, codes});
        run.begin();
        const auto added = run.add(reverting, kAlice, eth::encodeTransaction(reverting));
        QVERIFY(!added && added.error().fault == Fault::Unsupported);
        QVERIFY(added.error().detail.starts_with("cannot tell"));
        const auto outcome = run.finish(std::nullopt);
        QVERIFY(outcome);
        QVERIFY(outcome->receipts.empty());
        QVERIFY(outcome->header.stateRoot == before);
    }
    /// A block with such a deposit is neither accepted nor refused, whatever it states.
    void aBlockThatNobodyCanJudgeIsUnsupported()
    {
        MemoryState state;
        fill(state);
        eth::Header parent;
        parent.number = 9;
        parent.timestamp = 1000;
        parent.gasLimit = kGasLimit;
        parent.baseFeePerGas = 7;
        parent.extraData = *base::parseHex("01000000fa000000060000000000000000");
        parent.stateRoot = state.root();
        execution::BlockAttributes attributes;
        attributes.timestamp = 1002;
        attributes.gasLimit = kGasLimit;
        attributes.withdrawals.emplace();
        attributes.parentBeaconBlockRoot = Hash();
        attributes.eip1559Params = base::FixedBytes<8>();
        attributes.minBaseFee = 0;
        attributes.transactions.push_back(eth::encodeTransaction(creation(50'000)));
        evm::CodeCache codes;
        const auto execute = [&](DepositRule rule) {
            MemoryState copy(state);
            return execution::execute(execution::ChainRules::opStack(configUpTo(Fork::Karst), rule), parent,
                attributes, copy, {{}, codes});
        };
        const auto opGeth = execute(DepositRule::OpGeth), opRevm = execute(DepositRule::OpRevm);
        QVERIFY(opGeth && opRevm);
        QVERIFY(opGeth->header.stateRoot != opRevm->header.stateRoot);
        QVERIFY(opGeth->header.receiptRoot != opRevm->header.receiptRoot);
        const auto unknown = execute(DepositRule::Unknown);
        QVERIFY(!unknown && unknown.error().fault == Fault::Unsupported);
        for (const auto& outcome : {opGeth, opRevm}) {
            eth::Block block;
            block.header = outcome->header;
            block.transactions.push_back(creation(50'000));
            block.withdrawals.emplace();
            const auto rules = execution::ChainRules::opStack(configUpTo(Fork::Karst));
            MemoryState copy(state);
            const auto judged = execution::execute(rules, parent, block, copy, {{}, codes});
            QVERIFY(!judged && judged.error().fault == Fault::Unsupported);
            QVERIFY(judged.error().detail.contains("op-geth and op-revm differ"));
        }
    }
};

QTEST_APPLESS_MAIN(DepositTest)
#include "deposit_test.moc"
