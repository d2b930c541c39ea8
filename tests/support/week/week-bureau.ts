import { bureauScope } from '../../../src/domain/ids.ts'
import { signInByApi } from '../api-client.ts'
import { samplePassword } from '../morning.ts'
import type { ServerProcess } from '../server-process.ts'

/** The bureau of the week: empty but for those who work in it, so that every number on its screens is the week's own. */

export interface Gate {
  readonly latitude: number
  readonly longitude: number
}
export const eastGate: Gate = { latitude: 32.641, longitude: 117.016 }
export const westGate: Gate = { latitude: 32.641, longitude: 117.0135 }

const admin = { number: '9000', name: '示例管理员' }
const people = [
  ['5100', '示例队长一', 'captain', 'squad-1'],
  ['5101', '示例队员一', 'officer', 'squad-1'],
  ['5102', '示例队员二', 'officer', 'squad-1'],
  ['5111', '示例协管一', 'aux', 'squad-1'],
  ['5112', '示例协管二', 'aux', 'squad-1'],
  ['5200', '示例队长二', 'captain', 'squad-2'],
  ['5201', '示例队员三', 'officer', 'squad-2'],
  ['3001', '示例督查员', 'inspector', bureauScope],
  ['4001', '示例指挥员', 'command', bureauScope],
] as const
export type WeekNumber = (typeof people)[number][0]

const hasCertificate = (role: string): boolean => role === 'officer' || role === 'captain'
const post = (id: string, name: string, { latitude, longitude }: Gate) => ({
  id,
  name,
  point: { lat: latitude, lng: longitude },
  radiusM: 80,
})
const weekdays = [1, 2, 3, 4, 5]

const squadEdits = (
  [
    ['squad-1', '示例一中队'],
    ['squad-2', '示例二中队'],
  ] as const
).map(([id, name]) => ({ collection: 'squads', id, scope: bureauScope, baseRev: null, data: { id, name } }))

const schoolEdit = {
  collection: 'schools',
  id: 'school-1',
  scope: 'squad-1',
  baseRev: null,
  data: {
    id: 'school-1',
    name: '示例新区一小',
    kind: 'primary',
    scope: 'squad-1',
    point: { lat: eastGate.latitude, lng: eastGate.longitude },
    posts: [post('post-east', '东门', eastGate), post('post-west', '西门', westGate)],
    bells: [
      { session: 'arrival', time: '08:00', weekdays },
      { session: 'dismissal', time: '16:30', weekdays },
    ],
    perimeter: [],
  },
}

const personEdit = ([number, name, role, scope]: (typeof people)[number]) => ({
  collection: 'people',
  id: `p-${number}`,
  scope,
  baseRev: null,
  password: samplePassword,
  data: {
    id: `p-${number}`,
    number,
    name,
    role,
    scope,
    active: true,
    ...(hasCertificate(role) ? { certificate: { number: `示例证${number}`, validTo: '2027-12-31' } } : {}),
  },
})

/** Its first administrator by the one-time link, then everybody and everything by that administrator. */
export async function foundBureau(server: ServerProcess): Promise<void> {
  const token = /\/setup\?token=(\S+)/.exec(server.output())?.[1] ?? ''
  const founded = await fetch(`${server.url}/api/setup`, {
    method: 'POST',
    headers: { 'x-xunhu': '1', 'content-type': 'application/json' },
    body: JSON.stringify({ token, bureauName: '示例新区城管局', password: samplePassword, ...admin }),
  })
  if (!founded.ok) throw new Error(`The bureau was not founded: ${await founded.text()}`)
  const client = await signInByApi(server.url, admin.number)
  // The squads first: what belongs to a squad is taken once there is one.
  for (const edit of [...squadEdits, schoolEdit, ...people.map(personEdit)]) {
    const answer = (await client.post('/api/office/assignments', edit)) as { code?: string }
    if (answer.code !== undefined) throw new Error(`${edit.id} was not saved: ${answer.code}`)
  }
}
