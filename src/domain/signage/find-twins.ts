import type { SubjectId } from '../ids.ts'
import { distanceM } from '../place/distance.ts'
import type { Point } from '../place/point.ts'

/** What is known of a sign before a form about it is begun. */
export interface Sighting {
  readonly point: Pick<Point, 'lat' | 'lng'> | null
  /** Of the phone's fix; what is farther off than this and the reach below is another sign. */
  readonly accuracyM: number | null
  readonly content: string
  /** What a QR label said; '' without one. */
  readonly label: string
}

export interface KnownSign {
  readonly signId: SubjectId
  readonly signNo: string
  readonly content: string
  readonly point: Pick<Point, 'lat' | 'lng'>
}

export interface Twin<T extends KnownSign> {
  readonly sign: T
  readonly awayM: number | null
  /** 0–1, how much of the wording is the same. */
  readonly likeness: number
}

/** Two fixes of one sign lie this far apart without anybody being wrong; a fix that knows little counts up to so much. */
const reachM = 30
const mostAccuracyM = 50
/** So near, little of the wording has to be the same; elsewhere in reach more than half. */
const sameSpotM = 8
const likeEnough = 0.55
const likeEnoughOnSpot = 0.25

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

const pairsOf = (text: string): readonly string[] =>
  text.length < 2 ? [...text] : Array.from({ length: text.length - 1 }, (_, index) => text.slice(index, index + 2))

/** Dice's coefficient over pairs of signs: short shop names differ in a sign or two, and in their order. */
export function likenessOf(one: string, other: string): number {
  const [left, right] = [pairsOf(plain(one)), pairsOf(plain(other))]
  if (left.length === 0 || right.length === 0) return 0
  const rest = [...right]
  const shared = left.filter((pair) => {
    const at = rest.indexOf(pair)
    if (at >= 0) rest.splice(at, 1)
    return at >= 0
  })
  return (2 * shared.length) / (left.length + right.length)
}

function toTwin<T extends KnownSign>(sighting: Sighting, sign: T): Twin<T> {
  const awayM = sighting.point ? distanceM(sighting.point, sign.point) : null
  return { sign, awayM, likeness: likenessOf(sighting.content, sign.content) }
}

function isTwin(sighting: Sighting, { sign, awayM, likeness }: Twin<KnownSign>): boolean {
  if (sighting.label !== '' && (sighting.label === sign.signNo || sighting.label.endsWith(sign.signId))) return true
  if (awayM === null) return likeness === 1
  const accuracyM = Math.min(sighting.accuracyM ?? 0, mostAccuracyM)
  if (awayM > reachM + accuracyM) return false
  return likeness >= (awayM <= sameSpotM ? likeEnoughOnSpot : likeEnough)
}

/** Signs of the register that this one most likely is, likeliest first: by its label, or near and of like wording. */
export const findTwins = <T extends KnownSign>(sighting: Sighting, known: readonly T[]): readonly Twin<T>[] =>
  known
    .map((sign) => toTwin(sighting, sign))
    .filter((twin) => isTwin(sighting, twin))
    .sort((left, right) => right.likeness - left.likeness || (left.awayM ?? 0) - (right.awayM ?? 0))
