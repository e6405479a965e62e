#include "ui/widget/fault_list.h"

#include "ui/text/plain.h"
#include "ui/text/practice.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace ui {

namespace {
const std::string kOff = "off";

QLabel* addText(QVBoxLayout& column, const QString& text)
{
    auto* label = new QLabel(text, column.parentWidget());
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    column.addWidget(label);
    return label;
}

/// The control's explanation, which a screen reader says with it.
void explain(QVBoxLayout& column, QWidget& control, const std::string& name)
{
    control.setObjectName(fromUtf8(name));
    control.setAccessibleDescription(faultMeaning(name));
    QLabel* note = addText(column, faultMeaning(name));
    note->setProperty("role", QStringLiteral("note"));
    column.addSpacing(8);
}

/// Addresses as setFault() takes them: commas between, no blanks.
std::string listOf(const QString& typed)
{
    static const QRegularExpression kBetween(QStringLiteral("[\\s,;]+"));
    const QStringList parts = typed.split(kBetween, Qt::SkipEmptyParts);
    return parts.isEmpty() ? kOff : parts.join(QLatin1Char(',')).toStdString();
}
} // namespace

FaultList::FaultList(QWidget* parent)
    : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    for (const std::string& name : practice::faultNames()) {
        if (name == "censored")
            addAddresses(*column, name);
        else if (name.ends_with("-rpc"))
            addChoice(*column, name);
        else
            addBox(*column, name);
    }
    showFaults({});
}

void FaultList::showFaults(const practice::Faults& faults)
{
    for (const auto& shower : m_showers)
        shower(faults);
}

void FaultList::addBox(QVBoxLayout& column, const std::string& name)
{
    auto* box = new QCheckBox(faultLabel(name), this);
    column.addWidget(box);
    explain(column, *box, name);
    connect(box, &QCheckBox::clicked, this,
        [this, name](bool on) { Q_EMIT switched(name, on ? std::string("on") : kOff); });
    m_showers.emplace_back([box, name](const practice::Faults& faults) {
        box->setChecked(practice::faultValue(faults, name) != kOff);
    });
}

void FaultList::addChoice(QVBoxLayout& column, const std::string& name)
{
    QLabel* label = addText(column, faultLabel(name));
    auto* choice = new QComboBox(this);
    for (const std::string& fault : practice::rpcFaultNames())
        choice->addItem(rpcFaultLabel(fault), fromUtf8(fault));
    column.addWidget(choice);
    label->setBuddy(choice);
    explain(column, *choice, name);
    connect(choice, &QComboBox::activated, this,
        [this, name, choice] { Q_EMIT switched(name, choice->currentData().toString().toStdString()); });
    m_showers.emplace_back([choice, name](const practice::Faults& faults) {
        choice->setCurrentIndex(choice->findData(fromUtf8(practice::faultValue(faults, name))));
    });
}

void FaultList::addAddresses(QVBoxLayout& column, const std::string& name)
{
    QLabel* label = addText(column, faultLabel(name));
    auto* field = new QLineEdit(this);
    field->setPlaceholderText(tr("Nobody. Addresses with commas between them."));
    column.addWidget(field);
    label->setBuddy(field);
    explain(column, *field, name);
    connect(field, &QLineEdit::editingFinished, this, [this, name, field] {
        if (!field->isModified()) return;
        field->setModified(false);
        Q_EMIT switched(name, listOf(field->text()));
    });
    m_showers.emplace_back([field, name](const practice::Faults& faults) {
        if (field->isModified()) return; // being typed
        const std::string value = practice::faultValue(faults, name);
        field->setText(
            value == kOff ? QString() : fromUtf8(value).replace(QLatin1Char(','), QLatin1String(", ")));
    });
}

} // namespace ui
