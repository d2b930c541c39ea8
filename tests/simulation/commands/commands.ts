import type { Command } from './command.ts'
import { grant } from './granting.ts'
import { changeWeather, editRoster, movePerson } from './office-acts.ts'
import { clockJumps, cloneProfile, dieWhileSaving, loseStorage, reboot, runOutOfRoom } from './phone-troubles.ts'
import { arrive, closeOnSite, report, supplement, tally, withdraw } from './recording.ts'
import {
  backUp,
  restore,
  restoreSilently,
  serverDies,
  serverDiskEmpties,
  serverDiskFills,
  serverRestarts,
} from './server-troubles.ts'
import { dieWhileSyncing, inspectorSyncs, saveWhileSyncing, sync, syncInTwoWindows, syncTogether } from './syncing.ts'

/** Everything that can happen, and how often it does. */
export const commands = {
  arrive: { weight: 6, run: arrive },
  tally: { weight: 7, run: tally },
  report: { weight: 13, run: report },
  closeOnSite: { weight: 5, run: closeOnSite },
  supplement: { weight: 5, run: supplement },
  withdraw: { weight: 6, run: withdraw },
  grant: { weight: 4, run: grant },
  sync: { weight: 22, run: sync },
  syncTogether: { weight: 3, run: syncTogether },
  inspectorSyncs: { weight: 4, run: inspectorSyncs },
  syncInTwoWindows: { weight: 4, run: syncInTwoWindows },
  saveWhileSyncing: { weight: 5, run: saveWhileSyncing },
  dieWhileSyncing: { weight: 12, run: dieWhileSyncing },
  dieWhileSaving: { weight: 6, run: dieWhileSaving },
  runOutOfRoom: { weight: 3, run: runOutOfRoom },
  clockJumps: { weight: 2, run: clockJumps },
  reboot: { weight: 1, run: reboot },
  loseStorage: { weight: 1, run: loseStorage },
  cloneProfile: { weight: 1, run: cloneProfile },
  serverRestarts: { weight: 2, run: serverRestarts },
  serverDies: { weight: 4, run: serverDies },
  serverDiskFills: { weight: 2, run: serverDiskFills },
  serverDiskEmpties: { weight: 2, run: serverDiskEmpties },
  backUp: { weight: 2, run: backUp },
  restore: { weight: 2, run: restore },
  restoreSilently: { weight: 2, run: restoreSilently },
  editRoster: { weight: 4, run: editRoster },
  movePerson: { weight: 4, run: movePerson },
  changeWeather: { weight: 4, run: changeWeather },
} as const satisfies Readonly<Record<string, { readonly weight: number; readonly run: Command }>>

export type CommandName = keyof typeof commands

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(commands, name)

export const totalWeight = Object.values(commands).reduce((sum, { weight }) => sum + weight, 0)
