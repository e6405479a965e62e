#include "ui/dialog/settings_dialog.h"

#include "ui/text/address.h"
#include "ui/text/plain.h"
#include "ui_settings_dialog.h"

#include <QPushButton>
#include <QUrl>

namespace ui {

namespace {
std::optional<std::string> textOf(const QLineEdit& field)
{
    const QString text = field.text().trimmed();
    return text.isEmpty() ? std::nullopt : std::optional(text.toStdString());
}

bool isNodeAddress(const QLineEdit& field)
{
    if (!textOf(field)) return true;
    const QUrl url(field.text().trimmed(), QUrl::StrictMode);
    const bool http = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    return url.isValid() && http && !url.host().isEmpty();
}
} // namespace

SettingsDialog::SettingsDialog(const session::Settings& settings, QWidget* parent)
    : QDialog(parent)
    , m_form(std::make_unique<Ui_SettingsDialog>())
    , m_settings(settings)
{
    m_form->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    for (const bridge::Network& network : bridge::knownNetworks()) {
        m_form->network->addItem(visible(network.name), fromUtf8(network.id));
        if (network.id == settings.network) m_form->network->setCurrentIndex(m_form->network->count() - 1);
    }
    m_form->l1Url->setText(fromUtf8(settings.l1Url.value_or(std::string())));
    m_form->l2Url->setText(fromUtf8(settings.l2Url.value_or(std::string())));
    m_form->buttons->button(QDialogButtonBox::Save)->setText(tr("&Save"));
    m_form->buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    connect(m_form->network, &QComboBox::currentIndexChanged, this, &SettingsDialog::showNetwork);
    connect(m_form->buttons, &QDialogButtonBox::accepted, this, &SettingsDialog::choose);
    connect(m_form->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showNetwork();
}

SettingsDialog::~SettingsDialog() = default;

const bridge::Network* SettingsDialog::network() const
{
    return bridge::findNetwork(m_form->network->currentData().toString().toStdString());
}

void SettingsDialog::showNetwork()
{
    const bridge::Network* picked = network();
    if (!picked) return;
    const bool isInside = picked->id == bridge::kPracticeNetwork;
    const auto example = [isInside](const bridge::Layer& layer) {
        //: In place of a node's address: Postern itself is the node.
        if (isInside) return tr("inside Postern");
        return layer.url.empty() ? QStringLiteral("https://…") : visible(layer.url);
    };
    m_form->l1Url->setPlaceholderText(example(picked->l1));
    m_form->l2Url->setPlaceholderText(example(picked->l2));
    m_form->provenance->setText(
        picked->provenance == bridge::Provenance::BuiltIn
            ? tr("Compiled into Postern.")
            : tr("Added by you. Postern cannot vouch for the addresses of its contracts."));
}

void SettingsDialog::choose()
{
    for (QLineEdit* field : {m_form->l1Url, m_form->l2Url}) {
        if (isNodeAddress(*field)) continue;
        field->setFocus();
        return m_form->message->showProblem(
            tr("The address of a node begins with http:// or https:// and names a host."));
    }
    if (const bridge::Network* picked = network()) m_settings.network = picked->id;
    m_settings.l1Url = textOf(*m_form->l1Url);
    m_settings.l2Url = textOf(*m_form->l2Url);
    Q_EMIT chosen(m_settings);
    accept();
}

} // namespace ui
