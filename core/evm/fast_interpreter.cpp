#include "core/evm/fast_interpreter.h"

#include "core/evm/fast_operation.h"

namespace evm {
namespace {

constexpr Handler kHandlers[] = {
#define EVM_OPERATION(name) operation##name,
    EVM_OPERATIONS(EVM_OPERATION)
#undef EVM_OPERATION
};

} // namespace

Handler handlerOf(Operation operation)
{
    return kHandlers[static_cast<std::size_t>(operation)];
}

Status interpretFast(Frame& frame, Program& program)
{
    frame.program = &program;
    Status status = operationBegin(nullptr, frame.sp, frame.gas, frame);
#if !EVM_JUMPS
    while (status == kGoOn)
        status = frame.cell->handler(frame.cell, frame.sp, frame.gas, frame);
#endif
    return status;
}

} // namespace evm
