#include "app/cli/testformat/json_values.h"
#include "app/cli/testformat/op_block.h"
#include "core/base/file.h"
#include "core/execution/genesis.h"
#include "core/execution/transaction.h"
#include "core/trie/list_root.h"
#include "tests/core/execution/official_runs.h"

using base::Bytes;
using namespace base::literals;
using testformat::CaseResult;
using testformat::Verdict;

class OpVectorsTest : public QObject {
    Q_OBJECT

private:
    static CaseResult judge(const std::string& name, const base::Result<testformat::OpBlockRun>& run)
    {
        return {name, run ? Verdict::Passed : Verdict::Failed, run ? "" : run.error().detail};
    }

    static eth::Transaction transactionOf(const nlohmann::json& fields)
    {
        eth::Transaction tx;
        tx.type = eth::TransactionType::FeeMarket;
        tx.chainId = testformat::number64Of(fields["chainId"]);
        tx.nonce = testformat::number64Of(fields["nonce"]);
        tx.gas = testformat::number64Of(fields["gasLimit"]);
        tx.maxFeePerGas = testformat::numberOf(fields["maxFeePerGas"]);
        tx.maxPriorityFeePerGas = testformat::numberOf(fields["maxPriorityFeePerGas"]);
        tx.to = testformat::addressOf(fields["to"]);
        tx.value = testformat::numberOf(fields["value"]);
        tx.data = testformat::bytesOf(fields["input"]);
        tx.r = testformat::numberOf(fields["r"]);
        tx.s = testformat::numberOf(fields["s"]);
        tx.yParity = static_cast<std::uint8_t>(testformat::number64Of(fields["yParity"]));
        return tx;
    }
    static std::string problemOf(const nlohmann::json& fixture, execution::MemoryState preinstalled)
    {
        execution::MemoryState before = std::move(preinstalled);
        testformat::readAllocation(fixture["alloc"], before);
        const nlohmann::json& environment = fixture["env"];
        const eth::Transaction tx = transactionOf(fixture["txs"][0]["EIP1559"]);
        const Bytes encoded = eth::encodeTransaction(tx);
        const auto sender = eth::recoverSender(tx);
        if (!sender) return sender.error().detail;
        const auto gasUsed = testformat::numberOf(fixture["result"]["receipts"][0]["gasUsed"]);
        const nlohmann::json& senderAfter = fixture["outAlloc"][base::toHex0x(*sender)];
        const base::Uint256 paid =
            before.account(*sender)->balance - testformat::numberOf(senderAfter["balance"]);

        opstack::RollupConfig config;
        for (const auto fork : {opstack::Fork::Regolith, opstack::Fork::Canyon, opstack::Fork::Delta,
                 opstack::Fork::Ecotone, opstack::Fork::Fjord})
            config.setForkTime(fork, 0);
        evm::BlockContext context;
        context.number = testformat::number64Of(environment["currentNumber"]);
        context.timestamp = testformat::number64Of(environment["currentTimestamp"]);
        context.gasLimit = testformat::number64Of(environment["currentGasLimit"]);
        context.coinbase = testformat::addressOf(environment["currentCoinbase"]);
        context.baseFee = paid / gasUsed - tx.maxPriorityFeePerGas;
        context.chainId = *tx.chainId;
        const auto rules =
            execution::ChainRules::opStack(config).at(context.number, context.timestamp, context.timestamp);
        evm::State state(before);
        evm::CodeCache codes;
        evm::Evm evm(rules.revision, *rules.precompiles, context, state, codes);
        execution::BlockEnvironment block{rules, context, state, evm, {}};
        const auto receipt = execution::applyTransaction(block, {tx, *sender, encoded});
        if (!receipt) return receipt.error().detail;
        if (base::Uint256{receipt->cumulativeGasUsed} != gasUsed)
            return "gas used " + std::to_string(receipt->cumulativeGasUsed);
        const std::vector<Bytes> receipts{eth::encodeReceipt(*receipt)};
        if (base::toHex0x(trie::listRoot(receipts)) != fixture["result"]["receiptRoot"].get<std::string>())
            return "receipt root";
        for (const auto& [name, account] : fixture["outAlloc"].items()) {
            const auto address = testformat::addressOf(nlohmann::json(name));
            if (account.contains("balance") &&
                state.balance(address) != testformat::numberOf(account["balance"]))
                return "balance of " + name;
            if (!account.contains("storage")) continue;
            for (const auto& [slot, value] : account["storage"].items())
                if (state.storage(address, testformat::numberOf(nlohmann::json(slot))) !=
                    testformat::numberOf(value))
                    return "slot " + slot;
        }
        return "";
    }

private Q_SLOTS:
    void realBlocksHaveTheirHashes()
    {
        tests::runOfficial("op-blocks", "", [](const std::filesystem::path& file) -> std::vector<CaseResult> {
            if (file.filename() == "index.json") return {};
            const auto block = testformat::readOpBlock(file);
            if (!block) return {{"", Verdict::Failed, block.error().detail}};
            evm::CodeCache codes;
            return {judge(
                "block " + std::to_string(block->parent.number + 1), testformat::runOpBlock(*block, codes))};
        });
    }
    /// Whatever is changed in a block's file, it does not match, and it is said why.
    void alteredBlocksAreFound()
    {
        const auto folder = tests::vectorSet("op-blocks");
        if (!folder) QSKIP(tests::noVectors());
        std::optional<testformat::OpBlock> good;
        for (const auto& file : tests::filesBelow(*folder, ".json"))
            if (!good && file.filename() != "index.json") good = testformat::readOpBlock(file).value();
        if (!good) QSKIP("vectors absent: no block in op-blocks");
        evm::CodeCache codes;
        const auto fails = [&](const testformat::OpBlock& block) {
            const auto run = testformat::runOpBlock(block, codes);
            return !run && !run.error().detail.empty();
        };
        for (std::size_t at = 0; at < good->witness.size(); at += 97) {
            testformat::OpBlock altered = *good;
            altered.witness[at][altered.witness[at].size() / 2] ^= 1;
            QVERIFY(fails(altered));
        }
        for (std::size_t at = 0; at < good->attributes.transactions.size(); ++at) {
            testformat::OpBlock altered = *good;
            altered.attributes.transactions[at].back() ^= 1;
            QVERIFY(fails(altered));
        }
        testformat::OpBlock altered = *good;
        altered.attributes.timestamp += 2;
        QVERIFY(fails(altered));
        altered = *good;
        altered.parent.gasUsed += 1'000'000;
        QVERIFY(fails(altered));
    }
    /// Transactions on the predeploys of OP Mainnet. Each fixture leaves out what the chain has anyway, and
    /// the base fee: what the sender paid tells it.
    void transactionsOnPredeploysChangeTheStateAsExpected()
    {
        const auto folder = tests::vectorFile("derivation/op-execution-fixtures");
        const auto mainnet = tests::vectorFile("op-genesis/mainnet-ink.json");
        if (!folder || !mainnet) QSKIP(tests::noVectors());
        const Bytes text = base::readFile(*mainnet, execution::kMaxGenesisSize).value();
        execution::Genesis genesis = execution::parseGenesis(base::asText(text)).value();
        for (const auto& file : tests::filesBelow(*folder, ".json"))
            if (const nlohmann::json fixture = tests::readJson(file); fixture.contains("alloc"))
                testformat::readAllocation(fixture["alloc"], genesis.state);
        // The token's name, which one of them reads: "Optimism", with twice its length at the end.
        constexpr base::Address kToken = "0x4200000000000000000000000000000000000042"_address;
        const base::Uint256 tokenName =
            base::parseQuantity("0x4f7074696d69736d000000000000000000000000000000000000000000000010").value();
        const std::vector<std::pair<base::Uint256, base::Uint256>> storage{{3, tokenName}};
        const Bytes code = base::toBytes(genesis.state.code(genesis.state.account(kToken)->codeHash));
        genesis.state.put(kToken, 1, 0, code, storage);
        int passed = 0, failed = 0;
        for (const auto& file : tests::filesBelow(*folder, ".json")) {
            const nlohmann::json fixture = tests::readJson(file);
            if (!fixture.contains("outAlloc") || !fixture.contains("txs")) continue;
            const std::string problem = problemOf(fixture, genesis.state);
            if (!problem.empty()) qWarning("%s: %s", file.c_str(), problem.c_str());
            ++(problem.empty() ? passed : failed);
        }
        qInfo("%d passed, %d failed", passed, failed);
        QCOMPARE(failed, 0);
        QVERIFY(passed > 0);
    }
    void genesisBlocksHaveTheirHashes()
    {
        const auto folder = tests::vectorSet("op-genesis");
        if (!folder) QSKIP(tests::noVectors());
        int passed = 0, failed = 0;
        for (const auto& file : tests::filesBelow(*folder, ".json")) {
            if (file.filename() != "index.json") continue;
            const nlohmann::json index = tests::readJson(file);
            for (const auto& row : index["vectors"]) {
                const auto path = file.parent_path() / row["file"].get<std::string>();
                const Bytes text = base::readFile(path, execution::kMaxGenesisSize).value();
                const auto genesis = execution::parseGenesis(base::asText(text));
                const bool right =
                    genesis &&
                    base::toHex0x(genesis->header.stateRoot) == row["state_root"].get<std::string>() &&
                    base::toHex0x(eth::headerHash(genesis->header)) ==
                        row["expected_genesis_hash"].get<std::string>();
                if (!right) qWarning("%s", path.c_str());
                ++(right ? passed : failed);
            }
        }
        qInfo("%d passed, %d failed", passed, failed);
        if (passed + failed == 0) QSKIP("vectors absent: no index.json in op-genesis");
        QCOMPARE(failed, 0);
    }
};

QTEST_APPLESS_MAIN(OpVectorsTest)
#include "op_vectors_test.moc"
