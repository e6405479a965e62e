#pragma once

#include "core/bridge/deposit.h"
#include "core/wallet/account.h"

#include <QString>

namespace ui {

/// What should be known before signing, as a sentence.
QString cautionText(bridge::Caution caution);

/// Whose account in the list a recipient is. "Yours" is said only of one whose key is here.
QString knownAccount(const wallet::Account& account);

} // namespace ui
