#include "app/cli/codec_commands.h"
#include "app/cli/text_input.h"
#include "core/crypto/hash.h"
#include "core/crypto/keccak.h"
#include "core/crypto/self_test.h"

#include <algorithm>

namespace cli {
namespace {

constexpr std::uint64_t kHashInputLimit = 1ull << 30;

struct Algorithm {
    std::string_view name;
    base::Hash (*hash)(base::ByteView);
};
constexpr Algorithm kAlgorithms[] = {{"keccak256", crypto::keccak256}, {"sha256", crypto::sha256}};

/// Exactly one of --text, --hex, --file and the positional stdin "-".
Given<base::Bytes> hashInput(const Arguments& arguments)
{
    const auto text = arguments.value("--text");
    const auto hex = arguments.value("--hex");
    const auto file = arguments.value(kFileOption.name);
    if (text.has_value() + hex.has_value() + file.has_value() != 1)
        return wrongUse("give one of --text TEXT, --hex HEX and --file FILE (\"-\": stdin)");
    if (file) return CLI_TRY(readInput(*file, kHashInputLimit));
    if (text) return base::toBytes(base::asBytes(*text));
    return CLI_TRY(base::parseHex(*hex));
}

Outcome runHash(const Arguments& arguments)
{
    const std::string& name = arguments.positional()[0];
    const auto* algorithm = std::ranges::find(kAlgorithms, name, &Algorithm::name);
    if (algorithm == std::end(kAlgorithms))
        return wrongUse("\"" + name + "\" is no hash: keccak256 or sha256");
    const base::Bytes input = CLI_TRY(hashInput(arguments));
    const std::string digest = base::toHex0x(algorithm->hash(input));
    if (arguments.json())
        printJson({{"algorithm", algorithm->name}, {"bytes", input.size()}, {"hash", digest}});
    else
        printLine(digest);
    return Exit::Done;
}

Outcome runSelfTest(const Arguments& arguments)
{
    const std::vector<crypto::SelfTestOutcome> outcomes = crypto::runSelfTests();
    const bool ok = std::ranges::all_of(outcomes, &crypto::SelfTestOutcome::ok);
    nlohmann::json tests = nlohmann::json::array();
    for (const auto& [name, passed] : outcomes)
        tests.push_back({{"name", name}, {"ok", passed}});
    if (arguments.json()) printJson({{"ok", ok}, {"tests", tests}});
    for (const auto& [name, passed] : outcomes)
        if (!arguments.json()) printLine((passed ? "ok      " : "FAILED  ") + std::string(name));
    if (!ok)
        return std::unexpected(base::Error{base::Fault::Mismatch,
            "the cryptography of this build gives wrong answers on this machine: do not use it with money"});
    return Exit::Done;
}

} // namespace

std::vector<Command> hashCommands()
{
    return {
        {"hash", "ALGORITHM", "the keccak256 or sha256 of a text, of bytes, of a file or of stdin",
            "Examples:\n"
            "  postern-cli hash keccak256 --text \"transfer(address,uint256)\"\n"
            "  postern-cli hash sha256 --file release.tar.gz\n"
            "  echo -n hello | postern-cli hash keccak256 --file -",
            {{"--text", "TEXT", "the bytes of this text, as they are"},
                {"--hex", "HEX", "the bytes of these hex digits"},
                {"--file", "FILE", "the content of this file, 1 GiB at most (\"-\": stdin)"}},
            runHash},
        {"selftest", "", "run the known-answer tests of the cryptography",
            "They also run when the program starts to use keys.\n"
            "\n"
            "Example:\n"
            "  postern-cli selftest",
            {}, runSelfTest},
    };
}

} // namespace cli
