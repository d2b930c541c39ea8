import type { ScopeId } from '../../../src/domain/ids.ts'
import { putAssignment } from '../../../src/server/services/assignments.ts'
import { setMemberships } from '../../../src/server/services/people.ts'
import { rosteredShift, snapshot } from '../../support/field-records.ts'
import { people, personIn, squads } from '../people.ts'
import { pick, upTo, type Command } from './command.ts'

/** The captain plans, changes, moves to the other squad, and takes back. */
export const editRoster: Command = async (world) => {
  const id = `shift-2026112${upTo(world, 4)}`
  const scope = pick(world, squads) as ScopeId
  const data = world.random.next() < 0.25 ? null : { ...rosteredShift(id, '2026-11-21', [], snapshot.startsAt), scope }
  const isSaved = await world.server.office(async (tx) => {
    await putAssignment(tx, { collection: 'shifts', id, scope, baseRev: 'any', data })
  })
  return `roster: ${id} ${data ? `in ${scope}` : `taken out of ${scope}`}${isSaved ? '' : ', not saved'}`
}

/** A person goes to the other squad, or comes back; the phone learns of it with its next contact. */
export const movePerson: Command = async (world) => {
  const person = pick(
    world,
    people.filter(({ number }) => number === '1002' || number === '1004'),
  )
  const scope = pick(world, squads) as ScopeId
  if (!person) return 'nobody to move'
  const data = personIn(person, scope)
  const isSaved = await world.server.office(async (tx) => {
    await putAssignment(tx, { collection: 'people', id: data.id, scope, baseRev: 'any', data: { ...data } })
    await setMemberships(tx, data)
  })
  return `${person.number} moves to ${scope}${isSaved ? '' : ', not saved'}`
}

const pickShare = (draw: number): number => (draw < 0.15 ? 0.8 : draw < 0.6 ? 0.4 : draw < 0.9 ? 0.15 : 0)

export const changeWeather: Command = async ({ weather, random }) => {
  weather.faultShare = pickShare(random.next())
  return `faults in ${Math.round(weather.faultShare * 100)} % of calls`
}
