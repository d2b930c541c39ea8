import { common } from './common.ts'
import { update } from './update.ts'

/** All texts of the screens, one file per feature. */
export const zhCN = { common, update } as const
