import { createTestServer, testPassword, type TestServer } from '../support/test-server.ts'
import { createBucket } from '../support/s3-buckets.ts'
import { tellEndpoint } from '../support/s3-server.ts'
import { s3User } from '../support/s3-user.ts'
import { startRadosgw } from '../support/start-radosgw.ts'
import startPostgresForRun from '../support/postgres-for-run.ts'

/** An hour of 200 phones is some gigabytes of photos. */
const memoryBytes = 8 * 1024 ** 3
const phonesPerSquad = 20

export interface SoakPhone {
  readonly number: string
  readonly password: string
  readonly scope: string
}

export interface SoakBureau {
  readonly server: TestServer
  readonly phones: readonly SoakPhone[]
  /** What a server is started with to be one of this bureau's. */
  readonly env: Readonly<Record<string, string>>
  close(): Promise<void>
}

async function addPeople(server: TestServer, count: number): Promise<readonly SoakPhone[]> {
  const phones: SoakPhone[] = []
  for (let index = 0; index < count; index += 1) {
    const scope = `soak-${Math.floor(index / phonesPerSquad) + 1}`
    if (index % phonesPerSquad === 0) await server.addSquad(scope)
    const number = String(5001 + index)
    await server.addPerson(number, 'officer', scope)
    phones.push({ number, password: testPassword, scope })
  }
  return phones
}

/** A PostgreSQL and an S3 server of its own, with so many officers in squads of twenty. */
export async function openSoakBureau(phones: number): Promise<SoakBureau> {
  process.env['TEST_STORE'] = 'postgres'
  const stopPostgres = await startPostgresForRun()
  const radosgw = await startRadosgw({ memoryBytes })
  tellEndpoint('radosgw', radosgw.endpoint)
  const { bucket } = await createBucket()
  const server = await createTestServer()
  return {
    server,
    phones: await addPeople(server, phones),
    env: {
      SAMPLE: '0',
      DATABASE_URL: server.deps.config.databaseUrl,
      PARTS_STORE: `s3://${bucket}`,
      S3_ENDPOINT: radosgw.endpoint,
      S3_ACCESS_KEY_ID: s3User.accessKeyId,
      S3_SECRET_ACCESS_KEY: s3User.secretAccessKey,
    },
    close: async () => {
      await server.close()
      await radosgw.stop()
      await stopPostgres()
    },
  }
}
