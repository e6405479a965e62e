#pragma once

#include "core/base/secret.h"

#include <QLineEdit>

namespace ui {

/// A field for a password or a key. Its text leaves it once, as a Secret, and is gone when the field is
/// hidden.
///
/// What is typed lies in a Secret: the QLineEdit, its undo history and its accessible text hold a placeholder
/// of the private use area for each character instead, so that text() tells how much was typed, and nothing
/// else. Text that comes otherwise than by the keyboard, an input method or the paste key (setText(), a drop)
/// is exchanged as soon as it is there; of that Qt may have kept a copy.
class SecretEdit : public QLineEdit {
    Q_OBJECT

public:
    explicit SecretEdit(QWidget* parent = nullptr);

    /// What was typed; the field is empty afterwards.
    base::Secret take();
    bool holds(const base::Secret& text) const { return content().equals(text); }
    bool holdsSameAs(const SecretEdit& other) const { return holds(other.content()); }

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void inputMethodEvent(QInputMethodEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    /// UTF-8.
    base::Secret content() const;
    /// Keeps the characters and gives placeholders for them; those there are already stay.
    QString placeholdersFor(QStringView text);
    void exchange();

    base::Secret m_characters; ///< UTF-32, by placeholder
    std::size_t m_count = 0;
};

/// The UTF-8 of a text as a Secret; the text's own buffer and every copy made here are overwritten.
base::Secret takeSecret(QString& text);

} // namespace ui
