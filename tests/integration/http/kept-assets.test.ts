import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { buildApp } from '../../../src/server/app.ts'
import { keepAssets } from '../../../src/server/kept-assets.ts'
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts'
import { createTestServer, type TestServer } from '../../support/test-server.ts'

let folder: string
let server: TestServer
let clock: ManualClock

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xunhu-kept-'))
  server = await createTestServer()
  clock = createManualClock()
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

/** A built app whose only screen is named after the release. */
async function release(name: string): Promise<string> {
  const distDir = join(folder, name)
  await mkdir(join(distDir, 'assets'), { recursive: true })
  await writeFile(join(distDir, 'index.html'), `<!doctype html><title>${name}</title>`)
  await writeFile(join(distDir, 'assets', `Ledger-${name}.js`), `the ledger of ${name}`)
  return distDir
}

/** What a server that starts with this release answers for a path. */
async function answers(name: string, paths: readonly string[]): Promise<readonly string[]> {
  const distDir = await release(name)
  clock.advance(60_000)
  const keptAssetsDirs = await keepAssets(distDir, join(folder, 'kept'), clock)
  const app = await buildApp({ ...server.deps, distDir, keptAssetsDirs }, { logs: false })
  const bodies = await Promise.all(paths.map(async (url) => (await app.inject({ url })).body))
  await app.close()
  return bodies
}

describe('assets of earlier builds', () => {
  test('are served after their build was replaced and deleted', async () => {
    await answers('monday', [])
    await rm(join(folder, 'monday'), { recursive: true })
    expect(await answers('tuesday', ['/assets/Ledger-monday.js', '/assets/Ledger-tuesday.js'])).toEqual([
      'the ledger of monday',
      'the ledger of tuesday',
    ])
  })

  test('bring no page of theirs back', async () => {
    await answers('monday', [])
    expect(await answers('tuesday', ['/index.html'])).toEqual(['<!doctype html><title>tuesday</title>'])
  })

  test('are kept of five builds, however often one of them is started', async () => {
    for (const name of ['1', '2', '3', '4', '5', '5', '5']) await answers(name, [])
    const [first, second] = await answers('6', ['/assets/Ledger-1.js', '/assets/Ledger-2.js'])
    expect(first).toContain('request/not-found')
    expect(second).toBe('the ledger of 2')
  })

  test('of a build that is started again count from then', async () => {
    for (const name of ['1', '2', '3', '4', '5', '1']) await answers(name, [])
    expect(await answers('6', ['/assets/Ledger-1.js'])).toEqual(['the ledger of 1'])
  })
})
