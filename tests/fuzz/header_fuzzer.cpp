#include "core/eth/block.h"

#include <algorithm>

namespace {

using base::ByteView;

/// What is accepted is written as the same bytes.
template <typename Parse, typename Encode>
void checkRoundTrip(ByteView input, Parse parse, Encode encode)
{
    const auto parsed = parse(input);
    if (parsed) CHECK(std::ranges::equal(encode(*parsed), input));
}

} // namespace

/// Headers, and what else comes as part of a block: bodies, receipts, accounts.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const ByteView input(data, size);
    checkRoundTrip(input, eth::parseHeader, eth::encodeHeader);
    checkRoundTrip(input, eth::parseBlock, eth::encodeBlock);
    checkRoundTrip(input, eth::parseReceipt, eth::encodeReceipt);
    checkRoundTrip(input, eth::parseAccount, eth::encodeAccount);
    return 0;
}
