import type { PlannedStep } from './history.ts'

export interface FailedHistory {
  /** What was wrong. */
  readonly found: string
  readonly seed: number
  readonly plan: readonly PlannedStep[]
}

/** Every history that ever failed over a fault of the product, shortened: a seed alone means another history with each new command. */
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
]
