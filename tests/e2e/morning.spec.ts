import { test } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { wholeMorning } from '../support/whole-morning.ts'

let folder = ''
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xunhu-e2e-'))
})
test.afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

test('[FAULT-17] a whole morning without network arrives once, with every photo by its hash, though the answer to the first sync is lost', async () => {
  await wholeMorning(folder, true)
})
