import { caseIdOf, type SubjectId } from '../../../src/domain/ids.ts'
import { counterIds } from '../../../src/domain/duty/counter.ts'
import type { PhotoRole } from '../../../src/domain/casework/photo-rule.ts'
import type { PhotoRef } from '../../../src/domain/journal/part-ref.ts'
import type { NewEntry } from '../../../src/device/journal/journal.ts'
import { DeviceProblem } from '../../../src/device/device-problem.ts'
import { wireLimits } from '../../../src/protocol/limits.ts'
import { gateFix, snapshot } from '../../support/field-records.ts'
import { Killed } from '../fuse.ts'
import type { SimulatedPhone } from '../simulated-phone.ts'
import { scopeOf, type World } from '../world.ts'
import { pick, upTo, type Command } from './command.ts'

/** The storage is full, and says so. */
const isOutOfRoom = (phone: SimulatedPhone, failure: unknown): boolean =>
  phone.handset.room.writesLeft <= 0 && failure instanceof DeviceProblem && failure.code === 'storage/full'

/** Saves as a screen does, and remembers what the person was told is saved. */
export async function save(world: World, phone: SimulatedPhone, entries: readonly NewEntry[]): Promise<string> {
  try {
    const saved = await phone.run().journal.record(entries)
    world.promises.add(phone, saved)
    return saved.map(({ kind }) => kind).join(' + ')
  } catch (failure) {
    if (isOutOfRoom(phone, failure)) return 'not saved, no room'
    if (!(failure instanceof Killed) && !phone.run().fuse.isBlown()) throw failure
    return 'not saved, killed'
  }
}

/** Small pictures mostly, one of two chunks at times, at times the same as somebody took before. */
async function takePhoto(world: World, phone: SimulatedPhone, role: PhotoRole): Promise<PhotoRef> {
  const { random, pictures } = world
  const known = random.next() < 0.2 ? pick(world, pictures) : undefined
  const sizeBytes = random.next() < 0.15 ? wireLimits.chunkBytes + 1 + upTo(world, 5_000) : 20 + upTo(world, 2_000)
  const bytes = known ?? (Uint8Array.from(random.bytes(Math.min(sizeBytes, 64)), (byte) => byte).buffer as ArrayBuffer)
  const picture = known ?? padded(bytes, sizeBytes)
  if (!known) pictures.push(picture)
  return phone.run().photos.take({
    bytes: picture,
    mime: 'image/jpeg',
    role,
    source: 'camera',
    draftId: 'draft',
    takenAtMs: phone.handset.clock.now(),
  })
}

/** Random at its head, the rest by rule: a quarter of a megabyte of random numbers would be most of the run's time. */
function padded(head: ArrayBuffer, sizeBytes: number): ArrayBuffer {
  const bytes = new Uint8Array(Math.max(sizeBytes, head.byteLength))
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = index % 251
  bytes.set(new Uint8Array(head))
  return bytes.buffer
}

async function onShift(world: World, phone: SimulatedPhone) {
  const scope = await scopeOf(phone)
  // A shift belongs to one squad: its home is fixed by its first entry.
  return { scope, subjects: [`${pick(world, world.shiftIds)}-${scope}` as SubjectId] }
}

export const arrive: Command = async (world, phone) =>
  save(world, phone, [
    {
      kind: 'duty.arrived',
      ...(await onShift(world, phone)),
      data: {
        basis: 'rostered',
        shift: snapshot,
        placement: { placed: 'inside', distanceM: 9, accuracyM: 6 },
        timeliness: 'onTime',
        equipment: ['E1'],
      },
      position: { ...gateFix, lat: 30 + world.random.next() },
    },
  ])

export const tally: Command = async (world, phone) => {
  const shift = await onShift(world, phone)
  return save(
    world,
    phone,
    Array.from({ length: 1 + upTo(world, 3) }, () => ({
      kind: 'duty.tallied',
      ...shift,
      data: { counter: pick(world, counterIds) ?? 'vendor', delta: 1 },
    })),
  )
}

export const report: Command = async (world, phone) => {
  const photos: PhotoRef[] = []
  for (let left = upTo(world, 3); left > 0; left -= 1) photos.push(await takePhoto(world, phone, 'scene'))
  const id = phone.run().journal.newId()
  const shift = await onShift(world, phone)
  const entry: NewEntry = {
    id,
    kind: 'case.reported',
    scope: shift.scope,
    subjects: [caseIdOf(id), ...shift.subjects],
    data: {
      category: 'street.occupy',
      categoryLabel: '占道经营',
      severity: 'general',
      place: { fix: null, text: '示例一小东门' },
      note: `第${upTo(world, 99)}处`,
      photoRule: '2',
    },
    photos,
    position: gateFix,
  }
  const said = await save(world, phone, [entry])
  if (!phone.run().fuse.isBlown() || world.random.next() < 0.3) return `${said} with ${photos.length} photos`
  // She finds the form as she left it and taps 保存 again: the same record, whether or not the first tap had saved it.
  await phone.restart()
  return `${said}, again: ${await save(world, phone, [entry])}`
}

/** Any case that this phone knows, her own or a colleague's, whom it may meet there. */
export const closeOnSite: Command = async (world, phone) => {
  const target = pick(world, await phone.run().db.cases.toArray())?.value
  if (!target) return 'nothing to close'
  const photo = await takePhoto(world, phone, 'after')
  return save(world, phone, [
    {
      kind: 'case.closedOnSite',
      scope: target.scope,
      subjects: [target.caseId],
      after: [target.reportedBy],
      data: { disposition: 'PERSUADE', note: '' },
      photos: [photo],
    },
  ])
}

/** On any case that this phone knows: also a colleague's. */
export const supplement: Command = async (world, phone) => {
  const known = pick(world, await phone.run().db.cases.toArray())
  if (!known) return 'no case to add to'
  const photos = world.random.next() < 0.5 ? [await takePhoto(world, phone, 'near')] : []
  return save(world, phone, [
    { kind: 'case.supplemented', scope: known.scope, subjects: [known.id], data: { note: '补充' }, photos },
  ])
}

export const withdraw: Command = (world, phone) => {
  const own = world.promises.all().filter((item) => item.phone === phone && item.entry.kind !== 'record.withdrawn')
  const target = pick(world, own)?.entry
  if (!target) return Promise.resolve('nothing to withdraw')
  return save(world, phone, [
    {
      kind: 'record.withdrawn',
      scope: target.scope,
      subjects: target.subjects,
      after: [target.id],
      data: { target: target.id },
    },
  ])
}
