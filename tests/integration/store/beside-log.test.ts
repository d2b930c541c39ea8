import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DeviceId, PersonId } from '../../../src/domain/ids.ts'
import { createBesideLog, type BesideFact } from '../../../src/server/store/beside-log.ts'
import { createErrandsInOrder } from '../../../src/server/store/errands-in-order.ts'

const at = '2026-11-20T06:30:00.000Z'
const revoked: BesideFact = { what: 'device.revoked', device: '01890000-0000-7000-8000-00000000d001' as DeviceId, at }
const ended: BesideFact = { what: 'sessions.ended', personId: 'p-1001' as PersonId, at }

let folder: string
let path: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xunhu-beside-'))
  path = join(folder, 'beside.log')
})
afterEach(() => rm(folder, { recursive: true }))

test('nothing was written before the first fact', async () => {
  expect(await createBesideLog(path, createErrandsInOrder()).readAll()).toEqual([])
})

test('facts come back in their order, after a restart too', async () => {
  const log = createBesideLog(path, createErrandsInOrder())
  await Promise.all([log.append(revoked), log.append(ended)])
  expect(await createBesideLog(path, createErrandsInOrder()).readAll()).toEqual([revoked, ended])
})

test('a line that a power cut tore hides neither what stands before it nor what follows', async () => {
  await createBesideLog(path, createErrandsInOrder()).append(revoked)
  await appendFile(path, '{"what":"sessions.en')
  await createBesideLog(path, createErrandsInOrder()).append(ended)
  expect(await createBesideLog(path, createErrandsInOrder()).readAll()).toEqual([revoked, ended])
})
