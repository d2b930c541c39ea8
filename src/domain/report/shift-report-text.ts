import type { CounterId } from '../duty/counter.ts'
import { localTime } from '../duty/local-day.ts'
import type { Presence } from '../duty/shift-state.ts'
import { Role } from '../people/role.ts'
import type { ShiftFacts } from './shift-facts.ts'

export interface ReportWords {
  readonly counters: Readonly<Record<CounterId, string>>
  readonly roles: Readonly<Record<Role, string>>
  nameOf(personId: string): string
  /** Undefined where this device does not know the person. */
  roleOf(personId: string): Role | undefined
  readonly timeZone: string
  readonly weather: string
}

/** Later than the 15 minutes of 迟到 it stays open whether one counts as come: the captain corrects it. */
function markOf({ basis, timeliness }: Presence): string {
  if (basis === 'backfilled') return '（补录）'
  if (timeliness === 'late') return '（迟到）'
  return timeliness === 'absent' ? '（超过15分钟到岗）' : ''
}

/** 队员 1，协管员 1: how many of each role, in the roles' own order; those not known here are in the sum alone. */
function roleCounts(personIds: readonly string[], words: ReportWords): string {
  const roles = personIds.map((personId) => words.roleOf(personId))
  const counted = Role.options.flatMap((role) => {
    const n = roles.filter((each) => each === role).length
    return n > 0 ? [`${words.roles[role]} ${n}`] : []
  })
  return counted.length ? `（${counted.join('，')}）` : ''
}

function attendance(facts: ShiftFacts, words: ReportWords): string {
  const people = facts.presences.map((presence) => {
    const until = presence.leftAtMs === null ? '' : `–${localTime(presence.leftAtMs, words.timeZone)}`
    return `${words.nameOf(presence.personId)} ${localTime(presence.arrivedAtMs, words.timeZone)}${until}${markOf(presence)}`
  })
  const present = [...new Set(facts.presences.map((presence) => presence.personId))]
  return `到岗 ${present.length} 人${roleCounts(present, words)}：${people.join('，')}`
}

function counting(facts: ShiftFacts, words: ReportWords): string {
  const counted = Object.entries(facts.counts)
    .filter(([, n]) => n > 0)
    .map(([id, n]) => `${words.counters[id as CounterId]} ${n}`)
  return counted.length ? `计数：${counted.join('，')}` : '计数：无'
}

function findings({ findings: found }: ShiftFacts): string {
  if (found.total === 0) return '问题：未发现'
  const kinds = found.byCategory.map(([label, n]) => `${label} ${n}`).join('，')
  return `问题：${found.total} 件（当场处理 ${found.closedOnSite} 件）：${kinds}`
}

const policeWords = { pass: '在岗', fail: '未见', na: '不适用' } as const

/** The shift report as the field writes it; composed, then the officer's to edit. */
export function shiftReportText(facts: ShiftFacts, words: ReportWords): string {
  const lines = [
    `${facts.title} ${facts.session === 'patrol' ? '巡查' : '护学岗'}小结`,
    `${facts.date} ${localTime(facts.plannedFromMs, words.timeZone)}–${localTime(facts.plannedToMs, words.timeZone)}${words.weather ? ` 天气：${words.weather}` : ''}`,
    attendance(facts, words),
    `检查：${facts.checks.answered} 项，不合格 ${facts.checks.failed} 项`,
    counting(facts, words),
    findings(facts),
    facts.police ? `公安、交警、保安：${policeWords[facts.police]}` : '',
    facts.remarks.length ? `备注：${facts.remarks.join('；')}` : '',
  ]
  return lines.filter(Boolean).join('\n')
}
