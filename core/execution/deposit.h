#pragma once

#include "core/execution/transaction.h"

namespace execution {

/// Executes a deposit, the transaction of the OP Stack that comes from L1. Specification: deposits.md,
/// "Execution". BadData when the block cannot hold it. Unsupported when op-geth and op-revm (which op-reth
/// and kona run on) differ here and the chain does not say whose rule it follows: see DepositRule. The state
/// is then as before.
///
/// A deposit that fails stays in the block, because L1 has taken its ether already: the mint stays, the nonce
/// of the sender is raised, all its gas is used. What ordinary transactions are checked for before they run,
/// and what becomes of a deposit there, by op-geth's core/state_transition.go and op-revm's src/handler.rs
/// with alloy-op-evm's src/block/mod.rs:
///
/// | check                              | op-geth                    | op-revm                              |
/// |------------------------------------|----------------------------|--------------------------------------|
/// | signature, chain id, access list   | it has none                | the same                             |
/// | type of this fork                  | always allowed             | the same                             |
/// | nonce                              | not looked at              | the same                             |
/// | sender is a contract (EIP-3607)    | not looked at              | the same                             |
/// | base fee, tip, blob fee            | not looked at: free        | the same                             |
/// | balance for gas, L1, operator fee  | not looked at: free        | the same                             |
/// | data-availability footprint        | not counted                | the same                             |
/// | activation block of a fork         | allowed                    | the same                             |
/// | gas cap (EIP-7825), Karst          | not looked at              | the same                             |
/// | intrinsic gas                      | fails                      | the same                             |
/// | calldata floor (EIP-7623), Isthmus | fails; floor of what it uses | the same                           |
/// | value above balance and mint       | fails                      | the same; **before Regolith** the    |
/// |                                    |                            | nonce of who creates is not raised   |
/// | init code size (EIP-3860), Canyon  | fails                      | **runs**                             |
/// | system flag, Regolith              | fails                      | the same                             |
/// | gas left in the block              | else no block              | the same                             |
/// | … of a system deposit, Regolith    | not looked at              | **else no block**                    |
/// | … before Regolith                  | not looked at for a system | **not looked at**                    |
/// |                                    | deposit, else no block     |                                      |
///
/// And after the run, before Regolith: a system deposit uses no gas in op-geth, in op-revm all of it when it
/// was run and failed.
///
/// Not in the table because no chain gets there: a nonce of 2^64 - 1, and a mint of 2^128 and more.
base::Result<eth::Receipt> applyDeposit(BlockEnvironment& environment, const Candidate& candidate);

} // namespace execution
