// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Balances} from "Balances.sol";

/// A token from before the standard was settled, as some large ones are: its functions return nothing, and an allowance
/// must be taken back to zero before it is changed.
contract SilentToken is Balances {
    constructor(string memory name_, string memory symbol_, uint8 decimals_) Balances(name_, symbol_, decimals_) {}

    function transfer(address to, uint256 value) external {
        move(msg.sender, to, value);
    }

    function transferFrom(address from, address to, uint256 value) external {
        spend(from, value);
        move(from, to, value);
    }

    function approve(address spender, uint256 value) external {
        require(value == 0 || allowance[msg.sender][spender] == 0, "take the allowance back first");
        allow(spender, value);
    }
}
