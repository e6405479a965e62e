#include "core/evm/seeded_hash.h"

#include <QTest>

#include <cstring>
#include <unordered_set>

using base::Address;

class SeededHashTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Addresses made to have one std::hash, which anybody can do who knows how it mixes.
    void chosenAddressesDoNotCollide()
    {
        constexpr int kCount = 10'000;
        std::unordered_set<std::size_t> plain, seeded;
        for (std::uint64_t i = 0; i < kCount; ++i) {
            Address address;
            const std::uint64_t middle = i * 0x9e3779b97f4a7c15u;
            const auto tail = static_cast<std::uint32_t>(i);
            std::memcpy(address.data() + 8, &middle, 8);
            std::memcpy(address.data() + 16, &tail, 4);
            std::uint64_t last = 0;
            std::memcpy(&last, address.data() + 12, 8);
            const std::uint64_t first =
                0x12345678u ^ (middle * 0x9e3779b97f4a7c15u) ^ (last * 0xc2b2ae3d27d4eb4fu);
            std::memcpy(address.data(), &first, 8);
            plain.insert(std::hash<Address>()(address));
            seeded.insert(evm::SeededHash()(address));
        }
        QCOMPARE(
            plain.size(), std::size_t{1}); // else the mix is another, and this test is to be written anew
        QVERIFY(seeded.size() >= kCount - 1);
    }
    void isTheSameForTheSameKey()
    {
        const Address address = Address::from(base::Bytes(20, 7));
        QCOMPARE(evm::SeededHash()(address), evm::hashAddress(address));
        QCOMPARE(evm::SeededHash()(base::Uint256{5}), evm::hashSlot(base::Uint256{5}));
    }
};

QTEST_APPLESS_MAIN(SeededHashTest)
#include "seeded_hash_test.moc"
