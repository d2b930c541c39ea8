import type { EntryId, PersonId } from '../ids.ts'
import { byRevision } from '../journal/decision-order.ts'
import { correctedAtMs, type JournalEntry, type StampedEntry } from '../journal/entry.ts'
import { surveyedGrade } from '../signage/surveyed-grade.ts'
import { isHazard } from '../signage/grade.ts'
import { caseHandlers, type CaseStep } from './case-handlers.ts'

type Survey = JournalEntry<'sign.surveyed'>

/** 复查: what the newest survey about a sign's case means for it. */
export interface Recheck {
  /** Who found the hazard gone, where that closes the case. */
  readonly closed: { readonly by: PersonId; readonly atMs: number; readonly surveyId: EntryId } | null
  readonly ineffective: readonly { readonly entryId: EntryId; readonly code: string }[]
}

const nothing: Recheck = { closed: null, ineffective: [] }

const hasAfterPhoto = ({ entry }: StampedEntry): boolean =>
  entry.parts.some((part) => part.kind === 'photo' && part.role === 'after')

const findsHazard = ({ entry }: StampedEntry): boolean =>
  entry.kind === 'sign.surveyed' && isHazard(surveyedGrade(entry))

/** What came after the hazard was last found: a repair before it has not helped. */
const sinceHazard = (entries: readonly StampedEntry[]): readonly StampedEntry[] =>
  entries.slice(entries.map(findsHazard).lastIndexOf(true) + 1)

const stepsOf = (entries: readonly StampedEntry[]): readonly CaseStep[] =>
  entries.flatMap((item): readonly CaseStep[] => {
    const by = item.entry.author
    if (findsHazard(item)) return [{ act: 'hazardFound', by }]
    return item.entry.kind === 'sign.rectified' ? [{ act: 'rectified', by }] : []
  })

/**
 * A later survey that finds no hazard closes the case: by a person who did not see to it, and with a picture taken after.
 *
 * What a person reported is no sign's case: no survey that names it closes it. `entries` in captured order; a newer survey that finds a hazard opens it again.
 */
export function recheckOf(
  opener: Pick<JournalEntry, 'id' | 'kind' | 'author'>,
  entries: readonly StampedEntry[],
): Recheck {
  if (opener.kind !== 'sign.surveyed') return nothing
  const surveys = entries.filter((item): item is StampedEntry<'sign.surveyed'> => item.entry.kind === 'sign.surveyed')
  const newest: Survey | undefined = surveys.at(-1)?.entry
  if (!newest || newest.id === opener.id || isHazard(surveyedGrade(newest))) return nothing
  const refused = (code: string): Recheck => ({ closed: null, ineffective: [{ entryId: newest.id, code }] })
  const found: CaseStep = { act: 'hazardFound', by: opener.author }
  if (caseHandlers([found, ...stepsOf(entries)]).includes(newest.author)) return refused('case/own-recheck')
  const since = sinceHazard(entries)
  const proofs = since.filter(({ entry }) => entry.id === newest.id || entry.kind === 'sign.rectified')
  if (!proofs.some(hasAfterPhoto)) return refused('case/after-photo-missing')
  return { closed: { by: newest.author, atMs: correctedAtMs(newest), surveyId: newest.id }, ineffective: [] }
}

/** A survey that closes the case of a sign, or finds the hazard still there, at the place where the server took it in. */
export interface RecheckTurn {
  readonly survey: StampedEntry<'sign.surveyed'>
  readonly closes: boolean
}

/**
 * What the surveys after the one that opened a sign's case did to it, in the server's order; what had been captured before a survey
 * that was known already when it came in changes nothing any more. `entries` in captured order.
 */
export function recheckTurns(
  opener: Pick<JournalEntry, 'id' | 'kind' | 'author'>,
  entries: readonly StampedEntry[],
): readonly RecheckTurn[] {
  if (opener.kind !== 'sign.surveyed') return []
  const turns = entries.flatMap((item, index): readonly (RecheckTurn & { readonly index: number })[] => {
    if (item.entry.kind !== 'sign.surveyed' || item.entry.id === opener.id) return []
    const survey = item as StampedEntry<'sign.surveyed'>
    const closes = recheckOf(opener, entries.slice(0, index + 1)).closed !== null
    return [{ survey, closes, index }]
  })
  const inOrder = turns.sort((left, right) => byRevision(left.survey, right.survey))
  return inOrder.filter(({ index }, at) => inOrder.slice(0, at).every((earlier) => earlier.index < index))
}
