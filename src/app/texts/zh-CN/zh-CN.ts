import { common } from './common.ts'
import { field } from './field.ts'
import { update } from './update.ts'

/** All texts of the screens, one file per feature. */
export const zhCN = { common, field, update } as const
