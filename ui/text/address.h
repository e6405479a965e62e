#pragma once

#include "core/base/bytes.h"

#include <QString>

#include <optional>

namespace ui {

/// "0x" and 40 digits with the EIP-55 checksum: for copying.
QString fullAddress(const base::Address& address);

/// The same in groups of four digits, for comparing by eye: "0xf39F d6e5 1aad …".
QString groupedAddress(const base::Address& address);

/// "0xf39Fd6…fFb92266", for lists only: never where money is confirmed, because a likeness of both ends can
/// be mined.
QString shortAddress(const base::Address& address);

/// What a user typed or pasted, blanks between the groups allowed. A text in mixed case must have the right
/// EIP-55 checksum. Nothing when it is no address.
std::optional<base::Address> parseTypedAddress(const QString& text);

/// "0x" and 64 digits: for copying.
QString fullHash(const base::Hash& hash);
/// The same in groups of eight digits, for comparing by eye.
QString groupedHash(const base::Hash& hash);

/// Any bytes as lines of sixteen: for reading, not for copying.
QString groupedBytes(base::ByteView bytes);

} // namespace ui
