import { expect, test } from 'vitest'
import { ApiProblem } from '../../../../src/device/http/api-problem.ts'
import { DeviceProblem } from '../../../../src/device/device-problem.ts'
import { createTaskPhotos } from '../../../../src/device/photos/task-photos.ts'
import type { PartId, PersonId } from '../../../../src/domain/ids.ts'
import { squad } from '../../../support/field-records.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import { knowTask } from '../../../support/known-task.ts'
import { createPhoneStorage, officer } from '../../../support/phone-storage.ts'
import { photoRef } from '../../../support/reported-case.ts'

const partOf = (path: string): string => path.slice('/api/parts/'.length, path.indexOf('?'))

/** A phone whose squad has tasks with these pictures, and a line that answers as told. */
async function phoneWith(answer: (partId: string) => Promise<Blob>) {
  const phone = createPhoneStorage(createEngine())
  const asked: string[] = []
  const photos = createTaskPhotos({
    db: phone.db,
    personId: officer,
    units: [squad],
    download: (path) => {
      asked.push(partOf(path))
      return answer(partOf(path))
    },
  })
  return { phone, photos, asked }
}

const picture = async (): Promise<Blob> => new Blob([new Uint8Array([1, 2, 3])])
const id = (n: number): PartId => photoRef('scene', n).partId

test('pictures of her tasks that other phones took are here before the network is gone, once', async () => {
  const { phone, photos, asked } = await phoneWith(picture)
  await knowTask(phone, { parts: [photoRef('scene', 1), photoRef('after', 2)], dueAt: '2026-11-21T18:00:00+08:00' })
  await knowTask(phone, { parts: [photoRef('far', 3)] })
  await knowTask(phone, { parts: [photoRef('scene', 4)], person: 'p-1002' as PersonId })
  expect(await photos.fetchMissing()).toBe(2)
  expect(asked).toEqual([id(3), id(1)])
  expect((await phone.photos.thumbnail(id(1)))?.size).toBe(3)
  expect((await phone.photos.view(id(1)))?.size).toBe(3)
  expect(await photos.fetchMissing()).toBe(0)
})

test('one that is still on its phone holds up no other, and is asked for again', async () => {
  let isArrived = false
  const { phone, photos } = await phoneWith((partId) =>
    partId === id(1) && !isArrived ? Promise.reject(new ApiProblem('part/not-arrived')) : picture(),
  )
  await knowTask(phone, { parts: [photoRef('scene', 1), photoRef('far', 2)] })
  expect(await photos.fetchMissing()).toBe(1)
  isArrived = true
  expect(await photos.fetchMissing()).toBe(1)
})

test('without a line it stops, and goes on after the next contact', async () => {
  let isOnline = false
  const { phone, photos, asked } = await phoneWith(() =>
    isOnline ? picture() : Promise.reject(new DeviceProblem('network/unreachable')),
  )
  await knowTask(phone, { parts: [photoRef('scene', 1), photoRef('far', 2)] })
  expect(await photos.fetchMissing()).toBe(0)
  expect(asked).toHaveLength(1)
  isOnline = true
  expect(await photos.fetchMissing()).toBe(2)
})

test('what was erased by the rules while it was on its way is not kept', async () => {
  const { phone, photos } = await phoneWith(async () => {
    await phone.db.parts.update(id(1), { sendState: 'erased' })
    return picture()
  })
  await knowTask(phone, { parts: [photoRef('scene', 1)] })
  await photos.fetchMissing()
  expect(await phone.photos.thumbnail(id(1))).toBeUndefined()
})
