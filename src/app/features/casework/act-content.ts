import type { NewEntry } from '../../../device/journal/journal.ts'
import type { CaseState } from '../../../domain/casework/case-state.ts'
import type { CaseActKind } from '../../../domain/casework/transitions.ts'
import type { EntryData } from '../../../domain/journal/entry-schemas.ts'
import type { PhotoRef } from '../../../domain/journal/part-ref.ts'

/** What a form says of one case. */
export type ActContent = {
  [K in CaseActKind]: { readonly kind: K; readonly data: EntryData[K]; readonly photos?: readonly PhotoRef[] }
}[CaseActKind]

/** What a filled form makes of a case, one of several at once; null where that case needs a form of its own. */
export type Compose = (value: CaseState) => ActContent | null

/** It rests on the last act that counted. */
export const actEntry = (value: CaseState, content: ActContent): NewEntry => ({
  ...content,
  scope: value.scope,
  subjects: [value.caseId],
  after: [value.life.steps.at(-1)?.entryId ?? value.reportedBy],
})
