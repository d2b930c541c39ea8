import { expect, test } from 'vitest'
import { arrival } from '../../../support/field-records.ts'
import { createSyncingPhone, goodServer, requestOf, syncAnswer } from '../../../support/syncing-phone.ts'

test('a position that rode along with an accepted record is stored with it', async () => {
  const phone = createSyncingPhone(goodServer)
  const [saved] = await phone.journal.record([arrival()])
  await phone.sync.syncNow()
  expect(await phone.db.parts.get(saved!.parts[0]!.partId)).toMatchObject({ sendState: 'stored' })
  expect(phone.line.calls.filter(({ path }) => path.startsWith('/api/parts'))).toEqual([])
})

test('a position that rode along with a refused record goes the way of its photos', async () => {
  const phone = createSyncingPhone((call) => {
    if (call.path !== '/api/sync') return goodServer(call)
    const results = requestOf(call).entries.map((entry) => ({
      id: (entry as { id: string }).id,
      status: 'refused',
      code: 'entry/scope-not-member',
    }))
    return syncAnswer(call, { results })
  })
  const [saved] = await phone.journal.record([arrival()])
  await phone.sync.syncNow()
  const { partId, sha256 } = saved!.parts[0]!
  expect(phone.line.calls.map(({ path }) => path)).toContain(`/api/parts/${sha256}/commit`)
  expect(await phone.db.parts.get(partId)).toMatchObject({ sendState: 'stored' })
})
