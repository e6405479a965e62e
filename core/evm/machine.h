#pragma once

#include "core/evm/code_cache.h"
#include "core/evm/gas.h"
#include "core/evm/message.h"
#include "core/evm/modulus.h"
#include "core/evm/precompiles.h"
#include "core/evm/state.h"
#include "core/evm/trace.h"
#include "core/evm/workspace.h"

namespace evm {

class Code;
struct Frame;

inline constexpr int kCallDepthLimit = 1024;

/// What a message came to, inside the EVM: the output is a view that lasts until the caller's next call.
struct CallResult {
    Status status = Status::Success;
    std::int64_t gasLeft = 0;
    ByteView output;
};

/// All that the frames of a run share.
struct Machine {
    Machine(Revision, const PrecompileRules&, const BlockContext&, State&, CodeCache&, Tracer*);
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;
    ~Machine() { Workspace::giveBack(std::move(m_workspace)); }

    Revision revision;
    const GasSchedule& schedule;
    const PrecompileRules& precompiles;
    const BlockContext& block;
    State& state;
    CodeCache& cache;
    Tracer* tracer;
    bool isPlain; ///< one instruction after the other, as a tracer wants it
    const TransactionContext* transaction = nullptr;
    Modulus modulus; ///< of the last MULMOD

    /// Runs a message; `stack` is where its stack may begin. Undoes its changes when it fails.
    CallResult run(const Message& message, Uint256* stack);

    const Precompile* precompileAt(const Address& address) const;
    /// EIP-2929: true when the access is to be paid as a cold one. Never before Berlin.
    bool isColdAccess(AccountEntry& entry);
    /// True when an access to the account is cold and costs more than there is. Such an account is not even
    /// read: a witness holds only what could be paid for.
    bool isBeyond(const Address& address, std::int64_t gas) const;
    /// Where the account's code points to by EIP-7702.
    std::optional<Address> delegationOf(AccountEntry& entry);

    Uint256* bottomOfStack() { return m_workspace->stacks().bottom(); }
    void trimMemories() { m_workspace->trim(); }

private:
    CallResult call(const Message& message, Uint256* stack);
    CallResult create(const Message& message, Uint256* stack);
    CallResult runPrecompile(const Precompile& precompile, const Message& message);
    CallResult runCode(const Message& message, AccountEntry& holder, Uint256* stack);
    CallResult interpret(const Message& message, Code& code, Uint256* stack);
    CallResult deploy(AccountEntry& entry, const CallResult& made);
    void transfer(const Message& message, AccountEntry& recipient);

    std::unique_ptr<Workspace> m_workspace = Workspace::take();
    Bytes m_precompileOutput;
};

/// Runs a frame, checking each instruction on its own, and tells the machine's tracer of it if there is one:
/// the slow, plain reading of the rules.
Status interpretPlainly(Frame& frame);

} // namespace evm
