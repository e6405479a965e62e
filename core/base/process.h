#pragma once

namespace base {

/// From here on no core file of this process is written, and no other program of the same user may read its
/// memory: a crash must not put keys on the disk. For the start of a program that will hold secrets. What the
/// system does not have is passed over. A program built with a sanitizer stays readable, since that reads
/// itself.
void forbidCoreDumps();

} // namespace base
