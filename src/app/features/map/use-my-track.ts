import type { Ref } from 'vue'
import * as v from 'valibot'
import type { XunhuDatabase } from '../../../device/database/database.ts'
import { Fix } from '../../../domain/place/point.ts'
import { useLiveQuery } from '../../composables/use-live-query.ts'
import { usePerson } from '../../composables/use-person.ts'

/** What a position part holds (src/device/journal/position-part.ts). */
const PositionText = v.pipe(v.string(), v.parseJson(), v.looseObject({ fix: Fix }))

async function positionsOn(db: XunhuDatabase, personId: string, date: string): Promise<readonly Fix[]> {
  const shifts = (await db.shifts.where('date').equals(date).primaryKeys()) as readonly string[]
  const rows = await db.journal.where('subjects').anyOf(shifts).toArray()
  const own = rows.filter(({ author }) => author === personId).sort((left, right) => left.atMs - right.atMs)
  const partIds = own.flatMap(({ entry }) =>
    entry.parts.filter(({ kind }) => kind === 'position').map(({ partId }) => partId),
  )
  const parts = await db.partBytes.bulkGet(partIds)
  return parts.flatMap((part) => {
    const read = part ? v.safeParse(PositionText, new TextDecoder().decode(part.bytes)) : null
    return read?.success ? [read.output.fix] : []
  })
}

/**
 * Where this person has said to be in today's shifts: at arrival, at confirmations, when leaving.
 *
 * Nothing is recorded in between, and nothing outside a shift: it is no trace of a way, and none is kept.
 */
export function useMyTrack(
  date: Readonly<Ref<string>>,
  isWanted: Readonly<Ref<boolean>>,
): Readonly<Ref<readonly Fix[]>> {
  const { database, session } = usePerson()
  return useLiveQuery<readonly Fix[]>(
    async () => (isWanted.value ? positionsOn(database, session.personId, date.value) : []),
    [],
  )
}
