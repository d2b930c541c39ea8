import type { SubjectId } from '../ids.ts'

/** Which sign this one is by now: doubles of doubles lead to the last; a circle that two captains made ends where it began. */
export async function keptSignId(
  signId: SubjectId,
  mergedInto: (signId: SubjectId) => Promise<SubjectId | null>,
): Promise<SubjectId> {
  const seen = new Set<SubjectId>()
  let kept = signId
  while (!seen.has(kept)) {
    seen.add(kept)
    const next = await mergedInto(kept)
    if (next === null) return kept
    kept = next
  }
  return signId
}
