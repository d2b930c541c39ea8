import type { FindingCode } from './shift-override.ts'
import type { Shift } from './shift.ts'

/** Nobody at such a post has a valid 执法证: its people persuade and take no enforcement step. */
const withoutOfficer: readonly FindingCode[] = ['noOfficer', 'auxAlone']

/** 仅劝导: the captain lets the post stand without an officer, and has said why. */
export const isPersuadeOnly = ({ overrides = [] }: Pick<Shift, 'overrides'>): boolean =>
  overrides.some(({ code }) => withoutOfficer.includes(code))
