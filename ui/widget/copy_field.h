#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace ui {

/// A long text (an address, a hash) that can be selected, and a button that copies the whole of it.
class CopyField : public QWidget {
    Q_OBJECT

public:
    explicit CopyField(QWidget* parent = nullptr);

    /// `what` names it for the button: "Copy address". With nothing to copy the button is hidden.
    void setValue(const QString& shown, const QString& copied, const QString& what);
    QString copied() const { return m_copied; }

private:
    void copy();

    QLabel* m_text;
    QToolButton* m_button;
    QString m_copied;
};

} // namespace ui
