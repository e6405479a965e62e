#include "tests/core/evm/random_program.h"

#include <cstdio>
#include <cstdlib>

/// Random code by both interpreters: see random_program.h.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    tests::Choices choices({data, size});
    const std::string difference = tests::differenceBetweenInterpreters(choices);
    if (difference.empty()) return 0;
    std::fprintf(stderr, "%s\n", difference.c_str());
    std::abort();
}
