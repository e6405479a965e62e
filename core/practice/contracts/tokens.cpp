#include "core/practice/contracts/tokens.h"

#include "core/eth/abi.h"
#include "core/opstack/predeploys.h"
#include "core/practice/contracts/embedded_files.h"

namespace practice {

namespace {

struct TokenKind {
    const char *name, *symbol;
    std::uint8_t decimals;
    const ByteView& creationCode;
    bool crosses; ///< the bridge can carry it
};
const TokenKind kTokenKinds[] = {
    {"Practice Token", "PRT", 18, embedded::plainToken, true},
    {"Practice Dollar", "PUSD", 6, embedded::plainToken, true},
    {"Silent Token", "SLT", 18, embedded::silentToken, true},
    // The bridge would count what was sent, not what arrived: it asks for tokens without fees.
    {"Taxed Token", "TAX", 18, embedded::taxedToken, false},
};

constexpr std::uint64_t kL2Gas = 3'000'000;
constexpr std::uint64_t kGwei = 1'000'000'000;

base::Result<Bytes> initCodeOf(const TokenKind& kind)
{
    std::string_view hex = base::asText(kind.creationCode);
    while (hex.ends_with('\n'))
        hex.remove_suffix(1);
    Bytes code = TRY(base::parseHex(hex));
    const auto constructor = eth::abi::knownFunction("constructor(string,string,uint8)");
    const Bytes arguments = TRY(eth::abi::encode(
        constructor.inputs, {std::string(kind.name), std::string(kind.symbol), Uint256{kind.decimals}}));
    base::append(code, arguments);
    return code;
}

Bytes factoryCall(const Token& token)
{
    return eth::abi::callOf("createOptimismMintableERC20WithDecimals(address,string,string,uint8)",
        {token.l1, token.name, token.symbol, Uint256{token.decimals}});
}

base::Result<eth::Transaction> factoryTransaction(
    const Role& deployer, std::uint64_t nonce, const Bytes& data)
{
    eth::Transaction transaction;
    transaction.type = eth::TransactionType::FeeMarket;
    transaction.chainId = kL2ChainId;
    transaction.nonce = nonce;
    transaction.maxPriorityFeePerGas = kGwei;
    transaction.maxFeePerGas = 100 * kGwei;
    transaction.gas = kL2Gas;
    transaction.to = opstack::kOptimismMintableErc20Factory;
    transaction.data = data;
    return eth::signTransaction(std::move(transaction), deployer.key);
}

} // namespace

base::Result<std::vector<Token>> createTokens(SetupChain& l1, const Role& deployer)
{
    std::vector<Token> tokens;
    for (const TokenKind& kind : kTokenKinds) {
        const Bytes initCode = TRY(initCodeOf(kind));
        const Address address = TRY(l1.create(deployer, initCode));
        tokens.push_back({kind.name, kind.symbol, kind.decimals, address, std::nullopt});
    }
    return tokens;
}

base::Result<std::vector<eth::Transaction>> createL2Tokens(
    const Snapshot& l2, const Role& deployer, std::vector<Token>& tokens)
{
    const std::optional<eth::Account> account = l2.state.account(deployer.address);
    std::uint64_t nonce = account ? account->nonce : 0;
    std::vector<eth::Transaction> transactions;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!kTokenKinds[i].crosses) continue;
        const Bytes data = factoryCall(tokens[i]);
        const Bytes output =
            TRY(callContract(l2, deployer.address, opstack::kOptimismMintableErc20Factory, data));
        if (output.size() != 32)
            return base::fail(base::Fault::BadData, "the L2 token factory answers otherwise");
        tokens[i].l2 = Address::from(ByteView(output).last(Address::kSize));
        transactions.push_back(TRY(factoryTransaction(deployer, nonce++, data)));
    }
    return transactions;
}

} // namespace practice
