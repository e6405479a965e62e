#include "core/crypto/bip39.h"

#include "core/crypto/hash.h"
#include "core/crypto/kdf.h"
#include "core/crypto/random.h"
#include "core/crypto/unicode.h"
#include "core/crypto/word_list_text.h"

#include <algorithm>
#include <array>
#include <string>

namespace crypto {
namespace {

constexpr std::size_t kWords = 2048;
constexpr std::size_t kBitsOfWord = 11;
constexpr std::uint32_t kSeedIterations = 2048;

/// In the order of Language.
constexpr const char* kNames[] = {"English", "Japanese", "Korean", "Spanish", "Chinese (simplified)",
    "Chinese (traditional)", "French", "Italian", "Czech", "Portuguese"};
constexpr std::size_t kLanguages = std::size(kNames);

using List = std::array<std::string_view, kWords>;

List splitLines(std::string_view text)
{
    List list;
    for (std::string_view& word : list) {
        const std::size_t end = text.find('\n');
        CHECK(end != std::string_view::npos && end != 0);
        word = text.substr(0, end);
        text.remove_prefix(end + 1);
    }
    CHECK(text.empty());
    return list;
}

const std::array<List, kLanguages>& lists()
{
    static const auto all = [] {
        std::array<List, kLanguages> made;
        for (std::size_t i = 0; i < kLanguages; ++i)
            made[i] = splitLines(detail::kWordListTexts[i]);
        return made;
    }();
    return all;
}

bool isEntropySize(std::size_t bytes)
{
    return bytes >= 16 && bytes <= 32 && bytes % 4 == 0;
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// The words of a text, as views into it.
std::vector<std::string_view> split(std::string_view text)
{
    std::vector<std::string_view> words;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && !isSpace(text[end]))
            ++end;
        if (end != i) words.push_back(text.substr(i, end - i));
        i = end + 1;
    }
    return words;
}

base::Secret join(std::span<const std::string_view> words)
{
    std::size_t size = words.empty() ? 0 : words.size() - 1;
    for (const std::string_view word : words)
        size += word.size();
    base::Secret text = base::Secret::ofSize(size);
    std::uint8_t* to = text.data();
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i != 0) *to++ = ' ';
        to = std::copy(words[i].begin(), words[i].end(), to);
    }
    return text;
}

base::Result<base::Secret> nfkdOf(const base::Secret& text)
{
    return normalised(text.text(), NormalForm::Nfkd);
}

/// Entropy, then the byte whose leading bits are the checksum.
base::Secret withChecksum(base::ByteView entropy)
{
    base::Secret bits = base::Secret::ofSize(entropy.size() + 1);
    std::copy(entropy.begin(), entropy.end(), bits.data());
    bits.data()[entropy.size()] = sha256(entropy)[0];
    return bits;
}

std::size_t wordIndex(base::ByteView bits, std::size_t word)
{
    std::size_t index = 0;
    for (std::size_t bit = word * kBitsOfWord; bit < (word + 1) * kBitsOfWord; ++bit)
        index = index << 1 | (bits[bit / 8] >> (7 - bit % 8) & 1u);
    return index;
}

/// What reading the words by one list comes to.
struct Reading {
    std::size_t known = 0;       ///< words found before the first that is not in the list
    base::Secret bits;           ///< entropy and checksum, when all are known
    std::size_t entropySize = 0; ///< bytes
};

Reading readBy(const List& list, std::span<const std::string_view> words)
{
    Reading reading;
    reading.entropySize = words.size() * 4 / 3;
    reading.bits = base::Secret::ofSize(reading.entropySize + 1);
    for (const std::string_view word : words) {
        const auto found = std::find(list.begin(), list.end(), word);
        if (found == list.end()) break;
        const auto index = static_cast<std::size_t>(found - list.begin());
        for (std::size_t i = 0; i < kBitsOfWord; ++i) {
            const std::size_t bit = reading.known * kBitsOfWord + i;
            const std::size_t set = index >> (kBitsOfWord - 1 - i) & 1u;
            reading.bits.data()[bit / 8] |= static_cast<std::uint8_t>(set << (7 - bit % 8));
        }
        ++reading.known;
    }
    return reading;
}

bool checksumHolds(const Reading& reading)
{
    const base::ByteView entropy = reading.bits.view().first(reading.entropySize);
    const std::size_t checksumBits = reading.entropySize / 4;
    const int difference = sha256(entropy)[0] ^ reading.bits.view()[reading.entropySize];
    return difference >> (8 - checksumBits) == 0;
}

std::string whatIsWrong(std::size_t words, std::size_t known, Language nearest)
{
    if (known == words)
        return "every word is known, but their checksum is wrong: one of them or their order is not right";
    if (known == 0)
        return "word 1 stands in none of the ten lists of BIP-39: look for a typing error, and that the "
               "words "
               "begin with the first";
    return "word " + std::to_string(known + 1) + " is not in the " + toString(nearest) +
           " list, as the words before it are: look for a typing error there";
}

} // namespace

const char* toString(Language language)
{
    return kNames[static_cast<std::size_t>(language)];
}

std::span<const std::string_view> wordList(Language language)
{
    return lists()[static_cast<std::size_t>(language)];
}

base::Result<base::Secret> generateMnemonic(std::size_t words, Language language)
{
    if (words % 3 != 0 || !isEntropySize(words / 3 * 4))
        return base::fail(base::Fault::BadData, "a mnemonic has 12, 15, 18, 21 or 24 words");
    return mnemonicOf(randomSecret(words / 3 * 4), language);
}

base::Result<base::Secret> mnemonicOf(const base::Secret& entropy, Language language)
{
    if (!isEntropySize(entropy.size()))
        return base::fail(base::Fault::BadData, "entropy has 16, 20, 24, 28 or 32 bytes");
    const base::Secret bits = withChecksum(entropy.view());
    const std::span<const std::string_view> list = wordList(language);
    std::vector<std::string_view> words(entropy.size() / 4 * 3);
    for (std::size_t i = 0; i < words.size(); ++i)
        words[i] = list[wordIndex(bits.view(), i)];
    return join(words);
}

base::Result<ParsedMnemonic> parseMnemonic(const base::Secret& mnemonic)
{
    base::Secret text = TRY(foldedWords(mnemonic.text()));
    const std::vector<std::string_view> words = split(text.text());
    if (words.size() % 3 != 0 || !isEntropySize(words.size() / 3 * 4))
        return base::fail(base::Fault::BadData,
            "a mnemonic has 12, 15, 18, 21 or 24 words, this text has " + std::to_string(words.size()));

    std::size_t mostKnown = 0;
    Language nearest = Language::English;
    for (std::size_t i = 0; i < kLanguages; ++i) {
        const Reading reading = readBy(lists()[i], words);
        if (reading.known > mostKnown) nearest = static_cast<Language>(i);
        mostKnown = std::max(mostKnown, reading.known);
        if (reading.known != words.size() || !checksumHolds(reading)) continue;
        return ParsedMnemonic{.text = std::move(text),
            .entropy = base::Secret(reading.bits.view().first(reading.entropySize)),
            .language = static_cast<Language>(i)};
    }
    return base::fail(base::Fault::BadData, whatIsWrong(words.size(), mostKnown, nearest));
}

base::Result<base::Secret> seedOf(const base::Secret& mnemonic, const base::Secret& passphrase)
{
    static constexpr std::string_view kSaltPrefix = "mnemonic";
    const base::Secret decomposed = TRY(nfkdOf(mnemonic));
    const base::Secret password = join(split(decomposed.text()));
    const base::Secret suffix = TRY(nfkdOf(passphrase));
    base::Secret salt = base::Secret::ofSize(kSaltPrefix.size() + suffix.size());
    std::copy(suffix.view().begin(), suffix.view().end(),
        std::copy(kSaltPrefix.begin(), kSaltPrefix.end(), salt.data()));
    return pbkdf2HmacSha512(password.view(), salt.view(), kSeedIterations, 64);
}

} // namespace crypto
