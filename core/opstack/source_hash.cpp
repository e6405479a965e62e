#include "core/opstack/source_hash.h"

#include "core/base/uint256.h"
#include "core/crypto/keccak.h"

namespace opstack {

namespace {

using base::Hash;
using base::Uint256;

enum class Domain : std::uint64_t { User = 0, L1Attributes = 1, Upgrade = 2 };

Hash hashPair(const Hash& first, const Hash& second)
{
    std::array<std::uint8_t, 64> both;
    std::copy(second.begin(), second.end(), std::copy(first.begin(), first.end(), both.begin()));
    return crypto::keccak256(both);
}

Hash toWord(std::uint64_t number)
{
    return Uint256{number}.toHash();
}

Hash inDomain(Domain domain, const Hash& inner)
{
    return hashPair(toWord(static_cast<std::uint64_t>(domain)), inner);
}

} // namespace

Hash userDepositSource(const Hash& l1BlockHash, std::uint64_t logIndex)
{
    return inDomain(Domain::User, hashPair(l1BlockHash, toWord(logIndex)));
}

Hash l1AttributesSource(const Hash& l1BlockHash, std::uint64_t sequenceNumber)
{
    return inDomain(Domain::L1Attributes, hashPair(l1BlockHash, toWord(sequenceNumber)));
}

Hash upgradeSource(std::string_view intent)
{
    return inDomain(Domain::Upgrade, crypto::keccak256(base::asBytes(intent)));
}

} // namespace opstack
