#pragma once

#include "core/base/secret.h"

namespace wallet {

/// The 32 bytes of a private key written as hex, the way people paste it: with or without 0x, in any case,
/// with spaces, line ends, quotes, a byte-order mark, and with bytes of zero before its 64 digits.
/// BadData otherwise, with what the text seems to be instead and how to proceed; never with a part of it. A
/// key that lacks digits is not completed: the message tells the address that it would have with zeros at the
/// front.
base::Result<base::Secret> parseKeyText(const base::Secret& text);

} // namespace wallet
