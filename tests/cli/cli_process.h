#pragma once

#include <QByteArray>
#include <QStringList>

#include <functional>
#include <map>
#include <vector>

/// Runs postern-cli as a stranger would: another process, no terminal, secrets by file descriptors.
namespace tests {

struct CliResult {
    int code = -1; ///< -1: it crashed or did not end
    QByteArray out;
    QByteArray error;
    bool isEchoing = false;            ///< of its terminal, at the end: what is typed is shown
    std::map<int, QByteArray> written; ///< what it wrote to the descriptors of CliInput::receive
};

struct CliInput {
    QByteArray in;                     ///< its stdin
    std::map<int, QByteArray> secrets; ///< what each descriptor gives
    std::vector<int> receive;          ///< descriptors that it may write to
    std::vector<int> closed;           ///< standard descriptors that are closed
};

CliResult runCli(const QStringList& arguments, const CliInput& input = {});

/// The program with a terminal of its own. Whenever it asks (its last line ends with ": ", or is the one that
/// wants Enter), `answer` says what is typed, given what has been shown since it last typed. Gives everything
/// that the terminal showed; stdout and stderr are the terminal too.
CliResult runCliAtTerminal(
    const QStringList& arguments, const std::function<QByteArray(const QByteArray& shown)>& answer);

} // namespace tests
