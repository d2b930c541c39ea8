import type { DraftRow } from '../../../device/database/rows.ts'
import type { Drafts } from '../../../device/journal/drafts.ts'
import type { SubjectId } from '../../../domain/ids.ts'
import { keptSignId } from '../../../domain/signage/kept-sign.ts'

/** The survey of this sign that is not finished: also one that was begun on a double before the office merged it into this one. */
export async function findBegunSurvey(
  drafts: Drafts,
  signId: SubjectId,
  mergedInto: (signId: SubjectId) => Promise<SubjectId | null>,
): Promise<DraftRow | undefined> {
  const begun = (await drafts.list()).filter(({ kind }) => kind === 'survey')
  const kept = await Promise.all(begun.map(({ subject }) => keptSignId(subject as SubjectId, mergedInto)))
  return begun.find(({ subject }) => subject === signId) ?? begun.find((_, index) => kept[index] === signId)
}
