#pragma once

#include "core/opstack/batch_rules.h"

#include <map>
#include <set>
#include <variant>

namespace opstack {

using Batch = std::variant<SingularBatch, SpanBatch>;

/// Batches whose turn has not come, until Holocene. Specification: derivation.md, "Batch Queue". All of them
/// are looked at in the order of their arrival each time, as far as anybody can tell; in truth those of later
/// blocks wait by their time, for there may be a million.
class BatchQueue {
public:
    /// `inclusion`: the L1 block in which it became complete.
    void add(Batch batch, const L1BlockRef& inclusion);
    /// About how many bytes they take.
    std::size_t size() const { return m_size; }
    void clear() { *this = {}; }

    struct Taken {
        std::optional<Batch> batch;  ///< the first that is accepted
        bool isHeld = false;         ///< one before it waits for more of L1, and all others with it
        std::vector<Judged> dropped; ///< on the way
    };
    Taken take(const BatchContext& context);

private:
    using Arrival = std::uint64_t;
    struct Queued {
        Batch batch;
        L1BlockRef inclusion;
    };
    struct Hold {
        Hash head, l1Block; ///< the safe head and the L1 block that is read
        friend bool operator==(const Hold&, const Hold&) = default;
    };
    using Due = std::map<Arrival, Queued>;

    void wakeUp(const BatchContext& context);
    std::optional<Arrival> firstEager(const BatchContext& context) const;
    void postpone(const BatchContext& context, Due::iterator queued);
    Batch remove(Due::iterator queued);

    Due m_due;                                                    ///< not known to be of a later block
    std::map<std::uint64_t, std::vector<Due::node_type>> m_later; ///< by the time of their first block
    std::map<std::uint64_t, std::set<Arrival>> m_laterSpans; ///< those among them, by their first L1 origin
    std::optional<Hold> m_hold;
    Arrival m_next = 0;
    std::size_t m_size = 0;
};

} // namespace opstack
