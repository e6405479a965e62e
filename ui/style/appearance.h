#pragma once

#include "ui/text/stage.h"

#include <QColor>

class QApplication;

namespace ui {

enum class Appearance { Light, Dark };

/// What the desktop's own palette is: called before apply() replaces it.
Appearance systemAppearance();

/// Palette, shapes and fonts of the program. Everything is relative to the system's font, so it scales with
/// it.
void apply(QApplication& application, Appearance appearance);

/// The colour of a deposit's state, legible on the present base colour.
QColor toneColor(StageTone tone);

} // namespace ui
