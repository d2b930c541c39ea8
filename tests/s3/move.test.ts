import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
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

test(
  'photos go into the bucket while a phone sends more to the running server; a second run copies the rest, and all are there by hash',
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
    const last = await runServerCommand('move', dataDir, s3)
    expect(last.code).toBe(0)
    const [rest = 0, kept = 0] = movedIn(last.printed)
    expect([rest > 0, kept]).toEqual([true, moved])

    await rm(join(dataDir, 'parts'), { recursive: true, force: true })
    const verified = await runServerCommand('verify', dataDir, s3)
    expect(verified).toMatchObject({ code: 0, printed: expect.stringMatching(/✓ 照片、语音与位置 \d+ 份/) as unknown })
    const names = new Set((await keysIn({ ...place, prefix: 'parts/blobs/' })).map((name) => basename(name)))
    expect([...phone.acknowledged.photos.keys()].filter((sha256) => !names.has(sha256))).toEqual([])
    await Promise.all([folder, distDir].map((path) => rm(path, { recursive: true, force: true })))
  },
  timeoutMs,
)
