import { askAuthor, importRescue, type RescueLine } from '../device/rescue/import-rescue.ts'
import { openRescueFile } from '../device/rescue/open-rescue-file.ts'
import type { RescueDesk } from './services.ts'

export const createRescueDesk = (line: RescueLine): RescueDesk => ({
  open: (text) => openRescueFile(text, line.digest),
  askAuthor: (opened) => askAuthor(line, opened),
  bringIn: (opened, onProgress) => importRescue(line, opened, onProgress),
})
