import { expect, test } from 'vitest'
import { readLimits } from '../../../../src/domain/casework/read-limit.ts'

test.each([
  ['2紧急工作时', 2, 'urgentHour'],
  ['２ 紧急工作时', 2, 'urgentHour'],
  ['4小时', 4, 'urgentHour'],
  ['24小时内完成', 24, 'urgentHour'],
  ['30分钟', 0.5, 'urgentHour'],
  ['4工作时', 4, 'workHour'],
  ['4个工作小时', 4, 'workHour'],
  ['1工作日', 1, 'workDay'],
  [' 5个工作日内', 5, 'workDay'],
  ['十五工作日', 15, 'workDay'],
  ['2紧急工作日', 2, 'urgentDay'],
  ['2天', 2, 'day'],
  ['两天', 2, 'day'],
  ['半天', 0.5, 'day'],
  ['30个自然日。', 30, 'day'],
])('%s is %d %s', (text, amount, unit) => {
  expect(readLimits(text)).toEqual([{ amount, unit }])
})

test.each(['', '立即', '1-3工作日', '1至3个工作日', '3', '3个月', '0小时', '工作日', '按合同', '1工作日；3工作日'])(
  '%j is no clear limit',
  (text) => {
    expect(readLimits(text)).toBeNull()
  },
)

test('what stands before the number is what the limit is for', () => {
  expect(readLimits('种植季节15工作日')).toEqual([{ condition: '种植季节', amount: 15, unit: 'workDay' }])
  expect(readLimits('1.倾斜：1工作日\n2.破损：3工作日')).toEqual([
    { condition: '倾斜', amount: 1, unit: 'workDay' },
    { condition: '破损', amount: 3, unit: 'workDay' },
  ])
})

test('a bare number has the unit of its column', () => {
  expect(readLimits('3', '工作日')).toEqual([{ amount: 3, unit: 'workDay' }])
})
