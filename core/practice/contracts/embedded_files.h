#pragma once

#include "core/base/bytes.h"

/// The files of resources/practice, as they are: see the READMEs there.
namespace practice::embedded {

extern const base::ByteView l1Allocation; ///< Brotli
extern const base::ByteView l2Allocation; ///< Brotli
extern const base::ByteView l1SystemContracts;

/// Creation bytecode in hex.
extern const base::ByteView plainToken;
extern const base::ByteView silentToken;
extern const base::ByteView taxedToken;

/// Creation bytecode of contracts-bedrock, as ContractCodes reads it. Empty when the package was not there.
extern const base::ByteView bedrockContracts;

} // namespace practice::embedded
