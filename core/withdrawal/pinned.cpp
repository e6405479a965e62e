#include "core/withdrawal/pinned.h"

namespace withdrawal {

using base::fail;
using base::Fault;
using base::Result;
using eth::abi::Value;

bool isRevert(const base::Error& error)
{
    return error.fault == Fault::Reverted;
}

base::Result<Seconds> toSeconds(const Uint256& number)
{
    constexpr std::uint64_t kLongest = 100'000ULL * 366 * 86'400;
    if (number > Uint256{kLongest}) return fail(Fault::BadData, "a contract names a time beyond all time");
    return Seconds(static_cast<std::int64_t>(number.low64()));
}

base::Result<Pinned> Pinned::open(rpc::Chain& l1, std::stop_token stop)
{
    const auto head = TRY(l1.fetchHeader(rpc::BlockTag::latest(), stop));
    if (!head) return fail(Fault::NotYet, "the L1 node has no block");
    const rpc::BlockHeader& header = head->unproven();
    const Seconds time = TRY(toSeconds(Uint256{header.header.timestamp}));
    return Pinned(l1, {header.header.number, header.hash, time}, std::move(stop));
}

base::Result<Value::List> Pinned::read(
    const Address& contract, std::string_view declaration, const Value::List& arguments) const
{
    const eth::abi::Function function = eth::abi::knownFunction(declaration);
    rpc::Call call;
    call.to = contract;
    call.data = TRY(eth::abi::encodeCall(function, arguments));
    const auto output = m_l1.call(call, rpc::BlockTag::number(m_block.number), m_stop);
    if (!output) return base::within(function.name, output.error());
    auto values = eth::abi::decodeOutput(function.outputs, output->unproven());
    if (!values) return base::within(function.name, std::move(values).error());
    return values;
}

base::Result<std::optional<Value::List>> Pinned::readIfAny(
    const Address& contract, std::string_view declaration, const Value::List& arguments) const
{
    auto values = read(contract, declaration, arguments);
    if (values) return std::optional(*std::move(values));
    if (isRevert(values.error())) return std::nullopt;
    return std::unexpected(std::move(values).error());
}

base::Result<Address> Pinned::readAddress(const Address& contract, std::string_view declaration) const
{
    const Value::List values = TRY(read(contract, declaration));
    return values[0].address();
}

base::Result<bool> Pinned::readFlag(
    const Address& contract, std::string_view declaration, const Value::List& arguments) const
{
    const Value::List values = TRY(read(contract, declaration, arguments));
    return values[0].flag();
}

base::Result<Uint256> Pinned::readNumber(
    const Address& contract, std::string_view declaration, const Value::List& arguments) const
{
    const Value::List values = TRY(read(contract, declaration, arguments));
    return values[0].number();
}

base::Result<Seconds> Pinned::readSeconds(const Address& contract, std::string_view declaration) const
{
    return toSeconds(TRY(readNumber(contract, declaration)));
}

base::Result<bool> Pinned::passes(const rpc::Call& call) const
{
    const auto output = m_l1.call(call, rpc::BlockTag::number(m_block.number), m_stop);
    if (output) return true;
    if (isRevert(output.error())) return false;
    return std::unexpected(output.error());
}

base::Result<void> Pinned::confirm() const
{
    const auto header = TRY(m_l1.fetchHeader(rpc::BlockTag::number(m_block.number), m_stop));
    if (header && header->unproven().hash == m_block.hash) return {};
    return fail(Fault::NotYet, "L1 was reorganised while it was read");
}

} // namespace withdrawal
