#include "core/eth/rlp.h"
#include "core/practice/actors/batcher.h"

namespace practice {

using base::fail;
using base::Fault;
using base::Result;
using eth::rlp::Reader;
using eth::rlp::Writer;

Result<Bytes> Batcher::encodeState() const
{
    Writer out;
    out.list([&] {
        out.number(m_channels);
        for (const Sent& sent : m_sent)
            out.list([&] { sent.write(out); });
    });
    return out.take();
}

Result<void> Batcher::restoreState(ByteView state)
{
    Reader in = TRY(eth::rlp::openList(state));
    m_channels = TRY(in.number());
    m_sent.clear();
    while (!in.atEnd()) {
        Reader sent = TRY(in.list());
        m_sent.push_back(TRY(Sent::read(sent)));
    }
    return {};
}

void Batcher::Sent::write(Writer& out) const
{
    out.number(firstBlock).number(lastBlock).string(lastHash);
    out.number(std::uint64_t{isSpan}).number(std::uint64_t{inBlobs});
    out.list([&] {
        for (const Bytes& data : waiting)
            out.string(data);
    });
    out.list([&] {
        for (const Hash& hash : transactions)
            out.string(hash);
    });
    out.number(std::uint64_t{seen}).number(opened).number(latest);
}

Result<Batcher::Sent> Batcher::Sent::read(Reader& in)
{
    Sent sent;
    sent.firstBlock = TRY(in.number());
    sent.lastBlock = TRY(in.number());
    sent.lastHash = TRY(in.fixed<Hash>());
    sent.isSpan = TRY(in.number()) != 0;
    sent.inBlobs = TRY(in.number()) != 0;
    Reader waiting = TRY(in.list());
    while (!waiting.atEnd()) {
        const ByteView data = TRY(waiting.string());
        sent.waiting.push_back(base::toBytes(data));
    }
    Reader transactions = TRY(in.list());
    while (!transactions.atEnd())
        sent.transactions.push_back(TRY(transactions.fixed<Hash>()));
    sent.seen = TRY(in.number());
    sent.opened = TRY(in.number());
    sent.latest = TRY(in.number());
    TRY(in.finish());
    if (sent.seen > sent.transactions.size() || sent.firstBlock > sent.lastBlock)
        return fail(Fault::BadData, "an impossible channel in the batcher's state");
    return sent;
}

} // namespace practice
