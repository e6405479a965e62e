#include "core/opstack/batch.h"

#include "core/eth/rlp.h"

namespace opstack {

Bytes encodeBatch(const SingularBatch& batch)
{
    const std::uint8_t type = static_cast<std::uint8_t>(BatchType::Singular);
    eth::rlp::Writer out;
    out.raw({&type, 1});
    out.list([&] {
        out.string(batch.parentHash)
            .number(batch.epochNumber)
            .string(batch.epochHash)
            .number(batch.timestamp);
        out.list([&] {
            for (const Bytes& transaction : batch.transactions)
                out.string(transaction);
        });
    });
    return out.take();
}

base::Result<SingularBatch> parseSingularBatch(ByteView content)
{
    eth::rlp::Reader fields = TRY(eth::rlp::Reader(content).list());
    SingularBatch batch;
    batch.parentHash = TRY(fields.fixed<Hash>());
    batch.epochNumber = TRY(fields.number());
    batch.epochHash = TRY(fields.fixed<Hash>());
    batch.timestamp = TRY(fields.number());
    eth::rlp::Reader transactions = TRY(fields.list());
    while (!transactions.atEnd())
        batch.transactions.push_back(base::toBytes(TRY(transactions.string())));
    TRY(fields.finish());
    return batch;
}

} // namespace opstack
