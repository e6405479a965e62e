#pragma once

#include "core/evm/code_cache.h"
#include "core/evm/message.h"
#include "core/evm/precompiles.h"
#include "core/evm/revision.h"
#include "core/evm/state.h"
#include "core/evm/trace.h"

#include <memory>

namespace evm {

struct Machine;

/// Runs messages on a State by the rules of one fork. One Evm serves a block; it is cheap to make when the
/// CodeCache lives on. Not thread-safe, but Evms of several threads may share a cache.
class Evm {
public:
    /// All references must live as long as the Evm. With a tracer every instruction is reported, and runs
    /// slowly.
    Evm(Revision revision, const PrecompileRules& precompiles, const BlockContext& block, State& state,
        CodeCache& cache, Tracer* tracer = nullptr);
    ~Evm();
    Evm(const Evm&) = delete;
    Evm& operator=(const Evm&) = delete;

    /// Executes a top-level message (depth 0) within a transaction that the State has begun. Moves the value,
    /// follows an EIP-7702 delegation of the code address, and undoes all changes when it fails. Of a
    /// creation the caller has raised the sender's nonce and put the new address into `recipient`. The caller
    /// charges the intrinsic gas, warms what the transaction makes warm (sender, target, coinbase, access
    /// list; precompiles are warm always) and gives refunds.
    Outcome execute(const TransactionContext& transaction, const Message& message);

    /// Reads every instruction on its own, as with a tracer: slow, and obviously right. For comparing the
    /// two.
    void runPlainly();

    /// True when the address is a precompile by the rules of this Evm.
    bool isPrecompile(const Address& address) const;

private:
    std::unique_ptr<Machine> m_machine;
};

/// EIP-7702: the address that code of the form 0xef0100 ‖ address points to.
std::optional<Address> delegationOf(ByteView code);
/// The code that makes an account point to `target`.
Bytes delegationCode(const Address& target);

} // namespace evm
