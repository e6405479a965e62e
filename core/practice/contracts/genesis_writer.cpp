#include "core/practice/contracts/genesis_writer.h"

#include "core/execution/block_run.h"

namespace practice {

using base::Fault;

namespace {

constexpr std::int64_t kGas = 100'000'000;

} // namespace

GenesisWriter::GenesisWriter(
    const execution::ChainRules& rules, const eth::Header& header, execution::MemoryState& state)
    : m_rules(rules.at(header.number, header.timestamp, header.timestamp))
    , m_context(execution::contextOf(header, m_rules))
    , m_world(state)
    , m_state(state)
    , m_evm(m_rules.revision, *m_rules.precompiles, m_context, m_state, m_codes)
{
}

base::Result<void> GenesisWriter::run(const evm::Message& message)
{
    m_state.beginTransaction();
    const evm::Outcome outcome = m_evm.execute({message.sender, {}, {}}, message);
    m_state.finishTransaction(m_rules.revision);
    if (outcome.succeeded()) return {};
    return base::fail(Fault::Refused, "genesis: " + base::toHex0x(message.recipient) + ": " +
                                          std::string(evm::toString(outcome.status)) + " " +
                                          base::toHex0x(outcome.output));
}

base::Result<void> GenesisWriter::create(const Address& at, ByteView initCode)
{
    evm::Message message;
    message.kind = evm::CallKind::Create;
    message.gas = kGas;
    message.recipient = at;
    message.input = initCode;
    return run(message);
}

base::Result<void> GenesisWriter::call(const Address& sender, const Address& contract, ByteView data)
{
    return run(evm::Message::call(sender, contract, data, kGas));
}

base::Result<void> GenesisWriter::finish()
{
    TRY(m_world.commit(m_state.diff()));
    return {};
}

} // namespace practice
