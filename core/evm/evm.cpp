#include "core/evm/evm.h"

#include "core/evm/machine.h"

#include <algorithm>

namespace evm {
namespace {

constexpr std::size_t kDelegationSize = 23;
constexpr std::array<std::uint8_t, 3> kDelegationMark{0xef, 0x01, 0x00};

} // namespace

std::optional<Address> delegationOf(ByteView code)
{
    if (code.size() != kDelegationSize ||
        !std::equal(kDelegationMark.begin(), kDelegationMark.end(), code.begin()))
        return std::nullopt;
    return Address::from(code.subspan(kDelegationMark.size()));
}

Bytes delegationCode(const Address& target)
{
    Bytes code;
    code.reserve(kDelegationSize);
    base::append(code, kDelegationMark);
    base::append(code, target);
    return code;
}

Evm::Evm(Revision revision, const PrecompileRules& precompiles, const BlockContext& block, State& state,
    CodeCache& cache, Tracer* tracer)
    : m_machine(std::make_unique<Machine>(revision, precompiles, block, state, cache, tracer))
{
}

Evm::~Evm() = default;

Outcome Evm::execute(const TransactionContext& transaction, const Message& message)
{
    Machine& machine = *m_machine;
    machine.transaction = &transaction;
    // A sender that pays nothing is not read: no witness holds the account that the protocol's own calls come
    // from.
    if (!message.value.isZero() && (message.kind == CallKind::Call || isCreate(message.kind)))
        if (machine.state.balance(message.sender) < message.value)
            return {Status::InsufficientBalance, message.gas, {}};
    if (isCreate(message.kind))
        machine.state.warmAddress(message.recipient);
    else if (const auto delegate = machine.delegationOf(machine.state.account(message.codeAddress)))
        machine.state.warmAddress(*delegate);
    const CallResult result = machine.run(message, machine.bottomOfStack());
    Outcome outcome{result.status, result.gasLeft, base::toBytes(result.output)};
    machine.trimMemories();
    return outcome;
}

void Evm::runPlainly()
{
    m_machine->isPlain = true;
}

bool Evm::isPrecompile(const Address& address) const
{
    return m_machine->precompileAt(address) != nullptr;
}

} // namespace evm
