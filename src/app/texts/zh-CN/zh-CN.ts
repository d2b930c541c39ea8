import { arrive } from './arrive.ts'
import { casework } from './casework.ts'
import { checklist } from './checklist.ts'
import { common } from './common.ts'
import { dutyBoard } from './duty-board.ts'
import { duty } from './duty.ts'
import { entries } from './entries.ts'
import { field } from './field.ts'
import { finding } from './finding.ts'
import { leave } from './leave.ts'
import { ledger } from './ledger.ts'
import { login } from './login.ts'
import { photos } from './photos.ts'
import { problems } from './problems.ts'
import { records } from './records.ts'
import { rescue } from './rescue.ts'
import { settings } from './settings.ts'
import { shift } from './shift.ts'
import { sync } from './sync.ts'
import { tally } from './tally.ts'
import { today } from './today.ts'
import { update } from './update.ts'
import { voices } from './voices.ts'

/** All texts of the screens, one file per feature. */
export const zhCN = {
  arrive,
  casework,
  checklist,
  common,
  duty,
  dutyBoard,
  entries,
  field,
  finding,
  leave,
  ledger,
  login,
  photos,
  problems,
  records,
  rescue,
  settings,
  shift,
  sync,
  tally,
  today,
  update,
  voices,
} as const
