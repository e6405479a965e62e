#pragma once

#include "core/practice/world/world.h"
#include "ui/async/lane.h"

#include <QTimer>

namespace ui {

/// The time of the practice world and how far its chains are. Lets the world catch up again and again, so
/// that blocks come without anybody asking; looks at the heads when time has passed.
class PracticeModel : public QObject {
    Q_OBJECT

public:
    struct Lanes {
        Lane& time;  ///< for what builds blocks, which may take long
        Lane& world; ///< for what the world answers at once
        Lane& nodes; ///< for what waits for nodes
    };

    /// `world` must outlive the lanes, and the lanes this model.
    PracticeModel(practice::World& world, const Lanes& lanes, QObject* parent = nullptr);

    /// Lets the world run from now on.
    void start();

    /// Chain time as of the last look; zero before the first.
    base::Seconds now() const { return m_now; }
    /// Chain seconds a second; zero stands still.
    unsigned speed() const { return m_speed; }
    /// Nothing before the first look.
    const std::optional<practice::WorldHeads>& heads() const { return m_heads; }
    /// When the block with this number was made, or will be, in chain time.
    base::Seconds timeOf(practice::Layer layer, std::uint64_t number) const;
    /// Nothing while unknown, and where nobody has to wait.
    const std::optional<base::Seconds>& challengeWindow() const { return m_challengeWindow; }

    void setSpeed(unsigned speed);
    /// Moves the chain clock on and builds all blocks up to there. Ignored while another leap is under way.
    void leap(base::Seconds span);
    /// The time stays where the leap has come.
    void stopLeap();
    bool isLeaping() const { return m_leap.has_value(); }
    /// How far the leap has come, from 0 to 1.
    double leapProgress() const;

Q_SIGNALS:
    /// Time, speed, heads, the window or a leap are different.
    void changed();
    /// Blocks came or went: what the nodes say of accounts may be different.
    void headsMoved();
    void failed(const base::Error& error);

private:
    struct Leap {
        std::stop_source stop;
        base::Seconds start, end;
    };

    void tick();
    void moveTo(base::Seconds now);
    void look();
    void looked(const practice::WorldHeads& heads);
    void askForWindow();
    void leapt(const base::Result<void>& result);

    practice::World& m_world;
    Lanes m_lanes;
    QTimer m_timer;
    base::Seconds m_now{0};
    unsigned m_speed = 0;
    std::optional<practice::WorldHeads> m_heads;
    std::optional<base::Seconds> m_challengeWindow;
    std::optional<Leap> m_leap;
    bool m_looking = false;
    bool m_knowsWindow = false;
    bool m_asking = false;
};

} // namespace ui
