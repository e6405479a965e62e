#include "app/cli/text_input.h"

#include "core/base/file.h"

#include <cstdio>

#if defined(_WIN32)
#include <fcntl.h>
#include <io.h>
#endif

namespace cli {

using base::Bytes;
using base::fail;
using base::Fault;

namespace {

base::Result<Bytes> readStdin(std::uint64_t limit)
{
#if defined(_WIN32)
    ::_setmode(0, _O_BINARY);
#endif
    constexpr std::size_t kChunk = 1u << 16;
    Bytes bytes;
    for (;;) {
        const std::size_t have = bytes.size();
        bytes.resize(have + kChunk);
        const std::size_t got = std::fread(bytes.data() + have, 1, kChunk, stdin);
        bytes.resize(have + got);
        if (bytes.size() > limit)
            return fail(Fault::BadData, "stdin holds more than " + std::to_string(limit) + " bytes");
        if (got < kChunk) break;
    }
    if (std::ferror(stdin) != 0) return fail(Fault::Storage, "stdin cannot be read");
    return bytes;
}

} // namespace

base::Result<Bytes> readInput(const std::string& file, std::uint64_t limit)
{
    return file == "-" ? readStdin(limit) : base::readFile(file, limit);
}

Given<Bytes> inputAt(const Arguments& arguments, std::size_t place, std::uint64_t limit)
{
    const auto file = arguments.value(kFileOption.name);
    const bool isWord = arguments.positional().size() > place;
    if (file && isWord) return wrongUse("give the input once: as an argument or with --file");
    if (file) return CLI_TRY(readInput(*file, limit));
    if (!isWord)
        return wrongUse("the input is missing: give it as an argument, with --file FILE, or \"-\" for stdin");
    const std::string& word = arguments.positional()[place];
    if (word == "-") return CLI_TRY(readInput(word, limit));
    return base::toBytes(base::asBytes(word));
}

Given<Bytes> hexInputAt(const Arguments& arguments, std::size_t place, std::uint64_t limit)
{
    const Bytes text = CLI_TRY(inputAt(arguments, place, 2 * limit + 4096));
    auto bytes = base::parseHex(trimmed(base::asText(text)));
    if (!bytes)
        return std::unexpected(base::Error{Fault::BadData, "the input is not hex: " + bytes.error().detail});
    return *std::move(bytes);
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kSpaces = " \t\r\n", kByteOrderMark = "\xef\xbb\xbf";
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    const std::size_t first = text.find_first_not_of(kSpaces);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
}

} // namespace cli
