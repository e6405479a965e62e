// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {PlainToken} from "PlainToken.sol";

/// Burns a hundredth of every transfer: the receiver gets less than was sent.
contract TaxedToken is PlainToken {
    constructor(string memory name_, string memory symbol_, uint8 decimals_) PlainToken(name_, symbol_, decimals_) {}

    function move(address from, address to, uint256 value) internal override {
        uint256 tax = value / 100;
        super.move(from, to, value - tax);
        require(balanceOf[from] >= tax, "balance too low");
        balanceOf[from] -= tax;
        totalSupply -= tax;
        emit Transfer(from, address(0), tax);
    }
}
