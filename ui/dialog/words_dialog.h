#pragma once

#include "core/base/secret.h"

#include <QDialog>

#include <memory>
#include <vector>

class QLabel;
class Ui_WordsDialog;

namespace ui {

class SecretEdit;

/// Shows the words of an account that is to be made, then asks for three of them. Accepted once these are
/// right; rejected, and then no account is made, when the user gives up. The only place where a secret
/// becomes text on the screen.
class WordsDialog : public QDialog {
    Q_OBJECT

public:
    explicit WordsDialog(const base::Secret& words, QWidget* parent = nullptr);
    ~WordsDialog() override;

    /// From the words to the question for some of them, and from there, when the answers are right, to the
    /// end.
    void accept() override;
    /// Closing by accident would be the end of the words: it takes the button.
    void reject() override {}

private:
    void showWords();
    void chooseQuestions();
    void askForSome();
    std::string_view word(std::size_t place) const;
    /// The number of the first word that is not right, from 1; nothing when all are.
    std::optional<std::size_t> firstWrong() const;

    struct Question {
        std::size_t place = 0; ///< of the word, from 0
        QLabel* label;
        SecretEdit* answer;
    };

    std::unique_ptr<Ui_WordsDialog> m_form;
    base::Secret m_words;
    std::vector<Question> m_questions;
};

} // namespace ui
