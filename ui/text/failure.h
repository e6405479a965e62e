#pragma once

#include "core/base/result.h"

#include <QString>

namespace ui {

/// A failure as the user reads it: what happened and what to do next. Both are empty for Cancelled: say
/// nothing.
struct Failure {
    QString what;
    QString advice;
    QString meaning; ///< what it means for the money; whoever knows fills it in
    QString detail;  ///< the English detail or a node's own words, visible(): plain text of foreign origin

    /// "what meaning advice", and the detail in a second paragraph when there is one.
    QString text() const;
    bool isSilent() const { return what.isEmpty(); }
};

Failure failure(const base::Error& error);

} // namespace ui
