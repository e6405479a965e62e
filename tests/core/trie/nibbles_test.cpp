#include "core/trie/nibbles.h"

#include <QTest>

#include <algorithm>
#include <vector>

using base::Bytes;
using trie::NibbleView;

namespace {

/// The nibbles one by one, as the definition has them.
std::vector<std::uint8_t> listOf(NibbleView path)
{
    std::vector<std::uint8_t> nibbles;
    for (std::size_t i = 0; i < path.size(); ++i)
        nibbles.push_back(path[i]);
    return nibbles;
}

/// Every part of a key of four bytes.
template <typename Check>
void forEveryPart(const Bytes& key, const Check& check)
{
    const NibbleView all(key);
    for (std::size_t first = 0; first <= all.size(); ++first)
        for (std::size_t size = 0; first + size <= all.size(); ++size)
            check(all.from(first).first(size));
}

} // namespace

class NibblesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCommonPrefixEndsWithTheFirstDifference()
    {
        const Bytes one = {0x11, 0x11, 0x21, 0x11};
        for (const Bytes& other : {one, Bytes{0x11, 0x12, 0x11, 0x11}, Bytes{0x12, 0x11, 0x11, 0x12}})
            forEveryPart(one, [&](NibbleView a) {
                forEveryPart(other, [&](NibbleView b) {
                    const auto x = listOf(a), y = listOf(b);
                    const auto differs = std::ranges::mismatch(x, y).in1;
                    QCOMPARE(trie::commonPrefix(a, b), static_cast<std::size_t>(differs - x.begin()));
                });
            });
    }
    void aPathIsReadAsItWasWritten()
    {
        forEveryPart({0x12, 0x34, 0x56, 0x78}, [](NibbleView path) {
            for (const bool isLeaf : {false, true}) {
                Bytes written(trie::hexPrefixSize(path) + 1, 0xee);
                trie::writeHexPrefix(written.data(), path, isLeaf);
                QCOMPARE(written.back(), std::uint8_t{0xee});
                written.pop_back();
                const auto read = trie::parseHexPrefix(written);
                QVERIFY(read);
                QCOMPARE(listOf(read->path), listOf(path));
                QCOMPARE(read->isLeaf, isLeaf);
            }
        });
    }
    /// Yellow Paper, appendix C.
    void theFlagsSayWhetherItIsOddAndALeaf()
    {
        const Bytes key = {0x12, 0x34, 0x50};
        const auto encoded = [](NibbleView path, bool isLeaf) {
            Bytes bytes(trie::hexPrefixSize(path));
            trie::writeHexPrefix(bytes.data(), path, isLeaf);
            return base::toHex(bytes);
        };
        QCOMPARE(encoded(NibbleView(key).first(5), false), std::string("112345"));
        QCOMPARE(encoded(NibbleView(key).first(4), false), std::string("001234"));
        QCOMPARE(encoded(NibbleView(key).first(5), true), std::string("312345"));
        QCOMPARE(encoded(NibbleView(key).first(4), true), std::string("201234"));
        QCOMPARE(encoded(NibbleView(key).from(1).first(4), true), std::string("202345"));
    }
    void otherFormsAreRefused()
    {
        for (const Bytes& bad : {Bytes{}, Bytes{0x40}, Bytes{0x01, 0x23}, Bytes{0x2f}})
            QVERIFY(!trie::parseHexPrefix(bad));
    }
};

QTEST_APPLESS_MAIN(NibblesTest)
#include "nibbles_test.moc"
