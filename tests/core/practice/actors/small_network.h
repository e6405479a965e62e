#pragma once

#include "core/practice/actors/batcher.h"
#include "core/practice/actors/challenger.h"
#include "core/practice/actors/proposer.h"

#include <QTest>

namespace tests {

/// Both chains and those who run them, moved by hand.
struct SmallNetwork {
    static constexpr std::uint64_t kGenesisTime = 1'760'000'000;

    explicit SmallNetwork(practice::Generation generation, practice::BatcherSettings settings = {},
        std::uint64_t proposalInterval = 30)
        : deployment(*find(generation))
        , archive(known(practice::Archive::open({})))
        , l1(known(practice::Chain::open(
                 practice::Layer::L1, deployment.l1Rules, deployment.l1Genesis, archive)),
              archive, 1)
        , l2(known(practice::Chain::open(practice::Layer::L2,
                 execution::ChainRules::opStack(deployment.rollup), deployment.l2Genesis, archive)),
              archive, deployment.rollup)
        , batcher(deployment, settings, 7)
        , proposer(deployment, proposalInterval)
        , challenger(deployment)
    {
        for (const eth::Block& block : deployment.l1Setup)
            known(l1.chain().append(block));
        for (const eth::Transaction& transaction : deployment.l2Setup)
            known(l2.submit(eth::encodeTransaction(transaction)));
    }
    SmallNetwork(const SmallNetwork&) = delete;
    SmallNetwork& operator=(const SmallNetwork&) = delete;

    /// Whether this build has the contracts.
    static bool isSupported(practice::Generation generation) { return find(generation).has_value(); }

    /// What must not fail here.
    template <typename T>
    static T known(base::Result<T> result)
    {
        if (!result) qFatal("%s: %s", base::toString(result.error().fault), result.error().detail.c_str());
        if constexpr (!std::is_void_v<T>) return *std::move(result);
    }

    /// One L1 slot: the L2 blocks before it, what the operators write, the block.
    void step()
    {
        const std::uint64_t time = l1.chain().head()->timestamp() + practice::kL1BlockTime;
        while (l2.canonical().head()->timestamp() + practice::kL2BlockTime < time) {
            if (beforeL2Block) beforeL2Block();
            if (!known(l2.sequence(l1, faults))) break;
        }
        known(batcher.act(l1, l2, faults));
        known(proposer.act(l1, l2, faults));
        known(challenger.act(l1, l2, faults));
        const practice::BlockPointer block = known(l1.seal(time));
        known(l2.derive(l1));
        known(batcher.observe(block, l2));
    }
    void steps(int count)
    {
        while (count-- > 0)
            step();
    }

private:
    /// Made once a program: the same for all of its networks.
    static const base::Result<practice::Deployment>& find(practice::Generation generation)
    {
        static std::map<practice::Generation, base::Result<practice::Deployment>> all;
        const auto found = all.find(generation);
        if (found != all.end()) return found->second;
        return all.emplace(generation, practice::deploy(generation, kGenesisTime)).first->second;
    }

public:
    const practice::Deployment& deployment;
    std::shared_ptr<practice::Archive> archive;
    practice::L1 l1;
    practice::L2 l2;
    practice::Batcher batcher;
    practice::Proposer proposer;
    practice::Challenger challenger;
    practice::Faults faults;
    std::function<void()> beforeL2Block;
};

} // namespace tests
