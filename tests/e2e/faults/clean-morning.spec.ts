import { test } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { wholeMorning } from '../../support/whole-morning.ts'

let folder = ''
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xunhu-e2e-'))
})
test.afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

test('the same morning on a line that loses nothing arrives with the first sync', async () => {
  await wholeMorning(folder, false)
})
