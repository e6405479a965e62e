#include "core/eth/rlp.h"

#include <algorithm>

namespace {

using base::ByteView;
namespace rlp = eth::rlp;

/// Writes an item again, part for part. Its depth is within the limit of checkWellFormed().
void rewrite(rlp::Writer& out, const rlp::Item& item)
{
    if (!item.isList) {
        out.string(item.payload);
        return;
    }
    out.list([&] {
        for (rlp::Reader items(item.payload); !items.atEnd();) {
            const auto next = items.item();
            CHECK(next.has_value());
            rewrite(out, *next);
        }
    });
}

} // namespace

/// What is accepted as well formed is read through without an error and written again as the same bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const ByteView input(data, size);
    if (!rlp::checkWellFormed(input)) return 0;
    const auto item = rlp::Reader(input).item();
    CHECK(item.has_value());
    rlp::Writer out;
    rewrite(out, *item);
    CHECK(std::ranges::equal(out.bytes(), input));
    return 0;
}
