#pragma once

#include "core/base/bytes.h"

#include <optional>
#include <span>

namespace trie {

/// What the trie with this root holds under `key`, shown by the nodes on the key's path: its value, or
/// nothing when the nodes prove that the key is absent. The nodes come from the root downwards, as
/// eth_getProof gives them; nodes shorter than 32 bytes stand inside their parents. Keys are used as they
/// are: hash them first where the trie is a secure one.
///
/// Mismatch: a node is not the one that its parent (or the root) names, or the path is not followed to its
/// end. BadData: a node is malformed, or there are nodes beyond the end of the path.
base::Result<std::optional<base::Bytes>> prove(
    const base::Hash& root, base::ByteView key, std::span<const base::Bytes> nodes);

} // namespace trie
