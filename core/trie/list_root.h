#pragma once

#include "core/base/bytes.h"

#include <span>

namespace trie {

/// The root of the trie that maps the RLP of each index to the item of that index: how a header commits to
/// its transactions, receipts and withdrawals. Yellow Paper, section 4.3.2. Items are their consensus
/// encodings, not empty.
base::Hash listRoot(std::span<const base::Bytes> items);

} // namespace trie
