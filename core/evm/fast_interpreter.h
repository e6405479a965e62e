#pragma once

#include "core/evm/frame.h"

namespace evm {

class Program;

/// Runs a frame by its translated code: the same result as interpretPlainly(), and the same gas, sooner.
Status interpretFast(Frame& frame, Program& program);

} // namespace evm
