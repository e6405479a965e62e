// Compiles the tokens to <name>.hex: NODE_PATH=<folder with solc 0.8.30>/node_modules node compile.cjs
const { readFileSync, writeFileSync } = require("node:fs");
const solc = require("solc");

const tokens = ["PlainToken", "SilentToken", "TaxedToken"];
const sources = {};
for (const name of ["Balances", ...tokens]) sources[`${name}.sol`] = { content: readFileSync(`${name}.sol`, "utf8") };

const settings = {
  optimizer: { enabled: true, runs: 1 },
  evmVersion: "cancun",
  metadata: { appendCBOR: false, bytecodeHash: "none" },
  outputSelection: { "*": { "*": ["evm.bytecode.object"] } },
};
const output = JSON.parse(solc.compile(JSON.stringify({ language: "Solidity", sources, settings })));
for (const error of output.errors ?? []) console.error(error.formattedMessage);

for (const name of tokens)
  writeFileSync(`${name}.hex`, output.contracts[`${name}.sol`][name].evm.bytecode.object + "\n");
