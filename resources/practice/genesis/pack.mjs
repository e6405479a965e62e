// Makes l1-allocation.json.br and l2-allocation.json.br from genesis files: node pack.mjs <900-l1-genesis.json> <901-l2-genesis.json>
import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

const options = {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
  },
};

const allocationOf = (file) => JSON.stringify(JSON.parse(readFileSync(file, "utf8")).alloc);

const [l1, l2] = process.argv.slice(2);
writeFileSync("l1-allocation.json.br", brotliCompressSync(allocationOf(l1), options));
writeFileSync("l2-allocation.json.br", brotliCompressSync(allocationOf(l2), options));
