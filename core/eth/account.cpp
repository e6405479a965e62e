#include "core/eth/account.h"

#include "core/eth/rlp.h"

namespace eth {

Bytes encodeAccount(const Account& account)
{
    rlp::Writer out;
    out.list([&] {
        out.number(account.nonce)
            .number(account.balance)
            .string(account.storageRoot)
            .string(account.codeHash);
    });
    return out.take();
}

base::Result<Account> parseAccount(ByteView rlp)
{
    rlp::Reader fields = TRY(rlp::openList(rlp));
    Account account;
    account.nonce = TRY(fields.number());
    account.balance = TRY(fields.number256());
    account.storageRoot = TRY(fields.fixed<Hash>());
    account.codeHash = TRY(fields.fixed<Hash>());
    TRY(fields.finish());
    return account;
}

} // namespace eth
