#include "core/evm/message.h"

#include <array>

namespace evm {

std::string_view toString(Status status)
{
    static constexpr std::array<std::string_view, 17> kNames{"success", "revert", "out of gas",
        "stack underflow", "stack overflow", "bad jump destination", "invalid instruction",
        "write in a static call", "return data out of bounds", "precompile failure", "address collision",
        "code too large", "init code too large", "code starts with 0xef", "nonce overflow", "call too deep",
        "insufficient balance"};
    return kNames[static_cast<std::size_t>(status)];
}

} // namespace evm
