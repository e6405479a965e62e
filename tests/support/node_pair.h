#pragma once

#include "core/base/bytes.h"

#include <filesystem>
#include <memory>
#include <string>

namespace tests {

/// A program that is killed when this ends, and when the test program dies.
class ChildProgram {
public:
    ChildProgram(const std::vector<std::string>& command, const std::filesystem::path& output);
    ChildProgram(const ChildProgram&) = delete;
    ChildProgram& operator=(const ChildProgram&) = delete;
    ~ChildProgram();

    bool isRunning();

private:
    int m_pid = -1;
};

/// One anvil on a free loopback port, with a genesis of geth's format and none of its own accounts. It mines
/// when it is told to (evm_mine).
class AnvilNode {
public:
    /// Nothing, and the reason in `why`, when anvil is not here or does not start.
    static std::unique_ptr<AnvilNode> start(
        const std::string& genesis, std::uint64_t chainId, const char* hardfork, std::string& why);
    ~AnvilNode();

    const std::string& url() const { return m_url; }

private:
    explicit AnvilNode(const std::filesystem::path& folder)
        : m_folder(folder)
    {
    }

    std::filesystem::path m_folder;
    std::unique_ptr<ChildProgram> m_program;
    std::string m_url;
};

/// The local L1 (chain 900) and L2 (chain 901) with the real contracts of the OP Stack, each an anvil with
/// the genesis of the set devnet-genesis, on free loopback ports, mining a block for each transaction.
/// Nothing derives L2 from L1 here: see relayDeposits().
class NodePair {
public:
    /// Nothing, and the reason in `why`, when anvil or the genesis files are not here or do not start.
    static std::unique_ptr<NodePair> start(std::string& why);
    ~NodePair();

    const std::string& l1Url() const { return m_l1Url; }
    const std::string& l2Url() const { return m_l2Url; }

private:
    explicit NodePair(const std::filesystem::path& folder)
        : m_folder(folder)
    {
    }

    std::filesystem::path m_folder;
    std::unique_ptr<ChildProgram> m_l1;
    std::unique_ptr<ChildProgram> m_l2;
    std::string m_l1Url;
    std::string m_l2Url;
};

/// What a rollup node does with deposits: the L2 transaction of each log of the portal that L2 lacks is put
/// on L2. Gives their number, or stops the program with a message.
int relayDeposits(const std::string& l1Url, const std::string& l2Url, const base::Address& portal);

/// The private key of one of the accounts that every anvil funds (its public test mnemonic).
std::string_view fundedKey(std::size_t index);
inline constexpr std::size_t kFundedKeys = 8;

} // namespace tests
