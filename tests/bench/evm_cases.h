#pragma once

#include "core/evm/evm.h"

#include <string>
#include <vector>

namespace bench {

using base::Address;
using base::Bytes;
using base::ByteView;
using base::Hash;
using base::Uint256;

/// One case of the benchmark inputs.
struct EvmCase {
    std::string name;
    evm::Revision revision;
    Bytes code;
    Bytes input;
    Bytes output;
    std::int64_t gasUsed = 0;
    double bestPeerNs = 0; ///< of the peers measured on another machine; for orientation
};
/// All cases of manifest.json; none when the inputs are not there.
std::vector<EvmCase> evmCases();

/// Runs one case over and over: the code is prepared once, the storage is empty every time.
class EvmRunner {
public:
    explicit EvmRunner(const EvmCase& item);
    /// Nanoseconds of one call; stops the program when output or gas is wrong.
    double run();

private:
    struct OneAccount : evm::StateView {
        explicit OneAccount(ByteView bytes);
        std::optional<eth::Account> account(const Address& address) const override;
        ByteView code(const Hash&) const override { return bytes; }
        Uint256 storage(const Address&, const Uint256&) const override { return {}; }

        ByteView bytes;
        Hash hash;
    };

    const EvmCase& m_case;
    OneAccount m_world;
    evm::CodeCache m_cache;
    evm::PrecompileRules m_precompiles;
    evm::BlockContext m_block;
};

} // namespace bench
