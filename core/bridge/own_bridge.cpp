#include "core/bridge/own_bridge.h"

namespace bridge {
namespace {

using namespace base::literals;

constexpr std::uint64_t kMainnet = 1;
constexpr std::uint64_t kSepolia = 11'155'111;
constexpr std::uint64_t kOpMainnet = 10;
constexpr std::uint64_t kOpSepolia = 11'155'420;
constexpr std::uint64_t kBase = 8'453;
constexpr std::uint64_t kLisk = 1'135;

constexpr base::Address kDai = "0x6b175474e89094c44da98b954eedeac495271d0f"_address;
constexpr base::Address kSnx = "0xc011a73ee8576fb46f5e1c5751ca3b9fe0af2a6f"_address;
constexpr base::Address kUsdc = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"_address;
constexpr base::Address kWstEth = "0x7f39c581f595b53c5cb19bd0b3f8da6c935e2ca0"_address;
constexpr base::Address kSepoliaWstEth = "0xb82381a3fbd3fafa77b3a7be693342618240067b"_address;

constexpr const char* kCctp =
    "the Cross-Chain Transfer Protocol of its issuer Circle (circle.com), which makes USDC itself on L2; "
    "the standard bridge would make a token of the same value that few there take";
constexpr const char* kLido = "the bridge that Lido governs (stake.lido.fi and docs.lido.fi name it)";

/// The Superchain Token List, github.com/ethereum-optimism/ethereum-optimism.github.io: the "bridge"
/// overrides in data/DAI, data/SNX and data/wstETH, and "nobridge" in data/USDC, each in its data.json.
constexpr OwnBridge kOwnBridges[] = {
    {"DAI", kMainnet, kOpMainnet, kDai,
        "L1DAITokenBridge of MakerDAO, 0x10E6593CDda8c58a1d0f14C5164B376352a55f2F on L1"},
    {"SNX", kMainnet, kOpMainnet, kSnx,
        "the bridge of Synthetix, 0x39Ea01a0298C315d149a490E34B59Dbf2EC7e48F on L1"},
    {"USDC", kMainnet, kOpMainnet, kUsdc, kCctp},
    {"USDC", kMainnet, kBase, kUsdc, kCctp},
    {"wstETH", kMainnet, kOpMainnet, kWstEth, kLido},
    {"wstETH", kMainnet, kBase, kWstEth, kLido},
    {"wstETH", kMainnet, kLisk, kWstEth, kLido},
    {"wstETH", kSepolia, kOpSepolia, kSepoliaWstEth, kLido},
};

} // namespace

const OwnBridge* findOwnBridge(std::uint64_t l1Chain, std::uint64_t l2Chain, const base::Address& l1Token)
{
    for (const OwnBridge& row : kOwnBridges)
        if (row.l1Chain == l1Chain && row.l2Chain == l2Chain && row.l1Token == l1Token) return &row;
    return nullptr;
}

} // namespace bridge
