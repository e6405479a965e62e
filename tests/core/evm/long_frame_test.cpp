#include "core/base/thread.h"
#include "core/evm/opcode.h"
#include "tests/core/evm/world.h"

#include <QtTest>

using namespace tests;
using namespace evm;

namespace {

/// Small enough that what one operation in a hundred leaves on it ends the program.
constexpr std::size_t kSmallStack = 512u << 10u;
constexpr std::uint64_t kOperations = 10'000'000;

/// Writes a loop whose body has every form of operation that the translator makes. The counter, which no
/// translator can know, is on top of the stack before and after each piece.
class LoopWriter {
public:
    LoopWriter()
    {
        // Nothing is below the counter, so that its copies are all that a piece works on.
        m_code = {OP_PUSH4, 0, 0, 0, 0, OP_JUMPDEST};
        words();
        comparisons();
        worldAndMemory();
        jumps();
        add({OP_PUSH1, 1, OP_SWAP1, OP_SUB, OP_DUP1, OP_PUSH1, kLoop, OP_JUMPI, OP_STOP});
    }

    /// The code, for so many operations in all.
    Bytes code() const
    {
        Bytes out = m_code;
        base::storeBigEndian(out.data() + 1, static_cast<std::uint32_t>(kOperations / m_operations));
        return out;
    }

private:
    static constexpr std::uint8_t kLoop = 5;

    void add(std::initializer_list<std::uint8_t> bytes)
    {
        m_code.insert(m_code.end(), bytes);
        ++m_operations;
    }
    /// Keeps a piece's result where nobody can see that it is not needed.
    void keep() { add({OP_PUSH0, OP_MSTORE}); }
    void pushWide()
    {
        m_code.push_back(OP_PUSH32);
        m_code.insert(m_code.end(), 32, 0xa5);
    }
    void pushPlace(std::size_t place)
    {
        add({OP_PUSH2, static_cast<std::uint8_t>(place >> 8), static_cast<std::uint8_t>(place)});
    }

    void words()
    {
        for (const std::uint8_t op :
            {OP_ADD, OP_SUB, OP_MUL, OP_DIV, OP_SDIV, OP_MOD, OP_SMOD, OP_AND, OP_OR, OP_XOR, OP_SHL, OP_SHR,
                OP_SAR, OP_BYTE, OP_SIGNEXTEND, OP_EXP, OP_LT, OP_GT, OP_SLT, OP_SGT, OP_EQ}) {
            add({OP_DUP1, OP_CALLDATASIZE, op}), keep();
            add({OP_DUP1, OP_PUSH1, 3, op}), keep();
            add({OP_PUSH1, 3, OP_DUP2, op}), keep();
            add({OP_DUP1}), pushWide(), add({op}), keep();
            pushWide(), add({OP_DUP2, op}), keep();
        }
        for (const std::uint8_t op : {OP_NOT, OP_ISZERO, OP_CLZ})
            add({OP_DUP1, op}), keep();
        add({OP_DUP1, OP_ISZERO, OP_ISZERO}), keep();
        for (const std::uint8_t op : {OP_ADDMOD, OP_MULMOD})
            add({OP_PUSH1, 7, OP_DUP2, OP_DUP3, op}), keep();
        add({OP_DUP1, OP_CALLDATASIZE, OP_SWAP1}), keep(), add({OP_POP});
        add({OP_DUP1, OP_DUP1, OP_PUSH1, 9, OP_SWAP2, OP_ADD, OP_MUL}), keep();
    }

    /// Jumps to what follows, taken or not.
    void branch(std::initializer_list<std::uint8_t> condition)
    {
        add(condition);
        pushPlace(m_code.size() + 4);
        add({OP_JUMPI, OP_JUMPDEST});
    }
    void comparisons()
    {
        for (const std::uint8_t op : {OP_LT, OP_GT, OP_SLT, OP_SGT, OP_EQ, OP_SUB}) {
            branch({OP_DUP1, OP_CALLDATASIZE, op});
            branch({OP_DUP1, OP_CALLDATASIZE, op, OP_ISZERO});
            branch({OP_DUP1, OP_PUSH1, 3, op});
            branch({OP_DUP1, OP_PUSH1, 3, op, OP_ISZERO});
            branch({OP_PUSH1, 3, OP_DUP2, op});
            branch({OP_PUSH1, 3, OP_DUP2, op, OP_ISZERO});
        }
        branch({OP_DUP1});
        branch({OP_DUP1, OP_ISZERO});
    }

    void worldAndMemory()
    {
        add({OP_DUP1, OP_PUSH1, 31, OP_AND, OP_DUP1, OP_MLOAD, OP_SWAP1, OP_MSTORE});
        add({OP_PUSH1, 64, OP_MLOAD}), keep();
        add({OP_DUP1, OP_PUSH1, 5, OP_MSTORE8});
        add({OP_PUSH1, 64, OP_PUSH0, OP_KECCAK256}), keep();
        add({OP_PUSH1, 1, OP_SLOAD}), keep();
        add({OP_DUP1, OP_PUSH1, 1, OP_SSTORE});
        add({OP_DUP1, OP_PUSH1, 2, OP_TSTORE}), add({OP_PUSH1, 2, OP_TLOAD}), keep();
        add({OP_DUP1, OP_CALLDATALOAD}), keep();
        add({OP_PUSH1, 4, OP_CALLDATALOAD}), keep();
        for (const std::uint8_t op : {OP_GAS, OP_ADDRESS, OP_MSIZE, OP_PC, OP_TIMESTAMP, OP_RETURNDATASIZE})
            add({op}), keep();
        for (const std::uint8_t op : {OP_BALANCE, OP_EXTCODESIZE, OP_EXTCODEHASH, OP_BLOCKHASH})
            add({OP_ADDRESS, op}), keep();
        for (const std::uint8_t op : {OP_CALLDATACOPY, OP_CODECOPY, OP_MCOPY})
            add({OP_PUSH1, 32, OP_PUSH0, OP_PUSH0, op});
    }

    /// To places that are known only when they are run.
    void jumps()
    {
        pushPlace(m_code.size() + 4), add({OP_JUMP, OP_JUMPDEST});
        const auto unknown = [this](std::size_t after) {
            // The place plus a zero that nobody knows: there is no input.
            pushPlace(m_code.size() + 5 + after), add({OP_CALLDATASIZE, OP_ADD});
        };
        unknown(1), add({OP_JUMP, OP_JUMPDEST});
        add({OP_DUP1}), unknown(2), add({OP_JUMPI, OP_STOP, OP_JUMPDEST});
    }

    Bytes m_code;
    std::uint64_t m_operations = 0; ///< fewer than there are: pieces
};

void runSmall(Run& run)
{
    base::Thread([&](std::stop_token) { run.run(); }, kSmallStack).join();
}

} // namespace

/// Each operation of the fast interpreter ends by jumping to the next, or returns to a loop: whatever the
/// compiler and its flags, a frame takes as much stack as it took at its beginning.
class LongFrameTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tenMillionOperationsTakeNoStack_data()
    {
        QTest::addColumn<bool>("plainly");
        QTest::newRow("translated") << false;
        QTest::newRow("plain") << true;
    }
    void tenMillionOperationsTakeNoStack()
    {
        QFETCH(bool, plainly);
        Run run(Revision::Osaka);
        run.plainly = plainly;
        run.code("").gas(std::int64_t{1} << 50);
        run.world.entries[kContract].code = LoopWriter().code();
        runSmall(run);
        QVERIFY(run.outcome.status == Status::Success);
        QVERIFY(run.gasUsed() > std::int64_t{10'000'000});
    }
    /// A contract that calls itself until the gas or the depth ends it: the deepest nesting that there is.
    void aThreadHasTheStackForAllNestedCalls()
    {
        for (const std::uint8_t call : {OP_CALL, OP_CALLCODE, OP_DELEGATECALL, OP_STATICCALL}) {
            Run run(Revision::Osaka);
            // Counts itself in memory and returns what the deepest returned, one more each.
            const bool hasValue = call == OP_CALL || call == OP_CALLCODE;
            Bytes code{OP_PUSH1, 32, OP_PUSH0, OP_PUSH0, OP_PUSH0};
            if (hasValue) code.push_back(OP_PUSH0);
            for (const std::uint8_t byte : {OP_ADDRESS, OP_GAS})
                code.push_back(byte);
            code.push_back(call);
            for (const std::uint8_t byte : {OP_POP, OP_PUSH0, OP_MLOAD, OP_PUSH1})
                code.push_back(byte);
            for (const std::uint8_t byte :
                Bytes{1, OP_ADD, OP_PUSH0, OP_MSTORE, OP_PUSH1, 32, OP_PUSH0, OP_RETURN})
                code.push_back(byte);
            run.code("").gas(std::int64_t{1} << 50);
            run.world.entries[kContract].code = code;
            base::Thread([&](std::stop_token) { run.run(); }).join();
            QVERIFY(run.outcome.status == Status::Success);
            QCOMPARE(run.result().low64(), std::uint64_t{1025});
        }
    }
};

QTEST_APPLESS_MAIN(LongFrameTest)
#include "long_frame_test.moc"
