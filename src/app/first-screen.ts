import { may } from '../domain/people/permissions.ts'
import type { Role } from '../domain/people/role.ts'

/** Narrower than this is a phone in a hand. */
const deskWidthPx = 900

/** Where a person begins: those who stand at gates with their day, those who answer for it with the board. */
export function firstScreenOf(role: Role, widthPx: number): string {
  if (role === 'admin') return '/settings'
  const isDesk = widthPx >= deskWidthPx || !may(role, 'takeDuty')
  return may(role, 'seeDuty') && isDesk ? '/office/duty' : '/today'
}
