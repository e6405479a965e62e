#pragma once

#include "core/base/clock.h"
#include "core/practice/batcher.h"
#include "core/practice/challenger.h"
#include "core/practice/guardian.h"
#include "core/practice/proposer.h"

#include <functional>
#include <mutex>
#include <stop_token>

namespace rpc {
struct Transport;
}

namespace practice {

struct WorldSettings {
    Generation generation = Generation::Current;
    std::filesystem::path file; ///< empty: the world is gone when it ends
    std::uint64_t seed = 1;
    std::optional<std::uint64_t> genesisTime; ///< seconds since 1970; nothing: now
    unsigned speed = 1;                       ///< chain seconds a second; 0: time stands still
};

/// How far a long leap has come.
struct Progress {
    std::uint64_t now = 0, end = 0; ///< chain time
};

/// A whole practice network: an L1, a rollup on it, those who run it, and a clock. Thread-safe.
/// Deterministic: the same settings and the same calls at the same chain times give the same blocks.
class World {
public:
    /// Makes the world or opens the one in the file, where it was.
    static base::Result<std::shared_ptr<World>> open(
        const WorldSettings& settings, const base::Clock& clock = base::systemClock());
    ~World();

    const Deployment& deployment() const;

    /// The chain time that both chains have reached.
    std::uint64_t now() const;
    unsigned speed() const;
    void setSpeed(unsigned speed);
    /// Builds the blocks that the clock asks for by now, for about `patience` at most: after a pause the
    /// chains catch up over several calls. Saves.
    base::Result<void> catchUp(std::chrono::milliseconds patience = std::chrono::milliseconds(200));
    /// Moves the clock on by this many chain seconds and builds every block up to there. Stopped, it stays
    /// where it is, which is a good place. Saves.
    base::Result<void> leap(
        std::uint64_t seconds, const std::function<void(const Progress&)>& progress, std::stop_token stop);

    Faults faults() const;
    base::Result<void> setFaults(const Faults& faults);
    BatcherSettings batcherSettings() const;
    base::Result<void> setBatcherSettings(const BatcherSettings& settings);

    /// Reorganises the last `depth` blocks of L1; L2 follows.
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

    base::Result<void> save();

private:
    struct Parts;
    explicit World(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

} // namespace practice
