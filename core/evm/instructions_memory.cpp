#include "core/evm/frame.h"

#include <algorithm>

namespace evm::instruction {
namespace {

/// Copies bytes of `source` from `offset` into memory; beyond the source's end they are zero.
Status copyIn(Frame& frame, ByteView source, const Uint256& to, const Uint256& offset, const Uint256& size)
{
    if (!frame.reach(to, size)) return Status::OutOfGas;
    if (!frame.charge(kWordCopyGas * static_cast<std::int64_t>((size.low64() + 31) / 32)))
        return Status::OutOfGas;
    if (size.isZero()) return kGoOn;
    const std::size_t begin = offset < Uint256{source.size()} ? offset.low64() : source.size();
    const ByteView part = source.subspan(begin, std::min(size.low64(), source.size() - begin));
    std::uint8_t* const target = frame.memory.data() + to.low64();
    if (!part.empty()) std::memcpy(target, part.data(), part.size());
    std::memset(target + part.size(), 0, size.low64() - part.size());
    return kGoOn;
}

Status copyInThree(Frame& frame, ByteView source)
{
    frame.sp -= 3;
    return copyIn(frame, source, frame.sp[2], frame.sp[1], frame.sp[0]);
}

/// The account whose address is on the stack, paid for.
AccountEntry* accessed(Frame& frame, const Uint256& address)
{
    if (frame.machine.isBeyond(address.toAddress(), frame.gas)) return nullptr;
    AccountEntry& entry = frame.state().account(address.toAddress());
    if (frame.machine.isColdAccess(entry) && !frame.charge(frame.machine.schedule.coldAccount))
        return nullptr;
    return &entry;
}

} // namespace

Status balance(Frame& frame)
{
    const AccountEntry* entry = accessed(frame, frame.sp[-1]);
    if (!entry) return Status::OutOfGas;
    frame.sp[-1] = entry->balance;
    return kGoOn;
}

Status extCodeSize(Frame& frame)
{
    AccountEntry* entry = accessed(frame, frame.sp[-1]);
    if (!entry) return Status::OutOfGas;
    frame.sp[-1] = frame.state().code(*entry).size();
    return kGoOn;
}

/// EIP-1052: zero for an account that does not exist, which since EIP-161 includes the empty ones.
Status extCodeHash(Frame& frame)
{
    const AccountEntry* entry = accessed(frame, frame.sp[-1]);
    if (!entry) return Status::OutOfGas;
    frame.sp[-1] = entry->isEmpty() ? Uint256{} : Uint256::from(entry->codeHash);
    return kGoOn;
}

Status extCodeCopy(Frame& frame)
{
    AccountEntry* entry = accessed(frame, frame.sp[-1]);
    if (!entry) return Status::OutOfGas;
    frame.sp -= 4;
    return copyIn(frame, frame.state().code(*entry), frame.sp[2], frame.sp[1], frame.sp[0]);
}

Uint256 callDataWord(const Frame& frame, const Uint256& offset)
{
    const ByteView data = frame.callData;
    if (offset >= Uint256{data.size()}) return {};
    const ByteView present = data.subspan(offset.low64());
    if (present.size() >= 32) return loadWord(present.data());
    std::uint8_t word[32] = {};
    std::memcpy(word, present.data(), present.size());
    return loadWord(word);
}

Status callDataLoad(Frame& frame)
{
    frame.sp[-1] = callDataWord(frame, frame.sp[-1]);
    return kGoOn;
}

Status callDataCopy(Frame& frame)
{
    return copyInThree(frame, frame.callData);
}

Status codeCopy(Frame& frame)
{
    return copyInThree(frame, frame.code.bytes());
}

/// EIP-211: unlike the other copies it fails beyond the end.
Status returnDataCopy(Frame& frame)
{
    const Uint256& offset = frame.sp[-2];
    const Uint256& size = frame.sp[-3];
    const auto [end, overflow] = base::addOverflow(offset, size);
    if (overflow || end > Uint256{frame.returnData.size()}) return Status::ReturnDataOutOfBounds;
    return copyInThree(frame, frame.returnData);
}

Status memoryLoad(Frame& frame)
{
    Uint256& offset = frame.sp[-1];
    if (!frame.reach(offset, 32)) return Status::OutOfGas;
    offset = loadWord(frame.memory.data() + offset.low64());
    return kGoOn;
}

Status memoryStore(Frame& frame)
{
    const Uint256& offset = frame.sp[-1];
    if (!frame.reach(offset, 32)) return Status::OutOfGas;
    storeWord(frame.memory.data() + offset.low64(), frame.sp[-2]);
    frame.sp -= 2;
    return kGoOn;
}

Status memoryStore8(Frame& frame)
{
    const Uint256& offset = frame.sp[-1];
    if (!frame.reach(offset, 1)) return Status::OutOfGas;
    frame.memory.data()[offset.low64()] = static_cast<std::uint8_t>(frame.sp[-2].low64());
    frame.sp -= 2;
    return kGoOn;
}

/// EIP-5656: memory grows to the farther of both ranges.
bool copyMemory(Frame& frame, const Uint256& to, const Uint256& from, const Uint256& size)
{
    if (!frame.reach(std::max(to, from), size)) return false;
    const std::uint64_t bytes = size.low64();
    if (!frame.charge(kWordCopyGas * static_cast<std::int64_t>((bytes + 31) / 32))) return false;
    if (bytes != 0) std::memmove(frame.memory.data() + to.low64(), frame.memory.data() + from.low64(), bytes);
    return true;
}

Status memoryCopy(Frame& frame)
{
    if (!copyMemory(frame, frame.sp[-1], frame.sp[-2], frame.sp[-3])) return Status::OutOfGas;
    frame.sp -= 3;
    return kGoOn;
}

Status returnOutput(Frame& frame)
{
    if (!frame.reach(frame.sp[-1], frame.sp[-2])) return Status::OutOfGas;
    frame.output = frame.memoryRange(frame.sp[-1], frame.sp[-2]);
    return Status::Success;
}

Status revertOutput(Frame& frame)
{
    const Status status = returnOutput(frame);
    return status == Status::Success ? Status::Revert : status;
}

Status blockHash(Frame& frame)
{
    constexpr std::uint64_t kReach = 256;
    Uint256& number = frame.sp[-1];
    const BlockContext& block = frame.machine.block;
    const bool known =
        number < Uint256{block.number} && block.number - number.low64() <= kReach && block.blockHash;
    number = known ? Uint256::from(block.blockHash(number.low64())) : Uint256{};
    return kGoOn;
}

Status blobHash(Frame& frame)
{
    Uint256& index = frame.sp[-1];
    const std::vector<Hash>& hashes = frame.machine.transaction->blobHashes;
    index = index < Uint256{hashes.size()} ? Uint256::from(hashes[index.low64()]) : Uint256{};
    return kGoOn;
}

} // namespace evm::instruction
