#include "core/crypto/nfkd.h"

#include <utf8proc.h>

namespace crypto {
namespace {

constexpr std::size_t kTextLimit = 1u << 16;
constexpr auto kCompatibilityDecomposition =
    static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT);

} // namespace

base::Result<base::Secret> nfkd(std::string_view text)
{
    if (text.size() > kTextLimit) return base::fail(base::Fault::BadData, "text is too long");
    const base::ByteView bytes = base::asBytes(text);
    const auto size = static_cast<utf8proc_ssize_t>(text.size());
    const utf8proc_ssize_t count =
        utf8proc_decompose(bytes.data(), size, nullptr, 0, kCompatibilityDecomposition);
    if (count < 0) return base::fail(base::Fault::BadData, "text is not UTF-8");

    // Code points first, UTF-8 in their place then, with a zero after it.
    base::Secret points = base::Secret::ofSize(4 * static_cast<std::size_t>(count) + 1);
    auto* const words = reinterpret_cast<utf8proc_int32_t*>(points.data());
    CHECK(utf8proc_decompose(bytes.data(), size, words, count, kCompatibilityDecomposition) == count);
    const utf8proc_ssize_t written = utf8proc_reencode(words, count, kCompatibilityDecomposition);
    CHECK(written >= 0);
    return base::Secret(points.view().first(static_cast<std::size_t>(written)));
}

} // namespace crypto
