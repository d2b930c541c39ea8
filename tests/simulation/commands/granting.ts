import type { ScopeId } from '../../../src/domain/ids.ts'
import { squads } from '../people.ts'
import { pick, type Command } from './command.ts'
import { save } from './recording.ts'

/** The captain lets the other squad see one of her cases, or no longer. */
export const grant: Command = async (world) => {
  const captain = world.phones.find(({ number }) => number === '2001')
  if (!captain || !(await captain.takeInHand())) return 'no captain'
  const known = pick(
    world,
    await captain.run().db.cases.where('[scope+atMs]').between(['squad-1'], ['squad-1', []]).toArray(),
  )
  if (!known) return 'no case to grant'
  const to = squads.find((squad) => squad !== known.scope) as ScopeId
  const isEnd = world.random.next() < 0.4
  const about = { scope: known.scope, subjects: [known.id] }
  const said = await save(world, captain, [
    isEnd
      ? { kind: 'subject.grantEnded', ...about, data: { to } }
      : { kind: 'subject.granted', ...about, data: { to, reason: '请协助' } },
  ])
  return `2001 ${said} to ${to}`
}
