// Withdrawals that viem and Postern lead home together: what one begins the other ends, and at every stage both say how
// far it is.
//
//   node withdrawals.mjs NODE_MODULES WORLD POSTERN_CLI FOLDER
//
// NODE_MODULES and WORLD as for crossings.mjs; FOLDER is empty and becomes Postern's data folder.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { connect } from './world.mjs'

const [modules, printed, program, folder] = process.argv.slice(2)
const { viem, op, world, account, l2Chain, l1, l2, l1Wallet, l2Wallet, leap, mined } = connect(modules, printed)
const step = (text) => console.log(text)

// viem asks games for l2SequenceNumber(), which those of contracts-bedrock 0.17.3 do not have.
const hasOldGames = world.generation === 'permissionless'
const password = 'of the test'
const networkFile = `${folder}/network.json`

function writeNetwork() {
  const layer = (name, chainId, url) => ({ name, chainId, url, explorer: '' })
  const { optimismPortal, systemConfig, l1StandardBridge, l1CrossDomainMessenger } = world.contracts
  const network = {
    id: `test/${world.generation}`, name: 'Test', isTestnet: true,
    l1: layer('Test L1', world.l1ChainId, world.l1Url), l2: layer('Test L2', world.l2ChainId, world.l2Url),
    contracts: { optimismPortal, systemConfig, l1StandardBridge, l1CrossDomainMessenger },
  }
  writeFileSync(networkFile, JSON.stringify({ networks: [network] }))
}

/** What `postern-cli WORDS --json` answers; `secrets` go in through descriptors from 3 on. */
function postern(words, secrets = []) {
  const files = secrets.map((secret, i) => {
    const file = `${folder}/secret${i}`
    writeFileSync(file, `${secret}\n`)
    return file
  })
  const redirections = files.map((file, i) => `${3 + i}<"${file}"`).join(' ')
  const done = spawnSync('sh', ['-c', `exec "$0" "$@" ${redirections}`, program, ...words, '--json', '--data-dir', folder],
    { encoding: 'utf8' })
  assert.equal(done.status, 0, `postern-cli ${words.join(' ')}: ${done.stderr}${done.stdout}`)
  if (words.includes('--yes')) assert.match(done.stderr, /CAUTION: this network comes from a file of yours/)
  return JSON.parse(done.stdout)
}
const sign = (words) =>
  postern([...words, '--network-file', networkFile, '--yes', '--wait', '--password-fd', '3'], [password])
const practice = (...words) => postern(['practice', ...words, '--url', world.l1Url])
const look = (hash) => postern(['withdrawal', 'status', '--tx', hash, '--network-file', networkFile]).withdrawals[0]

/** What viem calls our stages. */
const inViemsWords = {
  unsafe: 'waiting-to-prove',
  'waiting-for-proposal': 'waiting-to-prove',
  'ready-to-prove': 'ready-to-prove',
  'prove-again': 'ready-to-prove',
  maturing: 'waiting-to-finalize',
  'game-pending': 'waiting-to-finalize',
  'air-gap': 'waiting-to-finalize',
  'ready-to-finalize': 'ready-to-finalize',
  finalized: 'finalized',
}

/** viem reckons by this computer's clock; the practice world has one of its own. */
async function atChainTime(ask) {
  const { timestamp } = await l1.getBlock()
  const clock = Date.now
  Date.now = () => Number(timestamp) * 1000
  try {
    return await ask()
  } finally {
    Date.now = clock
  }
}

/** Both at the same moment, though time does not stand still. */
async function compare(receipt, isHole = () => undefined) {
  for (let i = 0; i < 20; ++i) {
    const before = look(receipt.transactionHash)
    const theirs = await atChainTime(() => l1.getWithdrawalStatus({ receipt, targetChain: l2Chain })).catch((error) => `error ${error.name}`)
    const ours = look(receipt.transactionHash)
    if (before.stage !== ours.stage) continue
    const expected = inViemsWords[ours.stage]
    const hole = theirs === expected ? undefined : isHole(ours, theirs)
    assert.ok(theirs === expected || hole, `Postern says ${ours.stage}, viem ${theirs}: ${JSON.stringify(ours)}`)
    seen.add(hole ? `${ours.stage}, where viem says ${theirs}: ${hole}` : ours.stage)
    return ours
  }
  assert.fail('the stage does not stand still')
}
const seen = new Set()

/** The ways in which viem is known to say something else. */
function hole(ours, theirs) {
  if (hasOldGames && theirs.startsWith('error')) return 'it asks old games for what they do not have'
  const isEarly = ['unsafe', 'waiting-for-proposal'].includes(ours.stage) && theirs === 'ready-to-prove'
  if (isEarly) return 'it takes the first root that is late enough, and looks at none'
  const isAfter = ours.stage === 'ready-to-prove' && theirs === 'waiting-to-prove'
  if (isAfter) return 'it does not take the root of the very block'
  const isLegacy = world.generation === 'classic'
  if (isLegacy && ours.stage === 'waiting-for-proposal' && theirs.startsWith('error')) return 'it does not know the words of the oracle'
  if (isLegacy && ours.stage === 'air-gap') return 'of old portals it knows the proof and not the output'
  const isWaiting = ours.stage === 'maturing' || ours.stage === 'ready-to-finalize'
  if (isLegacy && isWaiting && /-finalize$/.test(theirs)) return 'it adds ten seconds'
}

async function reach(receipt, stage, seconds) {
  for (let i = 0; i < 400; ++i) {
    const ours = await compare(receipt, hole)
    if (ours.stage === stage) return ours
    await leap(seconds)
  }
  assert.fail(`the withdrawal does not become ${stage}`)
}

async function pausedIsNotReady(receipt) {
  practice('guardian', 'pause')
  await leap(12)
  const ours = await compare(receipt, (ours) => (ours.stage === 'paused' ? 'it does not ask whether all is paused' : undefined))
  assert.equal(ours.stage, 'paused')
  practice('guardian', 'unpause')
  await leap(12)
}

/** A root that is not L2's is nothing to prove against, however late its block is. */
async function wrongRootIsNotReady(receipt) {
  practice('fault', 'proposer-lies', 'on')
  for (let i = 0; i < 40; ++i) {
    await leap(600)
    const ours = await compare(receipt, hole)
    assert.ok(['unsafe', 'waiting-for-proposal'].includes(ours.stage), ours.stage)
    if (ours.passedOver.some((passed) => passed.why.includes('root'))) break
    assert.ok(i < 39, 'nobody proposes a wrong root')
  }
  practice('fault', 'proposer-lies', 'off')
}

/** When it can be finalized, for as long as the game is as it is: viem adds a little to be sure. */
async function compareTimes(receipt) {
  const [{ withdrawalHash }] = op.getWithdrawals(receipt)
  const theirs = await atChainTime(() => l1.getTimeToFinalize({ withdrawalHash, targetChain: l2Chain })).catch(() => undefined)
  const ours = look(receipt.transactionHash)
  if (!theirs) return assert.ok(hasOldGames)
  assert.equal(ours.portal.proofMaturity, theirs.period)
  const later = theirs.timestamp / 1000 - ours.readyAt
  const isLegacy = world.generation === 'classic'
  assert.ok((later >= -1 && later <= 12) || (isLegacy && later < 0), `viem: ${later} s later, ${ours.stage}`)
}

async function beginWithPostern() {
  const { hash } = sign(['withdraw', '--amount', '0.125', '--to', '0x7000000000000000000000000000000000000011'])
  return l2.getTransactionReceipt({ hash })
}
async function beginWithViem() {
  const to = '0x7000000000000000000000000000000000000012'
  const request = await l1.buildInitiateWithdrawal({ account, gas: 100_000n, to, value: viem.parseEther('0.125') })
  return mined(l2, await l2Wallet.initiateWithdrawal(request))
}

async function proveWithViem(receipt) {
  const ours = look(receipt.transactionHash)
  const withdrawal = op.getWithdrawals(receipt)[0]
  const output = { outputIndex: BigInt(ours.proposal.index), l2BlockNumber: BigInt(ours.proposal.l2Block) }
  const proof = await l2.buildProveWithdrawal({ account, output, withdrawal })
  await mined(l1, await l1Wallet.proveWithdrawal(proof))
}
async function finalizeWithViem(receipt) {
  await mined(l1, await l1Wallet.finalizeWithdrawal({ targetChain: l2Chain, withdrawal: op.getWithdrawals(receipt)[0] }))
}
const proveWithPostern = (receipt) => sign(['prove', '--tx', receipt.transactionHash])
const finalizeWithPostern = (receipt) => sign(['finalize', '--tx', receipt.transactionHash])

async function leadHome(receipt, prove, finalize, to) {
  if (world.generation === 'current') await wrongRootIsNotReady(receipt)
  await reach(receipt, 'ready-to-prove', 600)
  await pausedIsNotReady(receipt)
  await prove(receipt)
  await compare(receipt, hole)
  await compareTimes(receipt)
  await reach(receipt, 'ready-to-finalize', 3 * 3600)
  await pausedIsNotReady(receipt)
  await finalize(receipt)
  await compare(receipt, hole)
  assert.equal(await l1.getBalance({ address: to }), viem.parseEther('0.125'))
}

writeNetwork()
postern(['account', 'import', '--key-fd', '3', '--password-fd', '4'], [world.accounts[1].privateKey, password])
await leadHome(await beginWithPostern(), proveWithViem, finalizeWithViem, '0x7000000000000000000000000000000000000011')
step('what Postern began viem has ended')
await leadHome(await beginWithViem(), proveWithPostern, finalizeWithPostern, '0x7000000000000000000000000000000000000012')
step('what viem began Postern has ended')
for (const line of [...seen].sort()) step(`seen: ${line}`)
