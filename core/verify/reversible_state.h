#pragma once

#include "core/execution/memory_state.h"

namespace verify {

/// A stored state whose last blocks can be taken back.
class ReversibleState : public execution::World {
public:
    explicit ReversibleState(execution::MemoryState state)
        : m_state(std::move(state))
    {
    }

    std::optional<eth::Account> account(const base::Address& address) const override
    {
        return m_state.account(address);
    }
    base::ByteView code(const base::Hash& codeHash) const override { return m_state.code(codeHash); }
    base::Uint256 storage(const base::Address& address, const base::Uint256& slot) const override
    {
        return m_state.storage(address, slot);
    }
    base::Result<base::Hash> commit(const evm::StateDiff& changes) override;
    base::Result<base::Hash> rootAfter(const evm::StateDiff& changes) const override
    {
        return m_state.rootAfter(changes);
    }
    base::Result<base::Hash> storageRoot(const base::Address& address) const override
    {
        return m_state.storageRoot(address);
    }
    base::Result<void> check() const override { return m_state.check(); }

    /// How many commits can be taken back.
    std::size_t depth() const { return m_inverses.size(); }
    /// Takes back the last commits, which must be there.
    base::Result<void> takeBack(std::size_t count);
    /// What came before the last `count` commits stays for good.
    void settle(std::size_t count);

private:
    execution::MemoryState m_state;
    std::vector<evm::StateDiff> m_inverses;
};

} // namespace verify
