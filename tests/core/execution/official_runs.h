#pragma once

#include "app/cli/testformat/verdict.h"
#include "tests/support/vectors.h"

#include <QTest>

#include <thread>

namespace tests {

/// Runs all files below a folder of a set of vectors and reports the counts; fails when a case fails or none
/// ran.
inline void runOfficial(
    const std::string& set, const std::string& folder, const testformat::FileRunner& runner)
{
    const auto path = vectorSet(set);
    if (!path) QSKIP(noVectors());
    std::vector<std::filesystem::path> files;
    for (const auto& file : filesBelow(*path, ".json"))
        if (folder.empty() || file.string().find("/" + folder + "/") != std::string::npos)
            files.push_back(file);
    const testformat::Tally tally =
        testformat::runFiles(files, std::max(1u, std::thread::hardware_concurrency()), runner);
    for (const testformat::CaseResult& failure : tally.failures)
        qWarning("%s: %s", failure.name.c_str(), failure.why.c_str());
    for (const std::string& fork : tally.skippedForks)
        qInfo("skipped, fork not known: %s", fork.c_str());
    qInfo("%zu passed, %zu failed, %zu skipped", tally.passed, tally.failed, tally.skipped);
    QCOMPARE(tally.failed, std::size_t{0});
    QVERIFY(tally.passed > 0);
}

} // namespace tests
