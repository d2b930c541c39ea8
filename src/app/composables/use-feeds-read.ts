import type { Ref } from 'vue'
import { areFeedsRead } from '../../device/sync/feeds-read.ts'
import { useLiveQuery } from './use-live-query.ts'
import { usePerson } from './use-person.ts'

/**
 * Whether the first sync has brought all that this person may see; undefined until the database has been looked at.
 *
 * Only then does a list without rows mean that there is nothing.
 */
export function useFeedsRead(): Readonly<Ref<boolean | undefined>> {
  const { database, session } = usePerson()
  return useLiveQuery<boolean | undefined>(async () => {
    if (session.members.length === 0) return true
    return (await database.cursors.count()) > 0 && (await areFeedsRead(database))
  }, undefined)
}
