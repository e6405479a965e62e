// Crosses between the two chains of a practice world with viem's own actions for the OP Stack, as a dapp would.
//
//   node crossings.mjs NODE_MODULES WORLD
//
// NODE_MODULES is the folder with viem, WORLD what `postern-cli practice serve --json` printed.

import assert from 'node:assert/strict'
import { connect } from './world.mjs'

const { viem, op, world, account, l2Chain, l1, l2, l1Wallet, l2Wallet, leap, mined } = connect(...process.argv.slice(2))

const tokenAbi = viem.parseAbi([
  'function drip()',
  'function approve(address,uint256) returns (bool)',
  'function transfer(address,uint256) returns (bool)',
  'function balanceOf(address) view returns (uint256)',
])
const oracleAbi = viem.parseAbi(['function FINALIZATION_PERIOD_SECONDS() view returns (uint256)'])
const gameAbi = viem.parseAbi([
  'function gameCount() view returns (uint256)',
  'function gameAtIndex(uint256) view returns (uint32, uint64, address)',
  'function l2BlockNumber() view returns (uint256)',
])
const bridgeAbi = viem.parseAbi(['function depositERC20(address,address,uint256,uint32,bytes)'])
const token = world.tokens.find((candidate) => candidate.l2 && candidate.decimals === 18)

const day = 86_400
// viem asks games for l2SequenceNumber(), which those of contracts-bedrock 0.17.3 do not have.
const hasOldGames = world.generation === 'permissionless'

/** The L2 transaction that an L1 transaction asked for. */
async function arrived(l1Receipt) {
  const [hash] = op.getL2TransactionHashes(l1Receipt)
  const receipt = await mined(l2, hash)
  const transaction = await l2.getTransaction({ hash })
  assert.equal(transaction.type, 'deposit')
  assert.equal(transaction.typeHex, '0x7e')
  return { receipt, transaction }
}

/** The portal burns gas by the base fee of the block it lands in, which may be lower than where it was estimated. */
const withMargin = (gas) => (gas * 3n) / 2n

const step = (text) => console.log(text)

async function depositEther() {
  const to = '0x7000000000000000000000000000000000000001'
  const args = await l2.buildDepositTransaction({ account, mint: viem.parseEther('1'), to })
  const hash = await l1Wallet.depositTransaction({ ...args, gas: withMargin(await l1.estimateDepositTransactionGas({ account, ...args })) })
  const { transaction } = await arrived(await mined(l1, hash))
  assert.equal(transaction.mint, viem.parseEther('1'))
  assert.equal(await l2.getBalance({ address: to }), viem.parseEther('1'))
  step('ether arrived on L2')
}

async function depositToken() {
  const amount = viem.parseEther('7')
  const bridge = world.contracts.l1StandardBridge
  const write = async (address, abi, functionName, args) =>
    mined(l1, await l1Wallet.writeContract({ address, abi, functionName, args,
      gas: withMargin(await l1.estimateContractGas({ account, address, abi, functionName, args })) }))
  await write(token.l1, tokenAbi, 'drip', [])
  await write(token.l1, tokenAbi, 'approve', [bridge, amount])
  await arrived(await write(bridge, bridgeAbi, 'depositERC20', [token.l1, token.l2, amount, 200_000, '0x']))
  const balance = await l2.readContract({ address: token.l2, abi: tokenAbi, functionName: 'balanceOf', args: [account.address] })
  assert.equal(balance, amount)
  step('tokens arrived on L2')
}

/** A transaction on L2 that no sequencer was asked for: it moves the tokens that are there. */
async function forceTransaction() {
  const to = '0x7000000000000000000000000000000000000002'
  const data = viem.encodeFunctionData({ abi: tokenAbi, functionName: 'transfer', args: [to, 3n] })
  const args = { request: { gas: 200_000n, to: token.l2, data }, targetChain: l2Chain }
  const gas = withMargin(await l1.estimateDepositTransactionGas({ account, ...args }))
  const hash = await l1Wallet.depositTransaction({ ...args, gas })
  const { transaction } = await arrived(await mined(l1, hash))
  assert.equal(transaction.from.toLowerCase(), account.address.toLowerCase())
  assert.equal(await l2.readContract({ address: token.l2, abi: tokenAbi, functionName: 'balanceOf', args: [to] }), 3n)
  step('the forced transaction ran')
}

/** Lets time pass until the withdrawal is that far. */
async function reach(status, receipt, patience) {
  for (let passed = 0; passed <= patience; passed += 1200) {
    const now = await l1.getWithdrawalStatus({ receipt, targetChain: l2Chain })
    if (now === status) return
    await leap(1200)
  }
  assert.fail(`the withdrawal does not become ${status}`)
}

/** What viem's waitToProve() gives, for games that were made before viem's question for their block. */
async function waitForOldGame(receipt) {
  const read = (address, functionName, args = []) => l1.readContract({ address, abi: gameAbi, functionName, args })
  const factory = world.contracts.disputeGameFactory
  for (let passed = 0; passed <= day; passed += 1200) {
    const count = await read(factory, 'gameCount')
    const outputIndex = count - 1n
    const game = count > 0n && (await read(factory, 'gameAtIndex', [outputIndex]))[2]
    const l2BlockNumber = game ? await read(game, 'l2BlockNumber') : -1n
    if (l2BlockNumber >= receipt.blockNumber) return { output: { outputIndex, l2BlockNumber }, withdrawal: op.getWithdrawals(receipt)[0] }
    await leap(1200)
  }
  assert.fail('nobody makes a game')
}

async function waitToProve(receipt) {
  if (hasOldGames) return waitForOldGame(receipt)
  await reach('ready-to-prove', receipt, day)
  return l1.waitToProve({ receipt, targetChain: l2Chain })
}

async function waitToFinalize(receipt, withdrawal) {
  // viem reckons an old portal's waiting time by its own clock: let it be over by the chain's too.
  const address = world.contracts.l2OutputOracle
  if (address) await leap(60n + await l1.readContract({ address, abi: oracleAbi, functionName: 'FINALIZATION_PERIOD_SECONDS' }))
  if (!hasOldGames) return reach('ready-to-finalize', receipt, 10 * day)
  for (let passed = 0; passed <= 20 * day; passed += 3600) {
    const isReady = await l1.estimateFinalizeWithdrawalGas({ account, targetChain: l2Chain, withdrawal }).catch(() => false)
    if (isReady) return
    await leap(3600)
  }
  assert.fail('the withdrawal cannot be finalized')
}

async function withdraw() {
  const value = viem.parseEther('0.25')
  const to = '0x7000000000000000000000000000000000000003'
  const request = await l1.buildInitiateWithdrawal({ account, gas: 100_000n, to, value })
  const receipt = await mined(l2, await l2Wallet.initiateWithdrawal(request))
  const { output, withdrawal } = await waitToProve(receipt)
  const proof = await l2.buildProveWithdrawal({ account, output, withdrawal })
  await mined(l1, await l1Wallet.proveWithdrawal(proof))
  step('the withdrawal is proven')
  await waitToFinalize(receipt, withdrawal)
  await mined(l1, await l1Wallet.finalizeWithdrawal({ targetChain: l2Chain, withdrawal }))
  if (!hasOldGames) assert.equal(await l1.getWithdrawalStatus({ receipt, targetChain: l2Chain }), 'finalized')
  assert.equal(await l1.getBalance({ address: to }), value)
  step('the withdrawal is paid out')
}

await depositEther()
await depositToken()
await forceTransaction()
await withdraw()
