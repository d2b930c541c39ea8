import * as v from 'valibot'
import type { PersonId } from '../../domain/ids.ts'
import type { KeyValues } from '../account/account-memory.ts'

/** After how long out of sight the app asks again, in minutes. */
export const lockAfterMinutes = [1, 5, 15] as const
export type LockAfterMinutes = (typeof lockAfterMinutes)[number]

const PinRecord = v.object({
  salt: v.string(),
  hash: v.string(),
  afterMinutes: v.picklist(lockAfterMinutes),
  wrongTries: v.number(),
  /** Wall time before which no try is looked at. */
  notBeforeMs: v.number(),
})
export type PinRecord = v.InferOutput<typeof PinRecord>

const keyOf = (personId: PersonId): string => `xunhu.pin.${personId}`

/** One person's PIN on this phone, beside the database: whether to ask must be known before anything is opened. */
export interface PinMemory {
  load(personId: PersonId): PinRecord | null
  save(personId: PersonId, record: PinRecord): void
  forget(personId: PersonId): void
}

export function createPinMemory(values: KeyValues): PinMemory {
  return {
    load: (personId) => {
      const text = values.getItem(keyOf(personId))
      if (text === null) return null
      const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), PinRecord), text)
      // What cannot be read cannot be opened by any PIN: the password opens it, and the record goes.
      return parsed.success ? parsed.output : { salt: '', hash: '', afterMinutes: 1, wrongTries: 0, notBeforeMs: 0 }
    },
    save: (personId, record) => values.setItem(keyOf(personId), JSON.stringify(record)),
    forget: (personId) => values.removeItem(keyOf(personId)),
  }
}
