#pragma once

#include "core/evm/state_view.h"

#include <map>
#include <set>

namespace practice {

/// A view that remembers what was asked of it.
class RecordingView final : public evm::StateView {
public:
    explicit RecordingView(const evm::StateView& view)
        : m_view(view)
    {
    }

    std::optional<eth::Account> account(const base::Address& address) const override
    {
        m_touched.try_emplace(address);
        return m_view.account(address);
    }
    base::ByteView code(const base::Hash& codeHash) const override
    {
        m_codes.insert(codeHash);
        return m_view.code(codeHash);
    }
    base::Uint256 storage(const base::Address& address, const base::Uint256& slot) const override
    {
        m_touched[address].insert(slot);
        return m_view.storage(address, slot);
    }

    /// The accounts, each with its slots.
    const std::map<base::Address, std::set<base::Uint256>>& touched() const { return m_touched; }
    const std::set<base::Hash>& codes() const { return m_codes; }

private:
    const evm::StateView& m_view;
    mutable std::map<base::Address, std::set<base::Uint256>> m_touched;
    mutable std::set<base::Hash> m_codes;
};

} // namespace practice
