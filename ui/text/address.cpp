#include "ui/text/address.h"

#include "core/eth/address.h"

namespace ui {

namespace {
/// Digits after "0x" with a separator after every `count` of them.
QString inGroups(const QString& hex, qsizetype count, QChar separator)
{
    QString text = hex.left(2 + count);
    for (qsizetype at = 2 + count; at < hex.size(); at += count)
        text += separator + hex.mid(at, count);
    return text;
}
} // namespace

QString fullAddress(const base::Address& address)
{
    return QString::fromStdString(eth::toChecksum(address));
}

QString groupedAddress(const base::Address& address)
{
    return inGroups(fullAddress(address), 4, QLatin1Char(' '));
}

QString shortAddress(const base::Address& address)
{
    const QString text = fullAddress(address);
    return text.left(8) + QChar(0x2026) + text.right(8);
}

std::optional<base::Address> parseTypedAddress(const QString& text)
{
    QString digits = text;
    digits.remove(QLatin1Char(' '));
    const auto address = eth::parseAddress(digits.trimmed().toStdString());
    return address ? std::optional(*address) : std::nullopt;
}

QString fullHash(const base::Hash& hash)
{
    return QString::fromStdString(base::toHex0x(hash));
}

QString groupedHash(const base::Hash& hash)
{
    return inGroups(fullHash(hash), 8, QLatin1Char(' '));
}

QString groupedBytes(base::ByteView bytes)
{
    return inGroups(QString::fromStdString(base::toHex0x(bytes)), 32, QLatin1Char('\n'));
}

} // namespace ui
