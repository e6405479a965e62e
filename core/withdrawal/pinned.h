#pragma once

#include "core/eth/abi.h"
#include "core/rpc/chain.h"
#include "core/withdrawal/facts.h"

namespace withdrawal {

/// Contracts of L1 as they are at one block. What is read through one of these fits together.
class Pinned {
public:
    /// At the newest block that the node has. The chain must outlive it.
    static base::Result<Pinned> open(rpc::Chain& l1, std::stop_token stop);

    const BlockRef& block() const { return m_block; }
    rpc::Chain& chain() const { return m_l1; }
    const std::stop_token& stop() const { return m_stop; }

    /// What a view function of ours returns: "paused() returns (bool)".
    base::Result<eth::abi::Value::List> read(const Address& contract, std::string_view declaration,
        const eth::abi::Value::List& arguments = {}) const;
    /// The same; nothing when the call reverts, as it does where the function does not exist.
    base::Result<std::optional<eth::abi::Value::List>> readIfAny(const Address& contract,
        std::string_view declaration, const eth::abi::Value::List& arguments = {}) const;

    base::Result<Address> readAddress(const Address& contract, std::string_view declaration) const;
    base::Result<bool> readFlag(const Address& contract, std::string_view declaration,
        const eth::abi::Value::List& arguments = {}) const;
    base::Result<Uint256> readNumber(const Address& contract, std::string_view declaration,
        const eth::abi::Value::List& arguments = {}) const;
    /// A span or a time. BadData beyond what any contract means: 100,000 years.
    base::Result<Seconds> readSeconds(const Address& contract, std::string_view declaration) const;

    /// Whether the call would revert. An error when the node does not tell.
    base::Result<bool> passes(const rpc::Call& call) const;

    /// NotYet when the block is not the chain's any more: then nothing that was read counts.
    base::Result<void> confirm() const;

private:
    Pinned(rpc::Chain& l1, BlockRef block, std::stop_token stop)
        : m_l1(l1)
        , m_block(block)
        , m_stop(std::move(stop))
    {
    }

    rpc::Chain& m_l1;
    BlockRef m_block;
    std::stop_token m_stop;
};

/// The call itself failed on chain, which the contract's code decides; all else is the node's trouble.
bool isRevert(const base::Error& error);
/// BadData when the number is none of seconds.
base::Result<Seconds> toSeconds(const Uint256& number);

} // namespace withdrawal
