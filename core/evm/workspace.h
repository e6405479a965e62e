#pragma once

#include "core/evm/memory.h"
#include "core/evm/stack_space.h"

#include <deque>
#include <memory>

namespace evm {

/// The room that running messages need: their stacks, and their memories by depth. Fresh pages cost more than
/// most messages, so each thread keeps one workspace that no machine uses, of bounded size.
class Workspace {
public:
    /// The one that this thread keeps, or a new one.
    static std::unique_ptr<Workspace> take();
    /// For the next take() of this thread, unless it keeps one already.
    static void giveBack(std::unique_ptr<Workspace> workspace);

    StackSpace& stacks() { return m_stacks; }
    /// Empty, with the buffer that the last message at this depth has left. References stay valid.
    Memory& memoryAt(int depth);
    /// Gives back the buffers that large messages have left.
    void trim();

private:
    std::deque<Memory> m_memories; ///< as far as a message has come
    StackSpace m_stacks;
};

} // namespace evm
