#pragma once

#include "core/base/secret.h"

#include <QLineEdit>

namespace ui {

/// A field for a password or a key. Its text leaves it once, as a Secret.
class SecretEdit : public QLineEdit {
    Q_OBJECT

public:
    explicit SecretEdit(QWidget* parent = nullptr);

    /// What was typed; the field is empty afterwards.
    base::Secret take();
};

/// The UTF-8 of a text as a Secret; the text's own buffer and every copy made here are overwritten.
base::Secret takeSecret(QString& text);

} // namespace ui
