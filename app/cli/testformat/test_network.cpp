#include "app/cli/testformat/test_network.h"

#include "app/cli/testformat/json_values.h"

namespace testformat {

using execution::BlobParameters;

namespace {

struct NamedBlobs {
    std::string_view fork;
    BlobParameters parameters;
};
constexpr std::array kBlobs{
    NamedBlobs{"Cancun", execution::kCancunBlobs},
    NamedBlobs{"Prague", execution::kPragueBlobs},
    NamedBlobs{"Osaka", execution::kPragueBlobs},
    NamedBlobs{"BPO1", execution::kBpo1Blobs},
    NamedBlobs{"BPO2", execution::kBpo2Blobs},
};

/// Blob parameters of a fork: the test's own, or the known ones; a fork before blobs has none.
std::optional<BlobParameters> blobsOf(std::string_view fork, const json& config)
{
    const json& schedule = config.is_object() ? member(config, "blobSchedule") : config;
    if (schedule.is_object() && schedule.contains(fork)) {
        const json& row = schedule[std::string(fork)];
        return BlobParameters{number64Of(row.at("target")), number64Of(row.at("max")),
            number64Of(row.at("baseFeeUpdateFraction"))};
    }
    const auto found = std::ranges::find(kBlobs, fork, &NamedBlobs::fork);
    if (found == kBlobs.end()) return std::nullopt;
    return found->parameters;
}

/// Of a fork that does nothing but put off the difficulty bomb.
std::optional<std::uint64_t> bombDelayOf(std::string_view fork)
{
    if (fork == "MuirGlacier") return 9'000'000;   // EIP-2384
    if (fork == "ArrowGlacier") return 10'700'000; // EIP-4345
    if (fork == "GrayGlacier") return 11'400'000;  // EIP-5133
    return std::nullopt;
}

struct Activation {
    std::string_view fork;
    std::uint64_t number = 0, timestamp = 0;
};

/// "15k" or "5".
std::uint64_t parseCount(std::string_view text)
{
    const bool thousands = text.ends_with('k');
    const auto count = base::parseNumber(thousands ? text.substr(0, text.size() - 1) : text);
    if (!count || !count->fitsUint64())
        throw FormatError("not a number in a network's name: " + std::string(text));
    return count->low64() * (thousands ? 1000 : 1);
}

std::vector<Activation> activationsOf(std::string_view network)
{
    const std::size_t to = network.find("To"), at = network.rfind("At");
    if (to == std::string_view::npos || at == std::string_view::npos || at < to) return {{network}};
    Activation second{network.substr(to + 2, at - to - 2)};
    const std::string_view when = network.substr(at + 2);
    if (when.starts_with("Time"))
        second.timestamp = parseCount(when.substr(4));
    else
        second.number = parseCount(when);
    return {{network.substr(0, to)}, second};
}

} // namespace

std::optional<execution::ChainRules> chainOf(std::string_view network, const json& config)
{
    execution::EthereumChain chain;
    for (const Activation& activation : activationsOf(network)) {
        const auto revision = evm::parseRevision(activation.fork);
        if (!revision) return std::nullopt;
        chain.forks.push_back(
            {*revision, activation.number, activation.timestamp, bombDelayOf(activation.fork)});
        if (const auto parameters = blobsOf(activation.fork, config))
            chain.blobs.push_back({activation.timestamp, *parameters});
    }
    const json& chainId = config.is_object() ? member(config, "chainid") : config;
    if (!chainId.is_null()) chain.chainId = number64Of(chainId);
    return execution::ChainRules::ethereum(std::move(chain));
}

} // namespace testformat
