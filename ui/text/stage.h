#pragma once

#include "core/bridge/activity.h"

#include <QString>

namespace ui {

/// The stage of a deposit in two or three words, for the list.
QString stageName(bridge::DepositStage stage);

/// What happened, what it means for the money, and what to do next: one or two sentences for the details.
QString stageMeaning(const bridge::Activity& activity);

/// How the list colours a stage.
enum class StageTone { Waiting, Good, Bad };
StageTone stageTone(bridge::DepositStage stage);

} // namespace ui
