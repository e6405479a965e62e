#pragma once

#include "core/evm/evm.h"
#include "core/practice/contracts/contract_call.h"

namespace practice {

/// Makes a genesis state by running code in the surroundings of the block that the state will belong to:
/// constructors at addresses of our choice, and calls by anybody.
class GenesisWriter {
public:
    /// Both must live as long as the writer; of the header number, time and gas limit count.
    GenesisWriter(
        const execution::ChainRules& rules, const eth::Header& header, execution::MemoryState& state);
    GenesisWriter(const GenesisWriter&) = delete;
    GenesisWriter& operator=(const GenesisWriter&) = delete;

    /// Refused when the constructor fails.
    base::Result<void> create(const Address& at, ByteView initCode);
    /// Refused when the call fails.
    base::Result<void> call(const Address& sender, const Address& contract, ByteView data);
    /// Writes everything to the state.
    base::Result<void> finish();

private:
    base::Result<void> run(const evm::Message& message);

    execution::BlockRules m_rules;
    evm::BlockContext m_context;
    execution::MemoryState& m_world;
    evm::State m_state;
    evm::CodeCache m_codes;
    evm::Evm m_evm;
};

} // namespace practice
