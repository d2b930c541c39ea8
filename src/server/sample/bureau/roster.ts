import type { Session } from '../../../domain/duty/session.ts'
import type { ScopeId } from '../../../domain/ids.ts'
import { squadOne, squadTwo } from './identities.ts'

/** One line of the week's plan: who stands where. The first number leads. No one holds two posts at overlapping times. */
export interface RosterLine {
  readonly schoolIndex: number
  readonly gate: string
  readonly session: Session
  readonly numbers: readonly string[]
}

const line = (schoolIndex: number, gate: string, session: Session, ...numbers: string[]): RosterLine => ({
  schoolIndex,
  gate,
  session,
  numbers,
})

/** Every post has two people at least, one of them with a certificate; earlier and later bells share a team. */
export const roster: readonly RosterLine[] = [
  line(4, 'west', 'arrival', '1001', '1101'),
  line(1, 'east', 'arrival', '1001', '1101'),
  line(1, 'south', 'arrival', '2001', '1003'),
  line(2, 'north', 'arrival', '1002', '1102'),
  line(3, 'main', 'arrival', '1002', '1102'),
  line(2, 'north', 'noonOut', '1003', '1101'),
  line(2, 'north', 'noonIn', '1003', '1101'),
  line(1, 'east', 'dismissal', '1001', '1101'),
  line(3, 'main', 'dismissal', '1002', '1102'),
  line(2, 'north', 'dismissal', '1002', '1102'),
  line(4, 'west', 'dismissal', '1001', '1101'),
  line(4, 'west', 'evening', '1003', '1102'),
  line(8, 'east', 'arrival', '1004', '1103'),
  line(6, 'south', 'arrival', '1005', '1006'),
  line(5, 'south', 'arrival', '1004', '1103'),
  line(7, 'main', 'arrival', '1005', '1006'),
  line(6, 'south', 'noonOut', '1004', '1103'),
  line(6, 'south', 'noonIn', '1004', '1103'),
  line(7, 'main', 'dismissal', '1005', '1006'),
  line(5, 'south', 'dismissal', '1004', '1103'),
  line(6, 'south', 'dismissal', '1005', '1006'),
  line(8, 'east', 'dismissal', '1004', '1103'),
  line(8, 'east', 'evening', '2002', '1006'),
]

/** 巡查 of the squad's streets on teaching days. */
export const patrols: readonly { readonly scope: ScopeId; readonly numbers: readonly string[] }[] = [
  { scope: squadOne, numbers: ['1003', '1102'] },
  { scope: squadTwo, numbers: ['1005', '1006'] },
]
export const patrolWindow = { from: '09:30', to: '11:00' } as const

/** A post for practice, open at every hour: two windows that meet at noon and at midnight. */
export const drillPost = { schoolIndex: 1, gate: 'east', scope: squadOne, numbers: ['1001', '1002'] } as const
export const drillWindows = [
  { name: 'drill-am', from: '00:00', to: '12:00' },
  { name: 'drill-pm', from: '12:00', to: '24:00' },
] as const
