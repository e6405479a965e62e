#include "core/base/uint256.h"
#include "tests/bench/evm_cases.h"

#include <curl/curl.h>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <thread>

/// The interpreter beside the one in anvil (revm), sample by sample in turn: anvil's time is that of an
/// eth_call less that of an eth_call of an account without code. Prints a line for each case and the
/// geometric mean over the cases that take anvil more than a millisecond.
///
///     postern-bench-anvil [NAME-PART]

namespace {

using nlohmann::json;
using Clock = std::chrono::steady_clock;

constexpr int kSamples = 11;
constexpr const char* kPort = "18577";
constexpr const char* kContract = "0x00000000000000000000000000000000000c0de0";
constexpr const char* kNobody = "0x00000000000000000000000000000000000c0de1";

/// An anvil of our own, stopped at the end.
class Anvil {
public:
    Anvil()
        : m_process(start())
        , m_curl(curl_easy_init())
    {
        m_headers = curl_slist_append(nullptr, "Content-Type: application/json");
        const std::string url = std::string("http://127.0.0.1:") + kPort;
        curl_easy_setopt(m_curl, CURLOPT_URL, url.c_str());
        curl_easy_setopt(m_curl, CURLOPT_HTTPHEADER, m_headers);
        curl_easy_setopt(m_curl, CURLOPT_WRITEFUNCTION, &Anvil::receive);
        curl_easy_setopt(m_curl, CURLOPT_WRITEDATA, &m_answer);
        waitUntilUp();
    }
    ~Anvil()
    {
        curl_easy_cleanup(m_curl);
        curl_slist_free_all(m_headers);
        kill(m_process, SIGTERM);
        waitpid(m_process, nullptr, 0);
    }
    Anvil(const Anvil&) = delete;
    Anvil& operator=(const Anvil&) = delete;

    json request(const std::string& method, const json& parameters)
    {
        const std::string body =
            json{{"jsonrpc", "2.0"}, {"id", 1}, {"method", method}, {"params", parameters}}.dump();
        if (!post(body)) return {};
        return json::parse(m_answer, nullptr, false);
    }
    /// Nanoseconds from the request to the last byte of the answer, which is kept.
    double timeCall(const char* to, const std::string& data)
    {
        const json call{{"to", to}, {"data", data}, {"gas", "0x1ffffffffffff"}};
        const std::string body =
            json{{"jsonrpc", "2.0"}, {"id", 1}, {"method", "eth_call"}, {"params", {call, "latest"}}}.dump();
        const auto begin = Clock::now();
        CHECK(post(body));
        return std::chrono::duration<double, std::nano>(Clock::now() - begin).count();
    }
    std::string result() const
    {
        const json answer = json::parse(m_answer, nullptr, false);
        return answer.contains("result") ? answer["result"].get<std::string>() : answer.dump();
    }

private:
    static pid_t start()
    {
        const pid_t process = fork();
        CHECK(process >= 0);
        if (process != 0) return process;
        const int nowhere = open("/dev/null", O_WRONLY);
        dup2(nowhere, 1);
        dup2(nowhere, 2);
        execl(POSTERN_ANVIL, "anvil", "--port", kPort, "--hardfork", "cancun", "--gas-limit",
            "1000000000000000", "--disable-code-size-limit", "--silent", nullptr);
        _exit(127);
    }
    static std::size_t receive(char* data, std::size_t size, std::size_t count, void* answer)
    {
        static_cast<std::string*>(answer)->append(data, size * count);
        return size * count;
    }
    bool post(const std::string& body)
    {
        m_answer.clear();
        curl_easy_setopt(m_curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
        curl_easy_setopt(m_curl, CURLOPT_POSTFIELDS, body.data());
        return curl_easy_perform(m_curl) == CURLE_OK;
    }
    void waitUntilUp()
    {
        for (int i = 0; i < 600; ++i) {
            if (request("eth_chainId", json::array()).contains("result")) return;
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        std::fprintf(stderr, "anvil does not answer\n");
        std::exit(1);
    }

    pid_t m_process;
    CURL* m_curl;
    curl_slist* m_headers = nullptr;
    std::string m_answer;
};

double median(std::vector<double> samples)
{
    std::ranges::sort(samples);
    return samples[samples.size() / 2];
}

struct Times {
    double ours;
    double anvil;
};

Times compare(Anvil& anvil, const bench::EvmCase& item)
{
    anvil.request("anvil_setCode", {kContract, base::toHex0x(item.code)});
    const std::string data = base::toHex0x(item.input);
    bench::EvmRunner runner(item);
    runner.run();
    anvil.timeCall(kContract, data);
    if (anvil.result() != base::toHex0x(item.output))
        std::printf("  (anvil's output differs: %.60s)\n", anvil.result().c_str());
    std::vector<double> ours, theirs, empty;
    for (int i = 0; i < kSamples; ++i) {
        ours.push_back(runner.run());
        theirs.push_back(anvil.timeCall(kContract, data));
        empty.push_back(anvil.timeCall(kNobody, data));
    }
    return {median(ours), median(theirs) - median(empty)};
}

} // namespace

int main(int argc, char** argv)
{
    const auto cases = bench::evmCases();
    if (cases.empty()) {
        std::fprintf(stderr, "no benchmark inputs: set POSTERN_BENCH_INPUTS\n");
        return 1;
    }
    Anvil anvil;
    double logarithms = 0, worst = 0;
    int counted = 0;
    std::printf("%-32s %12s %12s %8s\n", "case", "ours us", "anvil us", "ratio");
    for (const bench::EvmCase& item : cases) {
        if (argc > 1 && item.name.find(argv[1]) == std::string::npos) continue;
        const Times times = compare(anvil, item);
        const double ratio = times.ours / times.anvil;
        std::printf("%-32s %12.1f %12.1f %8.3f%s\n", item.name.c_str(), times.ours / 1e3, times.anvil / 1e3,
            ratio, times.anvil < 1e6 ? "  (below 1 ms, not counted)" : "");
        std::fflush(stdout);
        if (times.anvil < 1e6) continue;
        logarithms += std::log(ratio);
        worst = std::max(worst, ratio);
        ++counted;
    }
    if (counted > 0)
        std::printf(
            "%d cases: geometric mean %.3f, worst %.3f\n", counted, std::exp(logarithms / counted), worst);
}
