#include "core/practice/world/timeline.h"

#include "core/practice/actors/stranger.h"

#include <algorithm>

namespace practice {
namespace {

using base::Result;

constexpr std::string_view kRecordName = "world";

/// L2 blocks between two proposals: ten minutes.
constexpr std::uint64_t kProposalInterval = 300;

/// The block that "latest" shall go on naming, when the switch has just been set.
std::optional<std::uint64_t> staleHeadAfter(
    RpcFault before, RpcFault after, const std::optional<std::uint64_t>& present, const BlockPointer& head)
{
    if (after != RpcFault::StaleHead) return {};
    if (before == RpcFault::StaleHead) return present;
    return head->number();
}

} // namespace

Timeline::Timeline(const WorldRecord& record, std::shared_ptr<Archive> archive, Deployment deployment)
    : m_record(record)
    , m_archive(std::move(archive))
    , m_deployment(std::move(deployment))
    , m_batcher(m_deployment, record.batcherSettings, record.seed)
    , m_proposer(m_deployment, kProposalInterval)
    , m_challenger(m_deployment)
    , m_now(static_cast<std::uint64_t>(record.now.count()) / 1000)
{
}

Result<std::optional<WorldRecord>> Timeline::recordIn(Archive& archive)
{
    const auto bytes = TRY(archive.get(kRecordName));
    if (!bytes) return std::nullopt;
    return parseWorldRecord(*bytes);
}

Result<std::unique_ptr<Timeline>> Timeline::open(const WorldRecord& record, std::shared_ptr<Archive> archive)
{
    auto deployment = TRY(deploy(record.generation, record.genesisTime));
    std::unique_ptr<Timeline> timeline(new Timeline(record, archive, std::move(deployment)));
    const Deployment& deployed = timeline->m_deployment;
    auto l1 = TRY(Chain::open(Layer::L1, deployed.l1Rules, deployed.l1Genesis, archive));
    auto l2 = TRY(Chain::open(Layer::L2, practiceL2Rules(deployed.rollup), deployed.l2Genesis, archive));
    timeline->m_l1 = std::make_unique<L1>(std::move(l1), archive, record.seed);
    timeline->m_l2 = std::make_unique<L2>(std::move(l2), archive, deployed.rollup);
    return timeline;
}

Result<std::unique_ptr<Timeline>> Timeline::begin(const WorldRecord& record, std::shared_ptr<Archive> archive)
{
    auto timeline = TRY(open(record, std::move(archive)));
    TRY(timeline->setUp());
    return timeline;
}

Result<std::unique_ptr<Timeline>> Timeline::resume(
    const WorldRecord& record, std::shared_ptr<Archive> archive)
{
    auto timeline = TRY(open(record, std::move(archive)));
    TRY(timeline->m_l1->load());
    TRY(timeline->m_l2->load());
    TRY(timeline->m_batcher.restoreState(record.batcher));
    return timeline;
}

Result<void> Timeline::setUp()
{
    for (const eth::Block& block : m_deployment.l1Setup)
        TRY(m_l1->chain().append(block));
    for (const eth::Transaction& transaction : m_deployment.l2Setup)
        TRY(m_l2->submit(eth::encodeTransaction(transaction)));
    m_now = m_deployment.rollup.genesis.l2Time;
    m_record.now = std::chrono::seconds(m_now);
    return {};
}

base::Result<bool> Timeline::step(std::uint64_t until)
{
    const std::uint64_t nextL1 = m_l1->chain().head()->timestamp() + kL1BlockTime;
    const std::uint64_t nextL2 = m_l2->canonical().head()->timestamp() + kL2BlockTime;
    const bool isL2First = !m_l2Waits && nextL2 < nextL1;
    const std::uint64_t next = isL2First ? nextL2 : nextL1;
    if (next > until) {
        m_now = std::max(m_now, until);
        return false;
    }
    if (isL2First)
        TRY(buildL2());
    else
        TRY(sealL1(nextL1));
    m_now = std::max(m_now, next);
    return true;
}

/// Those who write to L1 see it as it is before the block that takes what they write.
Result<void> Timeline::sealL1(std::uint64_t timestamp)
{
    TRY(m_batcher.act(*m_l1, *m_l2, m_record.faults));
    TRY(m_proposer.act(*m_l1, *m_l2, m_record.faults));
    TRY(m_challenger.act(*m_l1, *m_l2, m_record.faults));
    if (m_record.faults.strangerSpamsGames) TRY(spamGames(*m_l1, m_deployment));
    const BlockPointer block = TRY(m_l1->seal(timestamp));
    TRY(m_l2->derive(*m_l1));
    TRY(m_batcher.observe(block, *m_l2));
    m_l2Waits = false;
    return {};
}

Result<void> Timeline::buildL2()
{
    const BlockPointer block = TRY(m_l2->sequence(*m_l1, m_record.faults));
    m_l2Waits = block == nullptr;
    return {};
}

void Timeline::setFaults(const Faults& faults)
{
    const Faults& before = m_record.faults;
    m_record.l1StaleHead =
        staleHeadAfter(before.l1Rpc, faults.l1Rpc, m_record.l1StaleHead, m_l1->chain().head());
    m_record.l2StaleHead =
        staleHeadAfter(before.l2Rpc, faults.l2Rpc, m_record.l2StaleHead, m_l2->shown().head());
    m_record.faults = faults;
    m_l2Waits = false;
}

std::optional<std::uint64_t> Timeline::staleHead(Layer layer) const
{
    return layer == Layer::L1 ? m_record.l1StaleHead : m_record.l2StaleHead;
}

void Timeline::setBatcherSettings(const BatcherSettings& settings)
{
    m_record.batcherSettings = settings;
    m_batcher.setSettings(settings);
}

Result<void> Timeline::reorgL1(std::uint64_t depth)
{
    TRY(m_l1->reorg(depth));
    (void)TRY(m_l2->followReorg(*m_l1));
    TRY(m_l2->derive(*m_l1));
    TRY(m_batcher.followReorg(*m_l1, *m_l2));
    m_l2Waits = false;
    return {};
}

Result<void> Timeline::save(std::chrono::milliseconds now)
{
    m_record.now = now;
    m_record.batcher = TRY(m_batcher.encodeState());
    TRY(m_l1->save());
    TRY(m_l2->save());
    return m_archive->put(kRecordName, encodeWorldRecord(m_record));
}

} // namespace practice
