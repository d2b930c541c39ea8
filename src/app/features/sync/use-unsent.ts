import type { Ref } from 'vue'
import type { JournalRow, PartRow } from '../../../device/database/rows.ts'
import { useLiveQuery } from '../../composables/use-live-query.ts'
import { usePerson } from '../../composables/use-person.ts'

export interface Unsent {
  readonly queued: Readonly<Ref<readonly JournalRow[]>>
  /** Refused or quarantined, and not yet answered by a corrected copy. */
  readonly attention: Readonly<Ref<readonly JournalRow[]>>
  readonly parts: Readonly<Ref<readonly PartRow[]>>
}

/** Lists stay smooth with a week of unsent work: what does not fit on the screen is counted, not drawn. */
export const shownRows = 100

/** What this person recorded here and the server does not hold yet, through indexes only. */
export function useUnsent(): Unsent {
  const { database, session } = usePerson()
  const isMine = (row: JournalRow): boolean => row.author === session.personId
  return {
    queued: useLiveQuery<readonly JournalRow[]>(
      () => database.journal.where('sendState').equals('queued').filter(isMine).limit(shownRows).toArray(),
      [],
    ),
    attention: useLiveQuery<readonly JournalRow[]>(
      () =>
        database.journal
          .where('sendState')
          .anyOf('refused', 'quarantined')
          .filter((row) => isMine(row) && !row.params['answeredBy'])
          .limit(shownRows)
          .toArray(),
      [],
    ),
    parts: useLiveQuery<readonly PartRow[]>(
      () => database.parts.where('sendState').equals('queued').limit(shownRows).toArray(),
      [],
    ),
  }
}
