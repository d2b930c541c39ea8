import { expect, test } from 'vitest'
import type { CaseCategory } from '../../../../src/domain/casework/category.ts'
import { compareStandards } from '../../../../src/domain/casework/compare-standards.ts'

const row = (slug: string, hours: number, more: Partial<CaseCategory> = {}): CaseCategory => ({
  slug,
  label: slug,
  initials: 'x',
  type: 'event',
  gbCode: '01',
  limits: [{ amount: hours, unit: 'workHour' }],
  photo: '1',
  ...more,
})

test('[DOC-10] a version differs from the one before it in what is new, changed and gone', () => {
  const before = { rows: [row('event.a', 2), row('event.b', 4), row('event.c', 8)] }
  const after = { rows: [row('event.b', 6), row('event.a', 2, { photo: 'BA', initials: 'y' }), row('event.d', 1)] }
  expect(compareStandards(before, after)).toEqual([
    { change: 'changed', before: before.rows[1], after: after.rows[0] },
    { change: 'new', after: after.rows[2] },
    { change: 'gone', before: before.rows[2] },
  ])
  expect(compareStandards(before, before)).toEqual([])
})

test('[DOC-10] another name is a change, another condition and another end too', () => {
  const before = { rows: [row('event.a', 2)] }
  const others = [
    { label: '别名' },
    { limits: [{ amount: 2, unit: 'workHour' as const, closing: '已清' }] },
    { gbCode: '02' },
  ]
  for (const other of others)
    expect(compareStandards(before, { rows: [row('event.a', 2, other)] }).map(({ change }) => change)).toEqual([
      'changed',
    ])
})
