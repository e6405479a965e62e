#pragma once

#include "core/practice/world/world.h"

#include <QString>

#include <string_view>

namespace ui {

/// A switch of practice::faultNames() in a few words: what then happens.
QString faultLabel(std::string_view name);
/// What it means for somebody who uses the chain, and what can be done about it: one or two sentences.
QString faultMeaning(std::string_view name);

/// What a node answers instead of the truth: a name of practice::rpcFaultNames().
QString rpcFaultLabel(std::string_view name);

QString guardianActionLabel(practice::GuardianAction action);
QString guardianActionMeaning(practice::GuardianAction action);

/// A span of time in its largest units, at most two: "36 s", "10 min", "1 h 5 min", "7 d". Abbreviated, so
/// that it needs no plural.
QString span(base::Seconds time);

} // namespace ui
