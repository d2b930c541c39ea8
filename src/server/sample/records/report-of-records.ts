import { foldCase } from '../../../domain/casework/fold-case.ts'
import type { CounterId } from '../../../domain/duty/counter.ts'
import { foldShift } from '../../../domain/duty/fold-shift.ts'
import type { Shift } from '../../../domain/duty/shift.ts'
import type { JournalEntry, StampedEntry } from '../../../domain/journal/entry.ts'
import type { Role } from '../../../domain/people/role.ts'
import { shiftFacts } from '../../../domain/report/shift-facts.ts'
import { shiftReportText } from '../../../domain/report/shift-report-text.ts'
import { must } from '../../../lib/must.ts'

const counters: Readonly<Record<CounterId, string>> = {
  vendor: '劝离摊贩',
  shop: '规范店铺',
  parking: '纠正停车',
  leaflet: '制止传单',
  poster: '清除小广告',
  service: '服务群众',
}

const roles: Readonly<Record<Role, string>> = {
  officer: '队员',
  aux: '协管员',
  captain: '中队长',
  inspector: '督查员',
  command: '指挥中心',
  admin: '管理员',
  viewer: '局领导',
}

export interface ReportSetting {
  readonly nameOf: (personId: string) => string
  readonly roleOf: (personId: string) => Role | undefined
  readonly timeZone: string
}

/** The shift's report, composed from its records by the rule that phones use. */
export function reportOfRecords(shift: Shift, entries: readonly JournalEntry[], setting: ReportSetting): string {
  const stamped: StampedEntry[] = entries.map((entry) => ({ entry, stamp: null }))
  const state = foldShift(
    shift.id,
    stamped.filter(({ entry }) => entry.subjects.includes(shift.id)),
  )
  const cases = state.caseIds.flatMap((caseId) => {
    const about = stamped.filter(({ entry }) => entry.subjects.includes(caseId))
    return foldCase(caseId, about) ?? []
  })
  const facts = must(shiftFacts(state, cases), 'somebody arrived')
  return shiftReportText(facts, { counters, roles, weather: '', ...setting })
}
