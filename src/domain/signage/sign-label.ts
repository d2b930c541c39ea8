import type { SubjectId } from '../ids.ts'
import type { SignState } from './sign-state.ts'

/** What the QR code of a sign says: the address of its page, so that any camera finds the way, and none of its facts. */
export const labelText = (origin: string, signId: SubjectId): string => `${origin}/signs/${signId}`

const labelled = /\/signs\/(sign-[A-Za-z0-9-]+)$/

/** The sign that a scanned text names; null where the code is none of ours. */
export const signIdOfLabel = (text: string): SubjectId | null =>
  (labelled.exec(text.trim())?.[1] ?? null) as SubjectId | null

/** Without what thumbs leave out: dashes, blanks, the case of letters. */
const bare = (signNo: string): string => signNo.toUpperCase().replaceAll(/[^\p{L}\d]/gu, '')

/** Four signs of a number are seldom two signs' own, and short enough to type in the rain. */
const fewestSigns = 4

/** Signs whose number is this, or ends with it: the printed one is long, and its end is what tells it apart. */
export function findByNumber(signs: readonly SignState[], typed: string): readonly SignState[] {
  const end = bare(typed)
  if (end.length < fewestSigns) return []
  const numbered = signs.map((sign) => ({ sign, number: bare(sign.attributes.signNo) }))
  const exact = numbered.filter(({ number }) => number === end)
  return (exact.length > 0 ? exact : numbered.filter(({ number }) => number.endsWith(end))).map(({ sign }) => sign)
}
