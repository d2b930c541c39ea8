import { bureauScope, type DeviceId, type PersonId, type ScopeId } from '../../src/domain/ids.ts'
import { systemRandom } from '../../src/lib/random.ts'
import { uuidV7 } from '../../src/lib/uuid-v7.ts'
import { putAssignment } from '../../src/server/services/assignments.ts'
import { setMemberships } from '../../src/server/services/people.ts'
import { preparePush, receiveEntries } from '../../src/server/services/receive-entries.ts'
import type { Store } from '../../src/server/store/store.ts'
import { percentile } from './percentile.ts'

const squads = 12
const entriesPerPush = 20
const phonesPerServer = 16
const measuredMs = 5_000

const squadOf = (index: number): ScopeId => `squad-${index}` as ScopeId
const officerOf = (squad: ScopeId): PersonId => `p-${squad}` as PersonId

async function foundSquads(store: Store): Promise<void> {
  for (let index = 0; index < squads; index += 1) {
    const scope = squadOf(index)
    const officer = {
      id: officerOf(scope),
      number: String(index),
      name: '示例',
      role: 'officer',
      scope,
      active: true,
    } as const
    await store.write(async (tx) => {
      await putAssignment(tx, {
        collection: 'squads',
        id: scope,
        scope: bureauScope,
        baseRev: null,
        data: { id: scope, name: scope },
      })
      await setMemberships(tx, officer)
    })
  }
}

/** Counts at a shift, as a phone pushes after an hour at a gate. */
function madePush(scope: ScopeId, device: DeviceId): Parameters<typeof preparePush>[0] {
  const nowMs = Date.now()
  const author = officerOf(scope)
  const entries = Array.from({ length: entriesPerPush }, (_, index) => ({
    id: uuidV7(nowMs, systemRandom),
    v: 1,
    kind: 'duty.tallied',
    scope,
    subjects: [`shift-${device}`],
    after: [],
    author,
    device,
    at: new Date(nowMs).toISOString(),
    clock: { offsetMs: 0, monoMs: index, bootId: 'bench' },
    data: { counter: 'vendor', delta: 1 },
    parts: [],
  }))
  return { author, device, entries, smallParts: [], nowMs }
}

/** Phones of these servers push one after another until the time is over; milliseconds of each push. */
async function pushAll(stores: readonly Store[], squadsUsed: number): Promise<readonly number[]> {
  const until = performance.now() + measuredMs
  const samples: number[] = []
  const phone = async (store: Store, index: number): Promise<void> => {
    const device = uuidV7(Date.now(), systemRandom) as DeviceId
    while (performance.now() < until) {
      const prepared = preparePush(madePush(squadOf(index % squadsUsed), device))
      const began = performance.now()
      const { results } = await store.write((tx) => receiveEntries(tx, prepared))
      if (results.some(({ status }) => status !== 'accepted')) throw new Error('A made push was not accepted.')
      samples.push(performance.now() - began)
    }
  }
  await Promise.all(
    stores.flatMap((store, server) =>
      Array.from({ length: phonesPerServer }, (_, index) => phone(store, server * phonesPerServer + index)),
    ),
  )
  return samples
}

/** How many pushes of twenty counts the store takes in: into one squad and into twelve, from one server and from three. */
export async function measurePushes(name: string, stores: readonly Store[]): Promise<readonly string[]> {
  const [first] = stores
  if (!first) return []
  await foundSquads(first)
  const lines: string[] = []
  for (const servers of new Set([1, stores.length]))
    for (const squadsUsed of [1, squads]) {
      const samples = await pushAll(stores.slice(0, servers), squadsUsed)
      const perSecond = (samples.length * 1000) / measuredMs
      lines.push(
        `${name}，${servers} 个服务器 × ${phonesPerServer} 部手机，${squadsUsed} 个中队：${perSecond.toFixed(0)} 次推送/秒（${(perSecond * entriesPerPush).toFixed(0)} 条/秒），p50 ${percentile(samples, 0.5).toFixed(0)} ms，p99 ${percentile(samples, 0.99).toFixed(0)} ms`,
      )
    }
  return lines
}
