#pragma once

#include <QtGlobal>

#include <string>

namespace tests {

/// Counts the cases of a vector set, names each that fails and sums them up.
class VectorTally {
public:
    explicit VectorTally(std::string set)
        : m_set(std::move(set))
    {
    }

    void add(bool passed, const std::string& name)
    {
        if (passed)
            ++m_passed;
        else {
            ++m_failed;
            qWarning("%s: %s failed", m_set.c_str(), name.c_str());
        }
    }
    /// Prints the counts. True when there were cases and all passed.
    bool allPassed() const
    {
        qInfo("%s: %d passed, %d failed", m_set.c_str(), m_passed, m_failed);
        return m_passed > 0 && m_failed == 0;
    }

private:
    std::string m_set;
    int m_passed = 0;
    int m_failed = 0;
};

} // namespace tests
