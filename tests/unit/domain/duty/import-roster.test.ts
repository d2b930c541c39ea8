import { describe, expect, test } from 'vitest'
import { importRoster, replacementOf } from '../../../../src/domain/duty/import-roster.ts'
import { must } from '../../../../src/lib/must.ts'
import { li, monday, people, qian, school, shiftWith, timeZone, wang } from '../../../support/roster-data.ts'
import { ms } from '../../../support/entry-maker.ts'

const facts = { schools: [school], people: [...people.values()], shifts: [], monday, nowMs: ms('14:30'), timeZone }
const read = (rows: readonly (readonly string[])[], more: Partial<typeof facts> = {}) =>
  must(importRoster({ name: '排班', rows }, { ...facts, ...more }), 'a roster')
const said = (rows: readonly (readonly string[])[]): readonly string[] =>
  read(rows)
    .shifts.map(({ date, session, postId, assignees }) => [date, session, postId, ...assignees].join(' '))
    .sort()

describe('a roster that a squad hands in', () => {
  test('is one row per shift, under heads of its own, with a title above', () => {
    const rows = [
      ['一中队护学岗排班表'],
      ['序号', '时段', '执勤日期', '学校名称', '校门', '带班领导', '值班人员'],
      ['1', '上学', '2026年11月23日', '示例一小', '东门', '王一', '李二'],
      ['2', '放学', '11月23日', '示例一小', '西门', '', '王 一、钱四'],
    ]
    expect(said(rows)).toEqual([
      '2026-11-23 arrival post-east p-1001 p-1002',
      '2026-11-23 dismissal post-west p-1001 p-1004',
    ])
    expect(read(rows).shifts[0]).toMatchObject({ lead: wang.id, startsAt: '2026-11-22T23:40:00.000Z' })
  })

  test('is one row per person of a shift: their people stand together', () => {
    const row = (name: string): readonly string[] => ['11月23日', '示例一小东门', '早高峰', name]
    expect(said([['日期', '地点', '班次', '姓名'], row('王一'), row('李二(1002)')])).toEqual([
      '2026-11-23 arrival post-east p-1001 p-1002',
    ])
  })

  test('is posts × days, dates above weekdays', () => {
    const rows = [
      ['学校', '岗位', '时段', '11月23日', '11月24日'],
      ['', '', '', '周一', '周二'],
      ['示例一小', '东门', '到校', '王一、李二', '休'],
      ['示例一小', '东门', '离校', '王一 钱四', '李二，王一'],
    ]
    expect(read(rows).shape).toBe('posts')
    expect(said(rows)).toEqual([
      '2026-11-23 arrival post-east p-1001 p-1002',
      '2026-11-23 dismissal post-east p-1001 p-1004',
      '2026-11-24 dismissal post-east p-1002 p-1001',
    ])
  })

  test('is people × weekdays of the week that is looked at', () => {
    const rows = [
      ['姓名', '星期一', '星期二'],
      ['王一', '示例一小东门早晚', '休息'],
      ['李二', '示例一小东门到校；示例一小西门放学', ''],
    ]
    expect(read(rows).shape).toBe('people')
    expect(said(rows)).toEqual([
      '2026-11-23 arrival post-east p-1001 p-1002',
      '2026-11-23 dismissal post-east p-1001',
      '2026-11-23 dismissal post-west p-1002',
    ])
  })

  test('says of every line that it did not understand which word, and why', () => {
    const rows = [
      ['日期', '学校', '岗位', '时段', '人员'],
      ['某日', '示例一小', '东门', '到校', '王一'],
      ['11月23日', '示例九小', '东门', '到校', '王一'],
      ['11月23日', '示例一小', '', '到校', '王一'],
      ['11月23日', '示例一小', '东门', '', '王一'],
      ['11月23日', '示例一小', '东门', '到校', ''],
      ['11月23日', '示例一小', '东门', '到校', '王一、孙五'],
      ['11月23日', '示例一小', '东门', '晚自习', '王一'],
      ['11月20日', '示例一小', '东门', '到校', '王一'],
    ]
    expect(read(rows).faulty.map(({ line, fault, word }) => [line, fault, word])).toEqual([
      [2, 'noDay', ''],
      [3, 'unknownSchool', '示例九小 东门 到校'],
      [4, 'whichPost', '示例一小'],
      [5, 'noSession', '示例一小 东门'],
      [6, 'noPeople', ''],
      [7, 'unknownPerson', '孙五'],
      [8, 'noBell', '示例一小 2026-11-23'],
      [9, 'begun', '2026-11-20'],
    ])
  })

  test('with two of one name asks for their number', () => {
    const twin = { ...qian, id: 'p-1009', number: '1009', name: '王一' } as typeof qian
    const rows = [
      ['日期', '学校', '岗位', '时段', '人员'],
      ['11月23日', '示例一小', '东门', '到校', '王一'],
    ]
    expect(read(rows, { people: [wang, twin] }).faulty[0]).toMatchObject({ fault: 'namesakes', word: '王一' })
  })

  test('is none where neither columns nor days are named', () => {
    expect(importRoster({ name: '通讯录', rows: [['姓名', '电话']] }, facts)).toBeNull()
  })

  test('replaces the school posts of its days, keeps their documents, and leaves patrols and other days alone', () => {
    const known = { ...shiftWith([qian]), id: 'shift-of-old' } as ReturnType<typeof shiftWith>
    const dropped = shiftWith([qian], { session: 'dismissal' })
    const later = shiftWith([qian], { date: '2026-11-24' })
    const shifts = [known, dropped, later]
    const rows = [
      ['日期', '学校', '岗位', '时段', '人员'],
      ['11月23日', '示例一小', '东门', '到校', '王一、李二'],
      ['11月23日', '示例一小', '西门', '到校', '钱四'],
    ]
    const imported = must(importRoster({ name: '排班', rows }, { ...facts, shifts }), 'a roster')
    const { added, changed, removed } = replacementOf(imported, shifts, facts.nowMs)
    expect(changed).toMatchObject([{ id: 'shift-of-old', assignees: [wang.id, li.id] }])
    expect(added.map(({ postId }) => postId)).toEqual(['post-west'])
    expect(removed).toEqual([dropped])
  })
})
