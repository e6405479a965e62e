#include "tests/bench/evm_cases.h"

#include "core/base/file.h"
#include "core/crypto/keccak.h"
#include "tests/support/vectors.h"

#include <chrono>
#include <limits>

namespace bench {
namespace {

Bytes hexFile(const std::filesystem::path& file)
{
    const auto bytes = base::readFile(file, 1u << 24u);
    CHECK(bytes);
    std::string text(base::asText(*bytes));
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())))
        text.pop_back();
    return tests::hexBytes(text);
}

EvmCase parseCase(const nlohmann::json& item, const std::filesystem::path& folder)
{
    EvmCase parsed;
    parsed.name = item.at("name");
    parsed.revision = *evm::parseRevision(item.at("revision").get<std::string>());
    parsed.code = hexFile(folder / item.at("code").get<std::string>());
    parsed.input = hexFile(folder / item.at("calldata").get<std::string>());
    parsed.output = tests::hexBytes(item.at("expected").at("output"));
    parsed.gasUsed = item.at("expected").at("gas_used");
    parsed.bestPeerNs = item.at("peers_this_machine").value("best_peer_ns", 0.0);
    return parsed;
}

} // namespace

std::vector<EvmCase> evmCases()
{
    std::vector<EvmCase> cases;
    const auto manifest = tests::benchFile("manifest.json");
    if (!manifest) return cases;
    const nlohmann::json content = tests::readJson(*manifest);
    for (const auto& item : content.at("cases"))
        cases.push_back(parseCase(item, manifest->parent_path()));
    return cases;
}

EvmRunner::OneAccount::OneAccount(ByteView bytes_)
    : bytes(bytes_)
    , hash(crypto::keccak256(bytes_))
{
}

std::optional<eth::Account> EvmRunner::OneAccount::account(const Address& address) const
{
    if (!address.isZero()) return std::nullopt;
    eth::Account account;
    account.nonce = 1;
    account.codeHash = hash;
    return account;
}

EvmRunner::EvmRunner(const EvmCase& item)
    : m_case(item)
    , m_world(item.code)
    , m_precompiles(evm::precompilesOf(item.revision))
{
}

double EvmRunner::run()
{
    evm::Message message;
    message.gas = std::numeric_limits<std::int64_t>::max();
    message.input = m_case.input;
    const auto begin = std::chrono::steady_clock::now();
    evm::State state(m_world);
    evm::Evm evm(m_case.revision, m_precompiles, m_block, state, m_cache);
    state.beginTransaction();
    const evm::Outcome outcome = evm.execute({}, message);
    const std::chrono::duration<double, std::nano> time = std::chrono::steady_clock::now() - begin;
    CHECK(outcome.succeeded() && outcome.output == m_case.output &&
          message.gas - outcome.gasLeft == m_case.gasUsed);
    return time.count();
}

} // namespace bench
