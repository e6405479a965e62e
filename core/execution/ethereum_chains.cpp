#include "core/execution/ethereum_chains.h"

namespace execution {

using evm::Revision;
using namespace base::literals;

// Numbers and times: each fork's meta EIP (606 to 609, 779, 1013, 1679, 1716, 2070, 2387, 7569, 7600, 7607)
// and the networks' own genesis files.

const EthereumChain& mainnet()
{
    static const EthereumChain chain{.chainId = 1,
        .forks =
            {
                {Revision::Frontier},
                {Revision::Homestead, 1'150'000},
                {Revision::TangerineWhistle, 2'463'000},
                {Revision::SpuriousDragon, 2'675'000},
                {Revision::Byzantium, 4'370'000},
                {Revision::Petersburg, 7'280'000}, // and Constantinople
                {Revision::Istanbul, 9'069'000},
                {Revision::Istanbul, 9'200'000, 0, 9'000'000}, // Muir Glacier, EIP-2384
                {Revision::Berlin, 12'244'000},
                {Revision::London, 12'965'000},                // EIP-3554 is in it
                {Revision::London, 13'773'000, 0, 10'700'000}, // Arrow Glacier, EIP-4345
                {Revision::London, 15'050'000, 0, 11'400'000}, // Gray Glacier, EIP-5133
                {Revision::Paris, 15'537'394},                 // the first block without proof of work
                {Revision::Shanghai, 0, 1'681'338'455},
                {Revision::Cancun, 0, 1'710'338'135},
                {Revision::Prague, 0, 1'746'612'311},
                {Revision::Osaka, 0, 1'764'798'551},
            },
        .blobs =
            {
                {1'710'338'135, kCancunBlobs},
                {1'746'612'311, kPragueBlobs},
                {1'765'290'071, kBpo1Blobs},
                {1'767'747'671, kBpo2Blobs},
            },
        .depositContract = kMainnetDepositContract};
    return chain;
}

const EthereumChain& sepolia()
{
    static const EthereumChain chain{.chainId = 11'155'111,
        .forks =
            {
                {Revision::London},
                {Revision::Paris, 1'450'409}, // the first block without proof of work
                {Revision::Shanghai, 0, 1'677'557'088},
                {Revision::Cancun, 0, 1'706'655'072},
                {Revision::Prague, 0, 1'741'159'776},
                {Revision::Osaka, 0, 1'760'427'360},
            },
        .blobs =
            {
                {1'706'655'072, kCancunBlobs},
                {1'741'159'776, kPragueBlobs},
                {1'761'017'184, kBpo1Blobs},
                {1'761'607'008, kBpo2Blobs},
            },
        .depositContract = "0x7f02c3e3c98b133055b8b348b2ac625669ed295d"_address,
        .unknownFrom = 1'791'294'816}; // Amsterdam
    return chain;
}

const EthereumChain& hoodi()
{
    static const EthereumChain chain{.chainId = 560'048,
        .forks =
            {
                {Revision::Cancun},
                {Revision::Prague, 0, 1'742'999'832},
                {Revision::Osaka, 0, 1'761'677'592},
            },
        .blobs =
            {
                {0, kCancunBlobs},
                {1'742'999'832, kPragueBlobs},
                {1'762'365'720, kBpo1Blobs},
                {1'762'955'544, kBpo2Blobs},
            },
        .depositContract = kMainnetDepositContract};
    return chain;
}

const EthereumChain* ethereumChain(std::uint64_t chainId)
{
    for (const EthereumChain* const chain : {&mainnet(), &sepolia(), &hoodi()})
        if (chain->chainId == chainId) return chain;
    return nullptr;
}

} // namespace execution
