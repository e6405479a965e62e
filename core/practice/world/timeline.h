#pragma once

#include "core/practice/actors/batcher.h"
#include "core/practice/actors/challenger.h"
#include "core/practice/actors/proposer.h"
#include "core/practice/world/world_record.h"

namespace practice {

/// Both chains and everybody who acts on them, moved through chain time one event after the other: an L1 slot
/// every kL1BlockTime seconds and before it those who write to L1, an L2 block every kL2BlockTime; on a tie
/// L1 first. Knows no machine's clock: the same calls give the same chains. Not thread-safe.
class Timeline {
public:
    /// What the archive says of its world; nothing when it is new.
    static base::Result<std::optional<WorldRecord>> recordIn(Archive& archive);
    /// A new world, everything deployed, at the time of L2's genesis.
    static base::Result<std::unique_ptr<Timeline>> begin(
        const WorldRecord& record, std::shared_ptr<Archive> archive);
    /// The world that is in the archive.
    static base::Result<std::unique_ptr<Timeline>> resume(
        const WorldRecord& record, std::shared_ptr<Archive> archive);

    const Deployment& deployment() const { return m_deployment; }
    Generation generation() const { return m_record.generation; }
    L1& l1() { return *m_l1; }
    L2& l2() { return *m_l2; }

    /// The chain time up to which everything has happened.
    std::uint64_t now() const { return m_now; }
    /// The chain time of the last save.
    std::chrono::milliseconds savedTime() const { return m_record.now; }
    /// Lets the next event that is due by `until` happen. False when there is none left: it is then `until`.
    base::Result<bool> step(std::uint64_t until);

    const Faults& faults() const { return m_record.faults; }
    void setFaults(const Faults& faults);
    std::optional<std::uint64_t> staleHead(Layer layer) const;
    const BatcherSettings& batcherSettings() const { return m_record.batcherSettings; }
    void setBatcherSettings(const BatcherSettings& settings);
    /// L1::reorg(), and everybody follows.
    base::Result<void> reorgL1(std::uint64_t depth);

    /// Hands everything to the archive, to be there with its next commit.
    base::Result<void> save(std::chrono::milliseconds now);

private:
    Timeline(const WorldRecord& record, std::shared_ptr<Archive> archive, Deployment deployment);
    static base::Result<std::unique_ptr<Timeline>> open(
        const WorldRecord& record, std::shared_ptr<Archive> archive);
    base::Result<void> setUp();
    base::Result<void> sealL1(std::uint64_t timestamp);
    base::Result<void> buildL2();

    WorldRecord m_record;
    std::shared_ptr<Archive> m_archive;
    Deployment m_deployment;
    std::unique_ptr<L1> m_l1;
    std::unique_ptr<L2> m_l2;
    Batcher m_batcher;
    Proposer m_proposer;
    Challenger m_challenger;
    std::uint64_t m_now = 0;
    bool m_l2Waits = false; ///< no L2 block can be built before something else happens
};

} // namespace practice
