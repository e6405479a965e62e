#include "core/evm/workspace.h"

#include <utility>

namespace evm {
namespace {

constexpr std::size_t kMemoriesKept = 8; ///< of at most a megabyte each

thread_local std::unique_ptr<Workspace> spareWorkspace;

} // namespace

std::unique_ptr<Workspace> Workspace::take()
{
    if (spareWorkspace) return std::exchange(spareWorkspace, nullptr);
    return std::make_unique<Workspace>();
}

void Workspace::giveBack(std::unique_ptr<Workspace> workspace)
{
    if (spareWorkspace) return;
    workspace->trim();
    if (workspace->m_memories.size() > kMemoriesKept) workspace->m_memories.resize(kMemoriesKept);
    workspace->m_stacks.trim();
    spareWorkspace = std::move(workspace);
}

Memory& Workspace::memoryAt(int depth)
{
    const auto index = static_cast<std::size_t>(depth);
    while (m_memories.size() <= index)
        m_memories.emplace_back();
    m_memories[index].reset();
    return m_memories[index];
}

void Workspace::trim()
{
    for (Memory& memory : m_memories)
        memory.trim();
}

} // namespace evm
