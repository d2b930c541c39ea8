import type { AssignmentShelf } from '../../../device/assignments/assignment-shelf.ts'
import type { Drafts } from '../../../device/journal/drafts.ts'
import type { Fix } from '../../../domain/place/point.ts'
import { describePin, type PinWords } from '../../composables/describe-pin.ts'

/** What each form calls the words of its place. A form without one has no way to here. */
const wordsOf = {
  finding: ({ text }: PinWords) => ({ placeText: text, placeChosen: true }),
  sign: ({ street }: PinWords) => ({ address: street }),
} as const

/** Writes a place that was pointed at into a draft, under whose form it was asked for. False where there is no such draft. */
export async function keepPin(
  { drafts, assignments }: { readonly drafts: Drafts; readonly assignments: AssignmentShelf },
  draftId: string,
  fix: Fix,
): Promise<boolean> {
  const draft = await drafts.load(draftId)
  if (draft?.kind !== 'finding' && draft?.kind !== 'sign') return false
  const words = await describePin(assignments, fix)
  // An address that somebody has typed stays: they read the number at the door.
  const isTyped = draft.kind === 'sign' && draft.data['addressChosen'] === true
  const named = isTyped ? {} : wordsOf[draft.kind](words)
  await drafts.save({ ...draft, data: { ...draft.data, ...named, fix, streetId: words.streetId } })
  return true
}
