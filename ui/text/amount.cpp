#include "ui/text/amount.h"

#include "core/eth/units.h"
#include "ui/text/address.h"

namespace ui {

namespace {
constexpr qsizetype kShortDecimals = 6;
}

QString exactEth(const base::Uint256& wei)
{
    return QString::fromStdString(eth::formatAmount(wei, eth::kEtherDecimals)) + QStringLiteral(" ETH");
}

QString shortEth(const base::Uint256& wei)
{
    const QString exact = QString::fromStdString(eth::formatAmount(wei, eth::kEtherDecimals));
    const qsizetype point = exact.indexOf(QLatin1Char('.'));
    if (point < 0 || exact.size() - point - 1 <= kShortDecimals) return exact + QStringLiteral(" ETH");
    const QString cut = exact.left(point + 1 + kShortDecimals);
    if (cut == QLatin1String("0.000000")) return QStringLiteral("< 0.000001 ETH");
    return cut + QStringLiteral("… ETH");
}

QString exactUnits(const base::Uint256& units, const base::Address& token)
{
    return QString::fromStdString(base::toDecimal(units)) + QStringLiteral(" × ") + shortAddress(token);
}

QString exactGwei(const base::Uint256& wei)
{
    return QString::fromStdString(eth::formatAmount(wei, eth::kGweiDecimals)) + QStringLiteral(" Gwei");
}

std::optional<base::Uint256> parseEth(const QString& text)
{
    const auto amount = eth::parseAmount(text.trimmed().toStdString(), eth::kEtherDecimals);
    return amount ? std::optional(*amount) : std::nullopt;
}

QString grouped(std::uint64_t number)
{
    QString digits = QString::number(number);
    for (qsizetype at = digits.size() - 3; at > 0; at -= 3)
        digits.insert(at, QChar(0x202F));
    return digits;
}

} // namespace ui
