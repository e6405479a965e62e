#include "core/bridge/layer_look.h"

#include <algorithm>

namespace bridge {

using base::Fault;

bool LayerLook::isSilence(Fault fault)
{
    return fault == Fault::Offline || fault == Fault::Busy || fault == Fault::BadAnswer ||
           fault == Fault::NotAllowed;
}

base::Result<Standing> LayerLook::standingOf(const store::BlockRow& block, std::stop_token stop)
{
    const auto shown = TRY(
        ask([&](rpc::Chain& chain) { return chain.fetchHeader(rpc::BlockTag::number(block.number), stop); }));
    if (!shown) return Standing::Unseen;
    const rpc::BlockHeader& header = shown->unproven();
    if (header.header.number != block.number)
        return base::fail(Fault::BadData, "the node answered with another block than the one asked for");
    if (header.hash == block.hash) return Standing::Stands;
    // Behind the node's name there may be another chain by now.
    TRY(ask([&](rpc::Chain& chain) { return chain.checkChainId(std::move(stop)); }));
    return Standing::Gone;
}

std::optional<std::uint64_t> LayerLook::fetchNumber(const rpc::BlockTag& tag, std::stop_token stop)
{
    const auto shown = ask([&](rpc::Chain& chain) { return chain.fetchHeader(tag, std::move(stop)); });
    if (!shown || !*shown) return {};
    return (*shown)->unproven().header.number;
}

std::optional<std::uint64_t> LayerLook::finalNumber(std::stop_token stop)
{
    if (m_isFinalAsked) return m_final;
    m_isFinalAsked = true;
    const auto final = fetchNumber(rpc::BlockTag::finalized(), stop);
    const auto newest = fetchNumber(rpc::BlockTag::latest(), std::move(stop));
    if (!final || !newest || *final > *newest) return m_final;
    m_final = final;
    m_newest = *newest;
    return m_final;
}

std::optional<std::uint64_t> LayerLook::deepFinalNumber(std::stop_token stop)
{
    const auto final = finalNumber(std::move(stop));
    if (!final || m_newest < kDeep) return {};
    return std::min(*final, m_newest - kDeep);
}

bool LayerLook::isFinal(const store::BlockRow& block, std::stop_token stop)
{
    const auto final = finalNumber(std::move(stop));
    return final && block.number <= *final;
}

} // namespace bridge
