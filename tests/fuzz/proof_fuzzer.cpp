#include "core/crypto/keccak.h"
#include "core/trie/node.h"
#include "core/trie/proof.h"

/// Nodes of one length byte each and their bytes. The root fits the first node, so that what follows is
/// reached.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    std::vector<base::Bytes> nodes;
    base::ByteView rest(data, size);
    while (!rest.empty()) {
        const std::size_t length = std::min<std::size_t>(rest[0], rest.size() - 1);
        nodes.push_back(base::toBytes(rest.subspan(1, length)));
        rest = rest.subspan(1 + length);
        (void)trie::parseNode(nodes.back());
    }
    if (nodes.empty()) return 0;
    (void)trie::prove(crypto::keccak256(nodes[0]), base::Bytes(4, data[0]), nodes);
    return 0;
}
