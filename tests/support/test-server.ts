import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { bureauScope, type DeviceId, type PersonId, type ScopeId } from '../../src/domain/ids.ts'
import type { Role } from '../../src/domain/people/role.ts'
import { createSeededRandom } from '../../src/lib/random.ts'
import { uuidV7 } from '../../src/lib/uuid-v7.ts'
import type { AppDeps } from '../../src/server/app-deps.ts'
import { createMissedSights } from '../../src/server/audit/missed-sights.ts'
import { buildApp } from '../../src/server/app.ts'
import { dataPaths } from '../../src/server/backup/data-paths.ts'
import { loadConfig } from '../../src/server/config.ts'
import { createIdentityProvider } from '../../src/server/identity/identity-provider.ts'
import { createLiveNews } from '../../src/server/live-news.ts'
import { createPictures } from '../../src/server/photos/pictures.ts'
import { starterContent } from '../../src/server/sample/starter-content.ts'
import { putAssignment, putAssignments } from '../../src/server/services/assignments.ts'
import { ensureEpoch } from '../../src/server/services/epoch.ts'
import { createPasswordHasher } from '../../src/server/services/password-hasher.ts'
import { setMemberships, setPassword } from '../../src/server/services/people.ts'
import { createBesideLog } from '../../src/server/store/beside-log.ts'
import { openKeyRing } from '../../src/server/store/key-ring.ts'
import { createManualClock, type ManualClock } from './manual-clock.ts'
import { openTestPhotos, partsSettings } from './test-parts.ts'
import { createTestDatabase, type TestDatabase } from './test-store.ts'

export const testPassword = 'correct horse battery'

/** A signed-in device; every call carries its cookie and our header. */
export interface TestClient {
  readonly personId: PersonId
  readonly device: DeviceId
  call(options: InjectOptions): Promise<LightMyRequestResponse>
}

/** One that goes on after the server was restarted. */
export interface LastingClient extends TestClient {
  /** With the same cookie, on what the server has become. */
  on(restarted: Pick<TestServer, 'app'>): LastingClient
}

export interface TestServer {
  readonly app: FastifyInstance
  readonly deps: AppDeps
  readonly clock: ManualClock
  readonly dataDir: string
  addSquad(scope: string): Promise<void>
  addPerson(number: string, role: Role, scope: string): Promise<PersonId>
  login(number: string, device?: DeviceId): Promise<LastingClient>
  /** Ends the process's objects without a goodbye and opens the same files again, as after a kill. */
  restart(whileClosed?: () => Promise<void>): Promise<TestServer>
  close(): Promise<void>
}

interface Opening {
  readonly database: TestDatabase
  readonly generation: number
  readonly backupDir: string
  readonly metricsToken: string
  readonly oidc: Readonly<Record<string, string>>
}

async function openDeps(
  dataDir: string,
  clock: ManualClock,
  { database, generation, backupDir, metricsToken, oidc }: Opening,
): Promise<AppDeps> {
  const random = createSeededRandom(1000 + generation)
  const paths = dataPaths(dataDir)
  const store = await database.open()
  const besideLog = createBesideLog(paths.besideLog, store.alone)
  await ensureEpoch({ store, besideLog, random, epochPath: paths.epoch, clock })
  const config = loadConfig({
    DATA_DIR: dataDir,
    SAMPLE: '0',
    BACKUP_DIR: backupDir,
    DATABASE_URL: database.url,
    METRICS_TOKEN: metricsToken,
    ...oidc,
    ...partsSettings(dataDir),
  })
  const { partStore, derivatives } = await openTestPhotos(config.partsStore, dataDir)
  return {
    store,
    besideLog,
    keys: openKeyRing(paths.keys, random),
    epochPath: paths.epoch,
    partStore,
    pictures: createPictures(partStore, derivatives),
    clock,
    random,
    config,
    // The cheapest cost argon2 takes: these tests are about sessions, not about hashing.
    passwords: createPasswordHasher(random, { memoryKiB: 8, passes: 1 }),
    identity: config.identity === null ? null : createIdentityProvider(config.identity),
    live: createLiveNews(),
    missedSights: createMissedSights(),
    setupToken: 'test-setup-token',
    distDir: null,
    keptAssetsDirs: [],
    sample: false,
  }
}

async function open(dataDir: string, clock: ManualClock, opening: Opening): Promise<TestServer> {
  const deps = await openDeps(dataDir, clock, opening)
  const app = await buildApp(deps, { logs: false })
  const ourHeader = { 'x-xunhu': '1' }

  return {
    app,
    deps,
    clock,
    dataDir,
    addSquad: (scope) =>
      deps.store.write(async (tx) => {
        await putAssignment(tx, {
          collection: 'squads',
          id: scope,
          scope: bureauScope,
          baseRev: null,
          data: { id: scope, name: scope },
        })
      }),
    addPerson: async (number, role, scope) => {
      const id = `p-${number}` as PersonId
      const person = { id, number, name: `示例${number}`, role, scope: scope as ScopeId, active: true }
      const hash = await deps.passwords.hash(testPassword)
      await deps.store.write(async (tx) => {
        await putAssignment(tx, { collection: 'people', id, scope: person.scope, baseRev: null, data: person })
        await setMemberships(tx, person)
        await setPassword(tx, id, hash, new Date(clock.now()).toISOString())
      })
      return id
    },
    login: async (number, device = uuidV7(clock.now(), deps.random) as DeviceId) => {
      const answer = await app.inject({
        method: 'POST',
        url: '/api/login',
        headers: ourHeader,
        payload: { number, password: testPassword, device },
      })
      if (answer.statusCode !== 200) throw new Error(`Login failed: ${answer.body}`)
      const cookie = answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
      const { personId } = answer.json() as { personId: PersonId }
      const clientOf = (of: FastifyInstance): LastingClient => ({
        personId,
        device,
        call: (options) => of.inject({ ...options, headers: { ...ourHeader, cookie, ...options.headers } }),
        on: (restarted) => clientOf(restarted.app),
      })
      return clientOf(app)
    },
    restart: async (whileClosed = async () => undefined) => {
      await app.close()
      await deps.store.close()
      await whileClosed()
      return open(dataDir, clock, { ...opening, generation: opening.generation + 1 })
    },
    close: async () => {
      await app.close()
      await deps.store.close()
      await opening.database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** The real server on a real database and in a folder of its own, with two squads and the starter content. */
export async function createTestServer({
  backupDir = '',
  metricsToken = '',
  oidc = {},
}: Partial<Pick<Opening, 'backupDir' | 'metricsToken' | 'oidc'>> = {}): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'xunhu-test-'))
  const database = await createTestDatabase(dataPaths(dataDir).database)
  const server = await open(dataDir, createManualClock(), { database, generation: 0, backupDir, metricsToken, oidc })
  await server.addSquad('squad-1')
  await server.addSquad('squad-2')
  await server.deps.store.write((tx) =>
    putAssignments(
      tx,
      bureauScope,
      starterContent.map((content) => ({ ...content, baseRev: 'any' as const })),
    ),
  )
  return server
}
