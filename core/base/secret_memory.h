#pragma once

#include <cstddef>
#include <cstdint>

/// The memory of secrets, for Secret alone: whole pages that hold nothing else, kept out of swap and of core
/// files, with a page that nobody may touch before and behind each stretch of them. A page stays locked for
/// as long as the program runs, whatever is freed beside what is still in use. Thread-safe.
namespace base::secret_memory {

/// `size` zero bytes, size above 0. Ends the program when there is no memory at all.
std::uint8_t* allocate(std::size_t size);

/// Wipes and takes back what allocate(size) gave.
void release(std::uint8_t* memory, std::size_t size);

/// False once the system has refused to keep a page out of swap (limits are often small): secrets then work
/// as well, and a user with a swap that is not encrypted should know.
bool isLocked();

} // namespace base::secret_memory
