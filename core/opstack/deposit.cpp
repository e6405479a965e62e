#include "core/opstack/deposit.h"

#include "core/eth/abi_event.h"
#include "core/opstack/packed.h"
#include "core/opstack/source_hash.h"

namespace opstack {

namespace {

using base::Fault;

const eth::abi::Event& transactionDeposited()
{
    static const eth::abi::Event event =
        eth::abi::knownEvent("TransactionDeposited(address indexed from, address indexed to, uint256 indexed "
                             "version, bytes opaqueData)");
    return event;
}

constexpr Uint256 kAliasOffset{0, 0x11110000, 0, 0x1111};

/// mint (32), value (32), gas limit (8), is it a creation (1), data.
constexpr std::size_t kFixedPart = 73;

} // namespace

Address toL2Alias(const Address& l1Contract)
{
    return (Uint256::from(l1Contract) + kAliasOffset).toAddress();
}
Address fromL2Alias(const Address& alias)
{
    return (Uint256::from(alias) - kAliasOffset).toAddress();
}

base::Result<eth::Transaction> parseDeposit(
    const eth::Log& log, const Hash& l1BlockHash, std::uint64_t logIndex)
{
    const eth::abi::Value::List arguments = TRY(eth::abi::decodeEvent(transactionDeposited(), log));
    if (!arguments[2].number().isZero()) return base::fail(Fault::BadData, "deposit of an unknown version");
    const Bytes& opaqueData = arguments[3].bytes();
    if (opaqueData.size() < kFixedPart)
        return base::fail(Fault::BadData, "deposit with opaque data that is too short");

    PackedReader in(opaqueData);
    eth::Transaction deposit;
    deposit.type = eth::TransactionType::Deposit;
    deposit.sourceHash = userDepositSource(l1BlockHash, logIndex);
    deposit.from = arguments[0].address();
    deposit.mint = in.number256();
    deposit.value = in.number256();
    deposit.gas = in.number<std::uint64_t>();
    if (in.number<std::uint8_t>() == 0) deposit.to = arguments[1].address();
    deposit.data = base::toBytes(in.rest());
    return deposit;
}

} // namespace opstack
