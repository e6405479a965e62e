#pragma once

#include <QLocale>

class QCoreApplication;

namespace ui {

/// Loads the program's and Qt's own translations for a locale; English, which is in the source, when there
/// are none.
void installLanguage(QCoreApplication& application, const QLocale& locale);

} // namespace ui
