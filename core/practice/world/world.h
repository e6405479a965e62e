#pragma once

#include "core/base/clock.h"
#include "core/practice/actors/batcher.h"
#include "core/practice/actors/guardian.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace rpc {
struct Transport;
}

namespace practice {

/// A world that exists keeps its generation, seed and genesis time, whatever stands here.
struct WorldSettings {
    Generation generation = Generation::Current;
    std::filesystem::path file; ///< empty: the world is gone when it ends
    std::uint64_t seed = 1;
    std::optional<std::uint64_t> genesisTime; ///< seconds since 1970; nothing: now
    unsigned speed = 1;                       ///< chain seconds a second; 0: time stands still
};

inline constexpr unsigned kFastest = 3600;
inline constexpr std::uint64_t kLongestLeap = 366 * 86'400; ///< seconds

/// How far a long leap has come.
struct Progress {
    std::uint64_t now = 0, end = 0; ///< chain time
};

/// Numbers of blocks as the chains have them, whatever the nodes show.
struct ChainHeads {
    std::uint64_t latest = 0, safe = 0, finalized = 0;
};
struct WorldHeads {
    ChainHeads l1, l2;
};

/// A whole practice network: an L1, a rollup on it, those who run it, and a clock. Thread-safe.
/// Deterministic: the same settings and the same calls at the same chain times give the same blocks. When the
/// disk is full or fails, it is Storage from then on; opened again, the world is as of its last save.
class World : public std::enable_shared_from_this<World> {
public:
    /// Makes the world or opens the one in the file, where it was: no chain time passes while it is closed.
    /// Storage when another process has the file.
    static base::Result<std::shared_ptr<World>> open(
        const WorldSettings& settings, const base::Clock& clock = base::systemClock());
    ~World();

    const Deployment& deployment() const;

    /// The chain time that both chains have reached.
    std::uint64_t now() const;
    WorldHeads heads() const;
    unsigned speed() const;
    /// At most kFastest. What the chains have not caught up with yet is let go.
    base::Result<void> setSpeed(unsigned speed);
    /// Builds the blocks that the clock asks for by now, for about `patience` at most: after a pause the
    /// chains catch up over several calls. Saves.
    base::Result<void> catchUp(std::chrono::milliseconds patience = std::chrono::milliseconds(200));
    /// Moves the clock on by this many chain seconds and builds every block up to there. Stopped, it stays
    /// where it is, which is a good place, and fails with Cancelled. Saves. NotYet while another leap is
    /// under way, BadData for more than kLongestLeap.
    base::Result<void> leap(
        std::uint64_t seconds, const std::function<void(const Progress&)>& progress, std::stop_token stop);

    Faults faults() const;
    base::Result<void> setFaults(const Faults& faults);
    BatcherSettings batcherSettings() const;
    /// BadData for a channel that takes no L1 block, or so many that nobody would wait for it.
    base::Result<void> setBatcherSettings(const BatcherSettings& settings);

    /// Reorganises the last `depth` blocks of L1; L2 follows. As L1::reorg().
    base::Result<void> reorgL1(std::uint64_t depth);
    /// The guardian's transaction waits for the next L1 block. `subject`: the game, or the game type as the
    /// last four bytes.
    base::Result<Hash> guardian(GuardianAction action, const Address& subject = {});

    /// In-process JSON-RPC of the two nodes. Each call catches up first. They keep the world alive.
    std::unique_ptr<rpc::Transport> transport(Layer layer);
    /// The answer of a node to one JSON-RPC body; for servers. Faults::l1Rpc and l2Rpc apply: `status` is the
    /// HTTP status to give, and no answer at all is Offline after a while.
    struct Answer {
        int status = 200;
        std::string body;
    };
    base::Result<Answer> answer(Layer layer, std::string_view body, std::stop_token stop);
    /// The beacon API of L1: GET of this path with its query.
    Answer answerBeacon(std::string_view path);

    /// What has happened since the last save is gone with a power cut until the next one; every second at the
    /// latest while the chains go on, and with every transaction that a node has accepted.
    base::Result<void> save();

private:
    struct Parts;
    explicit World(std::unique_ptr<Parts> parts);
    base::Result<void> leapTo(
        std::uint64_t end, const std::function<void(const Progress&)>& progress, const std::stop_token& stop);

    std::unique_ptr<Parts> m_parts;
};

} // namespace practice
