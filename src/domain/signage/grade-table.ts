import type { Exposure } from './exposure.ts'
import type { Grade } from './grade.ts'
import type { SurveyResult } from './survey-item.ts'
import type { WindAlert } from './wind-alert.ts'

/** What of a form is counted: names of the published table in brackets. */
export type Count =
  /** S in groups S, P, E, F (Sn). */
  | 'severe'
  /** S on a ★ item (Sc). */
  | 'severeCritical'
  /** M on group S (Ms). */
  | 'markedStructure'
  /** M on a ★ item (Mc). */
  | 'markedCritical'
  /** NV on a ★ item of the structure (NVs). */
  | 'unseenStructure'
  | 'marked'
  | 'slight'
  | 'slightStructure'
  | 'unseen'
  /** Everything but ok and NA. */
  | 'abnormal'

export type Test =
  | { readonly count: Count; readonly atLeast: number }
  | { readonly count: Count; readonly atMost: number }
  | { readonly item: string; readonly is: readonly SurveyResult[] }
  | { readonly exposure: readonly Exposure[] }
  | { readonly alertFrom: WindAlert }
  | { readonly requiredTest: true }
  | { readonly oldOrOwnerless: true }

/** One way in which a row applies, in words that an owner understands. */
export interface Alternative {
  readonly when: readonly Test[]
  readonly words: string
}

export interface GradeRow {
  readonly row: number
  readonly grade: Grade
  readonly any: readonly Alternative[]
}

/** Copied into every survey: a table that changes must not change what was graded before. */
export const gradeTableVersion = 1

/** 隐患分级: the first row that applies decides. */
export const gradeTable: readonly GradeRow[] = [
  {
    row: 1,
    grade: 'MAJOR',
    any: [{ when: [{ count: 'severeCritical', atLeast: 1 }], words: '★ 关键项有 1 项以上严重' }],
  },
  {
    row: 2,
    grade: 'MAJOR',
    any: [
      { when: [{ count: 'severe', atLeast: 2 }], words: '有 2 项以上严重' },
      { when: [{ item: 'GG-M02', is: ['S'] }], words: '检测结论不合格而仍在使用' },
      { when: [{ count: 'severe', atLeast: 1 }, { exposure: ['E3'] }], words: '有 1 项严重，且下方人员密集' },
    ],
  },
  {
    row: 3,
    grade: 'MAJOR',
    any: [
      { when: [{ count: 'markedCritical', atLeast: 2 }], words: '★ 关键项有 2 项以上明显' },
      {
        when: [{ count: 'markedCritical', atLeast: 1 }, { exposure: ['E3'] }],
        words: '★ 关键项有 1 项明显，且下方人员密集',
      },
      {
        when: [{ count: 'markedCritical', atLeast: 1 }, { alertFrom: 'yellow' }],
        words: '★ 关键项有 1 项明显，且大风黄色以上预警生效',
      },
    ],
  },
  {
    row: 4,
    grade: 'SERIOUS',
    any: [
      { when: [{ count: 'severe', atLeast: 1 }], words: '有 1 项严重' },
      { when: [{ count: 'markedCritical', atLeast: 1 }], words: '★ 关键项有 1 项明显' },
      { when: [{ count: 'markedStructure', atLeast: 2 }], words: '结构有 2 项以上明显' },
      { when: [{ item: 'GG-M03', is: ['S'] }], words: '超年限 1 年以上，且结构有明显问题' },
      { when: [{ item: 'GG-M04', is: ['S'] }], words: '废弃或无主，且面板或结构有问题' },
      {
        when: [{ item: 'GG-P03', is: ['M', 'S'] }, { exposure: ['E2', 'E3'] }],
        words: '使用违规或吸水材料，且下方有人经过',
      },
    ],
  },
  {
    row: 5,
    grade: 'SERIOUS',
    any: [{ when: [{ requiredTest: true }, { item: 'GG-M02', is: ['M'] }], words: '应当有检测报告，而没有或已过期' }],
  },
  {
    row: 6,
    grade: 'PENDING_TEST',
    any: [
      {
        when: [{ count: 'unseenStructure', atLeast: 1 }, { requiredTest: true }],
        words: '★ 结构项看不到，且属于应当检测的设施',
      },
      {
        when: [{ count: 'unseenStructure', atLeast: 1 }, { oldOrOwnerless: true }],
        words: '★ 结构项看不到，且设置超过 10 年、年份不详或无主',
      },
    ],
  },
  {
    row: 7,
    grade: 'GENERAL',
    any: [
      { when: [{ count: 'marked', atLeast: 1 }], words: '有明显问题' },
      { when: [{ count: 'slightStructure', atLeast: 1 }], words: '结构有轻微问题' },
    ],
  },
  { row: 8, grade: 'MINOR', any: [{ when: [{ count: 'slight', atLeast: 1 }], words: '只有结构以外的轻微问题' }] },
  { row: 9, grade: 'LIMITED', any: [{ when: [{ count: 'unseen', atLeast: 1 }], words: '有的部位看不到，其余正常' }] },
  { row: 10, grade: 'NONE', any: [{ when: [{ count: 'abnormal', atMost: 0 }], words: '各项正常' }] },
]
