#include "core/evm/opcode.h"
#include "tests/core/evm/random_program.h"
#include "tests/core/evm/world.h"

#include <QtTest>

using namespace tests;

/// Random programs run alike by the translated code and instruction by instruction.
class InterpretersAgreeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onRandomPrograms();
    void onEveryShiftByteAndSign();
};

namespace {

bool bitOf(const Uint256& value, unsigned bit)
{
    return value.words[bit / 64] >> (bit % 64) & 1;
}

/// Bit by bit as the Yellow Paper defines them, so that no word is shifted.
Uint256 expectedOf(std::uint8_t opcode, unsigned n, const Uint256& value)
{
    Uint256 result;
    for (unsigned bit = 0; bit < 256; ++bit) {
        bool isSet = false;
        switch (opcode) {
        case evm::OP_SHL:
            isSet = bit >= n && bitOf(value, bit - n);
            break;
        case evm::OP_SHR:
            isSet = bit + n < 256 && bitOf(value, bit + n);
            break;
        case evm::OP_SAR:
            isSet = bitOf(value, std::min(bit + n, 255u));
            break;
        case evm::OP_BYTE:
            isSet = n < 32 && bit < 8 && bitOf(value, 8 * (31 - n) + bit);
            break;
        default: // SIGNEXTEND
            isSet = bitOf(value, n < 31 ? std::min(bit, 8 * n + 7) : bit);
        }
        if (isSet) result.words[bit / 64] |= std::uint64_t{1} << (bit % 64);
    }
    return result;
}

/// One instruction on two words: the first a number of the code or, like the second, of the call's data.
Uint256 resultOf(std::uint8_t opcode, unsigned n, const Uint256& value, bool isConstant, bool isPlain)
{
    Run run(evm::Revision::Osaka);
    run.plainly = isPlain;
    const base::Hash first = Uint256{n}.toHash(), second = value.toHash();
    run.input.assign(first.begin(), first.end());
    run.input.insert(run.input.end(), second.begin(), second.end());
    const Bytes number{evm::OP_PUSH1 + 1, static_cast<std::uint8_t>(n >> 8), static_cast<std::uint8_t>(n)};
    const std::string code = "602035" + (isConstant ? base::toHex(number) : "600035") +
                             base::toHex(Bytes{opcode}) + std::string(kReturnTop);
    return run.code(code).run().result();
}

} // namespace

/// POSTERN_PROGRAMS sets how many; each has its own seed, which the message names.
void InterpretersAgreeTest::onRandomPrograms()
{
    bool isSet = false;
    const int asked = qEnvironmentVariableIntValue("POSTERN_PROGRAMS", &isSet);
    const int programs = isSet ? asked : 3000;
    const int first = qEnvironmentVariableIntValue("POSTERN_FIRST_PROGRAM");
    for (int seed = first; seed < first + programs; ++seed) {
        Choices choices({}, static_cast<std::uint64_t>(seed));
        const std::string difference = differenceBetweenInterpreters(choices);
        QVERIFY2(difference.empty(), (std::to_string(seed) + ": " + difference).c_str());
    }
    qInfo("%d programs run alike", programs);
}

/// Numbers of the code choose the operations by themselves: every one that a shift or a place can be, and
/// some beyond, on words whose parts differ and of both signs.
void InterpretersAgreeTest::onEveryShiftByteAndSign()
{
    const Uint256 words[] = {
        Uint256{0xf123456789abcdef, 0x8fedcba987654321, 0x9192939495969798, 0xe1d2c3b4a5968778},
        Uint256{0x7123456789abcdef, 0x0fedcba987654321, 0x1192939415969718, 0x61d2c3b425160778}};
    const std::pair<std::uint8_t, unsigned> operations[] = {{evm::OP_SHL, 260}, {evm::OP_SHR, 260},
        {evm::OP_SAR, 260}, {evm::OP_BYTE, 34}, {evm::OP_SIGNEXTEND, 34}};
    for (const auto& [opcode, end] : operations)
        for (unsigned n = 0; n < end; ++n)
            for (const Uint256& word : words)
                for (const bool isConstant : {true, false})
                    for (const bool isPlain : {true, false})
                        QVERIFY2(
                            resultOf(opcode, n, word, isConstant, isPlain) == expectedOf(opcode, n, word),
                            qPrintable(QStringLiteral("opcode %1, number %2 %3, %4")
                                    .arg(opcode)
                                    .arg(n)
                                    .arg(isConstant ? QLatin1String("in the code")
                                                    : QLatin1String("in the data"))
                                    .arg(isPlain ? QLatin1String("plain") : QLatin1String("translated"))));
}

QTEST_APPLESS_MAIN(InterpretersAgreeTest)
#include "interpreters_agree_test.moc"
