#include "core/practice/world/world_record.h"

#include "core/eth/rlp.h"

namespace practice {
namespace {

using base::fail;
using base::Fault;
using base::Result;

/// RLP has no absence: a block is its number and one, nothing is zero.
std::uint64_t encodeBlock(const std::optional<std::uint64_t>& block)
{
    return block ? *block + 1 : 0;
}
std::optional<std::uint64_t> parseBlock(std::uint64_t number)
{
    if (number == 0) return {};
    return number - 1;
}

void writeFaults(eth::rlp::Writer& out, const Faults& faults)
{
    out.list([&] {
        for (const std::string& name : faultNames()) {
            out.string(base::asBytes(name));
            out.string(base::asBytes(faultValue(faults, name)));
        }
    });
}

Result<Faults> readFaults(eth::rlp::Reader reader)
{
    Faults faults;
    while (!reader.atEnd()) {
        const ByteView name = TRY(reader.string());
        const ByteView value = TRY(reader.string());
        TRY(setFault(faults, base::asText(name), base::asText(value)));
    }
    return faults;
}

void writeSettings(eth::rlp::Writer& out, const BatcherSettings& settings)
{
    out.list([&] {
        out.number(static_cast<std::uint64_t>(settings.batchType));
        out.number(static_cast<std::uint64_t>(settings.compression));
        out.number(static_cast<std::uint64_t>(settings.useBlobs));
        out.number(settings.channelDuration);
        out.number(static_cast<std::uint64_t>(settings.maxFrameSize));
    });
}

Result<BatcherSettings> readSettings(eth::rlp::Reader reader)
{
    BatcherSettings settings;
    const std::uint64_t batchType = TRY(reader.number());
    const std::uint64_t compression = TRY(reader.number());
    if (batchType > 1 || compression > 1) return fail(Fault::BadData, "the batcher's settings are unknown");
    settings.batchType = static_cast<opstack::BatchType>(batchType);
    settings.compression = static_cast<opstack::Compression>(compression);
    settings.useBlobs = TRY(reader.number()) != 0;
    settings.channelDuration = TRY(reader.number());
    settings.maxFrameSize = TRY(reader.number());
    TRY(reader.finish());
    return settings;
}

Result<Generation> generationOf(std::uint64_t number)
{
    if (number < 1 || number > 3) return fail(Fault::BadData, "the world's generation is unknown");
    return static_cast<Generation>(number);
}

} // namespace

Bytes encodeWorldRecord(const WorldRecord& record)
{
    eth::rlp::Writer out;
    out.list([&] {
        out.number(static_cast<std::uint64_t>(record.generation));
        out.number(record.seed).number(record.genesisTime);
        out.number(static_cast<std::uint64_t>(record.now.count()));
        writeFaults(out, record.faults);
        out.number(encodeBlock(record.l1StaleHead)).number(encodeBlock(record.l2StaleHead));
        writeSettings(out, record.batcherSettings);
        out.string(record.batcher);
    });
    return out.take();
}

base::Result<WorldRecord> parseWorldRecord(ByteView bytes)
{
    auto in = TRY(eth::rlp::openList(bytes));
    WorldRecord record;
    const std::uint64_t generation = TRY(in.number());
    record.generation = TRY(generationOf(generation));
    record.seed = TRY(in.number());
    record.genesisTime = TRY(in.number());
    record.now = std::chrono::milliseconds(TRY(in.number()));
    const auto faults = TRY(in.list());
    record.faults = TRY(readFaults(faults));
    record.l1StaleHead = parseBlock(TRY(in.number()));
    record.l2StaleHead = parseBlock(TRY(in.number()));
    const auto settings = TRY(in.list());
    record.batcherSettings = TRY(readSettings(settings));
    record.batcher = base::toBytes(TRY(in.string()));
    TRY(in.finish());
    return record;
}

} // namespace practice
