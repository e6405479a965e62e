#pragma once

#include "ui/text/failure.h"

#include <QLabel>

namespace ui {

/// Where a page says what went wrong: hidden while there is nothing to say, told to screen readers when there
/// is.
class MessageLabel : public QLabel {
    Q_OBJECT

public:
    explicit MessageLabel(QWidget* parent = nullptr);

    void showFailure(const base::Error& error);
    /// A sentence of ours about what the user typed; an empty one hides the label.
    void showProblem(const QString& sentence);
    void dismiss() { showProblem({}); }
};

} // namespace ui
