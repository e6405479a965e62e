#include "core/evm/code.h"
#include "core/evm/opcode.h"
#include "tests/core/evm/random_program.h"

#include <QtTest>

using namespace tests;
using namespace evm;

class CodeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void jumpsGoToJumpDestsOutsideOfPushes();
};

namespace {

std::uint8_t randomByte(Choices& choices)
{
    if (choices.oneIn(3)) return OP_JUMPDEST;
    return static_cast<std::uint8_t>(choices.oneIn(3) ? OP_PUSH1 + choices.below(32) : choices.below(256));
}

/// JUMPDESTs and pushes of every size are frequent.
Bytes randomCode(Choices& choices, std::size_t size)
{
    Bytes code(size);
    for (std::uint8_t& byte : code)
        byte = randomByte(choices);
    return code;
}

/// By the definition: one instruction after the other, from the beginning.
std::vector<bool> jumpDestsOf(ByteView code)
{
    std::vector<bool> found(code.size(), false);
    for (std::size_t i = 0; i < code.size(); ++i) {
        found[i] = code[i] == OP_JUMPDEST;
        if (code[i] >= OP_PUSH1 && code[i] <= OP_PUSH32)
            i += static_cast<std::size_t>(code[i] - OP_PUSH1 + 1);
    }
    return found;
}

} // namespace

void CodeTest::jumpsGoToJumpDestsOutsideOfPushes()
{
    for (std::size_t size = 0; size < 1500; ++size) {
        Choices choices({}, size);
        const Bytes bytes = size % 5 == 4 ? Bytes(size, OP_PUSH32) : randomCode(choices, size);
        const Code code(bytes);
        const auto expected = jumpDestsOf(bytes);
        for (std::size_t i = 0; i < size; ++i)
            QVERIFY2(code.isJumpDest(i) == expected[i],
                qPrintable(QString::number(size) + u' ' + QString::number(i)));
        QVERIFY(!code.isJumpDest(size));
    }
}

QTEST_APPLESS_MAIN(CodeTest)
#include "code_test.moc"
