#include "tests/core/evm/random_program.h"

#include "core/evm/opcode.h"
#include "tests/core/evm/world.h"

#include <algorithm>

namespace tests {

std::uint32_t Choices::below(std::uint32_t limit)
{
    if (!m_bytes.empty()) {
        std::uint32_t value = m_bytes[0];
        m_bytes = m_bytes.subspan(1);
        if (limit > 256 && !m_bytes.empty()) {
            value = value << 8 | m_bytes[0];
            m_bytes = m_bytes.subspan(1);
        }
        return value % limit;
    }
    m_state = m_state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::uint32_t>((m_state >> 33u) % limit);
}

namespace {

using namespace evm;

constexpr std::uint8_t kOneOperand[] = {OP_ISZERO, OP_NOT, OP_CLZ, OP_CALLDATALOAD, OP_BALANCE,
    OP_EXTCODESIZE, OP_EXTCODEHASH, OP_BLOCKHASH, OP_BLOBHASH, OP_SLOAD, OP_TLOAD, OP_ISZERO};
constexpr std::uint8_t kTwoOperands[] = {OP_ADD, OP_MUL, OP_SUB, OP_DIV, OP_SDIV, OP_MOD, OP_SMOD,
    OP_SIGNEXTEND, OP_LT, OP_GT, OP_SLT, OP_SGT, OP_EQ, OP_AND, OP_OR, OP_XOR, OP_BYTE, OP_SHL, OP_SHR,
    OP_SAR, OP_EXP};
constexpr std::uint8_t kNoOperand[] = {OP_ADDRESS, OP_ORIGIN, OP_CALLER, OP_CALLVALUE, OP_CALLDATASIZE,
    OP_CODESIZE, OP_GASPRICE, OP_RETURNDATASIZE, OP_COINBASE, OP_TIMESTAMP, OP_NUMBER, OP_PREVRANDAO,
    OP_GASLIMIT, OP_CHAINID, OP_SELFBALANCE, OP_BASEFEE, OP_BLOBBASEFEE, OP_PC, OP_MSIZE, OP_GAS, OP_PUSH0};
constexpr std::uint8_t kPlaceAndSize[] = {OP_CALLDATACOPY, OP_CODECOPY, OP_RETURNDATACOPY, OP_MCOPY};
constexpr std::uint8_t kCalls[] = {OP_CALL, OP_CALLCODE, OP_DELEGATECALL, OP_STATICCALL};

template <std::size_t N>
std::uint8_t oneOf(Choices& choices, const std::uint8_t (&opcodes)[N])
{
    return opcodes[choices.below(N)];
}

class Writer {
public:
    explicit Writer(Choices& choices)
        : m_choices(choices)
    {
    }

    Bytes write()
    {
        for (int i = 0; i < kStock; ++i)
            pushNumber(m_choices.below(300));
        const std::uint32_t pieces = 4 + m_choices.below(60);
        for (std::uint32_t i = 0; i < pieces; ++i)
            piece();
        // The top of the stack is seen in the output, a few items below in storage.
        for (std::uint32_t i = m_choices.below(4); i > 0; --i)
            pushNumber(i), op(OP_SSTORE);
        pushNumber(0), op(OP_MSTORE), pushNumber(m_choices.below(128)), pushNumber(0);
        op(m_choices.oneIn(4) ? OP_REVERT : OP_RETURN);
        for (const std::size_t place : m_jumps)
            fillJump(place);
        return std::move(m_code);
    }

private:
    static constexpr int kStock = 40; ///< so that few programs run out of operands

    void op(std::uint8_t opcode) { m_code.push_back(opcode); }
    void pushNumber(std::uint64_t number)
    {
        if (number > 0xff) {
            op(OP_PUSH2);
            m_code.push_back(static_cast<std::uint8_t>(number >> 8));
        } else
            op(OP_PUSH1);
        m_code.push_back(static_cast<std::uint8_t>(number));
    }
    /// Numbers near the edges of words, and ordinary ones.
    void pushInteresting()
    {
        switch (m_choices.below(8)) {
        case 0:
            return pushNumber(m_choices.below(34));
        case 1:
            return pushNumber(m_choices.below(1000));
        case 2:
            return pushNumber(0), op(OP_NOT);
        case 3:
            return pushNumber(1), pushNumber(m_choices.below(257)), op(OP_SHL);
        case 4: {
            const std::uint32_t size = 1 + m_choices.below(32);
            op(static_cast<std::uint8_t>(OP_PUSH1 + size - 1));
            for (std::uint32_t i = 0; i < size; ++i)
                m_code.push_back(static_cast<std::uint8_t>(m_choices.below(256)));
            return;
        }
        case 5:
            return pushNumber(m_choices.below(12)), op(OP_SLOAD);
        case 6:
            return op(static_cast<std::uint8_t>(OP_DUP1 + m_choices.below(4)));
        default:
            return op(oneOf(m_choices, kNoOperand));
        }
    }
    void pushAddress()
    {
        if (m_choices.oneIn(3)) return op(OP_ADDRESS);
        pushNumber(m_choices.oneIn(2) ? 0xdd : m_choices.below(20));
    }
    void jumpTo(std::uint8_t opcode)
    {
        op(OP_PUSH2);
        m_jumps.push_back(m_code.size());
        m_code.insert(m_code.end(), {0, 0});
        if (opcode == OP_JUMPI && m_choices.oneIn(30)) op(OP_SWAP1);
        op(opcode);
    }
    void fillJump(std::size_t place)
    {
        const std::size_t target =
            m_targets.empty() ? 3 : m_targets[m_choices.below(static_cast<std::uint32_t>(m_targets.size()))];
        m_code[place] = static_cast<std::uint8_t>(target >> 8);
        m_code[place + 1] = static_cast<std::uint8_t>(target);
    }
    void call()
    {
        const std::uint8_t opcode = oneOf(m_choices, kCalls);
        for (int i = 0; i < 4; ++i)
            pushNumber(m_choices.below(70));
        if (opcode == OP_CALL || opcode == OP_CALLCODE) pushNumber(m_choices.oneIn(3) ? 1 : 0);
        pushAddress();
        m_choices.oneIn(2) ? op(OP_GAS) : pushNumber(m_choices.below(20000));
        op(opcode);
    }
    void create()
    {
        const bool salted = m_choices.oneIn(2);
        if (salted) pushNumber(m_choices.below(3));
        pushNumber(m_choices.below(70));
        pushNumber(m_choices.below(40));
        pushNumber(m_choices.below(2));
        op(salted ? OP_CREATE2 : OP_CREATE);
    }
    void piece()
    {
        switch (m_choices.below(20)) {
        case 0:
            m_targets.push_back(m_code.size());
            return op(OP_JUMPDEST);
        case 1:
            return jumpTo(OP_JUMPI);
        case 2:
            return m_choices.oneIn(4) ? jumpTo(OP_JUMP) : jumpTo(OP_JUMPI);
        case 3:
            return op(static_cast<std::uint8_t>(OP_DUP1 + m_choices.below(6)));
        case 4:
            return op(static_cast<std::uint8_t>(OP_SWAP1 + m_choices.below(6)));
        case 5:
            return op(OP_POP);
        case 6:
            return op(oneOf(m_choices, kOneOperand));
        case 7:
            return pushNumber(m_choices.below(300)), op(OP_MLOAD);
        case 8:
            return pushNumber(m_choices.below(300)), op(m_choices.oneIn(3) ? OP_MSTORE8 : OP_MSTORE);
        case 9:
            return pushNumber(m_choices.below(8)), op(m_choices.oneIn(3) ? OP_TSTORE : OP_SSTORE);
        case 10:
            return pushNumber(m_choices.below(100)), pushNumber(m_choices.below(100)), op(OP_KECCAK256);
        case 11:
            for (int i = 0; i < 3; ++i)
                pushNumber(m_choices.below(80));
            return op(oneOf(m_choices, kPlaceAndSize));
        case 12:
            return m_choices.oneIn(4) ? create() : call();
        case 13: {
            const auto topics = static_cast<std::uint8_t>(m_choices.below(5));
            for (int i = 0; i < topics + 2; ++i)
                pushNumber(m_choices.below(90));
            return op(static_cast<std::uint8_t>(OP_LOG0 + topics));
        }
        case 14:
            return pushInteresting(), op(m_choices.oneIn(2) ? OP_ADDMOD : OP_MULMOD);
        case 15:
            if (m_choices.oneIn(8)) return op(static_cast<std::uint8_t>(m_choices.below(256)));
            return pushInteresting(), op(oneOf(m_choices, kTwoOperands));
        case 16:
            return pushInteresting(), op(oneOf(m_choices, kTwoOperands)), op(OP_ISZERO);
        case 17:
            return op(oneOf(m_choices, kTwoOperands));
        default:
            return pushInteresting();
        }
    }

    Choices& m_choices;
    Bytes m_code;
    std::vector<std::size_t> m_jumps;
    std::vector<std::size_t> m_targets;
};

bool sameKind(Status a, Status b)
{
    const auto kind = [](Status status) { return std::min(static_cast<int>(status), 2); };
    return kind(a) == kind(b);
}

std::string hexOf(const Run& run)
{
    return base::toHex(run.world.entries.at(kContract).code) + " " + std::string(toString(run.revision));
}

} // namespace

Bytes randomProgram(Choices& choices)
{
    return Writer(choices).write();
}

Run randomRun(Choices& choices)
{
    const Revision revision{
        static_cast<std::uint8_t>(choices.oneIn(3) ? choices.below(kRevisionCount) : kRevisionCount - 1)};
    Run run(revision);
    run.code(base::toHex(randomProgram(choices))).gas(1000 + choices.below(60000));
    run.world.entries[kContract].balance = Uint256{5};
    for (std::uint64_t slot = 0; slot < 4; ++slot)
        run.world.entries[kContract].storage[slot] = Uint256{slot * 7};
    run.world.entries[kOther].code = randomProgram(choices);
    run.world.entries[kOther].nonce = 1;
    run.input.assign(choices.below(70), 0x5a);
    return run;
}

std::string differenceBetween(const Run& a, const Run& b)
{
    if (!sameKind(a.outcome.status, b.outcome.status))
        return "status " + std::string(toString(a.outcome.status)) + " and " +
               std::string(toString(b.outcome.status)) + ": " + hexOf(a);
    if (a.outcome.gasLeft != b.outcome.gasLeft) return "gas: " + hexOf(a);
    if (a.outcome.output != b.outcome.output) return "output: " + hexOf(a);
    if (a.logs != b.logs) return "logs: " + hexOf(a);
    if (a.diff.accounts != b.diff.accounts || a.diff.codes != b.diff.codes) return "state: " + hexOf(a);
    if (a.refund != b.refund) return "refund: " + hexOf(a);
    return {};
}

std::string differenceBetweenInterpreters(Choices& choices)
{
    Run fast = randomRun(choices);
    Run plain = fast;
    plain.plainly = true;
    return differenceBetween(fast.run(), plain.run());
}

} // namespace tests
