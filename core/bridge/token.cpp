#include "core/bridge/token.h"

#include "core/base/text.h"
#include "core/eth/abi.h"
#include "core/eth/address.h"
#include "core/eth/units.h"

#include <algorithm>

namespace bridge {
namespace {

using base::Address;
using base::Bytes;
using base::fail;
using base::Fault;
using base::Result;
using base::Uint256;

constexpr std::size_t kWord = 32;
/// Code points.
constexpr std::size_t kLongestName = 64;
constexpr std::size_t kLongestSymbol = 16;

/// A string, or the bytes32 that tokens from before the standard return; empty when it is neither.
std::string textIn(const Bytes& output, std::size_t limit)
{
    static const eth::abi::Function kText = eth::abi::knownFunction("name() returns (string)");
    if (output.size() == kWord) {
        const auto end = std::ranges::find(output, std::uint8_t{0});
        return base::visibleText(base::asText(base::ByteView(output.begin(), end)), limit);
    }
    const auto decoded = eth::abi::decodeOutput(kText.outputs, output);
    return decoded ? base::visibleText((*decoded)[0].text(), limit) : std::string();
}

Result<std::string> readText(
    ContractReader& reader, const Address& token, const char* signature, std::size_t limit)
{
    const auto output = TRY(reader.ask(token, eth::abi::callOf(signature, {})));
    return output ? textIn(*output, limit) : std::string();
}

/// As OpenZeppelin's ERC165Checker asks, whose gas limit is EIP-165's.
Result<bool> supports(ContractReader& reader, const Address& token, std::uint32_t interfaceId)
{
    constexpr std::uint64_t kIntrinsic = 21'000 + 36 * 16;
    constexpr std::uint64_t kGas = 30'000;
    Bytes id(4);
    for (unsigned i = 0; i < 4; ++i)
        id[i] = static_cast<std::uint8_t>(interfaceId >> (24 - 8 * i));
    const auto output = TRY(reader.ask(
        token, eth::abi::callOf("supportsInterface(bytes4)", {eth::abi::Value(id)}), kIntrinsic + kGas));
    return output && output->size() >= kWord &&
           Uint256::fromBigEndian(base::ByteView(*output).first(kWord)) == Uint256{1};
}

/// Specification, bridges.md: the legacy interface comes first.
Result<Mintable> readMintable(ContractReader& reader, const Address& token)
{
    constexpr std::uint32_t kErc165 = 0x01ffc9a7;
    constexpr std::uint32_t kNone = 0xffffffff;
    constexpr std::uint32_t kLegacy = 0x1d1d8b63;
    constexpr std::uint32_t kOptimism = 0xec4fc8e3;
    if (!TRY(supports(reader, token, kErc165)) || TRY(supports(reader, token, kNone))) return Mintable::No;
    if (TRY(supports(reader, token, kLegacy))) return Mintable::Legacy;
    return TRY(supports(reader, token, kOptimism)) ? Mintable::Optimism : Mintable::No;
}

} // namespace

base::Result<std::optional<base::Bytes>> ContractReader::ask(
    const base::Address& contract, base::Bytes calldata, std::uint64_t gas)
{
    const simulation::Message message{
        .from = {}, .to = contract, .value = {}, .data = std::move(calldata), .gas = gas};
    auto trials = TRY(m_simulator.run(std::span(&message, 1), m_stop));
    if (!trials[0].succeeded) return std::nullopt;
    return std::move(trials[0].output);
}

base::Result<base::Uint256> ContractReader::askNumber(const base::Address& contract, base::Bytes calldata)
{
    const auto output = TRY(ask(contract, std::move(calldata)));
    if (!output || output->size() < kWord)
        return fail(Fault::Refused, eth::toChecksum(contract) + " does not answer as a token does");
    return Uint256::fromBigEndian(base::ByteView(*output).first(kWord));
}

base::Result<base::Address> ContractReader::askAddress(const base::Address& contract, const char* signature)
{
    const Uint256 word = TRY(askNumber(contract, eth::abi::callOf(signature, {})));
    if (word.bitWidth() > 160)
        return fail(Fault::Refused, eth::toChecksum(contract) + " answers " + signature + " with no address");
    return Address::from(base::ByteView(word.toHash()).last(Address::kSize));
}

base::Result<TokenFacts> readToken(ContractReader& reader, const base::Address& token)
{
    TokenFacts facts;
    facts.address = token;
    const Uint256 decimals = TRY(reader.askNumber(token, eth::abi::callOf("decimals()", {})));
    if (decimals > Uint256{eth::kMaxDecimals})
        return fail(Fault::Refused, eth::toChecksum(token) + " has no sensible decimals");
    facts.decimals = static_cast<unsigned>(decimals.low64());
    facts.name = TRY(readText(reader, token, "name()", kLongestName));
    facts.symbol = TRY(readText(reader, token, "symbol()", kLongestSymbol));
    facts.mintable = TRY(readMintable(reader, token));
    if (facts.mintable == Mintable::No) return facts;
    const bool isLegacy = facts.mintable == Mintable::Legacy;
    facts.remote = TRY(reader.askAddress(token, isLegacy ? "l1Token()" : "remoteToken()"));
    facts.minter = TRY(reader.askAddress(token, isLegacy ? "l2Bridge()" : "bridge()"));
    return facts;
}

base::Bytes encodeBalanceOf(const base::Address& owner)
{
    return eth::abi::callOf("balanceOf(address)", {owner});
}

} // namespace bridge
