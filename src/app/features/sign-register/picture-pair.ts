import type { PartId } from '../../../domain/ids.ts'
import type { PhotoRef } from '../../../domain/journal/part-ref.ts'
import { isHazard } from '../../../domain/signage/grade.ts'
import type { SignState } from '../../../domain/signage/sign-state.ts'
import { surveyedGrade } from '../../../domain/signage/surveyed-grade.ts'
import type { SignDetailResponse } from '../../../protocol/office.ts'

export interface PicturePair {
  readonly before: PartId
  readonly after: PartId
}

/** Of the newest hazard: its picture from afar (or the first), and the newest one taken after it; null while one of them is missing. */
export function pairOf(sign: SignState, parts: SignDetailResponse['parts']): PicturePair | null {
  const stored = new Set(parts.filter(({ state }) => state === 'stored').map(({ ref }) => ref.partId))
  const isHere = ({ partId }: PhotoRef): boolean => stored.has(partId)
  const hazard = sign.surveys.filter((survey) => isHazard(surveyedGrade(survey))).at(-1)
  const taken = (hazard?.photos ?? []).filter((photo) => isHere(photo) && photo.role !== 'after')
  const before = taken.find(({ role }) => role === 'far') ?? taken[0]
  // A picture from before the hazard was found again shows the repair that has not helped.
  const after = [...sign.rectifications, ...sign.surveys]
    .filter(({ atMs, entryId }) => hazard && atMs >= hazard.atMs && entryId !== hazard.entryId)
    .sort((left, right) => left.atMs - right.atMs)
    .flatMap(({ photos }) => photos.filter((photo) => isHere(photo) && photo.role === 'after'))
    .at(-1)
  return before && after ? { before: before.partId, after: after.partId } : null
}
