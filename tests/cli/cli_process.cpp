#include "tests/cli/cli_process.h"

#include "tests/support/patience.h"

#include <QProcess>
#include <QTest>

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h> // NOLINT: posix_openpt and its kin
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <csignal>

namespace tests {
namespace {

struct Pipe {
    int childsNumber;
    int reading;
    int writing;
};

Pipe makePipe(int childsNumber)
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) qFatal("no pipe");
    // High numbers, lest a pipe's end stand where the child wants another one.
    const Pipe pipe{
        childsNumber, ::fcntl(ends[0], F_DUPFD_CLOEXEC, 100), ::fcntl(ends[1], F_DUPFD_CLOEXEC, 100)};
    ::close(ends[0]);
    ::close(ends[1]);
    return pipe;
}

QByteArray readAll(int fd)
{
    QByteArray all;
    char chunk[4096];
    for (ssize_t got; (got = ::read(fd, chunk, sizeof chunk)) > 0;)
        all.append(chunk, static_cast<int>(got));
    return all;
}

bool isAsking(const QByteArray& shown)
{
    const QByteArray lastLine = shown.mid(shown.lastIndexOf('\n') + 1);
    const bool wantsEnter = lastLine.startsWith("Press Enter") && lastLine.endsWith("cleared. ");
    return wantsEnter || lastLine.endsWith(": ");
}

} // namespace

CliResult runCli(const QStringList& arguments, const CliInput& input)
{
    std::vector<Pipe> given, received;
    for (const auto& [number, secret] : input.secrets) {
        given.push_back(makePipe(number));
        if (::write(given.back().writing, secret.constData(), static_cast<std::size_t>(secret.size())) < 0)
            qFatal("pipe");
        ::close(given.back().writing);
    }
    for (const int number : input.receive)
        received.push_back(makePipe(number));

    QProcess process;
    process.setChildProcessModifier([&] {
        ::setsid(); // no terminal to ask at
        for (const Pipe& pipe : given)
            ::dup2(pipe.reading, pipe.childsNumber);
        for (const Pipe& pipe : received)
            ::dup2(pipe.writing, pipe.childsNumber);
        for (const int number : input.closed)
            ::close(number);
    });
    process.start(QStringLiteral(POSTERN_CLI), arguments);
    process.write(input.in);
    process.closeWriteChannel();
    CliResult result;
    if (process.waitForFinished(kPatience) && process.exitStatus() == QProcess::NormalExit)
        result.code = process.exitCode();
    result.out = process.readAllStandardOutput();
    result.error = process.readAllStandardError();
    for (const Pipe& pipe : given)
        ::close(pipe.reading);
    for (const Pipe& pipe : received) {
        ::close(pipe.writing);
        result.written[pipe.childsNumber] = readAll(pipe.reading);
        ::close(pipe.reading);
    }
    return result;
}

CliResult runCliAtTerminal(
    const QStringList& arguments, const std::function<QByteArray(const QByteArray& shown)>& answer)
{
    const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (terminal < 0 || ::grantpt(terminal) != 0 || ::unlockpt(terminal) != 0) qFatal("no pseudo-terminal");
    const QByteArray name = ::ptsname(terminal); // NOLINT(concurrency-mt-unsafe)
    std::vector<QByteArray> words{POSTERN_CLI};
    for (const QString& argument : arguments)
        words.push_back(argument.toUtf8());
    std::vector<char*> argv;
    for (QByteArray& word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);

    const pid_t child = ::fork();
    if (child == 0) {
        ::setsid();
        const int side = ::open(name.constData(), O_RDWR);
        ::ioctl(side, TIOCSCTTY, 0);
        for (const int fd : {0, 1, 2})
            ::dup2(side, fd);
        ::execv(argv[0], argv.data());
        ::_exit(127);
    }
    CliResult result;
    qsizetype answered = 0;
    for (;;) {
        pollfd ready{terminal, POLLIN, 0};
        if (::poll(&ready, 1, kPatience) <= 0) break;
        char chunk[4096];
        const ssize_t got = ::read(terminal, chunk, sizeof chunk);
        if (got <= 0) break; // EIO: the child has ended
        result.out.append(chunk, static_cast<int>(got));
        const QByteArray fresh = result.out.mid(answered);
        if (!isAsking(fresh)) continue;
        const QByteArray line = answer(fresh) + '\n';
        answered = result.out.size();
        if (::write(terminal, line.constData(), static_cast<std::size_t>(line.size())) < 0) break;
    }
    int status = 0;
    const auto ended = [&] { return ::waitpid(child, &status, WNOHANG) == child; };
    if (!QTest::qWaitFor(ended, kPatience)) {
        ::kill(child, SIGKILL);
        ::waitpid(child, &status, 0);
    }
    if (WIFEXITED(status)) result.code = WEXITSTATUS(status);
    termios left{};
    result.isEchoing =
        ::tcgetattr(terminal, &left) == 0 && (left.c_lflag & ECHO) != 0 && (left.c_lflag & ISIG) != 0;
    ::close(terminal);
    return result;
}

} // namespace tests
