#pragma once

#include "core/base/bytes.h"

namespace execution {

using namespace base::literals;

/// The contract that Canyon's first block puts at this address. Specification: canyon/exec-engine.md,
/// "Deployment of create2Deployer".
inline constexpr base::Address kCreate2Deployer = "0x13b0d85ccb8bf860b6b79af3029fca081ae9bef2"_address;
/// Its code; keccak-256 0xb0550b5b431e30d38000efb7107aaa0ade03d48a7198a140edda9d27134468b2.
base::Bytes create2DeployerCode();

} // namespace execution
