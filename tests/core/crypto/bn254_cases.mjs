// Writes calls of the contracts on BN254 and what @noble/curves makes of them: a second implementation.
//
//   node bn254_cases.mjs NODE_MODULES SEED COUNT
//
// Each line: add, mul or pairing; the input in hex; the output in hex, or "invalid". The same seed gives the same lines.

import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'

const [modules, seed, count] = process.argv.slice(2)
const { bn254 } = createRequire(`${modules}/`)('@noble/curves/bn254')
const { Fp, Fp2, Fp12, Fr } = bn254.fields
const G1 = bn254.G1.ProjectivePoint
const G2 = bn254.G2.ProjectivePoint

let drawn = 0
const word = () => BigInt('0x' + createHash('sha256').update(`${seed}:${drawn++}`).digest('hex'))
const below = (limit) => Number(word() % BigInt(limit))
const oneIn = (n) => below(n) === 0

const hex = (number) => number.toString(16).padStart(64, '0')
const scalar = () =>
  oneIn(3) ? [0n, 1n, 2n, Fr.ORDER - 1n, Fr.ORDER, Fr.ORDER + 1n, 2n ** 256n - 1n, 2n ** 255n, Fp.ORDER][below(9)]
  : oneIn(4) ? word() >> BigInt(below(256)) : word()
const multiple = (base, by) => (by % Fr.ORDER === 0n ? base.constructor.ZERO : base.multiply(by % Fr.ORDER))

const g1Words = (point) => (point.is0() ? [0n, 0n] : [point.toAffine().x, point.toAffine().y])
const g2Words = (point) => {
  if (point.is0()) return [0n, 0n, 0n, 0n]
  const { x, y } = point.toAffine()
  return [x.c1, x.c0, y.c1, y.c0]
}

// Nothing for words that are no point: EIP-196 and EIP-197, "Encoding".
const g1From = ([x, y]) => {
  if (x >= Fp.ORDER || y >= Fp.ORDER) return undefined
  if (x === 0n && y === 0n) return G1.ZERO
  const isOnCurve = Fp.eql(Fp.sqr(y), Fp.add(Fp.mul(Fp.sqr(x), x), 3n))
  return isOnCurve ? G1.fromAffine({ x, y }) : undefined
}
const g2From = (words) => {
  if (words.some((each) => each >= Fp.ORDER)) return undefined
  if (words.every((each) => each === 0n)) return G2.ZERO
  try {
    const point = G2.fromAffine({ x: { c0: words[1], c1: words[0] }, y: { c0: words[3], c1: words[2] } })
    point.assertValidity()
    return point.isTorsionFree() ? point : undefined
  } catch {
    return undefined
  }
}

// Now and then something that is wrong in one word: above the field, off the curve.
const spoil = (words) => {
  if (!oneIn(8)) return words
  const out = [...words]
  const place = below(out.length)
  out[place] = [out[place] + Fp.ORDER, out[place] + 1n, Fp.ORDER, Fp.ORDER - 1n, word()][below(5)] % 2n ** 256n
  return out
}
const g1 = () => (oneIn(10) ? G1.ZERO : oneIn(6) ? G1.BASE : multiple(G1.BASE, word()))

// A point of the twist, which is hardly ever in the subgroup.
const onTwist = () => {
  for (;;) {
    const x = { c0: word() % Fp.ORDER, c1: word() % Fp.ORDER }
    const square = Fp2.add(Fp2.mul(Fp2.sqr(x), x), bn254.params.G2b)
    try {
      const y = Fp2.sqrt(square)
      return [x.c1, x.c0, y.c1, y.c0]
    } catch {}
  }
}

const answerPoint = (point) => (point ? g1Words(point).map(hex).join('') : 'invalid')

const add = () => {
  const a = g1()
  const b = oneIn(4) ? a : oneIn(4) ? a.negate() : g1()
  const words = spoil([...g1Words(a), ...g1Words(b)])
  const [p, q] = [g1From(words.slice(0, 2)), g1From(words.slice(2))]
  return ['add', words, answerPoint(p && q && p.add(q))]
}
const mul = () => {
  const words = spoil(g1Words(g1()))
  const by = scalar()
  const point = g1From(words)
  return ['mul', [...words, by], answerPoint(point && (point.is0() ? point : multiple(point, by)))]
}

// Pairs whose product is one, or is not.
const pairs = () => {
  const size = below(4)
  if (size === 0) return []
  const out = []
  let rest = 0n
  for (let i = 1; i < size; ++i) {
    const [a, b] = [oneIn(8) ? 0n : word() % Fr.ORDER, oneIn(8) ? 0n : word() % Fr.ORDER]
    rest = (rest + a * b) % Fr.ORDER
    out.push([multiple(G1.BASE, a), multiple(G2.BASE, b)])
  }
  const b = 1n + (word() % (Fr.ORDER - 1n))
  const last = oneIn(3) ? word() : Fr.mul(Fr.neg(rest), Fr.inv(b))
  out.push([multiple(G1.BASE, last), multiple(G2.BASE, b)])
  return out
}
const pairing = () => {
  let words = pairs().flatMap(([p, q]) => [...g1Words(p), ...g2Words(q)])
  if (words.length > 0 && oneIn(6)) words.splice(2, 4, ...onTwist())
  if (words.length > 0) words = spoil(words)
  const known = []
  for (let i = 0; i < words.length; i += 6) known.push([g1From(words.slice(i, i + 2)), g2From(words.slice(i + 2, i + 6))])
  if (known.some(([p, q]) => !p || !q)) return ['pairing', words, 'invalid']
  let product = Fp12.ONE
  for (const [p, q] of known) if (!p.is0() && !q.is0()) product = Fp12.mul(product, bn254.pairing(p, q))
  return ['pairing', words, hex(Fp12.eql(product, Fp12.ONE) ? 1n : 0n)]
}

for (let i = 0; i < Number(count); ++i) {
  const [name, words, answer] = [add, mul, pairing][below(3)]()
  console.log(`${name} ${words.map(hex).join('') || '-'} ${answer}`)
}
