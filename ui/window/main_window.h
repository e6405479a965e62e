#pragma once

#include "core/session/session.h"
#include "ui/async/lane.h"

#include <QMainWindow>

class QLabel;
class QStackedWidget;

namespace ui {

class NoticePage;
class Workspace;

/// The window: a notice while the session is being opened, then the workspace of that session.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// How the window gets its session; run on a worker. For tests: any Session will do.
    using Opener = std::function<base::Result<std::unique_ptr<session::Session>>(const session::Settings&)>;

    /// `folder` is the data folder, or why there is none.
    MainWindow(base::Result<std::filesystem::path> folder, Opener open, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Null until the session is open.
    Workspace* workspace() const { return m_workspace; }

private:
    void addShortcuts();
    void start();
    void reopen(const session::Settings& settings);
    void opened(base::Result<std::unique_ptr<session::Session>> session);
    void showFailure(const base::Error& error);
    void lookForUnusableFiles();
    void setAside();
    void closeWorkspace();
    void openSettings();

    base::Result<std::filesystem::path> m_folder;
    Opener m_open;
    session::Settings m_settings; ///< as last read or chosen
    QStackedWidget* m_stack;
    NoticePage* m_notice;
    QLabel* m_network;
    QLabel* m_connection;
    Workspace* m_workspace = nullptr;
    Lane m_lane; // last: waits for its job before what that uses goes
};

} // namespace ui
