#pragma once

#include "core/session/session.h"

#include <QDialog>

class Ui_SettingsDialog;

namespace ui {

/// Which network, and whose nodes. Gives its result by chosen().
class SettingsDialog : public QDialog {
    Q_OBJECT

public:
    explicit SettingsDialog(const session::Settings& settings, QWidget* parent = nullptr);
    ~SettingsDialog() override;

Q_SIGNALS:
    void chosen(const session::Settings& settings);

private:
    void showNetwork();
    void choose();
    /// The network that is picked; null only when none is compiled in.
    const bridge::Network* network() const;

    std::unique_ptr<Ui_SettingsDialog> m_form;
    session::Settings m_settings;
};

} // namespace ui
