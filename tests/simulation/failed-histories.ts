import type { PlannedStep } from './history.ts'

export interface FailedHistory {
  /** What was wrong. */
  readonly found: string
  readonly seed: number
  readonly plan: readonly PlannedStep[]
}

/** Every history that ever failed over a fault, shortened: a seed alone means another history with each new command. */
export const failedHistories: readonly FailedHistory[] = [
  {
    found:
      'a record was accepted, the phone ran full before it had noted the first timeline, and after a restore it never sent it again',
    seed: 53,
    plan: [
      { command: 'runOutOfRoom', phone: 6321, seed: 4102972599 },
      { command: 'restore', phone: 55837, seed: 3688800766 },
    ],
  },
  {
    found: 'a second photo with the bytes that a colleague had put for the first was called stored and never linked',
    seed: 89,
    plan: [
      { command: 'serverDiskFills', phone: 58943, seed: 1164023006 },
      { command: 'report', phone: 752, seed: 3837543131 },
      { command: 'syncInTwoWindows', phone: 14877, seed: 260087968 },
      { command: 'report', phone: 29842, seed: 2352581895 },
      { command: 'report', phone: 16446, seed: 1783178204 },
    ],
  },
  {
    found:
      'a phone ran full and freed positions that the restored backup lacks: the simulated server had not said that it makes any',
    seed: 128,
    plan: [
      { command: 'runOutOfRoom', phone: 63160, seed: 1092762485 },
      { command: 'saveWhileSyncing', phone: 28130, seed: 1505530992 },
      { command: 'runOutOfRoom', phone: 14815, seed: 2026310372 },
      { command: 'restore', phone: 25793, seed: 3483823754 },
    ],
  },
  {
    found: 'the same of photos, freed after the restore',
    seed: 170,
    plan: [
      { command: 'report', phone: 47589, seed: 2157156843 },
      { command: 'syncTogether', phone: 47559, seed: 2483811542 },
      { command: 'restore', phone: 21703, seed: 495195432 },
      { command: 'runOutOfRoom', phone: 32924, seed: 3550082991 },
    ],
  },
  {
    found: 'the same of a record that was saved by a second try',
    seed: 176,
    plan: [
      { command: 'dieWhileSaving', phone: 54970, seed: 2492997370 },
      { command: 'syncTogether', phone: 50980, seed: 131004590 },
      { command: 'runOutOfRoom', phone: 7405, seed: 706713772 },
      { command: 'restore', phone: 34410, seed: 1033982201 },
    ],
  },
  {
    found: 'the same of a record that was sent by a pass that did not end',
    seed: 188,
    plan: [
      { command: 'arrive', phone: 53502, seed: 3686641534 },
      { command: 'dieWhileSyncing', phone: 24392, seed: 1232418406 },
      { command: 'runOutOfRoom', phone: 59162, seed: 3434056092 },
      { command: 'restore', phone: 51806, seed: 3845471963 },
    ],
  },
  {
    found:
      'a record was refused in a squad that the person had left; a restore took the refusal and the move back, and nobody sent it again',
    seed: 2,
    plan: [
      { command: 'movePerson', phone: 52758, seed: 2689170 },
      { command: 'arrive', phone: 62411, seed: 1345826851 },
      { command: 'sync', phone: 52376, seed: 3725355580 },
      { command: 'restore', phone: 39319, seed: 2232072150 },
    ],
  },
]
