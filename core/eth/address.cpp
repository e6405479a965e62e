#include "core/eth/address.h"

#include "core/crypto/keccak.h"
#include "core/eth/rlp.h"

namespace eth {
namespace {

using base::fail;
using base::Fault;

constexpr std::size_t kTextLength = 2 + 2 * Address::kSize;

bool isLowerHex(char c)
{
    return c >= 'a' && c <= 'f';
}
bool isUpperHex(char c)
{
    return c >= 'A' && c <= 'F';
}

Address lowBytes(const Hash& hash)
{
    return Address::from(ByteView(hash).last(Address::kSize));
}

} // namespace

std::string toChecksum(const Address& address)
{
    std::string digits = base::toHex(address);
    const std::string mask = base::toHex(crypto::keccak256(base::asBytes(digits)));
    for (std::size_t i = 0; i < digits.size(); ++i)
        if (isLowerHex(digits[i]) && mask[i] >= '8') digits[i] = static_cast<char>(digits[i] - 'a' + 'A');
    return "0x" + digits;
}

base::Result<Address> parseAddress(std::string_view text)
{
    if (text.size() != kTextLength || !text.starts_with("0x"))
        return fail(Fault::BadData, "an address is 0x and 40 hex digits");
    const Address address = TRY(base::parseFixed<Address>(text));
    const std::string_view digits = text.substr(2);
    const bool hasLower = std::any_of(digits.begin(), digits.end(), isLowerHex);
    const bool hasUpper = std::any_of(digits.begin(), digits.end(), isUpperHex);
    if (hasLower && hasUpper && text != toChecksum(address))
        return fail(Fault::BadData, "the address's checksum is wrong: a digit may be mistyped");
    return address;
}

Address createAddress(const Address& sender, std::uint64_t nonce)
{
    rlp::Writer out;
    out.list([&] { out.string(sender).number(nonce); });
    return lowBytes(crypto::keccak256(out.bytes()));
}

Address create2Address(const Address& sender, const Hash& salt, const Hash& initCodeHash)
{
    Bytes message{0xff};
    base::append(message, sender);
    base::append(message, salt);
    base::append(message, initCodeHash);
    return lowBytes(crypto::keccak256(message));
}

} // namespace eth
