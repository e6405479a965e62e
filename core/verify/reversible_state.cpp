#include "core/verify/reversible_state.h"

namespace verify {

base::Result<base::Hash> ReversibleState::commit(const evm::StateDiff& changes)
{
    evm::StateDiff inverse = m_state.inverse(changes);
    const base::Hash root = TRY(m_state.commit(changes));
    m_inverses.push_back(std::move(inverse));
    return root;
}

base::Result<void> ReversibleState::takeBack(std::size_t count)
{
    CHECK(count <= m_inverses.size());
    while (count-- > 0) {
        TRY(m_state.commit(m_inverses.back()));
        m_inverses.pop_back();
    }
    return {};
}

void ReversibleState::settle(std::size_t count)
{
    if (m_inverses.size() > count)
        m_inverses.erase(m_inverses.begin(), m_inverses.end() - static_cast<std::ptrdiff_t>(count));
}

} // namespace verify
