import { describe, expect, test } from 'vitest'
import { may, permissions, type Act } from '../../../../src/domain/people/permissions.ts'
import { Role } from '../../../../src/domain/people/role.ts'

const columns = ['officer', 'aux', 'captain', 'inspector', 'command', 'admin', 'viewer'] as const

/** Written out a second time on purpose: a changed cell must be changed twice. */
const table: Readonly<Record<Act, string>> = {
  takeDuty: '✔ ✔ ✔ – – – –',
  fillChecklist: '✔ ✔ ✔ – – – –',
  surveySigns: '✔ ✔ ✔ ✔ – – –',
  askLowering: '✔ – ✔ – – – –',
  decideLowering: '– – ✔ – – – –',
  issueNotice: '✔ – ✔ – – – –',
  rectifySigns: '✔ – ✔ – – – –',
  mergeSigns: '– – ✔ – ✔ – –',
  reportFinding: '✔ ✔ ✔ ✔ ✔ – –',
  supplementCase: '✔ ✔ ✔ ✔ ✔ – –',
  closeOnSite: '✔ ✔ ✔ – – – –',
  fileCase: '– – ✔ – ✔ – –',
  rejectCase: '– – – – ✔ – –',
  askVerify: '– – – – ✔ – –',
  verifyReport: '✔ ✔ ✔ – – – –',
  evaluateCase: '– – – ✔ – – –',
  mergeCases: '– – – – ✔ – –',
  dispatchCase: '– – ✔ – ✔ – –',
  handleCase: '✔ ✔ ✔ – – – –',
  returnCase: '✔ – ✔ – – – –',
  askDelay: '✔ – ✔ – – – –',
  decideDelay: '– – ✔ – ✔ – –',
  transferCase: '– – ✔ – ✔ – –',
  checkCase: '– – ✔ ✔ – – –',
  superviseCase: '– – – ✔ ✔ – –',
  reopenCase: '– – – – ✔ – –',
  voidCase: '– – ✔ – ✔ – –',
  recordPenalty: '✔ – ✔ – – – –',
  handleComplaint: '– – ✔ – ✔ – –',
  followUpComplaint: '– – ✔ ✔ ✔ – –',
  seeComplainant: '✔ – ✔ – ✔ – –',
  withdrawOwn: '✔ ✔ ✔ ✔ ✔ – –',
  backfillDuty: '– – ✔ – – – –',
  grantSubject: '– – ✔ – ✔ – –',
  importOffline: '– – ✔ – ✔ – –',
  seeDuty: '– – ✔ ✔ ✔ – ✔',
  seeLedger: '– – ✔ ✔ ✔ – ✔',
  exportLedger: '– – ✔ ✔ ✔ – –',
  seeRecordsOfScope: '✔ ✔ ✔ ✔ ✔ – ✔',
  seePositions: '– – ✔ ✔ ✔ – –',
  raiseAlert: '– – ✔ – ✔ – –',
  raiseAlertForAll: '– – – – ✔ – –',
  askSwap: '✔ ✔ ✔ – – – –',
  decideSwap: '– – ✔ – – – –',
  editRoster: '– – ✔ – – ✔ –',
  editSchools: '– – ✔ – – ✔ –',
  manageSetUp: '– – – – – ✔ –',
  readAudit: '– – – ✔ – ✔ –',
  editUnits: '– – ✔ – ✔ ✔ –',
}
const cells = Object.entries(table).flatMap(([act, row]) =>
  row.split(' ').map((cell, index) => [columns[index] ?? 'officer', act as Act, cell === '✔'] as const),
)

describe('the permission table', () => {
  test('has a column for every role and a row for every act', () => {
    expect([...columns].sort()).toEqual([...Role.options].sort())
    expect(Object.keys(table).sort()).toEqual(Object.keys(permissions).sort())
    expect(cells).toHaveLength(columns.length * Object.keys(permissions).length)
  })

  test.each(cells)('%s, %s: %s', (role, act, allowed) => {
    expect(may(role, act)).toBe(allowed)
  })
})
