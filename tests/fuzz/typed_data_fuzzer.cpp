#include "core/eth/typed_data.h"

/// No document crashes or hangs the reader, and the same document has the same hash.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = base::asText({data, size});
    const auto typedData = eth::parseTypedData(text);
    if (!typedData) return 0;
    CHECK(eth::parseTypedData(text) == typedData);
    static_cast<void>(eth::signingHash(*typedData));
    return 0;
}
