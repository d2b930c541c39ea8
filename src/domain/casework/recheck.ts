import type { EntryId, PersonId } from '../ids.ts'
import { correctedAtMs, type JournalEntry, type StampedEntry } from '../journal/entry.ts'
import { surveyedGrade } from '../signage/surveyed-grade.ts'
import { isHazard } from '../signage/grade.ts'
import { caseHandlers, type CaseStep } from './case-handlers.ts'

/** Who found the hazard gone, and when. */
export interface PassedRecheck {
  readonly by: PersonId
  readonly atMs: number
  readonly surveyId: EntryId
}

/** 复查: what the surveys about a sign's case say of its hazard. */
export interface Recheck {
  /** The newest survey that closes the case; null where none does. */
  readonly closed: PassedRecheck | null
  /** Where none does: the newest that found no hazard, and why that is not enough. */
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
 * What a person reported is no sign's case: no survey that names it closes it. `entries` in captured order; only what comes after the
 * newest survey that finds a hazard counts.
 */
export function recheckOf(
  opener: Pick<JournalEntry, 'id' | 'kind' | 'author'>,
  entries: readonly StampedEntry[],
): Recheck {
  if (opener.kind !== 'sign.surveyed') return nothing
  const since = sinceHazard(entries)
  const harmless = since.filter(({ entry }) => entry.kind === 'sign.surveyed' && entry.id !== opener.id)
  const handlers = caseHandlers([{ act: 'hazardFound', by: opener.author }, ...stepsOf(entries)])
  const isRepairShown = since.some((item) => item.entry.kind === 'sign.rectified' && hasAfterPhoto(item))
  const objectionTo = (survey: StampedEntry): string | null => {
    if (handlers.includes(survey.entry.author)) return 'case/own-recheck'
    return isRepairShown || hasAfterPhoto(survey) ? null : 'case/after-photo-missing'
  }
  const passed = harmless.filter((survey) => objectionTo(survey) === null).at(-1)?.entry
  if (passed)
    return { closed: { by: passed.author, atMs: correctedAtMs(passed), surveyId: passed.id }, ineffective: [] }
  const newest = harmless.at(-1)
  const code = newest && objectionTo(newest)
  return { closed: null, ineffective: code ? [{ entryId: newest.entry.id, code }] : [] }
}
