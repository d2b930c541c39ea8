import { expect, test } from 'vitest'
import { collectPush, takeWhatFits } from '../../../../src/device/sync/collect-push.ts'
import type { PersonId } from '../../../../src/domain/ids.ts'
import { arrival, tally } from '../../../support/field-records.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import { createPhoneStorage, officer } from '../../../support/phone-storage.ts'

const open = () => createPhoneStorage(createEngine())
type Phone = ReturnType<typeof open>

const collect = ({ db, digest, clock }: Phone, author: PersonId = officer) =>
  collectPush({ db, digest, personId: author, clock }, 'due')

async function recordMany(phone: Phone, count: number): Promise<void> {
  await phone.journal.record(Array.from({ length: count }, () => tally()))
}

test('a push takes what is queued, oldest first', async () => {
  const phone = open()
  await recordMany(phone, 1)
  phone.clock.advance(1000)
  await recordMany(phone, 2)
  const { rows } = await collect(phone)
  expect(rows).toHaveLength(3)
  expect([...rows].sort((left, right) => (left.id < right.id ? -1 : 1))).toEqual(rows)
})

test('a push never takes what somebody else recorded', async () => {
  const phone = open()
  await recordMany(phone, 1)
  expect((await collect(phone, 'p-1002' as PersonId)).rows).toEqual([])
})

test('an entry that waits for a later try is left until it is due', async () => {
  const phone = open()
  const [saved] = await phone.journal.record([tally()])
  await phone.db.journal.update(saved!.id, { nextAttemptAtMs: phone.clock.now() + 1000 })
  expect((await collect(phone)).rows).toHaveLength(0)
  phone.clock.advance(1000)
  expect((await collect(phone)).rows).toHaveLength(1)
})

test('[SYNC-13] a push holds at most 200 entries', async () => {
  const phone = open()
  await recordMany(phone, 230)
  expect((await collect(phone)).rows).toHaveLength(200)
})

test('[SYNC-13] a push stays under its bytes, and one large entry still goes', async () => {
  const phone = open()
  await recordMany(phone, 3)
  const [first, second, third] = (await collect(phone)).rows
  const large = { ...first!, entry: { ...first!.entry, data: { text: '字'.repeat(200_000) } } }
  expect(takeWhatFits([large, second!, third!])).toEqual([large])
})

test.each([
  [1, 25],
  [2, 3],
  [3, 1],
  [9, 1],
])('after %i failed pushes entries go %i at once', async (attempts, group) => {
  const phone = open()
  await recordMany(phone, 30)
  await phone.db.journal.toCollection().modify({ attempts })
  expect((await collect(phone)).rows).toHaveLength(group)
})

test('an entry that never failed does not travel with one that did', async () => {
  const phone = open()
  const [failed] = await phone.journal.record([tally()])
  await phone.db.journal.update(failed!.id, { attempts: 1 })
  const [fresh] = await phone.journal.record([tally()])
  expect((await collect(phone)).rows.map((row) => row.id)).toEqual([fresh!.id])
})

test('[SYNC-10] a position rides along with its entry', async () => {
  const phone = open()
  const [saved] = await phone.journal.record([arrival()])
  const { smallParts } = await collect(phone)
  expect(smallParts).toHaveLength(1)
  expect(smallParts[0]).toMatchObject({ partId: saved!.parts[0]?.partId, sha256: saved!.parts[0]?.sha256 })
  expect(JSON.parse(atob(smallParts[0]!.base64))).toMatchObject({ fix: { lat: 30.5 } })
})

test('a position whose bytes have changed stays behind, and its entry goes', async () => {
  const phone = open()
  const [saved] = await phone.journal.record([arrival()])
  await phone.db.partBytes.put({ partId: saved!.parts[0]!.partId, bytes: new ArrayBuffer(8) })
  const { rows, smallParts } = await collect(phone)
  expect(rows).toHaveLength(1)
  expect(smallParts).toEqual([])
})
