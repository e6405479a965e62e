#include "core/wallet/account_list.h"
#include "core/wallet/key_text.h"
#include "core/wallet/keystore_file.h"
#include "core/wallet/seed_file.h"

#include <cstdlib>

namespace {

/// A cost within the limits is paid in full, up to a minute: the fuzzer opens files of small cost only.
bool isCheap(base::ByteView input)
{
    const auto cost = wallet::keystoreCost(input);
    return !cost || (cost->memory <= (1u << 20) && cost->work < 1e-4);
}

void require(bool condition)
{
    if (!condition) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const base::ByteView input(data, size);
    // Lists of accounts: what is read is written and read again as the same.
    if (const auto accounts = wallet::parseAccountList(input))
        require(wallet::parseAccountList(wallet::encodeAccountList(*accounts)) == *accounts);

    (void)wallet::readKeystoreLabel(input);
    (void)wallet::readSeedLabel(input);
    if (!isCheap(input)) return 0;
    const base::Secret password = base::Secret::fromText("testpassword");
    if (const auto key = wallet::openKeystoreFile(input, password)) {
        const wallet::ScryptCost cheap{2, 1, 1};
        const auto file = wallet::encodeKeystoreFile(*key, "", password, cheap);
        const auto again = wallet::openKeystoreFile(file.value(), password);
        require(again && again->equals(*key));
    }
    (void)wallet::openSeedFile(input, password);
    (void)wallet::parseKeyText(base::Secret(input));
    return 0;
}
