#pragma once

#include <QTest>

#include <string>

namespace tests {

/// Counts the cases of a set of vectors, names those that fail, and prints the sum.
class Tally {
public:
    explicit Tally(std::string set)
        : m_set(std::move(set))
    {
    }

    void count(bool passed, const std::string& what)
    {
        ++(passed ? m_passed : m_failed);
        if (!passed && m_failed <= kMaxNamed) qWarning("%s: failed: %s", m_set.c_str(), what.c_str());
    }

    /// True when something was counted and nothing failed.
    bool finish() const
    {
        qInfo("%s: %d passed, %d failed", m_set.c_str(), m_passed, m_failed);
        return m_failed == 0 && m_passed > 0;
    }

private:
    static constexpr int kMaxNamed = 10;

    std::string m_set;
    int m_passed = 0;
    int m_failed = 0;
};

} // namespace tests
