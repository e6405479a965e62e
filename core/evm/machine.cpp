#include "core/evm/machine.h"

#include "core/evm/evm.h"
#include "core/evm/fast_interpreter.h"
#include "core/evm/frame.h"

#include <algorithm>

namespace evm {
namespace {

constexpr std::size_t kCodeSizeLimit = 0x6000; // EIP-170

} // namespace

Machine::Machine(Revision revision_, const PrecompileRules& precompiles_, const BlockContext& block_,
    State& state_, CodeCache& cache_, Tracer* tracer_)
    : revision(revision_)
    , schedule(gasSchedule(revision_))
    , precompiles(precompiles_)
    , block(block_)
    , state(state_)
    , cache(cache_)
    , tracer(tracer_)
    , isPlain(tracer_ != nullptr)
{
}

const Precompile* Machine::precompileAt(const Address& address) const
{
    const auto head = ByteView(address).first(18);
    if (std::ranges::any_of(head, [](std::uint8_t byte) { return byte != 0; })) return nullptr;
    return precompiles.find(address);
}

bool Machine::isColdAccess(AccountEntry& entry)
{
    if (revision < Revision::Berlin || precompileAt(entry.address)) return false;
    return state.warm(entry);
}

bool Machine::isBeyond(const Address& address, std::int64_t gas) const
{
    return gas < schedule.coldAccount && revision >= Revision::Berlin && !state.knows(address) &&
           !precompileAt(address);
}

std::optional<Address> Machine::delegationOf(AccountEntry& entry)
{
    if (revision < Revision::Prague || !entry.hasCode()) return std::nullopt;
    return evm::delegationOf(state.code(entry));
}

CallResult Machine::run(const Message& message, Uint256* stack)
{
    const Checkpoint before = state.checkpoint();
    const CallResult result = isCreate(message.kind) ? create(message, stack) : call(message, stack);
    if (result.status != Status::Success) state.revert(before);
    return result;
}

/// A transfer of nothing still touches the recipient (EIP-161), and before that EIP brought it into being.
void Machine::transfer(const Message& message, AccountEntry& recipient)
{
    state.touch(recipient);
    if (message.value.isZero()) return;
    state.subBalance(message.sender, message.value);
    state.addBalance(recipient, message.value);
}

CallResult Machine::call(const Message& message, Uint256* stack)
{
    if (message.kind == CallKind::Call)
        transfer(message, state.account(message.recipient));
    else if (message.kind == CallKind::StaticCall)
        state.touch(message.recipient);

    if (const Precompile* precompile = precompileAt(message.codeAddress))
        return runPrecompile(*precompile, message);
    AccountEntry& holder = state.account(message.codeAddress);
    const auto delegate = delegationOf(holder);
    return runCode(message, delegate ? state.account(*delegate) : holder, stack);
}

CallResult Machine::runPrecompile(const Precompile& precompile, const Message& message)
{
    const std::int64_t price = precompile.gas(message.input);
    if (price > message.gas) return {Status::OutOfGas, 0, {}};
    m_precompileOutput.clear();
    if (message.input.size() > precompile.inputLimit || !precompile.run(message.input, m_precompileOutput))
        return {Status::PrecompileFailure, 0, {}};
    return {Status::Success, message.gas - price, m_precompileOutput};
}

CallResult Machine::runCode(const Message& message, AccountEntry& holder, Uint256* stack)
{
    if (!holder.hasCode()) return {Status::Success, message.gas, {}};
    if (!holder.program) holder.program = cache.get(holder.codeHash, state.code(holder));
    return interpret(message, *holder.program, stack);
}

CallResult Machine::interpret(const Message& message, Code& code, Uint256* stack)
{
    const StackSpace::Place place(m_workspace->stacks(), stack);
    Frame frame{*this, message, code, state.account(message.recipient), m_workspace->memoryAt(message.depth),
        place.begin(), place.begin(), message.gas};
    if (!isCreate(message.kind)) frame.callData = message.input;
    const Status status = isPlain ? interpretPlainly(frame) : interpretFast(frame, code.program(revision));
    const bool keepsGas = status == Status::Success || status == Status::Revert;
    return {status, keepsGas ? frame.gas : 0, frame.output};
}

CallResult Machine::create(const Message& message, Uint256* stack)
{
    AccountEntry& entry = state.account(message.recipient);
    // EIP-684, EIP-7610.
    if (entry.nonce != 0 || entry.hasCode() || entry.hasStorage()) return {Status::AddressCollision, 0, {}};
    state.markCreated(entry);
    if (revision >= Revision::SpuriousDragon) state.setNonce(entry, 1);
    transfer(message, entry);

    Code initCode(message.input);
    const CallResult made = interpret(message, initCode, stack);
    return made.status == Status::Success ? deploy(entry, made) : made;
}

CallResult Machine::deploy(AccountEntry& entry, const CallResult& made)
{
    const ByteView code = made.output;
    if (revision >= Revision::SpuriousDragon && code.size() > kCodeSizeLimit)
        return {Status::CodeTooLarge, 0, {}};
    if (revision >= Revision::London && !code.empty() && code[0] == 0xef)
        return {Status::CodeStartsWithEf, 0, {}};
    const std::int64_t price = kCodeByteGas * static_cast<std::int64_t>(code.size());
    if (price > made.gasLeft) {
        if (revision >= Revision::Homestead) return {Status::OutOfGas, 0, {}};
        return {Status::Success, made.gasLeft, {}}; // Frontier leaves a contract without code
    }
    if (!code.empty()) state.setCode(entry, code);
    return {Status::Success, made.gasLeft - price, code};
}

} // namespace evm
