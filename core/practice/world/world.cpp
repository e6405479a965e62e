#include "core/practice/world/world.h"

#include "core/practice/node/node.h"
#include "core/practice/world/chain_clock.h"
#include "core/practice/world/fair_mutex.h"
#include "core/practice/world/timeline.h"
#include "core/rpc/json.h"
#include "core/rpc/transport.h"

#include <nlohmann/json.hpp>

#include <atomic>
#include <condition_variable>

namespace practice {
namespace {

using base::fail;
using base::Fault;
using base::Result;
using std::chrono::milliseconds;

/// How long one part of a leap keeps everybody else waiting.
constexpr milliseconds kLeapSlice{150};
/// The same where the machine's clock stands still, as in tests.
constexpr unsigned kEventsASlice = 4096;
constexpr milliseconds kSaveInterval{1000};
/// A node that gives no answer gives none for this long.
constexpr std::chrono::seconds kSilence{30};

/// Longer channels time out (Granite: 50 L1 blocks).
constexpr std::uint64_t kLongestChannel = 40;

WorldRecord recordOf(const WorldSettings& settings, const base::Clock& clock)
{
    WorldRecord record;
    record.generation = settings.generation;
    record.seed = settings.seed;
    record.genesisTime = settings.genesisTime.value_or(static_cast<std::uint64_t>(clock.now().count()));
    return record;
}

Result<std::unique_ptr<Timeline>> timelineIn(
    const std::shared_ptr<Archive>& archive, const WorldSettings& settings, const base::Clock& clock)
{
    const auto known = TRY(Timeline::recordIn(*archive));
    if (known) return Timeline::resume(*known, archive);
    return Timeline::begin(recordOf(settings, clock), archive);
}

Result<void> checkSettings(const BatcherSettings& settings)
{
    if (settings.channelDuration < 1 || settings.channelDuration > kLongestChannel)
        return fail(Fault::BadData, "a channel lasts 1 to " + std::to_string(kLongestChannel) + " L1 blocks");
    return {};
}

/// With Storage it is mostly another program that has the file.
std::unexpected<base::Error> unavailable(const std::filesystem::path& file, base::Error error)
{
    if (error.fault == Fault::Storage)
        error.detail += "; if another program has this world open, close that one first";
    return base::within("the practice world in " + file.string(), std::move(error));
}

/// Silence, until the caller has had enough of it.
base::Error silence(const std::stop_token& stop)
{
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any never;
    never.wait_for(lock, stop, kSilence, [] { return false; });
    if (stop.stop_requested()) return {Fault::Cancelled, "stopped"};
    return {Fault::Offline, "the node does not answer"};
}

/// What providers answer to those who ask too much. EIP-1474 has the number.
std::string rateLimited(std::string_view body)
{
    const auto request = rpc::parseJson(body);
    const rpc::Json* id = request ? rpc::memberIfAny(*request, "id") : nullptr;
    const rpc::Json error{{"code", -32005}, {"message", "too many requests: the rate limit is exceeded"}};
    return rpc::Json{{"jsonrpc", "2.0"}, {"id", id == nullptr ? rpc::Json() : *id}, {"error", error}}.dump();
}

/// A node in the same process, as its callers would see it over HTTP.
class InProcess final : public rpc::Transport {
public:
    InProcess(std::shared_ptr<World> world, Layer layer)
        : m_world(std::move(world))
        , m_layer(layer)
    {
    }

    Result<rpc::HttpAnswer> post(std::string_view body, std::size_t, std::stop_token stop) override
    {
        if (stop.stop_requested()) return fail(Fault::Cancelled, "stopped");
        World::Answer answer = TRY(m_world->answer(m_layer, body, std::move(stop)));
        return rpc::HttpAnswer{.status = answer.status, .body = std::move(answer.body)};
    }

private:
    std::shared_ptr<World> m_world;
    Layer m_layer;
};

} // namespace

struct World::Parts {
    Parts(const base::Clock& machineClock, std::shared_ptr<Archive> file, std::unique_ptr<Timeline> chains,
        unsigned firstSpeed)
        : machine(machineClock)
        , archive(std::move(file))
        , timeline(std::move(chains))
        , clock(machine, timeline->savedTime(), firstSpeed)
        , savedAt(machine.steady())
        , now(timeline->now())
        , speed(firstSpeed)
    {
    }

    /// Builds what is due by `until`, for `patience` at most. True when nothing is left.
    Result<bool> build(std::uint64_t until, milliseconds patience)
    {
        const milliseconds end = machine.steady() + patience;
        for (unsigned events = 0; events < kEventsASlice; ++events) {
            const bool happened = TRY(timeline->step(until));
            now = timeline->now();
            if (!happened) return true;
            isDirty = true;
            if (machine.steady() >= end) break;
        }
        return false;
    }

    /// Stops the clock where the chains are.
    void waitForChains()
    {
        if (clock.seconds() > timeline->now()) clock.moveTo(std::chrono::seconds(timeline->now()));
    }

    Result<void> save()
    {
        const milliseconds reached = std::chrono::seconds(timeline->now()) + milliseconds(999);
        TRY(timeline->save(std::min(clock.now(), reached)));
        TRY(archive->commit());
        isDirty = false;
        savedAt = machine.steady();
        return {};
    }
    Result<void> saveSometimes()
    {
        if (!isDirty || machine.steady() - savedAt < kSaveInterval) return {};
        return save();
    }

    NodeView view(Layer layer)
    {
        const Faults& faults = timeline->faults();
        return {.layer = layer,
            .l1 = timeline->l1(),
            .l2 = timeline->l2(),
            .deployment = timeline->deployment(),
            .fault = layer == Layer::L1 ? faults.l1Rpc : faults.l2Rpc,
            .staleHead = timeline->staleHead(layer)};
    }

    const base::Clock& machine;
    std::shared_ptr<Archive> archive;
    std::unique_ptr<Timeline> timeline;
    ChainClock clock;
    milliseconds savedAt; ///< of the machine's steady clock
    bool isDirty = false;
    bool isLeaping = false;  ///< the leap alone moves the chains
    mutable FairMutex mutex; ///< for all of the above
    /// What the timeline and the clock say, for those who do not want to wait.
    std::atomic<std::uint64_t> now;
    std::atomic<unsigned> speed;
};

World::World(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

World::~World()
{
    if (m_parts->isDirty) (void)m_parts->save();
}

Result<std::shared_ptr<World>> World::open(const WorldSettings& settings, const base::Clock& clock)
{
    auto opened = Archive::open(settings.file);
    if (!opened) return unavailable(settings.file, std::move(opened).error());
    auto archive = *std::move(opened);
    auto timeline = TRY(timelineIn(archive, settings, clock));
    auto parts = std::make_unique<Parts>(
        clock, std::move(archive), std::move(timeline), std::min(settings.speed, kFastest));
    TRY(parts->save());
    return std::shared_ptr<World>(new World(std::move(parts)));
}

const Deployment& World::deployment() const
{
    return m_parts->timeline->deployment();
}

std::uint64_t World::now() const
{
    return m_parts->now;
}

WorldHeads World::heads() const
{
    const std::scoped_lock lock(m_parts->mutex);
    L1& l1 = m_parts->timeline->l1();
    L2& l2 = m_parts->timeline->l2();
    const std::uint64_t l1Finalized = l1.finalizedNumber();
    return {.l1 = {l1.chain().head()->number(), l1.safeNumber(), l1Finalized},
        .l2 = {l2.canonical().head()->number(), l2.safe().number, l2.finalized(l1Finalized).number}};
}

unsigned World::speed() const
{
    return m_parts->speed;
}

Result<void> World::setSpeed(unsigned speed)
{
    if (speed > kFastest) return fail(Fault::BadData, "no world is faster than " + std::to_string(kFastest));
    const std::scoped_lock lock(m_parts->mutex);
    m_parts->waitForChains();
    m_parts->clock.setSpeed(speed);
    m_parts->speed = speed;
    return {};
}

Result<void> World::catchUp(milliseconds patience)
{
    const std::scoped_lock lock(m_parts->mutex);
    if (m_parts->isLeaping) return {};
    (void)TRY(m_parts->build(m_parts->clock.seconds(), patience));
    return m_parts->saveSometimes();
}

Result<void> World::leap(
    std::uint64_t seconds, const std::function<void(const Progress&)>& progress, std::stop_token stop)
{
    if (seconds > kLongestLeap) return fail(Fault::BadData, "no leap is longer than a year");
    std::unique_lock lock(m_parts->mutex);
    if (m_parts->isLeaping) return fail(Fault::NotYet, "another leap is under way");
    m_parts->isLeaping = true;
    const std::uint64_t end = m_parts->timeline->now() + seconds;
    lock.unlock();
    auto leapt = leapTo(end, progress, stop);
    lock.lock();
    m_parts->isLeaping = false;
    m_parts->clock.moveTo(std::chrono::seconds(m_parts->timeline->now()));
    const auto saved = m_parts->save();
    return leapt ? saved : leapt;
}

Result<void> World::leapTo(
    std::uint64_t end, const std::function<void(const Progress&)>& progress, const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        std::unique_lock lock(m_parts->mutex);
        const bool isThere = TRY(m_parts->build(end, kLeapSlice));
        TRY(m_parts->saveSometimes());
        lock.unlock();
        if (progress) progress({.now = now(), .end = end});
        if (isThere) return {};
    }
    return fail(Fault::Cancelled, "stopped on the way");
}

Faults World::faults() const
{
    const std::scoped_lock lock(m_parts->mutex);
    return m_parts->timeline->faults();
}

Result<void> World::setFaults(const Faults& faults)
{
    const std::scoped_lock lock(m_parts->mutex);
    m_parts->timeline->setFaults(faults);
    return m_parts->save();
}

BatcherSettings World::batcherSettings() const
{
    const std::scoped_lock lock(m_parts->mutex);
    return m_parts->timeline->batcherSettings();
}

Result<void> World::setBatcherSettings(const BatcherSettings& settings)
{
    TRY(checkSettings(settings));
    const std::scoped_lock lock(m_parts->mutex);
    m_parts->timeline->setBatcherSettings(settings);
    return m_parts->save();
}

Result<void> World::reorgL1(std::uint64_t depth)
{
    const std::scoped_lock lock(m_parts->mutex);
    TRY(m_parts->timeline->reorgL1(depth));
    return m_parts->save();
}

Result<Hash> World::guardian(GuardianAction action, const Address& subject)
{
    const std::scoped_lock lock(m_parts->mutex);
    const Hash sent = TRY(guardianAct(m_parts->timeline->l1(), deployment(), action, subject));
    TRY(m_parts->save());
    return sent;
}

std::unique_ptr<rpc::Transport> World::transport(Layer layer)
{
    return std::make_unique<InProcess>(shared_from_this(), layer);
}

Result<World::Answer> World::answer(Layer layer, std::string_view body, std::stop_token stop)
{
    TRY(catchUp());
    std::unique_lock lock(m_parts->mutex);
    const NodeView view = m_parts->view(layer);
    if (view.fault == RpcFault::TimesOut) {
        lock.unlock();
        return std::unexpected(silence(stop));
    }
    if (view.fault == RpcFault::RateLimits) return Answer{.status = 429, .body = rateLimited(body)};
    Answer answer{.status = 200, .body = answerJsonRpc(view, body, stop)};
    // A transaction that a node has given the hash of may not be forgotten.
    if (body.find("sendRawTransaction") != std::string_view::npos) TRY(m_parts->save());
    return answer;
}

World::Answer World::answerBeacon(std::string_view path)
{
    const std::scoped_lock lock(m_parts->mutex);
    BeaconAnswer answer = answerBeaconApi(m_parts->timeline->l1(), path);
    return {answer.status, std::move(answer.body)};
}

Result<void> World::save()
{
    const std::scoped_lock lock(m_parts->mutex);
    return m_parts->save();
}

} // namespace practice
