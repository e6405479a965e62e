#include "ui/window/main_window.h"

#include "ui/dialog/settings_dialog.h"
#include "ui/model/preferences.h"
#include "ui/page/notice_page.h"
#include "ui/window/workspace.h"
#if defined(POSTERN_DBUS)
#include "ui/system/sleep_watch.h"
#endif

#include <QLabel>
#include <QShortcut>
#include <QStackedWidget>
#include <QStatusBar>

namespace ui {

namespace {
constexpr QSize kSmallest{480, 360};
constexpr QSize kPreferred{960, 680};

QLabel* addStatus(QStatusBar& bar, const QString& name)
{
    auto* label = new QLabel(&bar);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setContentsMargins(8, 2, 8, 2);
    return label;
}
} // namespace

MainWindow::MainWindow(base::Result<std::filesystem::path> folder, Opener open, QWidget* parent)
    : QMainWindow(parent)
    , m_folder(std::move(folder))
    , m_open(std::move(open))
    , m_stack(new QStackedWidget(this))
    , m_notice(new NoticePage(this))
    , m_network(addStatus(*statusBar(), QStringLiteral("network")))
    , m_connection(addStatus(*statusBar(), QStringLiteral("connection")))
{
    setWindowTitle(QStringLiteral("Postern"));
    setMinimumSize(kSmallest);
    resize(kPreferred);
    m_stack->addWidget(m_notice);
    setCentralWidget(m_stack);
    statusBar()->addWidget(m_network);
    statusBar()->addPermanentWidget(m_connection);
    connect(m_notice, &NoticePage::retryRequested, this, &MainWindow::start);
    connect(m_notice, &NoticePage::settingsRequested, this, &MainWindow::openSettings);
    connect(m_notice, &NoticePage::setAsideRequested, this, &MainWindow::setAside);
    addShortcuts();
#if defined(POSTERN_DBUS)
    connect(new SleepWatch(QDBusConnection::systemBus(), this), &SleepWatch::aboutToSleep, this, [this] {
        if (m_workspace) m_workspace->lock();
    });
#endif
    start();
}

MainWindow::~MainWindow()
{
    closeWorkspace();
}

void MainWindow::addShortcuts()
{
    connect(new QShortcut(QKeySequence::Quit, this), &QShortcut::activated, this, &QWidget::close);
    connect(new QShortcut(QKeySequence::Refresh, this), &QShortcut::activated, this, [this] {
        if (m_workspace) m_workspace->refresh();
    });
}

void MainWindow::start()
{
    if (!m_folder) return showFailure(m_folder.error());
    m_settings.folder = *m_folder;
    m_notice->showOpening();
    m_lane.run(
        this, [folder = *m_folder](const Lane::Context&) { return loadPreferences(folder); },
        [this](const base::Result<session::Settings>& settings) {
            if (!settings) return showFailure(settings.error());
            m_settings = *settings;
            reopen(m_settings);
        });
}

void MainWindow::reopen(const session::Settings& settings)
{
    closeWorkspace();
    m_notice->showOpening();
    m_lane.run(
        this, [open = m_open, settings](const Lane::Context&) { return open(settings); },
        [this](base::Result<std::unique_ptr<session::Session>> session) { opened(std::move(session)); });
}

void MainWindow::opened(base::Result<std::unique_ptr<session::Session>> session)
{
    if (!session) {
        showFailure(session.error());
        return lookForUnusableFiles();
    }
    m_workspace = new Workspace(*std::move(session), this);
    connect(m_workspace, &Workspace::settingsRequested, this, &MainWindow::openSettings);
    connect(m_workspace, &Workspace::connectionChanged, m_connection, &QLabel::setText);
    connect(
        m_workspace, &Workspace::unusable, this,
        [this](const base::Error& error) {
            closeWorkspace();
            showFailure(error);
            lookForUnusableFiles();
        },
        Qt::QueuedConnection); // it ends what told it
    m_network->setText(m_workspace->networkText());
    m_stack->setCurrentIndex(m_stack->addWidget(m_workspace));
}

void MainWindow::showFailure(const base::Error& error)
{
    m_notice->showFailure(error);
    m_stack->setCurrentWidget(m_notice);
}

/// Damaged files, or those of a newer version, are not mended by trying again.
void MainWindow::lookForUnusableFiles()
{
    m_lane.run(
        this, [settings = m_settings](const Lane::Context&) { return session::findUnusable(settings); },
        [this](const base::Result<std::vector<session::Unusable>>& found) {
            if (found) m_notice->offerToSetAside(*found);
        });
}

void MainWindow::setAside()
{
    m_notice->showOpening();
    m_lane.run(
        this, [settings = m_settings](const Lane::Context&) { return session::setUnusableAside(settings); },
        [this](const base::Result<std::vector<session::SetAside>>& done) {
            done ? reopen(m_settings) : showFailure(done.error());
        });
}

void MainWindow::closeWorkspace()
{
    delete std::exchange(m_workspace, nullptr);
    m_network->clear();
    m_connection->clear();
}

void MainWindow::openSettings()
{
    if (!m_folder) return;
    auto* dialog = new SettingsDialog(m_settings, this);
    connect(dialog, &SettingsDialog::chosen, this, [this](const session::Settings& settings) {
        m_settings = settings;
        closeWorkspace();
        m_notice->showOpening();
        m_lane.run(
            this, [settings](const Lane::Context&) { return savePreferences(settings); },
            [this](const base::Result<void>& saved) {
                saved ? reopen(m_settings) : showFailure(saved.error());
            });
    });
    dialog->open();
}

} // namespace ui
