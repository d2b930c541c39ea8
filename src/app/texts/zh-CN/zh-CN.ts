import { checklist } from './checklist.ts'
import { common } from './common.ts'
import { dutyBoard } from './duty-board.ts'
import { entries } from './entries.ts'
import { field } from './field.ts'
import { finding } from './finding.ts'
import { ledger } from './ledger.ts'
import { login } from './login.ts'
import { photos } from './photos.ts'
import { problems } from './problems.ts'
import { records } from './records.ts'
import { settings } from './settings.ts'
import { sync } from './sync.ts'
import { tally } from './tally.ts'
import { today } from './today.ts'
import { update } from './update.ts'

/** All texts of the screens, one file per feature. */
export const zhCN = {
  checklist,
  common,
  dutyBoard,
  entries,
  field,
  finding,
  ledger,
  login,
  photos,
  problems,
  records,
  settings,
  sync,
  tally,
  today,
  update,
} as const
