import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import { ref, shallowRef, type Ref } from 'vue'
import { useMyTrack } from '../../../src/app/features/map/use-my-track.ts'
import type { PersonServices } from '../../../src/app/services.ts'
import type { PersonId } from '../../../src/domain/ids.ts'
import type { Fix } from '../../../src/domain/place/point.ts'
import { arrival, evening, gateFix, snapshot, tally } from '../../support/field-records.ts'
import { officer } from '../../support/phone-storage.ts'
import { inComponent } from '../support/in-component.ts'
import { createPhone, type Phone } from '../support/mount-screen.ts'

const today: string = snapshot.date
let phone: Phone

beforeEach(() => {
  phone = createPhone()
})

function trackOf(personId: PersonId, { date = today, wanted = true } = {}) {
  const isWanted = ref(wanted)
  const person = shallowRef({ ...phone, database: phone.db, session: { personId } } as unknown as PersonServices)
  const { result } = inComponent(() => useMyTrack(ref(date), isWanted), { person })
  return { track: result as Readonly<Ref<readonly Fix[]>>, isWanted }
}
const at = (lat: number): Fix => ({ ...gateFix, lat })

test('holds where I said to be inside today’s shifts, in the order in which I said it, and nothing else', async () => {
  const later = { ...arrival(evening), position: at(30.6) }
  await phone.journal.record([arrival()])
  phone.clock.advance(60_000)
  await phone.journal.record([tally(), later])
  const { track } = trackOf(officer)
  await vi.waitFor(() => expect(track.value.map(({ lat }) => lat)).toEqual([30.5, 30.6]))
})

test('holds nobody else’s, and none of another day', async () => {
  await phone.journal.record([arrival()])
  const mine = trackOf(officer)
  await vi.waitFor(() => expect(mine.track.value).toHaveLength(1))
  const theirs = trackOf('p-1002' as PersonId)
  const yesterday = trackOf(officer, { date: '2026-11-19' })
  // What was read for mine has been read for these as well.
  await phone.journal.record([{ ...arrival(evening), position: at(30.6) }])
  await vi.waitFor(() => expect(mine.track.value).toHaveLength(2))
  expect([theirs.track.value, yesterday.track.value]).toEqual([[], []])
})

test('holds nothing of a record outside a shift', async () => {
  const { track } = trackOf(officer)
  const outside = { kind: 'sign.merged', scope: 'squad-1', subjects: ['sign-1', 'sign-2'], data: { into: 'sign-2' } }
  await phone.journal.record([{ ...outside, position: at(30.7) } as never])
  await phone.journal.record([arrival()])
  await vi.waitFor(() => expect(track.value.map(({ lat }) => lat)).toEqual([30.5]))
})

test('is read only while the layer is wanted, and forgets a position that was erased', async () => {
  await phone.journal.record([arrival()])
  const { track, isWanted } = trackOf(officer, { wanted: false })
  expect(track.value).toEqual([])
  isWanted.value = true
  await vi.waitFor(() => expect(track.value).toHaveLength(1))
  await phone.db.partBytes.clear()
  await vi.waitFor(() => expect(track.value).toEqual([]))
})
