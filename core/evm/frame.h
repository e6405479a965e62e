#pragma once

#include "core/evm/code.h"
#include "core/evm/machine.h"
#include "core/evm/memory.h"
#include "core/evm/message.h"

namespace evm {

/// What an instruction says when the message goes on.
inline constexpr Status kGoOn{0xff};

class PendingStep;
class Program;
union Cell;

/// A running message. Instructions are functions on it; the stack grows upwards, sp[-1] is its top.
struct Frame {
    Machine& machine;
    const Message& message;
    const Code& code;
    AccountEntry& self; ///< of message.recipient
    Memory& memory;
    Uint256* stack;
    Uint256* sp;
    std::int64_t gas;
    std::uint64_t pc = 0;
    ByteView callData{};   ///< empty in a creation
    ByteView returnData{}; ///< of the last call
    ByteView output{};
    PendingStep* pending = nullptr; ///< the instruction that runs, when it is traced
    Program* program = nullptr;     ///< when the frame runs by its translated code
    Cell* cell = nullptr;           ///< where it is in that, when each operation returns
    std::uint64_t jumpTarget = 0;   ///< where it jumps to, while the block there is made

    State& state() const { return machine.state; }
    Revision revision() const { return machine.revision; }

    bool charge(std::int64_t amount)
    {
        gas -= amount;
        return gas >= 0;
    }
    /// Makes memory reach over a range and charges for it; false when the gas does not suffice. An empty
    /// range needs nothing, wherever it is.
    bool reach(const Uint256& offset, const Uint256& size)
    {
        if (size.isZero()) return true;
        if (!offset.fitsUint64() || !size.fitsUint64()) return false;
        return reach(offset.low64(), size.low64());
    }
    bool reach(std::uint64_t offset, std::uint64_t size)
    {
        if (offset > Memory::kLimit || size > Memory::kLimit) return false;
        return offset + size <= memory.size() || expand(offset + size);
    }
    bool reachWord(const Uint256& offset) { return offset.fitsUint64() && reach(offset.low64(), 32); }
    /// The range that reach() has been called for.
    ByteView memoryRange(const Uint256& offset, const Uint256& size) const
    {
        return memory.view(offset.low64(), size.low64());
    }

private:
    bool expand(std::uint64_t end)
    {
        const std::uint64_t now = memory.size() / 32, then = (end + 31) / 32;
        if (!charge(memoryCost(then) - memoryCost(now))) return false;
        memory.grow(then * 32);
        return true;
    }
};

/// Tells the tracer, if there is one, of a call or creation before its callee runs.
void traceCall(Frame& frame);

using Instruction = Status (*)(Frame&);

/// The function of every instruction; nothing for an opcode that no revision defines.
extern const std::array<Instruction, 256> kInstructions;

/// The instructions that are more than a line; the interpreters may do the others in their own way.
namespace instruction {
/// SLOAD's value, paid for; nothing when the gas does not suffice.
const Uint256* loadSlot(Frame& frame, const Uint256& key);
Status storeSlot(Frame& frame, const Uint256& key, const Uint256& value);
Uint256 callDataWord(const Frame& frame, const Uint256& offset);
Status keccak256(Frame& frame);
Status exp(Frame& frame);
Status balance(Frame& frame);
Status callDataLoad(Frame& frame);
Status callDataCopy(Frame& frame);
Status codeCopy(Frame& frame);
Status extCodeSize(Frame& frame);
Status extCodeCopy(Frame& frame);
Status extCodeHash(Frame& frame);
Status returnDataCopy(Frame& frame);
Status blockHash(Frame& frame);
Status blobHash(Frame& frame);
Status memoryLoad(Frame& frame);
Status memoryStore(Frame& frame);
Status memoryStore8(Frame& frame);
Status memoryCopy(Frame& frame);
/// MCOPY's work, paid for; false when the gas does not suffice.
bool copyMemory(Frame& frame, const Uint256& to, const Uint256& from, const Uint256& size);
Status storageLoad(Frame& frame);
Status storageStore(Frame& frame);
Status transientLoad(Frame& frame);
Status transientStore(Frame& frame);
template <unsigned topics>
Status log(Frame& frame);
template <CallKind kind>
Status call(Frame& frame);
template <CallKind kind>
Status create(Frame& frame);
Status returnOutput(Frame& frame);
Status revertOutput(Frame& frame);
Status selfDestruct(Frame& frame);
} // namespace instruction

} // namespace evm
