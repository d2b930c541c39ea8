import type { Drafts } from '../../../device/journal/drafts.ts'
import type { EntryId } from '../../../domain/ids.ts'
import type { Fix } from '../../../domain/place/point.ts'
import { emptySign, type SignDraft } from './sign-draft.ts'

/** What the form fills in by itself from where the phone is. */
const followed = new Set(['fix', 'streetId', 'address'])

/** Nobody has said anything about the sign yet: only where it may stand. */
function isUntouched(data: Readonly<Record<string, unknown>>): boolean {
  const empty = Object.entries(emptySign()) as readonly (readonly [keyof SignDraft, unknown])[]
  return empty.every(([name, value]) => followed.has(name) || JSON.stringify(data[name]) === JSON.stringify(value))
}

/**
 * The draft of a new sign: the one that a kill has left half written, or a fresh one.
 *
 * A place that was pointed at is of another sign than what is half written. A draft in which nothing was written is no sign yet: it
 * is begun anew, here, and not left behind.
 */
export async function beginSign(drafts: Drafts, newId: () => EntryId, fix: Fix | null): Promise<string> {
  const begun = (await drafts.list()).filter(({ kind, subject }) => kind === 'sign' && subject === '')
  const written = begun.find(({ data }) => !isUntouched(data))
  if (written && !fix) return written.id
  // The draft's id becomes the record's: saving again after a kill cannot make a second one.
  const id = begun.find(({ data }) => isUntouched(data))?.id ?? newId()
  await drafts.save({ id, kind: 'sign', subject: '', data: { ...emptySign(), fix } })
  return id
}
