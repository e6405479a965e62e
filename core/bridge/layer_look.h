#pragma once

#include "core/rpc/chain.h"
#include "core/store/rows.h"

#include <optional>

namespace bridge {

/// What a node shows of a block that we know by number and hash.
enum class Standing {
    Stands,
    Gone,   ///< the chain has another block at that height
    Unseen, ///< the node's chain does not reach that far: it lags, or has just begun again
};

/// Two epochs of Ethereum, after which a block is final at the earliest.
inline constexpr std::uint64_t kDeep = 64;

/// One chain during one look at everything. A node that does not answer is asked once and not again for each
/// deposit; what it says of final blocks counts for this look only, so that a wrong answer does no lasting
/// harm.
class LayerLook {
public:
    explicit LayerLook(rpc::Chain& chain)
        : m_chain(&chain)
    {
    }

    /// The answer of `question`, a function of the chain; or, once nobody answered, that error again.
    template <typename Question>
    auto ask(Question question) -> decltype(question(std::declval<rpc::Chain&>()))
    {
        if (m_silence) return std::unexpected(*m_silence);
        auto answer = question(*m_chain);
        if (!answer && isSilence(answer.error().fault)) m_silence = answer.error();
        return answer;
    }
    /// The same for a question that costs much: that the node fails at it says nothing of the others. Where
    /// no answer came, the line may only be too slow for this one: a small question tells.
    template <typename Question>
    auto askMuch(Question question, std::stop_token stop) -> decltype(question(std::declval<rpc::Chain&>()))
    {
        if (m_silence) return std::unexpected(*m_silence);
        auto answer = question(*m_chain);
        if (!answer && answer.error().fault == base::Fault::Offline)
            (void)ask([&](rpc::Chain& chain) { return chain.checkChainId(std::move(stop)); });
        return answer;
    }
    std::uint64_t chainId() const { return m_chain->chainId(); }
    /// Why nobody answers, if so.
    const std::optional<base::Error>& silence() const { return m_silence; }

    base::Result<Standing> standingOf(const store::BlockRow& block, std::stop_token stop);
    /// The number of the newest final block; nothing when the node does not say, or says what its own newest
    /// block contradicts.
    std::optional<std::uint64_t> finalNumber(std::stop_token stop);
    bool isFinal(const store::BlockRow& block, std::stop_token stop);
    /// The same for what is never looked at again: at least kDeep below the newest block too, as there are
    /// nodes to which their newest block is final.
    std::optional<std::uint64_t> deepFinalNumber(std::stop_token stop);

private:
    /// True of the faults that every further question would meet too.
    static bool isSilence(base::Fault fault);
    std::optional<std::uint64_t> fetchNumber(const rpc::BlockTag& tag, std::stop_token stop);

    rpc::Chain* m_chain;
    std::optional<base::Error> m_silence;
    bool m_isFinalAsked = false;
    std::optional<std::uint64_t> m_final;
    std::uint64_t m_newest = 0; ///< meaningful with m_final
};

} // namespace bridge
