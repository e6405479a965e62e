#include "core/evm/frame.h"

#include <vector>

namespace evm {

/// A step that is told of once its cost is known: after the instruction, or before a callee's first.
class PendingStep {
public:
    explicit PendingStep(Frame& frame)
        : m_frame(frame)
        , m_stack(frame.stack, frame.sp)
    {
        m_step.programCounter = frame.pc;
        m_step.opcode = frame.code.at(frame.pc);
        m_step.gas = frame.gas;
        m_step.memorySize = frame.memory.size();
        m_step.depth = frame.message.depth + 1;
        m_step.refund = frame.state().refund();
        frame.pending = this;
    }
    PendingStep(const PendingStep&) = delete;
    PendingStep& operator=(const PendingStep&) = delete;
    ~PendingStep() { m_frame.pending = nullptr; }

    void tell(Status error)
    {
        if (m_told) return;
        m_told = true;
        m_step.stack = m_stack;
        m_step.gasCost = m_step.gas - m_frame.gas;
        m_step.error = error;
        m_frame.machine.tracer->step(m_step);
    }

private:
    Frame& m_frame;
    std::vector<Uint256> m_stack;
    TraceStep m_step;
    bool m_told = false;
};

void traceCall(Frame& frame)
{
    if (frame.pending) frame.pending->tell(Status::Success);
}

namespace {

/// Whether the instruction may run at all: it exists, the stack has its operands and room for its results.
Status checkInstruction(const Frame& frame, std::uint8_t opcode)
{
    const OpcodeTraits& traits = kOpcodes[opcode];
    if (!traits.isDefined(frame.revision())) return Status::InvalidInstruction;
    const auto height = static_cast<std::size_t>(frame.sp - frame.stack);
    if (height < traits.stackIn) return Status::StackUnderflow;
    if (height + traits.stackOut > kStackLimit + traits.stackIn) return Status::StackOverflow;
    return kGoOn;
}

Status runInstruction(Frame& frame, std::uint8_t opcode)
{
    const Status status = checkInstruction(frame, opcode);
    if (status != kGoOn) return status;
    if (!frame.charge(frame.machine.schedule.base[opcode])) return Status::OutOfGas;
    return kInstructions[opcode](frame);
}

Status traceInstruction(Frame& frame)
{
    PendingStep step(frame);
    const Status status = runInstruction(frame, frame.code.at(frame.pc));
    step.tell(status == kGoOn ? Status::Success : status);
    return status;
}

} // namespace

Status interpretPlainly(Frame& frame)
{
    const bool traced = frame.machine.tracer != nullptr;
    for (;; ++frame.pc) {
        if (frame.pc > frame.code.size())
            return Status::Success; // behind a PUSH that the end of the code cuts off
        const Status status =
            traced ? traceInstruction(frame) : runInstruction(frame, frame.code.at(frame.pc));
        if (status != kGoOn) return status;
    }
}

} // namespace evm
