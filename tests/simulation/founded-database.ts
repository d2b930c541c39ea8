import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { bureauScope } from '../../src/domain/ids.ts'
import { starterContent } from '../../src/server/sample/starter-content.ts'
import { putAssignment, putAssignments } from '../../src/server/services/assignments.ts'
import { setMemberships, setPassword } from '../../src/server/services/people.ts'
import type { Tx } from '../../src/server/store/store.ts'
import { createManualClock } from '../support/manual-clock.ts'
import { testPassword } from '../support/test-server.ts'
import { people, personIn, squads } from './people.ts'
import { openServer, plainPasswords } from './running-server.ts'
import { simulationFolder } from './simulation-folder.ts'

async function found(tx: Tx): Promise<void> {
  for (const id of squads) {
    const data = { id, name: id }
    await putAssignment(tx, { collection: 'squads', id, scope: bureauScope, baseRev: null, data })
  }
  const contents = starterContent.map((content) => ({ ...content, baseRev: 'any' as const }))
  await putAssignments(tx, bureauScope, contents)
  const hash = await plainPasswords.hash(testPassword)
  for (const one of people) {
    const person = personIn(one, one.scope)
    await putAssignment(tx, {
      collection: 'people',
      id: person.id,
      scope: person.scope,
      baseRev: null,
      data: { ...person },
    })
    await setMemberships(tx, person)
    await setPassword(tx, person.id, hash, '2026-11-20T06:00:00.000Z')
  }
}

async function make(): Promise<Buffer> {
  const folder = mkdtempSync(join(simulationFolder(), 'xunhu-founded-'))
  const disk = { roomBytes: Infinity, saidFreeBytes: Infinity }
  const { app, deps } = await openServer(folder, createManualClock(), disk, 1)
  await deps.store.write(found)
  await app.close()
  await deps.store.close()
  const bytes = readFileSync(join(folder, 'xunhu.sqlite'))
  rmSync(folder, { recursive: true })
  return bytes
}

let made: Promise<Buffer> | undefined

/** The file of a bureau with its squads, people and content; made once for all histories of this process. */
export const foundedDatabase = (): Promise<Buffer> => (made ??= make())
