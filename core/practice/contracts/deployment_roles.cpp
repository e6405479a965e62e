#include "core/crypto/bip32.h"
#include "core/crypto/bip39.h"
#include "core/practice/contracts/generations.h"

namespace practice {

namespace {

/// Of all development chains: everybody knows it.
constexpr std::string_view kMnemonic = "test test test test test test test test test test test junk";

base::Result<crypto::ExtendedPrivateKey> rootKey()
{
    const base::Secret seed = TRY(crypto::seedOf(base::Secret::fromText(kMnemonic), base::Secret()));
    return crypto::masterKey(seed);
}

base::Result<Role> roleOf(const crypto::ExtendedPrivateKey& root, const crypto::DerivationPath& path)
{
    crypto::ExtendedPrivateKey key = TRY(crypto::derive(root, path));
    const crypto::PublicKey publicKey = TRY(crypto::publicKeyOf(key.key));
    return Role{crypto::addressOf(publicKey), std::move(key.key)};
}

/// m/44'/60'/2'/901/<number>: op-deployer's keys for those who run a chain.
base::Result<Role> chainRole(const crypto::ExtendedPrivateKey& root, std::uint32_t number)
{
    return roleOf(root, {crypto::kHardened + 44, crypto::kHardened + 60, crypto::kHardened + 2,
                            static_cast<std::uint32_t>(kL2ChainId), number});
}

/// m/44'/60'/1'/900/<number>: for those who rule over all chains of an L1.
base::Result<Role> superchainRole(const crypto::ExtendedPrivateKey& root, std::uint32_t number)
{
    return roleOf(root, {crypto::kHardened + 44, crypto::kHardened + 60, crypto::kHardened + 1,
                            static_cast<std::uint32_t>(kL1ChainId), number});
}

} // namespace

base::Result<Role> practiceAccount(std::uint32_t index)
{
    const crypto::ExtendedPrivateKey root = TRY(rootKey());
    return roleOf(root, crypto::accountPath(crypto::PathStyle::Bip44, index));
}

base::Result<Roles> practiceRoles()
{
    const crypto::ExtendedPrivateKey root = TRY(rootKey());
    Roles roles;
    roles.deployer = TRY(chainRole(root, 0));
    roles.proposer = TRY(chainRole(root, 1));
    roles.batcher = TRY(chainRole(root, 2));
    roles.challenger = TRY(chainRole(root, 4));
    roles.systemConfigOwner = TRY(chainRole(root, 10));
    roles.proxyAdminOwner = TRY(superchainRole(root, 1));
    roles.guardian = TRY(superchainRole(root, 2));
    return roles;
}

} // namespace practice
