import * as v from 'valibot'
import { signTypes, type SignType } from './sign-type.ts'

/** How an item was found. */
export const SurveyResult = v.picklist(['ok', 'L', 'M', 'S', 'NV', 'NA'])
export type SurveyResult = v.InferOutput<typeof SurveyResult>

export const resultLabels: Readonly<Record<SurveyResult, string>> = {
  ok: '正常',
  L: '轻微',
  M: '明显',
  S: '严重',
  NV: '看不到',
  NA: '不适用',
}

/** 结构, 面板, 电气, 消防通行, 管理. */
export type ItemGroup = 'S' | 'P' | 'E' | 'F' | 'M'

/** Where one stands while answering: from across the street, beneath it, at what holds it, at its wiring, with its owner. */
export const walkStops = ['across', 'beneath', 'fixing', 'wiring', 'owner'] as const
export type WalkStop = (typeof walkStops)[number]

export type DefectLevel = 'L' | 'M' | 'S'

export interface SurveyItem {
  readonly id: string
  readonly group: ItemGroup
  readonly label: string
  /** ★ */
  readonly critical: boolean
  readonly stop: WalkStop
  /** How to judge, by the levels that the item knows; the others are not offered. */
  readonly help: Readonly<Partial<Record<DefectLevel, string>>>
  /** Where the type makes the item meaningless it is not asked and counts as NA. */
  readonly types: readonly SignType[]
}

/** What may be answered. NA is no answer: the sign's type decides it. */
export const allowedResults = (item: SurveyItem): readonly SurveyResult[] => [
  'ok',
  ...(['L', 'M', 'S'] as const).filter((level) => item.help[level] !== undefined),
  'NV',
]

export const allBut = (...left: readonly SignType[]): readonly SignType[] =>
  signTypes.filter((type) => !left.includes(type))
