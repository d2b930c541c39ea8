import type { Role } from '../../../domain/people/role.ts'

/** The labelled sample bureau's accounts; they exist nowhere else, and that bureau runs on loopback only. */
export const samplePassword = 'shili-2026'

export const sampleAccounts: readonly { readonly number: string; readonly role: Role }[] = [
  ...['1001', '1002', '1003', '1004', '1005', '1006'].map((number) => ({ number, role: 'officer' as const })),
  ...['1101', '1102', '1103'].map((number) => ({ number, role: 'aux' as const })),
  ...['2001', '2002'].map((number) => ({ number, role: 'captain' as const })),
  { number: '3001', role: 'inspector' },
  { number: '4001', role: 'command' },
  { number: '9001', role: 'admin' },
]
