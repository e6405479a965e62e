#include "app/cli/testformat/json_header.h"

namespace testformat {

namespace {

template <typename T>
std::optional<T> ifPresent(const json& header, const char* name, T (*read)(const json&))
{
    const json& value = member(header, name);
    if (value.is_null()) return std::nullopt;
    return read(value);
}

template <typename Fixed>
Fixed exact(const json& value)
{
    const base::Bytes bytes = bytesOf(value);
    if (bytes.size() != Fixed::kSize) throw FormatError("of the wrong length: " + value.dump().substr(0, 80));
    return Fixed::from(bytes);
}

} // namespace

eth::Header headerOf(const json& object)
{
    eth::Header header;
    header.parentHash = hashOf(object.at("parentHash"));
    header.ommersHash = hashOf(object.at("sha3Uncles"));
    header.coinbase = addressOf(object.at("miner"));
    header.stateRoot = hashOf(object.at("stateRoot"));
    header.transactionsRoot = hashOf(object.at("transactionsRoot"));
    header.receiptRoot = hashOf(object.at("receiptsRoot"));
    header.bloom = exact<eth::Bloom>(object.at("logsBloom"));
    header.difficulty = numberOf(object.at("difficulty"));
    header.number = number64Of(object.at("number"));
    header.gasLimit = number64Of(object.at("gasLimit"));
    header.gasUsed = number64Of(object.at("gasUsed"));
    header.timestamp = number64Of(object.at("timestamp"));
    header.extraData = bytesOf(object.at("extraData"));
    header.prevRandao = hashOf(object.at("mixHash"));
    header.nonce = exact<base::FixedBytes<8>>(object.at("nonce"));
    header.baseFeePerGas = ifPresent(object, "baseFeePerGas", numberOf);
    header.withdrawalsRoot = ifPresent(object, "withdrawalsRoot", hashOf);
    header.blobGasUsed = ifPresent(object, "blobGasUsed", number64Of);
    header.excessBlobGas = ifPresent(object, "excessBlobGas", number64Of);
    header.parentBeaconBlockRoot = ifPresent(object, "parentBeaconBlockRoot", hashOf);
    header.requestsHash = ifPresent(object, "requestsHash", hashOf);
    return header;
}

} // namespace testformat
