#include "core/crypto/keccak.h"
#include "core/execution/witness_state.h"

/// Preimages of one length byte each and their bytes; the first is the state's root node. Accounts, slots and
/// codes are read and changes committed: whatever the nodes are, the state answers or fails, and does not
/// crash.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    std::vector<base::Bytes> items;
    base::ByteView rest(data, size);
    while (!rest.empty()) {
        const std::size_t length = std::min<std::size_t>(rest[0], rest.size() - 1);
        items.push_back(base::toBytes(rest.subspan(1, length)));
        rest = rest.subspan(1 + length);
    }
    if (items.empty()) return 0;
    const trie::Preimages preimages({items.begin(), items.end()});
    execution::WitnessState state(crypto::keccak256(items[0]), preimages);
    evm::StateDiff changes;
    for (std::uint8_t i = 0; i < 4; ++i) {
        base::Address address;
        address[0] = i;
        const auto account = state.account(address);
        if (account) state.code(account->codeHash);
        (void)state.storage(address, base::Uint256{i});
        changes.accounts.push_back(
            {.address = address, .exists = i != 3, .nonce = 1, .balance = {}, .storage = {{i, i % 2u}}});
    }
    (void)state.commit(changes);
    (void)state.check();
    return 0;
}
