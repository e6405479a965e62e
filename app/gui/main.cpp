#include "core/base/file.h"
#include "core/base/process.h"
#include "ui/style/appearance.h"
#include "ui/style/language.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>

#include <algorithm>
#include <string_view>

namespace {

/// What the command line says. Errors and --help end the program in here.
struct Arguments {
    Q_DECLARE_TR_FUNCTIONS(Postern)

public:
    QString folder;
    QString appearance;

    static Arguments parse(const QCoreApplication& application)
    {
        const QCommandLineOption folder(
            QStringLiteral("data-dir"), tr("Keep accounts and activity in this folder."), tr("folder"));
        const QCommandLineOption appearance(
            QStringLiteral("appearance"), tr("light or dark, whatever the desktop has."), tr("appearance"));
        QCommandLineParser parser;
        parser.setApplicationDescription(
            tr("A bridge and wallet for OP Stack rollups that needs no operator's leave."));
        parser.addHelpOption();
        parser.addVersionOption();
        parser.addOptions({folder, appearance});
        parser.process(application);
        return {parser.value(folder), parser.value(appearance)};
    }
};

ui::Appearance appearanceOf(const QString& wanted)
{
    if (wanted == QLatin1String("light")) return ui::Appearance::Light;
    if (wanted == QLatin1String("dark")) return ui::Appearance::Dark;
    return ui::systemAppearance();
}

base::Result<std::filesystem::path> folderOf(const QString& wanted)
{
    if (wanted.isEmpty()) return base::userDataFolder();
    return std::filesystem::path(wanted.toStdU16String());
}

/// True for --help and --version, which must work without a display.
bool asksForTextOnly(int argc, char** argv)
{
    constexpr std::string_view kTexts[] = {"-h", "--help", "-v", "--version"};
    return std::any_of(argv + 1, argv + argc,
        [&](const char* word) { return std::ranges::find(kTexts, word) != std::end(kTexts); });
}

Arguments prepare(QCoreApplication& application)
{
    QCoreApplication::setApplicationName(QStringLiteral("postern"));
    QCoreApplication::setApplicationVersion(QStringLiteral(POSTERN_VERSION));
    ui::installLanguage(application, QLocale());
    return Arguments::parse(application);
}

} // namespace

int main(int argc, char** argv)
{
    if (asksForTextOnly(argc, argv)) {
        QCoreApplication application(argc, argv);
        prepare(application);
        return 0;
    }
    base::forbidCoreDumps();
    QApplication application(argc, argv);
    const Arguments arguments = prepare(application);
    QApplication::setApplicationDisplayName(QStringLiteral("Postern"));
    QApplication::setDesktopFileName(QStringLiteral("postern"));
    ui::apply(application, appearanceOf(arguments.appearance));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/postern.png")));

    ui::MainWindow window(folderOf(arguments.folder), session::Session::open);
    window.show();
    return QApplication::exec();
}
