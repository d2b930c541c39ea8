import type { ScopeId } from '../../../domain/ids.ts'
import type { Session } from '../../../domain/duty/session.ts'
import type { Bell, School } from '../../../domain/place/school.ts'
import { postIdOf, samplePhone, schoolIdOf, squadOne, squadTwo } from './identities.ts'
import { pointAt, ringAround } from './map.ts'

interface SchoolRow {
  readonly name: string
  readonly kind: School['kind']
  readonly scope: ScopeId
  readonly eastM: number
  readonly northM: number
  /** Gate by its id, with its name and where it stands, seen from the middle of the school. */
  readonly gates: readonly (readonly [id: string, name: string, eastM: number, northM: number])[]
  readonly bells: Partial<Readonly<Record<Session, readonly (readonly [time: string, gradeBand?: string])[]>>>
}

const rows: readonly SchoolRow[] = [
  {
    name: '示例一小',
    kind: 'primary',
    scope: squadOne,
    eastM: -450,
    northM: 110,
    gates: [
      ['east', '东门', 80, 0],
      ['south', '南门', 0, -80],
    ],
    bells: {
      arrival: [['08:00']],
      dismissal: [
        ['16:00', '低年级'],
        ['16:40', '高年级'],
      ],
    },
  },
  {
    name: '示例二小',
    kind: 'primary',
    scope: squadOne,
    eastM: -1250,
    northM: 380,
    gates: [['north', '北门', 0, 90]],
    bells: { arrival: [['08:00']], noonOut: [['11:40']], noonIn: [['13:50']], dismissal: [['17:20']] },
  },
  {
    name: '示例幼儿园',
    kind: 'kindergarten',
    scope: squadOne,
    eastM: -1100,
    northM: 140,
    gates: [['main', '正门', 0, -50]],
    bells: { arrival: [['08:40']], dismissal: [['16:20']] },
  },
  {
    name: '示例一中',
    kind: 'secondary',
    scope: squadOne,
    eastM: -760,
    northM: -260,
    gates: [
      ['west', '西门', -110, 0],
      ['north', '北门', 0, 120],
    ],
    bells: { arrival: [['07:20']], dismissal: [['17:40']], evening: [['21:30']] },
  },
  {
    name: '示例三小',
    kind: 'primary',
    scope: squadTwo,
    eastM: 620,
    northM: 110,
    gates: [['south', '南门', 0, -80]],
    bells: { arrival: [['08:00']], dismissal: [['16:30']] },
  },
  {
    name: '示例实验学校',
    kind: 'nineYear',
    scope: squadTwo,
    eastM: 1050,
    northM: -380,
    gates: [
      ['south', '南门', 0, -100],
      ['west', '西门', -120, 0],
    ],
    bells: { arrival: [['07:40']], noonOut: [['12:00']], noonIn: [['14:00']], dismissal: [['17:00']] },
  },
  {
    name: '示例第二幼儿园',
    kind: 'kindergarten',
    scope: squadTwo,
    eastM: 1120,
    northM: 360,
    gates: [['main', '正门', 0, 50]],
    bells: { arrival: [['08:40']], dismissal: [['16:10']] },
  },
  {
    name: '示例二中',
    kind: 'secondary',
    scope: squadTwo,
    eastM: 330,
    northM: -300,
    gates: [['east', '东门', 110, 0]],
    bells: { arrival: [['07:10']], dismissal: [['17:50']], evening: [['21:40']] },
  },
]

const teachingDays = [1, 2, 3, 4, 5]
/** No evening study before a free day. */
const evenings = [1, 2, 3, 4]

const bellsOf = (row: SchoolRow): Bell[] =>
  Object.entries(row.bells).flatMap(([session, bells]) =>
    bells.map(([time, gradeBand]) => ({
      session: session as Session,
      time,
      weekdays: session === 'evening' ? evenings : teachingDays,
      ...(gradeBand === undefined ? {} : { gradeBand }),
    })),
  )

/** Eight schools, four to each squad, with gates, bells and a perimeter of 200 m. */
export const schools: readonly School[] = rows.map((row, index) => ({
  id: schoolIdOf(index + 1),
  name: row.name,
  kind: row.kind,
  scope: row.scope,
  point: pointAt(row.eastM, row.northM),
  phone: samplePhone(`010${index + 1}`),
  posts: row.gates.map(([id, name, eastM, northM]) => ({
    id: postIdOf(index + 1, id),
    name,
    point: pointAt(row.eastM + eastM, row.northM + northM),
    radiusM: 100,
  })),
  bells: bellsOf(row),
  perimeter: ringAround(row.eastM, row.northM, 200, 12),
}))
