#pragma once

#include "core/base/secret.h"

namespace crypto {

/// AES-128 in counter mode, the whole of `iv` being the big-endian counter. Encrypts and decrypts: it is its
/// own inverse. Source: NIST SP 800-38A, section 6.5. The key must hold 16 bytes; the mode does not
/// authenticate.
base::Secret aes128Ctr(base::ByteView key, const base::FixedBytes<16>& iv, base::ByteView input);

/// Decrypts AES-128 in cipher-block-chaining mode and takes the padding of PKCS #7 off (NIST SP 800-38A,
/// section 6.2; RFC 5652, section 6.3). The key must hold 16 bytes. BadData when the input is no whole number
/// of blocks or the padding is wrong, which a wrong key nearly always shows.
base::Result<base::Secret> aes128CbcDecrypt(
    base::ByteView key, const base::FixedBytes<16>& iv, base::ByteView input);

} // namespace crypto
