import { localDate } from '../../domain/duty/local-day.ts'
import type { Role } from '../../domain/people/role.ts'
import type { Clock } from '../../lib/clock.ts'
import type { PartStore } from '../photos/part-store.ts'
import type { PasswordHasher } from '../services/password-hasher.ts'
import type { Store } from '../store/store.ts'
import { samplePeople } from './bureau/people.ts'
import { ensureBaseMap } from './ensure-base-map.ts'
import { drawPhotoStock } from './photo-stock.ts'
import { isFounded, saveFounding } from './save-founding.ts'
import { savePastRecords } from './save-past-records.ts'
import { keepPhotos } from './save-photos.ts'
import { topUpShifts } from './top-up-shifts.ts'

export interface SampleBureauOptions {
  readonly store: Store
  readonly partStore: PartStore
  readonly clock: Clock
  readonly timeZone: string
  readonly passwords: PasswordHasher
}

export interface SampleBureau {
  readonly accounts: readonly { readonly number: string; readonly name: string; readonly role: Role }[]
  readonly password: string
}

/** Known to everybody: the sample bureau is served on loopback only. */
const password = 'shili-2026'

async function found({ store, partStore, clock, timeZone, passwords }: SampleBureauOptions): Promise<void> {
  const [stock, passwordHash] = await Promise.all([drawPhotoStock(), passwords.hash(password)])
  await keepPhotos(partStore, stock)
  const nowMs = clock.now()
  // One transaction: a start that is killed here leaves nothing, and the next one begins again.
  await store.write(async (tx) => {
    await saveFounding(tx, { passwordHash, nowMs })
    await topUpShifts(tx, { nowMs, timeZone })
    await savePastRecords(tx, { nowMs, timeZone, stock })
  })
}

/**
 * The labelled sample bureau, 示例区城管局: made at the first start, its shifts topped up at every later one and while the server runs.
 *
 * At any moment of the two weeks that follow a top-up, a post for practice is open to 1001 and 1002.
 */
export async function ensureSampleBureau(options: SampleBureauOptions): Promise<SampleBureau> {
  const { store, clock, timeZone } = options
  const nowMs = clock.now()
  if (await store.read(isFounded)) await store.write((tx) => topUpShifts(tx, { nowMs, timeZone }))
  else await found(options)
  await ensureBaseMap(options)
  const year = Number(localDate(nowMs, timeZone).slice(0, 4))
  return { accounts: samplePeople(year).map(({ number, name, role }) => ({ number, name, role })), password }
}
