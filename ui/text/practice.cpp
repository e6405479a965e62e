#include "ui/text/practice.h"

#include "ui/text/plain.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace ui {

namespace {
struct Practice {
    Q_DECLARE_TR_FUNCTIONS(ui::Practice)
};

struct FaultText {
    std::string_view name;
    const char* label;
    const char* meaning;
};

constexpr std::array kFaults{
    FaultText{"censored", QT_TRANSLATE_NOOP("ui::Practice", "The sequencer censors these addresses"),
        QT_TRANSLATE_NOOP("ui::Practice",
            "It leaves their transactions on L2 out and delays their deposits as long as the protocol "
            "lets it.")},
    FaultText{"sequencer-stops", QT_TRANSLATE_NOOP("ui::Practice", "The sequencer stops"),
        QT_TRANSLATE_NOOP("ui::Practice",
            "L2 makes no blocks. Deposits made on L1 still get in when the sequencing window is over.")},
    FaultText{"sequencer-equivocates", QT_TRANSLATE_NOOP("ui::Practice", "The sequencer shows false blocks"),
        QT_TRANSLATE_NOOP("ui::Practice",
            "The L2 node shows blocks that the data on L1 contradicts. Whoever trusts the node is "
            "deceived.")},
    FaultText{"batcher-stops", QT_TRANSLATE_NOOP("ui::Practice", "The batcher stops"),
        QT_TRANSLATE_NOOP("ui::Practice",
            "L2 goes on, but nothing of it reaches L1: no block becomes safe, and without the "
            "sequencer all of it could be lost.")},
    FaultText{"batcher-posts-garbage", QT_TRANSLATE_NOOP("ui::Practice", "The batcher posts garbage"),
        QT_TRANSLATE_NOOP("ui::Practice",
            "It writes bytes to L1 that are no batches, and nothing else: no block becomes safe.")},
    FaultText{"batcher-posts-invalid-batches",
        QT_TRANSLATE_NOOP("ui::Practice", "The batcher posts invalid batches"),
        QT_TRANSLATE_NOOP("ui::Practice",
            "Well formed, but against a rule, and nothing else: every node must drop them, and no block "
            "becomes safe.")},
    FaultText{"proposer-lies", QT_TRANSLATE_NOOP("ui::Practice", "The proposer lies"),
        QT_TRANSLATE_NOOP("ui::Practice",
            "It claims wrong states of L2 on L1. A withdrawal proven against such a claim is void; the "
            "challenger disputes it.")},
    FaultText{"proposer-stops", QT_TRANSLATE_NOOP("ui::Practice", "The proposer stops"),
        QT_TRANSLATE_NOOP("ui::Practice",
            "Nobody claims new states of L2 on L1: withdrawals made from now on cannot be proven.")},
    FaultText{"challenger-sleeps", QT_TRANSLATE_NOOP("ui::Practice", "The challenger sleeps"),
        QT_TRANSLATE_NOOP(
            "ui::Practice", "Nobody disputes wrong claims and nobody resolves games, unless you do.")},
    FaultText{"stranger-spams-games", QT_TRANSLATE_NOOP("ui::Practice", "A stranger creates absurd games"),
        QT_TRANSLATE_NOOP("ui::Practice",
            "Dispute games about blocks that do not exist yet, wherever anybody may create games.")},
    FaultText{"l1-rpc", QT_TRANSLATE_NOOP("ui::Practice", "The L1 node"),
        QT_TRANSLATE_NOOP("ui::Practice", "What the node of L1 answers to this program.")},
    FaultText{"l2-rpc", QT_TRANSLATE_NOOP("ui::Practice", "The L2 node"),
        QT_TRANSLATE_NOOP("ui::Practice", "What the node of L2 answers to this program.")},
};

struct NodeText {
    std::string_view name;
    const char* label;
};
constexpr std::array kNodeFaults{
    NodeText{"off", QT_TRANSLATE_NOOP("ui::Practice", "tells the truth")},
    NodeText{"wrong-balance", QT_TRANSLATE_NOOP("ui::Practice", "shows ten times the balance")},
    NodeText{"wrong-proof", QT_TRANSLATE_NOOP("ui::Practice", "gives proofs that do not fit")},
    NodeText{"truncated-logs", QT_TRANSLATE_NOOP("ui::Practice", "hides the newest half of the logs")},
    NodeText{"stale-head", QT_TRANSLATE_NOOP("ui::Practice", "stands still at its newest block")},
    NodeText{"times-out", QT_TRANSLATE_NOOP("ui::Practice", "does not answer")},
    NodeText{"rate-limits", QT_TRANSLATE_NOOP("ui::Practice", "says: too many requests")},
    NodeText{"rich-text", QT_TRANSLATE_NOOP("ui::Practice", "sends errors that look like a web page")},
};

/// The entry of a table, or null: a newer world may have switches that this table does not know.
template <typename Table>
auto find(const Table& table, std::string_view name)
{
    const auto found = std::ranges::find(table, name, [](const auto& entry) { return entry.name; });
    return found == table.end() ? nullptr : &*found;
}
} // namespace

QString faultLabel(std::string_view name)
{
    const FaultText* text = find(kFaults, name);
    return text ? Practice::tr(text->label) : visible(name);
}

QString faultMeaning(std::string_view name)
{
    const FaultText* text = find(kFaults, name);
    return text ? Practice::tr(text->meaning) : QString();
}

QString rpcFaultLabel(std::string_view name)
{
    const NodeText* text = find(kNodeFaults, name);
    return text ? Practice::tr(text->label) : visible(name);
}

QString guardianActionLabel(practice::GuardianAction action)
{
    switch (action) {
    case practice::GuardianAction::Pause:
        return Practice::tr("Pause the bridge");
    case practice::GuardianAction::Unpause:
        return Practice::tr("End the pause");
    case practice::GuardianAction::BlacklistGame:
        return Practice::tr("Blacklist a game");
    case practice::GuardianAction::SetRespectedGameType:
        return Practice::tr("Respect another type of games");
    case practice::GuardianAction::RetireGames:
        return Practice::tr("Retire all games so far");
    }
    return {};
}

QString guardianActionMeaning(practice::GuardianAction action)
{
    switch (action) {
    case practice::GuardianAction::Pause:
        return Practice::tr("Nothing can be withdrawn until the pause ends.");
    case practice::GuardianAction::Unpause:
        return Practice::tr("Withdrawals go on where they were.");
    case practice::GuardianAction::BlacklistGame:
        return Practice::tr("Withdrawals proven against this game must be proven again, against another.");
    case practice::GuardianAction::SetRespectedGameType:
        return Practice::tr("Only games of this type count for withdrawals from now on.");
    case practice::GuardianAction::RetireGames:
        return Practice::tr("Withdrawals proven so far must be proven again, against newer games.");
    }
    return {};
}

QString span(base::Seconds time)
{
    using namespace std::chrono;
    const auto whole = [time](auto unit) { return time / unit; };
    const auto rest = [](base::Seconds of, auto unit, auto in) { return of % unit / in; };
    //: %1 seconds, abbreviated so that it needs no plural.
    if (time < minutes(1)) return Practice::tr("%1 s").arg(time.count());
    //: %1 minutes, abbreviated so that it needs no plural.
    const QString shownMinutes = Practice::tr("%1 min");
    if (time < hours(1)) return shownMinutes.arg(whole(minutes(1)));
    //: %1 hours, abbreviated so that it needs no plural.
    const QString shownHours = Practice::tr("%1 h");
    const auto both = [](const QString& large, const QString& small, std::int64_t count) {
        return count == 0 ? large : large + QLatin1Char(' ') + small.arg(count);
    };
    if (time < days(1))
        return both(shownHours.arg(whole(hours(1))), shownMinutes, rest(time, hours(1), minutes(1)));
    //: %1 days, abbreviated so that it needs no plural.
    return both(Practice::tr("%1 d").arg(whole(days(1))), shownHours, rest(time, days(1), hours(1)));
}

} // namespace ui
