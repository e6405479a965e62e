#include "core/evm/trace.h"

#include "core/evm/opcode.h"

namespace evm {
namespace {

std::string hexNumber(std::uint64_t value)
{
    return "\"" + base::toQuantity(Uint256{value}) + "\"";
}

std::string stackText(std::span<const Uint256> stack)
{
    std::string text = "[";
    for (const Uint256& item : stack) {
        if (text.size() > 1) text += ',';
        text += "\"" + base::toQuantity(item) + "\"";
    }
    return text + "]";
}

} // namespace

std::string toJsonLine(const TraceStep& step)
{
    std::string line = "{\"pc\":" + std::to_string(step.programCounter);
    line += ",\"op\":" + std::to_string(step.opcode);
    line += ",\"gas\":" + hexNumber(static_cast<std::uint64_t>(step.gas));
    line += ",\"gasCost\":" + hexNumber(static_cast<std::uint64_t>(step.gasCost));
    line += ",\"memSize\":" + std::to_string(step.memorySize);
    line += ",\"stack\":" + stackText(step.stack);
    line += ",\"depth\":" + std::to_string(step.depth);
    line += ",\"refund\":" + std::to_string(step.refund);
    const std::string_view name = kOpcodes[step.opcode].name;
    line += ",\"opName\":\"" + std::string(name.empty() ? "UNDEFINED" : name) + "\"";
    const bool failed = step.error != Status::Success && step.error != Status::Revert;
    if (failed) line += ",\"error\":\"" + std::string(toString(step.error)) + "\"";
    return line + "}";
}

} // namespace evm
