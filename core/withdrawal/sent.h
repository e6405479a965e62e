#pragma once

#include "core/rpc/chain.h"
#include "core/withdrawal/facts.h"

namespace withdrawal {

/// Every message that a transaction's receipt records, in the order of the logs. Mismatch when a log's hash
/// is not its message's, BadData when a log of the message passer is malformed.
base::Result<std::vector<Sent>> messagesIn(const eth::Receipt& receipt);

/// What an L2 transaction sent, by its receipt, which is proven against its block. Nothing when L2 knows of
/// no block with the transaction; no messages when it failed or sent none.
struct Initiation {
    std::vector<Sent> messages;
    Inclusion inclusion;
};
base::Result<std::optional<Initiation>> fetchInitiation(
    rpc::Chain& l2, const Hash& transaction, std::stop_token stop);

} // namespace withdrawal
