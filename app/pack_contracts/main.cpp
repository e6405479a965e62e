// pack_contracts <out> <artifact.json>…: the creation bytecode of Foundry's artifacts, as contract_codes.h
// reads it. Runs while building.

#include "core/base/file.h"
#include "core/eth/rlp.h"
#include "core/opstack/compression.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace {

constexpr std::uint64_t kMaxArtifactSize = 64u << 20;

base::Result<base::Bytes> creationCodeOf(const std::filesystem::path& artifact)
{
    const base::Bytes text = TRY(base::readFile(artifact, kMaxArtifactSize));
    const auto json = nlohmann::json::parse(text.begin(), text.end(), nullptr, false);
    const nlohmann::json::json_pointer place("/bytecode/object");
    if (json.is_discarded() || !json.contains(place) || !json[place].is_string())
        return base::fail(base::Fault::BadData, artifact.string() + ": no artifact");
    return base::parseHex(json[place].get_ref<const std::string&>());
}

base::Result<void> pack(const std::filesystem::path& out, std::span<char*> artifacts)
{
    eth::rlp::Writer writer;
    for (const char* argument : artifacts) {
        const std::filesystem::path artifact(argument);
        const base::Bytes code = TRY(creationCodeOf(artifact));
        writer.string(base::asBytes(artifact.stem().string())).string(code);
    }
    return base::writeFileAtomically(out, opstack::brotliCompress(writer.take()));
}

} // namespace

int main(int count, char** arguments)
{
    if (count < 3) return 2;
    const auto packed = pack(arguments[1], std::span(arguments, static_cast<std::size_t>(count)).subspan(2));
    if (packed) return 0;
    std::fprintf(stderr, "pack_contracts: %s\n", packed.error().detail.c_str());
    return 1;
}
