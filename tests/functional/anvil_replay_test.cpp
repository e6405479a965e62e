#include "core/crypto/keccak.h"
#include "core/eth/address.h"
#include "core/execution/block_builder.h"
#include "core/execution/fees.h"
#include "core/execution/genesis.h"
#include "core/rpc/chain.h"
#include "core/rpc/curl_transport.h"
#include "core/trie/proof.h"
#include "tests/functional/anvil_state.h"
#include "tests/functional/replay_contracts.h"
#include "tests/support/node_pair.h"
#include "tests/support/vectors.h"

#include <QTest>

#include <random>

using base::Address;
using base::Bytes;
using base::Hash;
using base::Uint256;
using namespace base::literals;
using tests::hex;
using tests::join;
using tests::word;

namespace {

constexpr std::uint64_t kChainId = 900;
constexpr std::uint8_t kAccounts = 4;
constexpr Address kHistory = "0x0000f90827f1c53a10cb7a02335b175320002935"_address; ///< EIP-2935

base::Secret keyOf(std::uint8_t who)
{
    return base::Secret(Bytes(32, who));
}

Address addressOf(std::uint8_t who)
{
    return *eth::recoverSender(*eth::signTransaction({}, keyOf(who)));
}

struct Deployed {
    Address caller, pairs, surroundings, factory, reverts, halts, destroys;
};

/// geth's genesis of the devnet, made to fit what anvil (1.7.1) does at the ends of a block. It calls the
/// contract of EIP-2935 but not that of EIP-4788: without that contract nobody calls it. It asks nobody for
/// requests: the contracts of EIP-7002 and EIP-7251 stand here as ones that answer nothing, which is what no
/// requests look like.
std::string alignedGenesis(const std::filesystem::path& file)
{
    nlohmann::json genesis = tests::readJson(file);
    nlohmann::json& alloc = genesis["alloc"];
    alloc.erase("000f3df6d732807ef1319fb7b8bb8522d0beac02");
    for (const char* requests :
        {"00000961ef480eb55e80d19ad83579a64c007002", "0000bbddc7ce488642fb579f8b00f3a590007251"})
        alloc[requests] = {{"balance", "0x0"}, {"nonce", "0x1"}, {"code", "0x00"}};
    for (std::uint8_t who = 1; who <= kAccounts; ++who)
        alloc[base::toHex(addressOf(who))] = {{"balance", "0x3635c9adc5dea00000"}};
    return genesis.dump();
}

std::set<Address> addressesIn(const std::string& genesis)
{
    std::set<Address> addresses;
    const nlohmann::json parsed = nlohmann::json::parse(genesis);
    for (const auto& [address, account] : parsed["alloc"].items())
        addresses.insert(base::parseFixed<Address>(address).value());
    return addresses;
}

} // namespace

/// The same signed transactions on anvil and on our chain: the same blocks, receipts and states. The EVM and
/// the state of anvil are others' work (revm), so what both agree on is not our own mistake.
class AnvilReplayTest : public QObject {
    Q_OBJECT

    std::unique_ptr<tests::AnvilNode> m_anvil;
    std::unique_ptr<rpc::CurlTransport> m_transport;
    std::unique_ptr<rpc::Chain> m_theirs;
    std::unique_ptr<tests::AnvilState> m_built; ///< by building blocks from the attributes of anvil's
    execution::MemoryState m_run;               ///< by running the blocks themselves
    evm::CodeCache m_codes;
    std::vector<rpc::BlockHeader> m_headers; ///< anvil's, by number
    std::vector<eth::Receipt> m_receipts;    ///< of the last block
    std::map<std::uint8_t, std::uint64_t> m_nonces;
    std::map<Hash, execution::PoolTransaction> m_sent;
    Deployed m_deployed;

    static execution::ChainRules rules()
    {
        return execution::ChainRules::ethereum({.chainId = kChainId,
            .forks = {{evm::Revision::Osaka}},
            .blobs = {{0, execution::kPragueBlobs}}});
    }

    execution::Surroundings surroundings()
    {
        const auto ancestors = [this](std::uint64_t number) -> std::optional<Hash> {
            return m_headers.at(number).hash;
        };
        return {ancestors, m_codes};
    }

    Address send(std::uint8_t who, eth::Transaction transaction)
    {
        transaction.chainId = kChainId;
        transaction.nonce = m_nonces[who]++;
        if (transaction.gas == 0) transaction.gas = 1'000'000;
        transaction.gasPrice = transaction.maxFeePerGas = 5'000'000'000;
        transaction.maxPriorityFeePerGas = 1'000'000'000 + who;
        transaction = eth::signTransaction(transaction, keyOf(who)).value();
        const auto hash = m_theirs->sendRawTransaction(eth::encodeTransaction(transaction), {});
        if (!hash) qFatal("anvil refuses: %s", hash.error().detail.c_str());
        m_sent[*hash] = {transaction, addressOf(who)};
        return eth::createAddress(addressOf(who), transaction.nonce);
    }

    static eth::Transaction call(const Address& to, Bytes data = {}, const Uint256& value = {})
    {
        eth::Transaction transaction;
        transaction.type = eth::TransactionType::FeeMarket;
        transaction.to = to;
        transaction.data = std::move(data);
        transaction.value = value;
        return transaction;
    }

    Address create(std::uint8_t who, const Bytes& initCode, const Uint256& value = {})
    {
        eth::Transaction transaction = call({}, initCode, value);
        transaction.to.reset();
        return send(who, transaction);
    }

    /// A call of a precompile through the contract that logs the answer.
    void precompile(std::uint8_t who, std::uint64_t address, const Bytes& input)
    {
        send(who, call(m_deployed.caller, join({word(address), input})));
    }

    eth::Authorization authorization(
        std::uint8_t authority, const Address& delegate, std::uint64_t nonce, std::uint64_t chain = kChainId)
    {
        eth::Authorization unsignedOne;
        unsignedOne.chainId = chain;
        unsignedOne.address = delegate;
        unsignedOne.nonce = nonce;
        return eth::signAuthorization(unsignedOne, keyOf(authority)).value();
    }

    static execution::BlockAttributes attributesOf(const eth::Header& header)
    {
        execution::BlockAttributes attributes;
        attributes.timestamp = header.timestamp;
        attributes.prevRandao = header.prevRandao;
        attributes.feeRecipient = header.coinbase;
        attributes.withdrawals.emplace();
        attributes.parentBeaconBlockRoot = header.parentBeaconBlockRoot;
        attributes.gasLimit = header.gasLimit;
        attributes.extraData = header.extraData;
        return attributes;
    }

    void tell(const std::string& method, const std::string& parameter)
    {
        const auto answer = m_transport->post(
            R"({"jsonrpc":"2.0","id":1,"method":")" + method + R"(","params":[)" + parameter + "]}",
            rpc::kMaxAnswerSize, {});
        if (!answer || answer->body.find("\"error\"") != std::string::npos)
            qFatal("%s fails", method.c_str());
    }

    std::vector<execution::PoolTransaction> poolOf(const rpc::Block& theirs)
    {
        std::vector<execution::PoolTransaction> pool;
        for (const eth::Transaction& transaction : theirs.transactions)
            pool.push_back(m_sent.at(eth::transactionHash(transaction)));
        return pool;
    }

    rpc::Block mine()
    {
        tell("evm_mine", "");
        return m_theirs->fetchBlock(rpc::BlockTag::number(m_headers.size()), {}).value().value().unproven();
    }

    /// Lets anvil mine what it has, and does the same here in both ways. Everything is compared.
    void mineAndCompare(std::size_t transactions)
    {
        const rpc::Block theirs = mine();
        QCOMPARE(theirs.transactions.size(), transactions);
        const eth::Header parent = m_headers.back().header;
        const auto built = execution::buildBlock(
            rules(), parent, attributesOf(theirs.header), poolOf(theirs), *m_built, surroundings());
        QVERIFY2(built.has_value(), built ? "" : built.error().detail.c_str());
        for (const execution::LeftOut& leftOut : built->leftOut)
            qWarning("left out: %s", leftOut.why.c_str());
        QVERIFY(built->leftOut.empty());
        m_receipts = built->outcome.receipts;
        compareReceipts(theirs);
        compareHeaders(theirs.header, built->outcome.header);

        const auto run = execution::run(rules(), parent,
            {theirs.header, theirs.transactions, {}, theirs.withdrawals}, m_run, surroundings());
        QVERIFY2(run.has_value(), run ? "" : run.error().detail.c_str());
        QVERIFY(run->header == built->outcome.header);
        m_headers.push_back({theirs.hash, theirs.header});
    }

    void compareReceipts(const rpc::Block& block)
    {
        std::uint64_t before = 0;
        QCOMPARE(m_receipts.size(), block.transactions.size());
        for (std::size_t i = 0; i < m_receipts.size(); ++i) {
            const Hash hash = eth::transactionHash(block.transactions[i]);
            const rpc::TransactionReceipt theirs =
                m_theirs->fetchReceipt(hash, {}).value().value().unproven();
            const eth::Receipt& receipt = m_receipts[i];
            QCOMPARE(theirs.transactionIndex, i);
            QCOMPARE(theirs.receipt.type, receipt.type);
            QCOMPARE(theirs.receipt.succeeded, receipt.succeeded);
            QCOMPARE(theirs.gasUsed, receipt.cumulativeGasUsed - before);
            QCOMPARE(theirs.receipt.cumulativeGasUsed, receipt.cumulativeGasUsed);
            QVERIFY(theirs.receipt.logs == receipt.logs);
            QVERIFY(theirs.receipt.bloom == receipt.bloom);
            before = receipt.cumulativeGasUsed;
        }
    }

    void compareHeaders(const eth::Header& theirs, eth::Header ours) const
    {
        QCOMPARE(theirs.gasUsed, ours.gasUsed);
        QCOMPARE(base::toHex(theirs.receiptRoot), base::toHex(ours.receiptRoot));
        QCOMPARE(base::toHex(theirs.transactionsRoot), base::toHex(ours.transactionsRoot));
        QCOMPARE(theirs.baseFeePerGas, ours.baseFeePerGas);
        QCOMPARE(base::toHex(theirs.stateRoot), base::toHex(m_built->rootAsAnvil()));
        ours.stateRoot = theirs.stateRoot;
        QVERIFY(theirs == ours);
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto file = tests::vectorFile("devnet-genesis/900-l1-genesis.json");
        if (!file) QSKIP(tests::noVectors());
        const std::string genesis = alignedGenesis(*file);
        std::string why;
        m_anvil = tests::AnvilNode::start(genesis, kChainId, "osaka", why);
        if (!m_anvil) QSKIP(why.c_str());
        m_transport = rpc::CurlTransport::open(m_anvil->url()).value();
        m_theirs = std::make_unique<rpc::Chain>(
            rpc::CurlTransport::open(m_anvil->url()).value(), kChainId, rpc::Stack::Ethereum);
        tell("anvil_setBlockTimestampInterval", "12");
        const execution::MemoryState state = execution::parseGenesis(genesis).value().state;
        m_built = std::make_unique<tests::AnvilState>(state, addressesIn(genesis));
        m_run = execution::MemoryState(state);
        m_headers.push_back(m_theirs->fetchHeader(rpc::BlockTag::number(0), {}).value().value().unproven());
        // anvil gives its first block the base fee of the genesis; EIP-1559 lowers it by an eighth.
        const Uint256 baseFee = execution::baseFeeAfter(m_headers[0].header);
        tell("anvil_setNextBlockBaseFeePerGas", '"' + base::toQuantity(baseFee) + '"');
    }

    void emptyBlocks()
    {
        for (int i = 0; i < 3; ++i)
            mineAndCompare(0);
    }

    void transfersOfEveryType()
    {
        for (const auto type : {eth::TransactionType::Legacy, eth::TransactionType::AccessList,
                 eth::TransactionType::FeeMarket}) {
            eth::Transaction transfer = call(addressOf(2), {}, 12345);
            transfer.type = type;
            if (type != eth::TransactionType::Legacy)
                transfer.accessList = {{addressOf(3), {}}, {kHistory, {Hash(), Uint256(1).toHash()}}};
            send(1, transfer);
        }
        send(2, call("0x00000000000000000000000000000000000000aa"_address, hex("00ff00"), 1));
        mineAndCompare(4);
    }

    void creations()
    {
        m_deployed.caller = create(1, tests::deploying(tests::caller()));
        m_deployed.pairs = create(1, tests::deploying(tests::storesPairs()));
        m_deployed.surroundings = create(1, tests::deploying(tests::storesSurroundings()), 77);
        m_deployed.factory = create(2, tests::deploying(tests::factory()));
        m_deployed.reverts = create(2, tests::deploying(hex("60015f5260205ffd")));
        m_deployed.halts = create(2, tests::deploying(hex("fe")));
        m_deployed.destroys = create(3, tests::deploying(hex("33ff")), 1000);
        create(3, hex("60ef5f5360015ff3")); // EIP-3541: code that begins with 0xef
        create(4, hex("60015f5260205ffd")); // reverts
        create(4, Bytes(20'000, 0x5b));     // long init code, no code
        mineAndCompare(10);
        if (QTest::currentTestFailed()) return;
        for (const std::size_t failed : {7u, 8u})
            QVERIFY(!m_receipts.at(failed).succeeded);
    }

    void callsThatLogRevertHaltAndDestroy()
    {
        for (const Address& to : {m_deployed.reverts, m_deployed.halts, m_deployed.destroys}) {
            send(1, call(to));
            send(1, call(m_deployed.caller, join({word(Uint256::from(to)), hex("01020304")})));
        }
        send(2, call(m_deployed.factory, tests::deploying(hex("60015f5260205ff3"))));
        send(2, call(m_deployed.factory, tests::deploying(hex("60015f5260205ff3")))); // the address is taken
        eth::Transaction poor = call(m_deployed.caller, join({word(1), word(2)}));
        poor.gas = 24'000;
        send(3, poor); // runs out of gas
        mineAndCompare(9);
        if (QTest::currentTestFailed()) return;
        QVERIFY(!m_receipts.at(0).succeeded && m_receipts.at(1).succeeded);
    }

    void whatAContractSees()
    {
        for (std::uint8_t who = 1; who <= kAccounts; ++who)
            send(who, call(m_deployed.surroundings, {}, who));
        mineAndCompare(kAccounts);
        QCOMPARE(
            m_built->state().storage(m_deployed.surroundings, 7), Uint256(m_headers.back().header.number));
    }

    void storageChurn()
    {
        std::mt19937_64 random(5);
        for (int block = 0; block < 8; ++block) {
            for (std::size_t i = 0; i < 12; ++i) {
                Bytes data;
                for (int pair = 0; pair < 4; ++pair)
                    data = join({data, word(random() % 24), word(random() % 3 == 0 ? 0 : random())});
                eth::Transaction churn = call(m_deployed.pairs, data);
                if (random() % 2 == 0)
                    churn.accessList = {{m_deployed.pairs, {Hash::from(base::ByteView(data).first(32))}}};
                send(static_cast<std::uint8_t>(1 + i % kAccounts), churn);
            }
            mineAndCompare(12);
        }
    }

    void precompiles()
    {
        const Bytes g1 = join({word(1), word(2)});
        const Hash digest = eth::signingHash({});
        const eth::Transaction signedOne = *eth::signTransaction({}, keyOf(1));
        precompile(1, 1,
            join(
                {base::toBytes(digest), word(27 + signedOne.yParity), word(signedOne.r), word(signedOne.s)}));
        precompile(1, 1, hex("00"));
        precompile(1, 2, hex("616263"));
        precompile(1, 3, hex("616263"));
        precompile(1, 4, hex("616263"));
        precompile(1, 5, join({word(1), word(1), word(2), hex("03050101")}));
        precompile(1, 5, join({word(1), word(1), word(1025), hex("0305")})); // EIP-7823
        precompile(2, 6, join({g1, g1}));
        precompile(2, 6, join({word(1), word(1), g1}));
        precompile(2, 7, join({g1, word(9)}));
        precompile(2, 8, {});
        precompile(2, 8, hex("01"));
        precompile(2, 9, join({hex("0000000c"), Bytes(208, 7), hex("01")}));
        precompile(2, 9, join({hex("0000000c"), Bytes(208, 7), hex("02")}));
        precompile(3, 10, Bytes(192, 1));
        precompile(3, 11, Bytes(256, 0));
        precompile(3, 12, Bytes(160, 0));
        precompile(3, 13, Bytes(512, 0));
        precompile(3, 15, Bytes(384, 0));
        precompile(3, 16, Bytes(64, 0));
        precompile(4, 17, Bytes(128, 0));
        precompile(4, 0x100, Bytes(160, 1));
        precompile(4, 0x11, hex("01"));
        precompile(4, 0x12, hex("01")); // none
        mineAndCompare(24);
    }

    void delegations()
    {
        const std::uint64_t own = m_nonces[3], others = m_nonces[4];
        eth::Transaction setCode = call(addressOf(3), join({word(5), word(55)}));
        setCode.type = eth::TransactionType::SetCode;
        setCode.authorizations = {authorization(3, m_deployed.pairs, own),
            authorization(4, m_deployed.pairs, others + 9),  // another nonce: passed over
            authorization(4, m_deployed.pairs, others, 1),   // another chain: passed over
            authorization(4, m_deployed.caller, others, 0)}; // any chain
        send(1, setCode);
        mineAndCompare(1);
        m_nonces[3] += 1;
        m_nonces[4] += 1;
        QCOMPARE(m_built->state().storage(addressOf(3), 5), Uint256(55));

        send(1, call(addressOf(3), join({word(5), word(0), word(6), word(66)})));
        send(2, call(addressOf(4), join({word(4), hex("616263")})));
        send(3, call(addressOf(4), {}, 5));
        eth::Transaction clear = call(addressOf(1));
        clear.type = eth::TransactionType::SetCode;
        clear.authorizations = {authorization(2, {}, m_nonces[2] + 1)}; // the sender's own nonce rises first
        send(2, clear);
        m_nonces[2] += 1;
        mineAndCompare(4);

        eth::Transaction clearAll = call(addressOf(3));
        clearAll.type = eth::TransactionType::SetCode;
        clearAll.authorizations = {authorization(3, {}, m_nonces[3]), authorization(4, {}, m_nonces[4])};
        send(1, clearAll);
        mineAndCompare(1);
        m_nonces[3] += 1;
        m_nonces[4] += 1;
        QVERIFY(m_built->state().account(addressOf(3))->codeHash == eth::kEmptyCodeHash);
        QCOMPARE(m_built->state().storage(addressOf(3), 6), Uint256(66));
    }

    void accountsThatDie()
    {
        send(3, call("0x00000000000000000000000000000000000000bb"_address)); // never was
        const Address destroyed = create(3, hex("33ff"), 2000);              // lives for one transaction
        send(2, call(m_deployed.factory, hex("33ff")));
        mineAndCompare(3);
        QVERIFY(!m_built->state().account(destroyed));
    }

    /// The proofs that anvil gives for single accounts say the same.
    void accountsAreAsAnvilProvesThem()
    {
        for (const Address& address : {addressOf(1), addressOf(2), addressOf(4), m_deployed.caller,
                 m_deployed.reverts, m_deployed.destroys}) {
            const auto theirs = m_theirs->fetchProof(address, {}, rpc::BlockTag::latest(), {});
            QVERIFY2(theirs.has_value(), theirs ? "" : theirs.error().detail.c_str());
            QVERIFY(theirs->account == *m_built->state().account(address));
            const auto proven = trie::prove(
                m_headers.back().header.stateRoot, crypto::keccak256(address), theirs->accountProof);
            QVERIFY(proven.has_value());
            QVERIFY(*proven == eth::encodeAccount(theirs->account));
        }
    }
};

QTEST_GUILESS_MAIN(AnvilReplayTest)
#include "anvil_replay_test.moc"
