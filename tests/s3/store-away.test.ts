import { afterEach, beforeEach, expect, test } from 'vitest'
import { openS3Photos } from '../../src/server/photos/s3/open-s3-photos.ts'
import { createPictures } from '../../src/server/photos/pictures.ts'
import { startByteLine, type ByteLine } from '../support/byte-line.ts'
import { drawnJpeg } from '../support/drawn-photos.ts'
import { commitPart, findingOf, photoRef, push, putChunk } from '../support/pushed-entries.ts'
import { createBucket } from '../support/s3-buckets.ts'
import { createTestServer, type TestClient, type TestServer } from '../support/test-server.ts'

let server: TestServer
let officer: TestClient
let line: ByteLine

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  officer = await server.login('1001')
  const place = await createBucket()
  line = await startByteLine(Number(new URL(place.endpoint).port))
  const { partStore, derivatives } = await openS3Photos({ ...place, endpoint: line.url })
  Object.assign(server.deps, { partStore, pictures: createPictures(partStore, derivatives) })
})
afterEach(async () => {
  await server.close()
  await line.close()
})

test('[PART-12] while the store of photos is away text is taken, photos are asked for later, and then all is there', async () => {
  const bytes = await drawnJpeg({ widthPx: 320, heightPx: 240, hue: 3 })
  const photo = photoRef(server, bytes)
  line.allow({ up: 0, down: 0 })
  const { entry } = findingOf(server, officer, 'squad-1', { photos: [photo] })
  expect((await push(server, officer, [entry])).results).toMatchObject([{ status: 'accepted' }])
  expect((await officer.call({ url: '/readyz' })).statusCode).toBe(200)
  for (const refused of [await putChunk(officer, bytes, 0), await commitPart(officer, bytes)]) {
    expect(refused.statusCode).toBe(503)
    expect(refused.json()).toMatchObject({ code: 'store/unavailable' })
  }
  line.allow({})
  expect((await putChunk(officer, bytes, 0)).statusCode).toBe(200)
  expect((await commitPart(officer, bytes)).json()).toEqual({ state: 'stored', readable: true })
  const shown = await officer.call({ url: `/api/parts/${photo.partId}?size=original` })
  expect(shown.rawPayload).toEqual(bytes)
})
