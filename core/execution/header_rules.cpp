#include "core/execution/header_rules.h"

#include "core/execution/fees.h"
#include "core/opstack/eip1559.h"
#include "core/trie/list_root.h"

#include <limits>

namespace execution {

using base::Fault;
using evm::Revision;

namespace {

constexpr std::uint64_t kMinGasLimit = 5'000;
constexpr std::uint64_t kGasLimitDivisor = 1'024;
constexpr std::size_t kMaxExtraData = 32;
constexpr std::size_t kMaxBlockSize = (10u << 20) - (2u << 20); // EIP-7934

std::string show(std::uint64_t value)
{
    return std::to_string(value);
}
std::string show(const Uint256& value)
{
    return base::toDecimal(value);
}
std::string show(ByteView value)
{
    return base::toHex0x(value);
}
template <typename T>
std::string show(const std::optional<T>& value)
{
    return value ? show(*value) : "absent";
}

template <typename T>
base::Result<void> equal(Fault fault, std::string_view field, const T& expected, const T& got)
{
    if (expected == got) return {};
    return base::fail(fault, std::string(field) + ": expected " + show(expected) + ", got " + show(got));
}

base::Result<void> present(std::string_view field, bool expected, bool got)
{
    if (expected == got) return {};
    return base::fail(Fault::BadData,
        std::string(field) + (expected ? ": missing in this fork" : ": not yet in this fork"));
}

base::Result<void> checkFields(const eth::Header& header, const BlockRules& rules)
{
    TRY(present("baseFeePerGas", rules.revision >= Revision::London, header.baseFeePerGas.has_value()));
    TRY(present("withdrawalsRoot", rules.revision >= Revision::Shanghai, header.withdrawalsRoot.has_value()));
    const bool isCancun = rules.revision >= Revision::Cancun;
    TRY(present("blobGasUsed", isCancun, header.blobGasUsed.has_value()));
    TRY(present("excessBlobGas", isCancun, header.excessBlobGas.has_value()));
    TRY(present("parentBeaconBlockRoot", isCancun, header.parentBeaconBlockRoot.has_value()));
    TRY(present("requestsHash", rules.revision >= Revision::Prague, header.requestsHash.has_value()));
    return {};
}

/// Yellow Paper, equations 46 to 48; EIP-1559 doubles the parent's limit in its first block.
base::Result<void> checkGasLimit(const eth::Header& header, const eth::Header& parent)
{
    const bool isLondonActivation = header.baseFeePerGas && !parent.baseFeePerGas;
    const std::uint64_t base = isLondonActivation ? parent.gasLimit * kElasticity : parent.gasLimit;
    const std::uint64_t step = base / kGasLimitDivisor;
    const bool isNear =
        header.gasLimit > base ? header.gasLimit - base < step : base - header.gasLimit < step;
    if (isNear && header.gasLimit >= kMinGasLimit &&
        header.gasLimit <= std::numeric_limits<std::int64_t>::max())
        return {};
    return base::fail(
        Fault::BadData, "gasLimit: " + show(header.gasLimit) + " is too far from the parent's " + show(base));
}

base::Result<void> checkExtraData(const eth::Header& header, const ChainRules& chain)
{
    if (header.extraData.size() > kMaxExtraData)
        return base::fail(Fault::BadData, "extraData: longer than 32 bytes");
    const opstack::RollupConfig* const config = chain.opConfig();
    if (config != nullptr && config->isActive(Fork::Holocene, header.timestamp))
        TRY(opstack::parseExtraData(*config, header.timestamp, header.extraData));
    return {};
}

/// EIP-3675 and, before it, proof of work without its seal.
base::Result<void> checkConsensusFields(
    const eth::Header& header, const eth::Header& parent, const BlockRules& rules)
{
    if (rules.revision < Revision::Paris) {
        const Uint256 difficulty =
            difficultyAfter(parent, parent.ommersHash != eth::kEmptyListHash, header.timestamp, rules);
        return equal(Fault::BadData, "difficulty", difficulty, header.difficulty);
    }
    TRY(equal(Fault::BadData, "difficulty", Uint256{}, header.difficulty));
    TRY(equal(Fault::BadData, "nonce", base::FixedBytes<8>(), header.nonce));
    return equal(Fault::BadData, "ommersHash", eth::kEmptyListHash, header.ommersHash);
}

base::Result<void> checkBlobFields(
    const eth::Header& header, const eth::Header& parent, const BlockRules& rules)
{
    if (rules.revision < Revision::Cancun) return {};
    TRY(equal(Fault::BadData, "excessBlobGas", excessBlobGasAfter(parent, rules), *header.excessBlobGas));
    if (rules.blobs && *header.blobGasUsed > rules.blobs->max * kGasPerBlob)
        return base::fail(
            Fault::BadData, "blobGasUsed: " + show(*header.blobGasUsed) + " is more than a block may have");
    return {};
}

} // namespace

base::Result<Uint256> nextBaseFee(const eth::Header& parent, std::uint64_t timestamp, const ChainRules& chain)
{
    if (chain.opConfig() != nullptr) return opstack::nextBaseFee(*chain.opConfig(), parent, timestamp);
    return baseFeeAfter(parent);
}

base::Result<void> checkHeader(const eth::Header& header, const eth::Header& parent, const ChainRules& chain)
{
    TRY(equal(Fault::BadData, "parentHash", eth::headerHash(parent), header.parentHash));
    TRY(equal(Fault::BadData, "number", parent.number + 1, header.number));
    if (header.timestamp <= parent.timestamp)
        return base::fail(Fault::BadData,
            "timestamp: " + show(header.timestamp) + " is not after the parent's " + show(parent.timestamp));
    TRY(chain.checkKnown(header.timestamp));
    const BlockRules rules = chain.at(header.number, header.timestamp, parent.timestamp);
    TRY(checkFields(header, rules));
    if (!rules.opFork) TRY(checkGasLimit(header, parent));
    if (header.gasUsed > header.gasLimit) return base::fail(Fault::BadData, "gasUsed: above the gas limit");
    TRY(checkExtraData(header, chain));
    TRY(checkConsensusFields(header, parent, rules));
    if (rules.revision >= Revision::London) {
        const Uint256 baseFee = TRY(nextBaseFee(parent, header.timestamp, chain));
        TRY(equal(Fault::BadData, "baseFeePerGas", baseFee, *header.baseFeePerGas));
    }
    return checkBlobFields(header, parent, rules);
}

base::Result<void> checkBody(
    const eth::Block& block, const std::vector<Bytes>& encoded, const BlockRules& rules)
{
    TRY(equal(Fault::BadData, "transactionsRoot", trie::listRoot(encoded), block.header.transactionsRoot));
    TRY(present("withdrawals", rules.revision >= Revision::Shanghai, block.withdrawals.has_value()));
    if (!block.ommers.empty()) {
        if (rules.revision >= Revision::Paris)
            return base::fail(Fault::BadData, "ommers: not allowed after the Merge");
        return base::fail(Fault::Unsupported, "blocks with ommers are not executed");
    }
    TRY(equal(Fault::BadData, "ommersHash", eth::kEmptyListHash, block.header.ommersHash));
    if (!rules.opFork && rules.revision >= Revision::Osaka && eth::encodeBlock(block).size() > kMaxBlockSize)
        return base::fail(Fault::BadData, "the block is longer than 8 MiB");
    if (rules.opFork && block.withdrawals && !block.withdrawals->empty())
        return base::fail(Fault::BadData, "withdrawals: an OP Stack block has none");
    return {};
}

base::Result<void> compareHeaders(const eth::Header& expected, const eth::Header& computed)
{
    constexpr Fault kFault = Fault::Mismatch;
    TRY(equal(kFault, "parentHash", expected.parentHash, computed.parentHash));
    TRY(equal(kFault, "transactionsRoot", expected.transactionsRoot, computed.transactionsRoot));
    TRY(equal(kFault, "gasUsed", expected.gasUsed, computed.gasUsed));
    TRY(equal(kFault, "receiptRoot", expected.receiptRoot, computed.receiptRoot));
    TRY(equal(kFault, "bloom", expected.bloom, computed.bloom));
    TRY(equal(kFault, "stateRoot", expected.stateRoot, computed.stateRoot));
    TRY(equal(kFault, "withdrawalsRoot", expected.withdrawalsRoot, computed.withdrawalsRoot));
    TRY(equal(kFault, "blobGasUsed", expected.blobGasUsed, computed.blobGasUsed));
    TRY(equal(kFault, "excessBlobGas", expected.excessBlobGas, computed.excessBlobGas));
    TRY(equal(kFault, "requestsHash", expected.requestsHash, computed.requestsHash));
    TRY(equal(kFault, "baseFeePerGas", expected.baseFeePerGas, computed.baseFeePerGas));
    TRY(equal(kFault, "extraData", expected.extraData, computed.extraData));
    return equal(kFault, "block hash", eth::headerHash(expected), eth::headerHash(computed));
}

namespace {

constexpr std::uint64_t kMinDifficulty = 131'072;
constexpr std::uint64_t kDifficultyDivisor = 2'048;
constexpr std::uint64_t kBombPeriod = 100'000;

/// By how many steps the difficulty rises; negative: it falls.
std::int64_t difficultySteps(std::uint64_t seconds, bool parentHasOmmers, Revision revision)
{
    constexpr std::int64_t kLowest = -99;
    const auto elapsed = static_cast<std::int64_t>(std::min<std::uint64_t>(seconds, 10'000));
    if (revision < Revision::Homestead) return elapsed < 13 ? 1 : -1;
    if (revision < Revision::Byzantium) return std::max(1 - elapsed / 10, kLowest);
    return std::max((parentHasOmmers ? 2 : 1) - elapsed / 9, kLowest);
}

} // namespace

Uint256 difficultyAfter(
    const eth::Header& parent, bool parentHasOmmers, std::uint64_t timestamp, const BlockRules& rules)
{
    const std::int64_t steps = difficultySteps(timestamp - parent.timestamp, parentHasOmmers, rules.revision);
    const Uint256 step = parent.difficulty / Uint256{kDifficultyDivisor};
    const Uint256 distance = step * Uint256{static_cast<std::uint64_t>(steps < 0 ? -steps : steps)};
    Uint256 difficulty = parent.difficulty + distance;
    if (steps < 0) difficulty = distance > parent.difficulty ? Uint256{} : parent.difficulty - distance;
    difficulty = std::max(difficulty, Uint256{kMinDifficulty});
    const std::uint64_t number = parent.number + 1, delay = rules.bombDelay;
    const std::uint64_t periods = number > delay ? (number - delay) / kBombPeriod : 0;
    return periods < 2 ? difficulty : difficulty + (Uint256{1} << (periods - 2));
}

} // namespace execution
