// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Balances} from "Balances.sol";

/// An ERC-20 as the standard has it.
contract PlainToken is Balances {
    constructor(string memory name_, string memory symbol_, uint8 decimals_) Balances(name_, symbol_, decimals_) {}

    function transfer(address to, uint256 value) external returns (bool) {
        move(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        spend(from, value);
        move(from, to, value);
        return true;
    }

    function approve(address spender, uint256 value) external returns (bool) {
        allow(spender, value);
        return true;
    }
}
