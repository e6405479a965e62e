#pragma once

#include "core/base/secret.h"

#include <QDialog>

#include <memory>

class Ui_WordsDialog;

namespace ui {

/// Shows the words of a new account once. The only place where a secret becomes text on the screen.
class WordsDialog : public QDialog {
    Q_OBJECT

public:
    explicit WordsDialog(const base::Secret& words, QWidget* parent = nullptr);
    ~WordsDialog() override;

    /// Does nothing until the box is ticked: closing by accident would be the end of the words.
    void reject() override;

private:
    void showWords(const base::Secret& words);

    std::unique_ptr<Ui_WordsDialog> m_form;
};

} // namespace ui
