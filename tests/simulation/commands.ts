import { caseIdOf, type ScopeId, type SubjectId } from '../../src/domain/ids.ts'
import { counterIds } from '../../src/domain/duty/counter.ts'
import type { PhotoRole } from '../../src/domain/casework/photo-rule.ts'
import type { PhotoRef } from '../../src/domain/journal/part-ref.ts'
import type { NewEntry } from '../../src/device/journal/journal.ts'
import { wireLimits } from '../../src/protocol/limits.ts'
import { putAssignment } from '../../src/server/services/assignments.ts'
import { gateFix, rosteredShift, snapshot } from '../support/field-records.ts'
import { Killed } from './fuse.ts'
import type { SimulatedPhone } from './simulated-phone.ts'
import { scopeOf, type World } from './world.ts'

/** Does something on one phone, or to it; says what for the history. */
type Command = (world: World, phone: SimulatedPhone) => Promise<string>

const pick = <T>({ random }: World, from: readonly T[]): T | undefined => from[Math.floor(random.next() * from.length)]
const upTo = ({ random }: World, most: number): number => Math.floor(random.next() * (most + 1))

/** Saves as a screen does, and remembers what the person was told is saved. */
async function save(world: World, phone: SimulatedPhone, entries: readonly NewEntry[]): Promise<string> {
  try {
    const saved = await phone.run().journal.record(entries)
    world.promised.push(...saved.map((entry) => ({ phone, entry })))
    return saved.map(({ kind }) => kind).join(' + ')
  } catch (failure) {
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
    takenAtMs: phone.clock.now(),
  })
}

/** Random at its head, the rest by rule: a quarter of a megabyte of random numbers would be most of the run's time. */
function padded(head: ArrayBuffer, sizeBytes: number): ArrayBuffer {
  const bytes = new Uint8Array(Math.max(sizeBytes, head.byteLength))
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = index % 251
  bytes.set(new Uint8Array(head))
  return bytes.buffer
}

const onShift = (world: World, phone: SimulatedPhone) => ({
  scope: scopeOf(phone),
  // A shift belongs to one squad: its home is fixed by its first entry.
  subjects: [`${pick(world, world.shiftIds)}-${scopeOf(phone)}` as SubjectId],
})

const arrive: Command = (world, phone) =>
  save(world, phone, [
    {
      kind: 'duty.arrived',
      ...onShift(world, phone),
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

const tally: Command = (world, phone) =>
  save(
    world,
    phone,
    Array.from({ length: 1 + upTo(world, 3) }, () => ({
      kind: 'duty.tallied',
      ...onShift(world, phone),
      data: { counter: pick(world, counterIds) ?? 'vendor', delta: 1 },
    })),
  )

const report: Command = async (world, phone) => {
  const photos: PhotoRef[] = []
  for (let left = upTo(world, 3); left > 0; left -= 1) photos.push(await takePhoto(world, phone, 'scene'))
  const id = phone.run().journal.newId()
  const entry: NewEntry = {
    id,
    kind: 'case.reported',
    scope: scopeOf(phone),
    subjects: [caseIdOf(id), ...onShift(world, phone).subjects],
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

const closeOnSite: Command = async (world, phone) => {
  const own = world.promised.filter((item) => item.phone === phone && item.entry.kind === 'case.reported')
  const target = pick(world, own)?.entry
  if (!target) return 'nothing to close'
  const photo = await takePhoto(world, phone, 'after')
  return save(world, phone, [
    {
      kind: 'case.closedOnSite',
      scope: scopeOf(phone),
      subjects: [target.subjects[0] as SubjectId],
      after: [target.id],
      data: { disposition: 'PERSUADE', note: '' },
      photos: [photo],
    },
  ])
}

/** On any case that this phone knows: also a colleague's. */
const supplement: Command = async (world, phone) => {
  const known = pick(world, await phone.run().db.cases.toCollection().primaryKeys())
  if (!known) return 'no case to add to'
  const photos = world.random.next() < 0.5 ? [await takePhoto(world, phone, 'near')] : []
  return save(world, phone, [
    { kind: 'case.supplemented', scope: scopeOf(phone), subjects: [known], data: { note: '补充' }, photos },
  ])
}

const withdraw: Command = (world, phone) => {
  const own = world.promised.filter((item) => item.phone === phone && item.entry.kind !== 'record.withdrawn')
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

const untilKilled = async (phone: SimulatedPhone, work: Promise<unknown>): Promise<void> => {
  await Promise.race([work, phone.run().fuse.blown])
}

const sync: Command = async (_world, phone) => {
  const status = await phone.run().sync.syncNow()
  return `sync: ${status.last.health}`
}

const syncTogether: Command = async ({ everyPhone }) => {
  await Promise.all(everyPhone.map((phone) => phone.run().sync.syncNow()))
  return 'all phones sync at once'
}

const inspectorSyncs: Command = async (world) => {
  const inspector = world.everyPhone.find((phone) => !world.phones.includes(phone))
  return inspector ? `${inspector.number} ${await sync(world, inspector)}` : 'no inspector'
}

const syncInTwoWindows: Command = async (_world, phone) => {
  const window = await phone.run().openWindow()
  await Promise.all([phone.run().sync.syncNow(), window.sync.syncNow()])
  window.close()
  return 'two windows sync at once'
}

const saveWhileSyncing: Command = async (world, phone) => {
  const pass = phone.run().sync.syncNow()
  const said = await tally(world, phone)
  await pass
  return `${said} during a pass`
}

const dieWhileSyncing: Command = async (world, phone) => {
  const steps = 1 + upTo(world, 120)
  phone.run().fuse.light(steps)
  await untilKilled(phone, phone.run().sync.syncNow())
  await phone.restart()
  return `killed at step ${steps} of a pass`
}

const dieWhileSaving: Command = async (world, phone) => {
  const steps = 1 + upTo(world, 25)
  phone.run().fuse.light(steps)
  let said: string
  try {
    said = await (pick(world, [arrive, tally, report]) ?? tally)(world, phone)
  } catch (failure) {
    if (!phone.run().fuse.isBlown()) throw failure
    said = 'photo not taken'
  }
  await phone.restart()
  return `killed at step ${steps} of saving (${said})`
}

const serverRestarts: Command = async ({ server }) => {
  await server.restart()
  return 'server restarts'
}

const backUp: Command = async ({ server }) => {
  await server.backUp()
  return 'backup'
}

/** What was accepted since the backup is gone from the server, and comes again from those who made it. */
const restore: Command = async ({ server }) => ((await server.restore()) ? 'backup restored' : 'no backup to restore')

/** The captain plans, changes, moves to the other squad, and takes back. */
const editRoster: Command = async (world) => {
  const id = `shift-2026112${upTo(world, 4)}`
  const scope = (pick(world, ['squad-1', 'squad-2']) ?? 'squad-1') as ScopeId
  const data = world.random.next() < 0.25 ? null : { ...rosteredShift(id, '2026-11-21', [], snapshot.startsAt), scope }
  const { store } = world.server.now().deps
  await store.write((tx) => putAssignment(tx, { collection: 'shifts', id, scope, baseRev: 'any', data }))
  return `roster: ${id} ${data ? `in ${scope}` : `taken out of ${scope}`}`
}

const changeWeather: Command = async ({ weather, random }) => {
  weather.faultShare = pickShare(random.next())
  return `faults in ${Math.round(weather.faultShare * 100)} % of calls`
}

const pickShare = (draw: number): number => (draw < 0.15 ? 0.8 : draw < 0.6 ? 0.4 : draw < 0.9 ? 0.15 : 0)

const weighted: readonly (readonly [weight: number, command: Command])[] = [
  [6, arrive],
  [7, tally],
  [13, report],
  [5, closeOnSite],
  [5, supplement],
  [6, withdraw],
  [22, sync],
  [3, syncTogether],
  [4, inspectorSyncs],
  [4, syncInTwoWindows],
  [5, saveWhileSyncing],
  [12, dieWhileSyncing],
  [6, dieWhileSaving],
  [2, serverRestarts],
  [2, backUp],
  [2, restore],
  [4, editRoster],
  [4, changeWeather],
]
const totalWeight = weighted.reduce((sum, [weight]) => sum + weight, 0)

function draw(world: World): Command {
  let left = world.random.next() * totalWeight
  for (const [weight, command] of weighted) {
    left -= weight
    if (left < 0) return command
  }
  return sync
}

/** One thing happens, somewhere; then time passes. */
export async function step(world: World): Promise<void> {
  const phone = pick(world, world.phones)
  if (!phone) return
  world.history.push(`${phone.number} ${await draw(world)(world, phone)}`)
  world.server.now().clock.advance(500 + upTo(world, 60_000))
}
