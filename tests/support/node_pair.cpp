#include "tests/support/node_pair.h"

#include "core/opstack/deposit.h"
#include "core/rpc/chain.h"
#include "core/rpc/curl_transport.h"
#include "tests/support/vectors.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <thread>

namespace tests {
namespace {

namespace fs = std::filesystem;

constexpr const char* kNoAnvil = "no anvil here: run npm ci in packaging/npm";
constexpr const char* kMnemonic = "test test test test test test test test test test test junk";

[[noreturn]] void stop(const std::string& why)
{
    std::cerr << why << '\n';
    std::exit(1);
}

template <typename T>
T need(base::Result<T> result, const char* doing)
{
    if (!result) stop(std::string(doing) + ": " + result.error().detail);
    return *std::move(result);
}

fs::path newFolder()
{
    std::string name = (fs::temp_directory_path() / "postern-nodes-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) stop("no folder for the nodes");
    return name;
}

std::string textOf(const fs::path& file)
{
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The address that anvil prints once it answers; empty when it ends or takes longer than twenty seconds.
std::string waitForAddress(ChildProgram& program, const fs::path& output)
{
    constexpr std::string_view kPrinted = "Listening on ";
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (std::chrono::steady_clock::now() < end && program.isRunning()) {
        const std::string text = textOf(output);
        const std::size_t at = text.find(kPrinted);
        const std::size_t lineEnd = at == std::string::npos ? at : text.find('\n', at);
        if (lineEnd != std::string::npos)
            return "http://" + text.substr(at + kPrinted.size(), lineEnd - at - kPrinted.size());
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return {};
}

std::vector<std::string> anvil(const fs::path& genesis, const char* chainId)
{
    return {POSTERN_ANVIL, "--init", genesis.string(), "--chain-id", chainId, "--port", "0", "--mnemonic",
        kMnemonic, "--accounts", "10"};
}

/// A node answers before it has mined.
void waitForReceipt(rpc::Chain& chain, const base::Hash& transaction)
{
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!need(chain.fetchReceipt(transaction, {}), "receipt")) {
        if (std::chrono::steady_clock::now() > end) stop("a relayed deposit is not mined");
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}

/// A node shows a receipt before its pool forgets the transaction, and for that long it takes the sender's
/// next deposit for an underpriced replacement.
base::Hash sendWhenThePoolIsReady(rpc::Chain& chain, const eth::Transaction& deposit)
{
    const base::Bytes bytes = eth::encodeTransaction(deposit);
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (true) {
        auto sent = chain.sendRawTransaction(bytes, {});
        const bool mayPass = !sent && sent.error().fault == base::Fault::NotNow;
        if (!mayPass || std::chrono::steady_clock::now() > end)
            return need(base::Result<base::Hash>(std::move(sent)), "relaying a deposit");
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}

std::unique_ptr<rpc::Chain> chainAt(const std::string& url, std::uint64_t id, rpc::Stack stack)
{
    return std::make_unique<rpc::Chain>(need(rpc::CurlTransport::open(url), "node"), id, stack);
}

} // namespace

ChildProgram::ChildProgram(const std::vector<std::string>& command, const fs::path& output)
{
    std::vector<std::string> words = command;
    std::vector<char*> arguments;
    for (std::string& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const int file = ::open(output.c_str(), O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);
    m_pid = ::fork();
    if (m_pid != 0) {
        ::close(file);
        return;
    }
    // Only calls that are safe between fork and exec.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::dup2(file, STDOUT_FILENO);
    ::dup2(file, STDERR_FILENO);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
}

ChildProgram::~ChildProgram()
{
    if (!isRunning()) return;
    ::kill(m_pid, SIGKILL);
    ::waitpid(m_pid, nullptr, 0);
}

bool ChildProgram::isRunning()
{
    if (m_pid > 0 && ::waitpid(m_pid, nullptr, WNOHANG) == m_pid) m_pid = -1;
    return m_pid > 0;
}

std::unique_ptr<AnvilNode> AnvilNode::start(
    const std::string& genesis, std::uint64_t chainId, const char* hardfork, std::string& why)
{
    if (!fs::exists(POSTERN_ANVIL)) return why = kNoAnvil, nullptr;
    std::unique_ptr<AnvilNode> node(new AnvilNode(newFolder()));
    const fs::path file = node->m_folder / "genesis.json", output = node->m_folder / "log";
    std::ofstream(file) << genesis;
    node->m_program = std::make_unique<ChildProgram>(
        std::vector<std::string>{POSTERN_ANVIL, "--init", file.string(), "--chain-id",
            std::to_string(chainId), "--port", "0", "--accounts", "0", "--hardfork", hardfork, "--no-mining",
            "--order", "fifo", "--disable-default-create2-deployer"},
        output);
    node->m_url = waitForAddress(*node->m_program, output);
    if (!node->m_url.empty()) return node;
    why = "anvil does not start: " + textOf(output);
    return nullptr;
}

AnvilNode::~AnvilNode()
{
    m_program.reset();
    std::error_code ignored;
    fs::remove_all(m_folder, ignored);
}

std::unique_ptr<NodePair> NodePair::start(std::string& why)
{
    const auto set = vectorSet("devnet-genesis");
    if (!set) return why = noVectors(), nullptr;
    if (!fs::exists(POSTERN_ANVIL)) return why = kNoAnvil, nullptr;

    std::unique_ptr<NodePair> pair(new NodePair(newFolder()));
    const fs::path l2Genesis = pair->m_folder / "l2.json";
    const std::string unpack =
        "zstd -dqf '" + (*set / "901-l2-genesis.json.zst").string() + "' -o '" + l2Genesis.string() + "'";
    if (std::system(unpack.c_str()) != 0)
        return why = "the L2 genesis cannot be unpacked (needs zstd)", nullptr; // NOLINT

    std::vector<std::string> l2 = anvil(l2Genesis, "901");
    l2.insert(l2.end(), {"--network", "optimism"});
    const fs::path l1Output = pair->m_folder / "l1.log", l2Output = pair->m_folder / "l2.log";
    pair->m_l1 = std::make_unique<ChildProgram>(anvil(*set / "900-l1-genesis.json", "900"), l1Output);
    pair->m_l2 = std::make_unique<ChildProgram>(l2, l2Output);
    pair->m_l1Url = waitForAddress(*pair->m_l1, l1Output);
    pair->m_l2Url = waitForAddress(*pair->m_l2, l2Output);
    if (!pair->m_l1Url.empty() && !pair->m_l2Url.empty()) return pair;
    why = "anvil does not start: " + textOf(l1Output) + textOf(l2Output);
    return nullptr;
}

NodePair::~NodePair()
{
    m_l1.reset();
    m_l2.reset();
    std::error_code ignored;
    fs::remove_all(m_folder, ignored);
}

int relayDeposits(const std::string& l1Url, const std::string& l2Url, const base::Address& portal)
{
    const auto l1 = chainAt(l1Url, 900, rpc::Stack::Ethereum);
    const auto l2 = chainAt(l2Url, 901, rpc::Stack::Optimism);
    const auto head = need(l1->fetchHeader(rpc::BlockTag::latest(), {}), "L1 head");
    const rpc::LogFilter filter{.fromBlock = 0,
        .toBlock = head->unproven().header.number,
        .address = portal,
        .topics = {opstack::kTransactionDepositedTopic}};
    int relayed = 0;
    for (const rpc::FoundLog& found : need(l1->fetchLogs(filter, {}), "deposit logs").unproven()) {
        const auto deposit =
            need(opstack::parseDeposit(found.log, found.blockHash, found.logIndex), "deposit");
        if (need(l2->fetchReceipt(eth::transactionHash(deposit), {}), "L2 receipt")) continue;
        waitForReceipt(*l2, sendWhenThePoolIsReady(*l2, deposit));
        ++relayed;
    }
    return relayed;
}

std::string_view fundedKey(std::size_t index)
{
    static constexpr std::array<std::string_view, kFundedKeys> kKeys = {
        "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
        "59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
        "5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a",
        "7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6",
        "47e179ec197488593b187f80a00eb0da91f1b9d0b13f8733639f19c30a34926a",
        "8b3a350cf5c34c9194ca85829a2df0ec3153be0318b5e2d3348e872092edffba",
        "92db14e403b83dfe3df233f83dfa3a0d7096f21ca9b0d6d6b8d88b2b4ec1564e",
        "4bbbf85ce3377467afe5d46f804f221813b2bb87f24d81f60f1fcdbf7cbf4356",
    };
    CHECK(index < kFundedKeys);
    return kKeys[index];
}

} // namespace tests
