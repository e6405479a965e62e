#include "core/execution/block.h"
#include "core/execution/block_builder.h"
#include "core/execution/fees.h"
#include "core/execution/header_rules.h"
#include "core/execution/memory_state.h"
#include "core/execution/witness_state.h"
#include "core/opstack/predeploys.h"

#include <QTest>

using base::Address;
using base::Bytes;
using base::Fault;
using base::Hash;
using base::Uint256;
using namespace base::literals;
using execution::BlockAttributes;
using execution::MemoryState;
using opstack::Fork;

namespace {

constexpr Address kAlice = "0xa11ce00000000000000000000000000000000001"_address;
constexpr Address kBob = "0xb0b0000000000000000000000000000000000002"_address;
/// Reverts; runs an invalid instruction; stores 1 in slot 0.
constexpr Address kReverts = "0xc000000000000000000000000000000000000003"_address;
constexpr Address kHalts = "0xc000000000000000000000000000000000000004"_address;
constexpr Address kStores = "0xc000000000000000000000000000000000000005"_address;
constexpr std::uint64_t kEther = 1'000'000'000'000'000'000;

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
    state.put(kAlice, 5, kEther, {}, {});
    state.put(kReverts, 1, 0, Bytes{0x5f, 0x5f, 0xfd}, {});
    state.put(kHalts, 1, 0, Bytes{0xfe}, {});
    state.put(kStores, 1, 0, Bytes{0x60, 0x01, 0x5f, 0x55}, {});
    state.put(opstack::kL2ToL1MessagePasser, 1, 0, Bytes{0x00}, {});
}

eth::Header parentOf(MemoryState& state, Fork fork)
{
    eth::Header parent;
    parent.number = 9;
    parent.timestamp = 1000;
    parent.gasLimit = 30'000'000;
    parent.baseFeePerGas = 7;
    parent.stateRoot = state.root();
    if (fork >= Fork::Jovian)
        parent.extraData = *base::parseHex("01000000fa000000060000000000000000");
    else if (fork >= Fork::Holocene)
        parent.extraData = *base::parseHex("00000000fa00000006");
    return parent;
}

BlockAttributes attributesWith(std::vector<eth::Transaction> transactions)
{
    BlockAttributes attributes;
    attributes.timestamp = 1002;
    attributes.feeRecipient = opstack::kSequencerFeeVault;
    attributes.gasLimit = 30'000'000;
    attributes.withdrawals.emplace();
    attributes.parentBeaconBlockRoot = Hash();
    attributes.eip1559Params = base::FixedBytes<8>();
    attributes.minBaseFee = 0;
    for (const eth::Transaction& transaction : transactions)
        attributes.transactions.push_back(eth::encodeTransaction(transaction));
    return attributes;
}

eth::Transaction depositTo(const Address& to, std::uint64_t mint, std::uint64_t value, std::uint64_t gas)
{
    eth::Transaction deposit;
    deposit.type = eth::TransactionType::Deposit;
    deposit.from = kAlice;
    deposit.to = to;
    deposit.mint = mint;
    deposit.value = value;
    deposit.gas = gas;
    return deposit;
}

struct World {
    explicit World(Fork fork)
        : rules(execution::ChainRules::opStack(configUpTo(fork)))
    {
        fill(state);
        parent = parentOf(state, fork);
    }
    base::Result<execution::BlockOutcome> execute(const BlockAttributes& attributes)
    {
        return execution::execute(rules, parent, attributes, state, {{}, codes});
    }

    execution::ChainRules rules;
    MemoryState state;
    eth::Header parent;
    evm::CodeCache codes;
};

} // namespace

Q_DECLARE_METATYPE(Fork)

class BlockTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void depositsFailAsTheSpecificationSays_data()
    {
        QTest::addColumn<Fork>("fork");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<quint64>("value");
        QTest::addColumn<quint64>("gas");
        QTest::addColumn<bool>("succeeds");
        QTest::addColumn<quint64>("gasUsed");
        const auto row = [](const char* name, Fork fork, const Address& to, quint64 value, quint64 gas,
                             bool succeeds, quint64 used) {
            QTest::newRow(name) << fork << QByteArray(reinterpret_cast<const char*>(to.data()), 20) << value
                                << gas << succeeds << used;
        };
        row("transfer", Fork::Karst, kBob, 1, 100'000, true, 21'000);
        row("value above balance takes all gas", Fork::Karst, kBob, 3 * kEther, 100'000, false, 100'000);
        row("gas below the intrinsic cost takes all gas", Fork::Karst, kBob, 0, 20'000, false, 20'000);
        row("revert takes what was used", Fork::Karst, kReverts, 0, 100'000, false, 21'004);
        row("halt takes all gas", Fork::Karst, kHalts, 0, 100'000, false, 100'000);
        row("Regolith: transfer", Fork::Regolith, kBob, 1, 100'000, true, 21'000);
        row("Bedrock: all gas always", Fork::Bedrock, kBob, 1, 100'000, true, 100'000);
    }
    /// Whatever happens, the mint stays and the nonce is raised. Specification: deposits.md, "Execution".
    void depositsFailAsTheSpecificationSays()
    {
        QFETCH(Fork, fork);
        QFETCH(QByteArray, to);
        QFETCH(quint64, value);
        QFETCH(quint64, gas);
        QFETCH(bool, succeeds);
        QFETCH(quint64, gasUsed);
        World world(fork);
        const Address target = Address::from({reinterpret_cast<const std::uint8_t*>(to.data()), 20});
        const auto outcome = world.execute(attributesWith({depositTo(target, kEther, value, gas)}));
        QVERIFY2(outcome, outcome ? "" : outcome.error().detail.c_str());
        QCOMPARE(outcome->receipts[0].succeeded, succeeds);
        QCOMPARE(outcome->header.gasUsed, gasUsed);
        const eth::Account alice = *world.state.account(kAlice);
        QCOMPARE(alice.nonce, std::uint64_t{6});
        QCOMPARE(base::toDecimal(alice.balance),
            base::toDecimal(Uint256{2} * Uint256{kEther} - Uint256{succeeds ? value : 0}));
        QCOMPARE(outcome->receipts[0].depositNonce.has_value(), fork >= Fork::Regolith);
        QCOMPARE(outcome->receipts[0].depositReceiptVersion.has_value(), fork >= Fork::Canyon);
    }
    void everyForkSealsABlockThatItAccepts()
    {
        for (std::size_t i = 0; i < opstack::kForkCount; ++i) {
            const auto fork = static_cast<Fork>(i);
            World world(fork);
            const MemoryState before(world.state);
            const std::vector<execution::PoolTransaction> none;
            const auto built = execution::buildBlock(world.rules, world.parent,
                attributesWith({depositTo(kStores, 0, 0, 100'000)}), none, world.state, {{}, world.codes});
            QVERIFY2(built, built ? "" : built.error().detail.c_str());
            MemoryState again(before);
            const auto checked =
                execution::execute(world.rules, world.parent, built->block, again, {{}, world.codes});
            QVERIFY2(checked, checked ? "" : checked.error().detail.c_str());
            QVERIFY(checked->hash == built->outcome.hash);
            eth::Block altered = built->block;
            altered.header.stateRoot = Hash();
            MemoryState third(before);
            const auto refused =
                execution::execute(world.rules, world.parent, altered, third, {{}, world.codes});
            QVERIFY(!refused && refused.error().fault == Fault::Mismatch);
            QVERIFY(refused.error().detail.starts_with("stateRoot"));
        }
    }
    void aWitnessOfProofsGivesTheSameBlock()
    {
        World world(Fork::Karst);
        MemoryState before(world.state);
        const BlockAttributes attributes = attributesWith({depositTo(kStores, 1, 0, 100'000)});
        const auto expected = world.execute(attributes);
        QVERIFY(expected);
        std::vector<Bytes> items{Bytes{0x60, 0x01, 0x5f, 0x55}};
        for (int round = 0; round < 50; ++round) {
            const trie::Preimages preimages({items.begin(), items.end()});
            execution::WitnessState state(world.parent.stateRoot, preimages);
            const auto outcome =
                execution::execute(world.rules, world.parent, attributes, state, {{}, world.codes});
            if (outcome) {
                QVERIFY(outcome->hash == expected->hash);
                QVERIFY(round > 1);
                return;
            }
            QVERIFY(outcome.error().fault == Fault::NotYet);
            const auto missing = state.missing();
            QVERIFY(!missing.empty());
            const std::string path =
                missing[0].node.path + std::string(64 - missing[0].node.path.size(), '0');
            for (Bytes& node : before.accountProof(*base::parseFixed<Hash>(path)))
                items.push_back(std::move(node));
        }
        QFAIL("the witness never sufficed");
    }
    /// EIP-4844's fake_exponential; EIP-1559's steps of an eighth.
    void feesMove()
    {
        QCOMPARE(execution::blobBaseFee(0, execution::kCancunBlobs).low64(), std::uint64_t{1});
        QCOMPARE(
            execution::blobBaseFee(10 * 1024 * 1024, execution::kCancunBlobs).low64(), std::uint64_t{23});
        QVERIFY(execution::blobBaseFee(~0ull, execution::kCancunBlobs) == Uint256::max());
        eth::Header parent;
        parent.gasLimit = 20'000'000;
        parent.baseFeePerGas = 1'000'000'000;
        parent.gasUsed = 10'000'000;
        QCOMPARE(execution::baseFeeAfter(parent).low64(), std::uint64_t{1'000'000'000});
        parent.gasUsed = 20'000'000;
        QCOMPARE(execution::baseFeeAfter(parent).low64(), std::uint64_t{1'125'000'000});
        parent.gasUsed = 0;
        QCOMPARE(execution::baseFeeAfter(parent).low64(), std::uint64_t{875'000'000});
    }
};

QTEST_APPLESS_MAIN(BlockTest)
#include "block_test.moc"
