#include "ui/text/caution.h"

#include "ui/text/plain.h"

#include <QCoreApplication>

namespace ui {

namespace {
class Caution {
    Q_DECLARE_TR_FUNCTIONS(ui::Caution)

public:
    static QString text(bridge::Caution caution)
    {
        switch (caution) {
        case bridge::Caution::LargeFee:
            return tr("The fee can be more than a tenth of the amount.");
        case bridge::Caution::ContractOnL1Only:
            return tr(
                "The recipient is a contract on L1, and on L2 there is nothing at its address: whoever owns "
                "it on L1 may have no way to the money on L2.");
        }
        return {};
    }
    static QString known(const wallet::Account& account)
    {
        const QString name = visible(account.name);
        if (account.kind != wallet::AccountKind::Watch) return tr("Your account “%1”.").arg(name);
        return tr("“%1”, which is only watched here: no key on this computer can spend from it.").arg(name);
    }
};
} // namespace

QString cautionText(bridge::Caution caution)
{
    return Caution::text(caution);
}

QString knownAccount(const wallet::Account& account)
{
    return Caution::known(account);
}

} // namespace ui
