#pragma once

#include "core/eth/abi.h"
#include "core/opstack/predeploys.h"
#include "core/withdrawal/calls.h"
#include "core/withdrawal/due.h"
#include "core/withdrawal/finalize_guard.h"
#include "core/withdrawal/material.h"
#include "tests/core/withdrawal/practice_route.h"

namespace tests {

using base::Address;
using base::Bytes;
using base::Hash;
using base::Uint256;
using withdrawal::Look;
using withdrawal::Stage;
using namespace base::literals;

inline constexpr Uint256 kEther{1'000'000'000'000'000'000};
inline constexpr Address kRecipient = "0x7000000000000000000000000000000000000003"_address;
inline constexpr std::uint32_t kUser = 1, kStranger = 2;

/// A withdrawal on its way.
struct Journey {
    explicit Journey(practice::Generation generation)
        : ground(generation)
    {
        // What is paid out must have come in.
        ground.sendL1(kUser, portal(), kEther + kEther + kEther, {});
    }

    const Address& portal() { return ground.network.deployment.contracts.optimismPortal; }

    Look look()
    {
        return withdrawal::look(ground.route(), sent, transaction, {PracticeRoute::user(kUser).address}, {});
    }
    /// The stage, and what there is to say of it in case of surprise.
    QByteArray stage()
    {
        const Look seen = look();
        std::string text = toString(seen.verdict.stage);
        for (const std::string& failure : seen.facts.failures)
            text += ", " + failure;
        if (!seen.verdict.why.empty()) text += ": " + seen.verdict.why;
        return QByteArray::fromStdString(text);
    }

    void initiate(const Address& to, const Uint256& value, Bytes data)
    {
        transaction = ground.sendL2(kUser, to, value, std::move(data));
    }
    /// By the bridge.
    void initiateBridge(const Address& recipient = kRecipient)
    {
        initiate(opstack::kL2StandardBridge, kEther,
            eth::abi::callOf("bridgeETHTo(address,uint32,bytes)", {recipient, Uint256{200'000}, Bytes{}}));
    }
    /// In a block that L1 does not have yet.
    void include()
    {
        for (int i = 0; i < 4; ++i) {
            ground.network.step();
            const auto looks = SmallNetwork::known(withdrawal::lookAt(ground.route(), transaction, {}, {}));
            if (!looks) continue;
            QVERIFY(!looks->empty());
            sent = looks->front().sent;
            return;
        }
        QFAIL("L2 does not take the transaction");
    }
    void stepUntil(Stage expected, int patience = 60)
    {
        for (int i = 0; i < patience && look().verdict.stage != expected; ++i)
            ground.network.step();
        QVERIFY2(look().verdict.stage == expected, stage().constData());
    }

    /// Sends what is due, as it was prepared.
    void sendDue(withdrawal::Step step, std::uint32_t account)
    {
        const auto due = SmallNetwork::known(
            withdrawal::prepareDue(ground.route(), look(), PracticeRoute::user(account).address, {}));
        QVERIFY(due.step == step);
        ground.sendPrepared(account, due.to, due.data, due.gas);
    }
    void prove(std::uint32_t account = kUser) { sendDue(withdrawal::Step::Prove, account); }
    base::Result<withdrawal::FinalizeGas> guard()
    {
        const Look seen = look();
        const auto& proof = seen.facts.portal->proofs[*seen.verdict.proof];
        return withdrawal::guardFinalize(
            ground.l1, *seen.rules, sent, proof.submitter, PracticeRoute::user(kStranger).address, {});
    }
    /// By somebody else, with the proof that is furthest.
    void finalize()
    {
        const Look seen = look();
        const auto& proof = seen.facts.portal->proofs[*seen.verdict.proof];
        ground.sendL1(kStranger, portal(), {}, withdrawal::encodeFinalize(sent.withdrawal, proof.submitter));
    }
    withdrawal::Game game()
    {
        const Look seen = look();
        return std::get<withdrawal::Game>(seen.facts.portal->proofs.back().against);
    }
    /// From a proof to the moment of finalizing, stage by stage.
    void ripen()
    {
        const Look young = look();
        QCOMPARE(young.verdict.stage, Stage::Maturing);
        ground.pass(static_cast<std::uint64_t>(young.rules->proofMaturity.count()) + 12);
        if (young.rules->kind == withdrawal::PortalKind::Oracle) return;
        QCOMPARE(stage(), QByteArray("game-pending"));
        ground.pass(static_cast<std::uint64_t>(game().clock->count()));
        for (int i = 0; i < 10 && look().verdict.stage == Stage::GamePending; ++i)
            ground.challenge();
        QCOMPARE(stage(), QByteArray("air-gap"));
        const Look gap = look();
        const auto wait = *gap.verdict.readyAt - gap.facts.portal->block.time;
        ground.pass(static_cast<std::uint64_t>(wait.count()));
        QCOMPARE(stage(), QByteArray("ready-to-finalize"));
    }

    PracticeRoute ground;
    withdrawal::Sent sent;
    Hash transaction;
};

inline Uint256 balanceOf(PracticeRoute& ground, const Address& account)
{
    return SmallNetwork::known(ground.l1.fetchBalance(account, rpc::BlockTag::latest(), {})).unproven();
}

} // namespace tests
