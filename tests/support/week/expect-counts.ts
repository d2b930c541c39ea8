import { expect, type Page } from '@playwright/test'
import type { CaseStage } from '../../../src/domain/casework/case-stage.ts'
import { casework } from '../../../src/app/texts/zh-CN/casework.ts'
import { complaintCounts } from './complaint-desk.ts'
import { closedBefore, queuesCounted, stagesCounted } from './count-states.ts'
import { expectInLedger, inboxCounts } from './desk.ts'
import { exportedCases, exportedDuty } from './exported-ledger.ts'
import type { WeekDatabase } from './week-database.ts'

/** Every number that the office is shown, beside the same number counted in the records or in the file that it takes away. */

/** Cases whose clock runs past the latest limit that any record gave them. */
const overdue = `
  SELECT count(*) FROM (
    SELECT primary_subject AS about, max(rev) AS rev, json_extract(json, '$.data.dueAt') AS due FROM entry
    WHERE status = 'accepted' AND json_extract(json, '$.data.dueAt') IS NOT NULL AND kind LIKE 'case.%'
    GROUP BY primary_subject
  ) AS limited
  WHERE due < ? AND NOT EXISTS (
    SELECT 1 FROM entry WHERE primary_subject = about AND entry.rev > limited.rev AND status = 'accepted' AND (
      kind IN ('case.handled', 'case.transferAnswered', 'case.reopened')
      OR (kind = 'case.deferralDecided' AND json_extract(json, '$.data.as') = 'command')
    )
  )`

const supervised = `SELECT count(DISTINCT primary_subject) FROM entry WHERE kind = 'case.supervised' AND status = 'accepted'`

/** Three working days before the week's last: what was closed on it has that day to its end. */
const evaluationsLateBefore = '2026-11-10'

/** 待办 of each desk: its own queues, what is late (for who evaluates, the evaluations too), and what is supervised. */
export async function expectInboxes(pages: readonly Page[], database: WeekDatabase, now: string): Promise<void> {
  const waiting = new Map<string, number>([
    ...queuesCounted(database),
    ['overdue', database.count(overdue, new Date(now).toISOString())],
    ['supervised', database.count(supervised)],
  ])
  for (const page of pages) {
    const shown = await inboxCounts(page)
    const counted = new Map(Object.keys(shown).map((sort) => [sort, waiting.get(sort) ?? 0]))
    if (counted.has('toEvaluate'))
      counted.set('overdue', (counted.get('overdue') ?? 0) + closedBefore(database, evaluationsLateBefore))
    expect(shown).toEqual(Object.fromEntries(counted))
  }
}

/** 台账: in all, and at each stage. */
export async function expectLedger(page: Page, database: WeekDatabase): Promise<void> {
  const stages = stagesCounted(database)
  await expectInLedger(page, '全部', database.count(casesWith('case.reported')))
  for (const [stage, word] of Object.entries(casework.stages))
    await expectInLedger(page, word, stages.get(stage as CaseStage) ?? 0)
}

const casesWith = (kind: string, more = '1'): string =>
  `SELECT count(DISTINCT primary_subject) FROM entry WHERE kind = '${kind}' AND status = 'accepted' AND ${more}`

/** 问题台账 as a file. */
export async function expectExportedCases(page: Page, database: WeekDatabase): Promise<void> {
  const lines = await exportedCases(page)
  const stages = stagesCounted(database)
  const having = (title: string): number => lines.filter((line) => line[title] !== '').length
  expect({
    lines: lines.length,
    closed: having('销号编号'),
    reworked: having('是否返工'),
    reopened: having('是否反弹'),
    complained: lines.filter((line) => line['来源'] === '投诉').length,
  }).toEqual({
    lines: database.count(casesWith('case.reported')),
    closed: (stages.get('closed') ?? 0) + (stages.get('evaluated') ?? 0),
    reworked: database.count(casesWith('case.checked', `NOT json_extract(json, '$.data.passed')`)),
    reopened: database.count(casesWith('case.reopened')),
    complained: database.count(casesWith('complaint.received')),
  })
}

/** 护学岗台账: each arrival of the week has its time in it. */
export async function expectExportedDuty(page: Page, database: WeekDatabase): Promise<void> {
  const times = (await exportedDuty(page)).map((line) => line['签到/签退时间']).join('；')
  const arrivals = database.count(`SELECT count(*) FROM entry WHERE kind = 'duty.arrived' AND status = 'accepted'`)
  expect(times.match(/\d\d:\d\d–/g)).toHaveLength(arrivals)
}

/** Nobody has checked what they handled themselves. */
export function expectCheckedByOthers(database: WeekDatabase): void {
  const own = `EXISTS (SELECT 1 FROM entry AS handled WHERE handled.kind = 'case.handled'
    AND handled.primary_subject = entry.primary_subject AND handled.author = entry.author)`
  expect(database.count(casesWith('case.checked'))).toBeGreaterThan(0)
  expect(database.count(casesWith('case.checked', own))).toBe(0)
}

/** 投诉 by stage. */
export async function expectComplaints(page: Page, database: WeekDatabase): Promise<void> {
  const of = (kind: string): number => database.count(`SELECT count(*) FROM entry WHERE kind = '${kind}'`)
  const [received, answered, asked] = [of('complaint.received'), of('complaint.answered'), of('complaint.followedUp')]
  expect(await complaintCounts(page)).toEqual({
    toAnswer: received - answered,
    toFollowUp: answered - asked,
    unsatisfied: 0,
    done: asked,
  })
}
