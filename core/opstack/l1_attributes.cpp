#include "core/opstack/l1_attributes.h"

#include "core/opstack/packed.h"
#include "core/opstack/predeploys.h"
#include "core/opstack/source_hash.h"

#include <algorithm>

namespace opstack {

namespace {

using base::Fault;
using base::Result;

struct FormatRule {
    std::uint32_t selector;
    std::size_t size;
};
/// By L1AttributesFormat: setL1BlockValues, setL1BlockValuesEcotone, …Isthmus, …Jovian.
constexpr FormatRule kFormats[] = {
    {0x015d8eb9, 260}, {0x440a5e20, 164}, {0x098999be, 176}, {0x3db6be2b, 178}};

const FormatRule& ruleOf(L1AttributesFormat format)
{
    return kFormats[static_cast<std::size_t>(format)];
}

/// Bedrock's calldata is the contract ABI's: a word for each value.
void writeBedrock(PackedWriter& out, const L1Attributes& values)
{
    out.number256(values.number).number256(values.timestamp).number256(values.baseFee).put(values.hash);
    out.number256(values.sequenceNumber).number256(Uint256::from(values.batcherAddress));
    out.number256(values.overhead).number256(values.scalar);
}

void writePacked(PackedWriter& out, L1AttributesFormat format, const L1Attributes& values)
{
    out.number(values.baseFeeScalar).number(values.blobBaseFeeScalar);
    out.number(values.sequenceNumber).number(values.timestamp).number(values.number);
    out.number256(values.baseFee).number256(values.blobBaseFee).put(values.hash);
    out.number256(Uint256::from(values.batcherAddress));
    if (format >= L1AttributesFormat::Isthmus)
        out.number(values.operatorFeeScalar).number(values.operatorFeeConstant);
    if (format >= L1AttributesFormat::Jovian) out.number(values.daFootprintGasScalar);
}

/// A word that must not be above `limit`; otherwise `clean` becomes false.
Uint256 narrow(PackedReader& in, const Uint256& limit, bool& clean)
{
    const Uint256 word = in.number256();
    clean = clean && word <= limit;
    return word;
}
std::uint64_t narrow64(PackedReader& in, bool& clean)
{
    return narrow(in, Uint256{~std::uint64_t{0}}, clean).low64();
}
Address narrowAddress(PackedReader& in, bool& clean)
{
    return narrow(in, Uint256::max() >> 96, clean).toAddress();
}

L1Attributes readBedrock(PackedReader& in, bool& clean)
{
    L1Attributes values;
    values.number = narrow64(in, clean);
    values.timestamp = narrow64(in, clean);
    values.baseFee = in.number256();
    values.hash = in.hash();
    values.sequenceNumber = narrow64(in, clean);
    values.batcherAddress = narrowAddress(in, clean);
    values.overhead = in.number256();
    values.scalar = in.number256();
    return values;
}

L1Attributes readPacked(PackedReader& in, L1AttributesFormat format, bool& clean)
{
    L1Attributes values;
    values.baseFeeScalar = in.number<std::uint32_t>();
    values.blobBaseFeeScalar = in.number<std::uint32_t>();
    values.sequenceNumber = in.number<std::uint64_t>();
    values.timestamp = in.number<std::uint64_t>();
    values.number = in.number<std::uint64_t>();
    values.baseFee = in.number256();
    values.blobBaseFee = in.number256();
    values.hash = in.hash();
    values.batcherAddress = narrowAddress(in, clean);
    if (format >= L1AttributesFormat::Isthmus) {
        values.operatorFeeScalar = in.number<std::uint32_t>();
        values.operatorFeeConstant = in.number<std::uint64_t>();
    }
    if (format >= L1AttributesFormat::Jovian) values.daFootprintGasScalar = in.number<std::uint16_t>();
    return values;
}

} // namespace

Bytes encodeL1Attributes(L1AttributesFormat format, const L1Attributes& values)
{
    PackedWriter out;
    out.number(ruleOf(format).selector);
    if (format == L1AttributesFormat::Bedrock)
        writeBedrock(out, values);
    else
        writePacked(out, format, values);
    return out.take();
}

Result<L1AttributesCall> parseL1Attributes(ByteView calldata)
{
    if (calldata.size() < 4) return base::fail(Fault::BadData, "L1 attributes without a selector");
    PackedReader in(calldata);
    const auto* const found = std::ranges::find(kFormats, in.number<std::uint32_t>(), &FormatRule::selector);
    if (found == std::end(kFormats))
        return base::fail(Fault::Unsupported, "L1 attributes with an unknown selector");
    if (calldata.size() != found->size)
        return base::fail(Fault::BadData, "L1 attributes of " + std::to_string(calldata.size()) + " bytes");
    const auto format = static_cast<L1AttributesFormat>(found - std::begin(kFormats));
    bool clean = true;
    const L1Attributes values =
        format == L1AttributesFormat::Bedrock ? readBedrock(in, clean) : readPacked(in, format, clean);
    if (!clean) return base::fail(Fault::BadData, "L1 attributes with a value that is too large");
    return L1AttributesCall{format, values};
}

L1AttributesFormat l1AttributesFormat(const RollupConfig& config, std::uint64_t l2Timestamp)
{
    const auto inForce = [&](Fork fork) {
        return config.isActive(fork, l2Timestamp) && !config.isActivationBlock(fork, l2Timestamp);
    };
    if (inForce(Fork::Jovian)) return L1AttributesFormat::Jovian;
    if (inForce(Fork::Isthmus)) return L1AttributesFormat::Isthmus;
    return inForce(Fork::Ecotone) ? L1AttributesFormat::Ecotone : L1AttributesFormat::Bedrock;
}

eth::Transaction l1AttributesDeposit(
    const RollupConfig& config, const L1Attributes& values, std::uint64_t l2Timestamp)
{
    constexpr std::uint64_t kBedrockGas = 150'000'000, kRegolithGas = 1'000'000;
    const bool regolith = config.isActive(Fork::Regolith, l2Timestamp);
    eth::Transaction deposit;
    deposit.type = eth::TransactionType::Deposit;
    deposit.sourceHash = l1AttributesSource(values.hash, values.sequenceNumber);
    deposit.from = kDepositor;
    deposit.to = kL1Block;
    deposit.gas = regolith ? kRegolithGas : kBedrockGas;
    deposit.isSystemTransaction = !regolith;
    deposit.data = encodeL1Attributes(l1AttributesFormat(config, l2Timestamp), values);
    return deposit;
}

} // namespace opstack
