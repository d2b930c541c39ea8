import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import type { PartId } from '../../src/domain/ids.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { dataPaths } from '../../src/server/backup/data-paths.ts'
import { createLiveNews } from '../../src/server/live-news.ts'
import { openPhotos } from '../../src/server/photos/open-photos.ts'
import { createPictures } from '../../src/server/photos/pictures.ts'
import { eraseParts } from '../../src/server/services/erase-parts.ts'
import { createBesideLog } from '../../src/server/store/beside-log.ts'
import { openSqliteStore } from '../../src/server/store/sqlite/sqlite-store.ts'
import { signInByApi } from '../support/api-client.ts'
import { createBucket, keysIn } from '../support/s3-buckets.ts'
import { runServerCommand } from '../support/server-command.ts'
import { freePort, startServerProcess } from '../support/server-process.ts'
import { emptyDist } from '../support/server-run.ts'
import { startWorkingPhone } from '../support/working-phone.ts'

/** A bureau is made and its photos are copied, on a machine that may have much else to do. */
const timeoutMs = 240_000

const movedIn = (printed: string): readonly number[] =>
  (/搬了 (\d+) 份，早已在的 (\d+) 份/.exec(printed) ?? []).slice(1).map(Number)

/** As the retention of the server does it while photos are copied. */
async function eraseOne(dataDir: string): Promise<string> {
  const paths = dataPaths(dataDir)
  const store = await openSqliteStore(paths.database)
  const { partStore, derivatives } = await openPhotos('folder', dataDir, paths)
  try {
    const part = await store.read((db) =>
      db
        .selectFrom('part')
        .select(['part_id', 'sha256'])
        .where('state', '=', 'stored')
        .where('kind', '=', 'photo')
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('part as other')
                .select('other.part_id')
                .whereRef('other.sha256', '=', 'part.sha256')
                .whereRef('other.part_id', '!=', 'part.part_id'),
            ),
          ),
        )
        .executeTakeFirstOrThrow(),
    )
    const besideLog = createBesideLog(paths.besideLog, store.alone)
    const pictures = createPictures(partStore, derivatives)
    const eraser = { store, besideLog, partStore, pictures, clock: systemClock, live: createLiveNews() }
    await eraseParts(eraser, [part.part_id as PartId], 'order')
    return part.sha256
  } finally {
    await store.close()
  }
}

test(
  'photos go into the bucket while a phone sends more to the running server; a second run copies the rest and removes what was erased meanwhile, and all others are there by hash',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'xunhu-move-'))
    const dataDir = join(folder, 'data')
    const distDir = await emptyDist()
    const place = await createBucket()
    const { bucket, endpoint, credentials } = place
    const s3 = {
      PARTS_STORE: `s3://${bucket}/parts`,
      S3_ENDPOINT: endpoint,
      S3_ACCESS_KEY_ID: credentials?.accessKeyId ?? '',
      S3_SECRET_ACCESS_KEY: credentials?.secretAccessKey ?? '',
    }
    const server = await startServerProcess({ dataDir, port: await freePort(), env: { DIST_DIR: distDir } })
    const phone = startWorkingPhone(server.url, await signInByApi(server.url, '1001'), 'squad-1', 41)
    await phone.answered(10)
    const [moved = 0] = movedIn((await runServerCommand('move', dataDir, s3, ['--parts'])).printed)
    const before = phone.acknowledged.photos.size
    while (phone.acknowledged.photos.size === before) await phone.answered(1)
    await phone.end()
    await server.stop()
    expect(moved).toBeGreaterThan(20)
    const copied = async () => new Set((await keysIn({ ...place, prefix: 'parts/' })).map((name) => basename(name)))
    const erased = await eraseOne(dataDir)
    expect((await copied()).has(erased)).toBe(true)
    const last = await runServerCommand('move', dataDir, s3)
    expect(last.code).toBe(0)
    const [rest = 0, kept = 0] = movedIn(last.printed)
    expect([rest > 0, kept]).toEqual([true, moved - 1])
    expect(last.printed).toContain('后来销毁了的 1 份')
    expect((await copied()).has(erased)).toBe(false)

    await rm(join(dataDir, 'parts'), { recursive: true, force: true })
    const verified = await runServerCommand('verify', dataDir, s3)
    expect(verified).toMatchObject({ code: 0, printed: expect.stringMatching(/✓ 照片、语音与位置 \d+ 份/) as unknown })
    const names = await copied()
    const lacking = [...phone.acknowledged.photos.keys()].filter((sha256) => !names.has(sha256))
    expect(lacking.filter((sha256) => sha256 !== erased)).toEqual([])
    await Promise.all([folder, distDir].map((path) => rm(path, { recursive: true, force: true })))
  },
  timeoutMs,
)
