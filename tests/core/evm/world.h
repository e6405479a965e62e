#pragma once

#include "core/evm/evm.h"

#include <map>
#include <string_view>

namespace tests {

using base::Address;
using base::Bytes;
using base::ByteView;
using base::Hash;
using base::Uint256;
using namespace base::literals;

/// A small world in memory: accounts put in by hand, then one message run on them.
class World : public evm::StateView {
public:
    struct Entry {
        std::uint64_t nonce = 0;
        Uint256 balance;
        Bytes code;
        std::map<Uint256, Uint256> storage;
    };

    std::map<Address, Entry> entries;

    std::optional<eth::Account> account(const Address& address) const override;
    ByteView code(const Hash& codeHash) const override;
    Uint256 storage(const Address& address, const Uint256& slot) const override;
};

inline constexpr Address kSender = "0x00000000000000000000000000000000000000aa"_address;
inline constexpr Address kContract = "0x00000000000000000000000000000000000000cc"_address;
inline constexpr Address kOther = "0x00000000000000000000000000000000000000dd"_address;

/// One message on a world, in a transaction of its own. Fill in what the test is about, then run().
struct Run {
    explicit Run(evm::Revision revision_)
        : revision(revision_)
    {
    }

    evm::Revision revision;
    World world;
    evm::BlockContext block{};
    evm::TransactionContext transaction{};
    evm::Message message{};
    Bytes input; ///< the message's, when it is not empty
    evm::Tracer* tracer = nullptr;
    bool plainly = false;
    evm::CodeCache* codes = nullptr; ///< one of its own when there is none

    evm::Outcome outcome;
    evm::StateDiff diff;
    std::vector<eth::Log> logs;
    std::int64_t refund = 0;

    /// Code of kContract, called by kSender with a million gas.
    Run& code(std::string_view hex);
    Run& gas(std::int64_t amount);
    Run& run();

    std::int64_t gasUsed() const { return message.gas - outcome.gasLeft; }
    /// The output as a number.
    Uint256 result() const;
    /// What the run left in an account; nothing when it is as before.
    const evm::AccountDiff* change(const Address& address) const;
    /// A slot of kContract after the run.
    Uint256 slot(const Uint256& key) const;
};

/// Code that returns the word on top of the stack.
inline constexpr std::string_view kReturnTop = "60005260206000f3";

} // namespace tests
