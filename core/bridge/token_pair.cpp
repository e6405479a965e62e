#include "core/bridge/token_pair.h"

#include "core/bridge/own_bridge.h"
#include "core/crypto/keccak.h"
#include "core/eth/abi.h"
#include "core/eth/abi_event.h"
#include "core/eth/address.h"
#include "core/opstack/deposit.h"
#include "core/opstack/predeploys.h"

#include <algorithm>

namespace bridge {
namespace {

using base::Address;
using base::Bytes;
using base::fail;
using base::Fault;
using base::Result;
using base::Uint256;
using namespace base::literals;

std::string nameOf(const TokenFacts& token)
{
    return (token.symbol.empty() ? std::string("the token") : "\"" + token.symbol + "\"") + " at " +
           eth::toChecksum(token.address);
}

Result<void> requireNoOwnBridge(const Network& network, const Address& l1Token)
{
    const OwnBridge* own = findOwnBridge(network.l1.chainId, network.l2.chainId, l1Token);
    if (own == nullptr) return {};
    return fail(Fault::Refused, std::string(own->symbol) + " has a bridge of its own to " + network.l2.name +
                                    ": it goes by " + own->goTo);
}

Result<void> requireCode(
    rpc::Chain& chain, const Layer& layer, const Address& token, const std::stop_token& stop)
{
    const auto code = TRY(chain.fetchCode(token, rpc::BlockTag::latest(), stop));
    if (!code.unproven().empty()) return {};
    return fail(Fault::Refused, "there is no contract at " + eth::toChecksum(token) + " on " + layer.name);
}

/// The mintable side stands for the other one and obeys the bridge of its chain.
Result<void> requireMatch(const TokenFacts& minted, const TokenFacts& native, const Address& bridge)
{
    if (minted.remote != native.address)
        return fail(Fault::Refused, nameOf(minted) + " stands for another token, " +
                                        eth::toChecksum(minted.remote) + ": what is sent would be stuck");
    if (minted.minter != bridge)
        return fail(Fault::Refused, nameOf(minted) + " has a bridge of its own, " +
                                        eth::toChecksum(minted.minter) +
                                        ": what the standard bridge is sent would be stuck");
    return {};
}

Result<void> requirePair(const TokenPair& pair, const Network& network)
{
    const bool isL1Minted = pair.l1.mintable != Mintable::No;
    const bool isL2Minted = pair.l2.mintable != Mintable::No;
    if (!isL1Minted && !isL2Minted)
        return fail(
            Fault::Refused, "no bridge may mint either of the two tokens: what is sent would be stuck");
    if (isL1Minted && isL2Minted)
        return fail(Fault::Refused, "both tokens are made by bridges: neither is the other's original");
    if (isL2Minted)
        TRY(requireMatch(pair.l2, pair.l1, opstack::kL2StandardBridge));
    else
        TRY(requireMatch(pair.l1, pair.l2, network.contracts.l1StandardBridge));
    if (pair.l1.decimals == pair.l2.decimals) return {};
    return fail(Fault::Refused,
        nameOf(pair.l1) + " has " + std::to_string(pair.l1.decimals) + " decimals and " + nameOf(pair.l2) +
            " " + std::to_string(pair.l2.decimals) + ": the same number would be another amount");
}

Result<Uint256> readHeld(
    ContractReader& reader, const Address& bridge, const Address& native, const Address& minted)
{
    return reader.askNumber(bridge, eth::abi::callOf("deposits(address,address)", {native, minted}));
}

/// One unit for an address that nobody knows.
Result<void> tryOneUnit(
    const Route& route, PairStates& states, const TokenPair& pair, const std::stop_token& stop)
{
    constexpr Address kProbe = "0x7000000000000000000000000000000000000001"_address;
    constexpr std::uint64_t kPromise = 1'000'000;
    const Uint256 kNonce = (Uint256{1} << 240u) + (Uint256{1} << 200u); // version 1, and far from being used
    const Bytes payment =
        eth::abi::callOf("finalizeBridgeERC20(address,address,address,address,uint256,bytes)",
            {pair.l2.address, pair.l1.address, kProbe, kProbe, Uint256{1}, Bytes{}});
    const Bytes relay = eth::abi::callOf("relayMessage(uint256,address,address,uint256,uint256,bytes)",
        {kNonce, route.network.contracts.l1StandardBridge, opstack::kL2StandardBridge, Uint256{},
            Uint256{kPromise}, payment});
    const simulation::Message message{opstack::toL2Alias(route.network.contracts.l1CrossDomainMessenger),
        opstack::kL2CrossDomainMessenger, {}, relay};
    return tryArrival(states.l2, {message, pair.l2.address, kProbe, Uint256{1}}, stop);
}

bool isRelayed(const execution::Trial& trial, const base::Hash& message)
{
    static const eth::abi::Event kRelayed = eth::abi::knownEvent("RelayedMessage(bytes32 indexed msgHash)");
    return std::ranges::any_of(trial.logs, [&](const eth::Log& log) {
        return log.address == opstack::kL2CrossDomainMessenger && eth::abi::isEvent(kRelayed, log) &&
               log.topics[1] == message;
    });
}

} // namespace

base::Result<PairStates> PairStates::atNewest(const Route& route, std::stop_token stop)
{
    auto l1 = TRY(simulation::Simulator::atNewest(route.l1, stop));
    auto l2 = TRY(simulation::Simulator::atNewest(route.l2, stop));
    return PairStates{std::move(l1), std::move(l2)};
}

base::Result<void> tryArrival(simulation::Simulator& l2, const L2Arrival& arrival, std::stop_token stop)
{
    const simulation::Message balance{.from = {},
        .to = arrival.token,
        .value = {},
        .data = encodeBalanceOf(arrival.recipient),
        .gas = ContractReader::kViewGas};
    const auto trials = TRY(l2.run(std::vector{balance, arrival.message, balance}, stop));
    if (!trials[1].succeeded || !isRelayed(trials[1], crypto::keccak256(arrival.message.data)))
        return fail(Fault::Refused,
            "tried on L2, the bridge there does not pay the tokens out: they would be "
            "stuck until the message can be replayed, perhaps for good");
    const auto numberOf = [](const execution::Trial& trial) {
        return trial.succeeded && trial.output.size() >= base::Hash::kSize
                   ? Uint256::fromBigEndian(base::ByteView(trial.output).first(base::Hash::kSize))
                   : Uint256{};
    };
    if (numberOf(trials[2]) - numberOf(trials[0]) == arrival.amount) return {};
    return fail(Fault::Refused, "tried on L2, another amount arrives than was sent");
}

base::Result<TokenPair> checkTokenPair(const Route& route, PairStates& states, const base::Address& l1Token,
    const base::Address& l2Token, std::stop_token stop)
{
    TRY(requireNoOwnBridge(route.network, l1Token));
    TRY(requireCode(route.l1, route.network.l1, l1Token, stop));
    TRY(requireCode(route.l2, route.network.l2, l2Token, stop));
    ContractReader onL1(states.l1, stop);
    ContractReader onL2(states.l2, stop);
    TokenPair pair;
    pair.l1 = TRY(readToken(onL1, l1Token));
    pair.l2 = TRY(readToken(onL2, l2Token));
    TRY(requirePair(pair, route.network));
    pair.isL2Native = pair.l1.mintable != Mintable::No;
    pair.held =
        TRY(pair.isL2Native ? readHeld(onL2, opstack::kL2StandardBridge, l2Token, l1Token)
                            : readHeld(onL1, route.network.contracts.l1StandardBridge, l1Token, l2Token));
    const bool canBeTried = !pair.isL2Native || !pair.held.isZero();
    if (canBeTried) TRY(tryOneUnit(route, states, pair, stop));
    pair.l1Block = states.l1.block().header.number;
    pair.l2Block = states.l2.block().header.number;
    pair.isL1Proven = states.l1.isProven();
    pair.isL2Proven = states.l2.isProven();
    return pair;
}

} // namespace bridge
