// The two chains of a practice world as viem sees them.

import { createRequire } from 'node:module'

/** `modules` is the folder with viem, `printed` what `postern-cli practice serve --json` printed. */
export function connect(modules, printed) {
  const require = createRequire(`${modules}/`)
  const viem = require('viem')
  const op = require('viem/op-stack')
  const { privateKeyToAccount } = require('viem/accounts')
  const world = JSON.parse(printed)

  const ether = { name: 'Ether', symbol: 'ETH', decimals: 18 }
  const onL1 = (name) => (world.contracts[name] ? { [world.l1ChainId]: { address: world.contracts[name] } } : undefined)
  const l1Chain = viem.defineChain({
    id: world.l1ChainId,
    name: 'practice L1',
    nativeCurrency: ether,
    rpcUrls: { default: { http: [world.l1Url] } },
    contracts: { multicall3: { address: '0xcA11bde05977b3631167028862bE2a173976CA11' } },
  })
  const l2Chain = viem.defineChain({
    ...op.chainConfig,
    id: world.l2ChainId,
    sourceId: world.l1ChainId,
    name: 'practice L2',
    nativeCurrency: ether,
    rpcUrls: { default: { http: [world.l2Url] } },
    contracts: {
      ...op.chainConfig.contracts,
      portal: onL1('optimismPortal'),
      disputeGameFactory: onL1('disputeGameFactory'),
      l2OutputOracle: onL1('l2OutputOracle'),
      l1StandardBridge: onL1('l1StandardBridge'),
    },
  })

  const account = privateKeyToAccount(world.accounts[1].privateKey)
  const clientFor = (chain) => ({ account, chain, transport: viem.http(), pollingInterval: 50 })
  const l1 = viem.createPublicClient(clientFor(l1Chain)).extend(op.publicActionsL1())
  const l2 = viem.createPublicClient(clientFor(l2Chain)).extend(op.publicActionsL2())
  const l1Wallet = viem.createWalletClient(clientFor(l1Chain)).extend(op.walletActionsL1())
  const l2Wallet = viem.createWalletClient(clientFor(l2Chain)).extend(op.walletActionsL2())

  /** Lets chain time pass; one call leaps an hour at most. */
  async function leap(seconds) {
    for (let left = Number(seconds); left > 0; left -= 3600)
      await l1.request({ method: 'practice_leap', params: [Math.min(left, 3600)] })
  }
  async function mined(client, hash) {
    const receipt = await client.waitForTransactionReceipt({ hash, timeout: 60_000 })
    if (receipt.status !== 'success') throw new Error(`${hash} failed`)
    return receipt
  }
  return { viem, op, world, account, l2Chain, l1, l2, l1Wallet, l2Wallet, leap, mined }
}
