import { common } from './common.ts'

/** All texts of the screens, one file per feature. */
export const zhCN = { common } as const
