#pragma once

#include "core/practice/layers/faults.h"

#include <QWidget>

#include <functional>
#include <vector>

class QVBoxLayout;

namespace ui {

/// One control for each of practice::faultNames(): a box to tick, what a node does, or addresses.
class FaultList : public QWidget {
    Q_OBJECT

public:
    explicit FaultList(QWidget* parent = nullptr);

    /// Shows these; switched() is not emitted.
    void showFaults(const practice::Faults& faults);

Q_SIGNALS:
    /// The user set a switch; name and value are those of practice::setFault().
    void switched(const std::string& name, const std::string& value);

private:
    void addBox(QVBoxLayout& column, const std::string& name);
    void addChoice(QVBoxLayout& column, const std::string& name);
    void addAddresses(QVBoxLayout& column, const std::string& name);

    std::vector<std::function<void(const practice::Faults&)>> m_showers; ///< one a control
};

} // namespace ui
