import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import ExportLinks from '../../../src/app/features/sign-register/ExportLinks.vue'
import { noFilter } from '../../../src/app/features/sign-register/register-filter.ts'

const linksOf = (total: number): readonly (string | undefined)[] =>
  mount(ExportLinks, { props: { filter: { ...noFilter(), grade: 'MAJOR', isOverdue: true }, total } })
    .findAll('a')
    .map((link) => link.attributes('href'))

test('what is exported is what the filter shows', () => {
  expect(linksOf(3)).toEqual(
    ['xlsx', 'csv', 'geojson'].map((format) => `/api/office/sign-ledger?format=${format}&grade=MAJOR&overdue=yes`),
  )
})

test('a register that no Excel file holds is offered in the other forms, with the reason', () => {
  expect(linksOf(1_001)).toHaveLength(2)
  const long = mount(ExportLinks, { props: { filter: noFilter(), total: 1_001 } })
  expect(long.text()).toContain('Excel 一次最多 1000 块，请先筛选')
})
