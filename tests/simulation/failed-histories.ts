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
  {
    found:
      'others brought a case and the end of its grant to a restored server before the squad that had it asked: the feed said that it had ended, and nothing of it was held any more to be let go',
    seed: 897,
    plan: [
      { command: 'report', phone: 59579, seed: 853133274 },
      { command: 'grant', phone: 52172, seed: 4137936513 },
      { command: 'syncTogether', phone: 1399, seed: 3791811095 },
      { command: 'grant', phone: 4908, seed: 1646248722 },
      { command: 'syncTogether', phone: 11320, seed: 2322014957 },
      { command: 'restore', phone: 32640, seed: 4121136329 },
    ],
  },
  {
    found: 'the same, of a grant that ended while the pass of the other squad was under way',
    seed: 1001,
    plan: [
      { command: 'report', phone: 17524, seed: 477154826 },
      { command: 'grant', phone: 43053, seed: 4191728004 },
      { command: 'saveWhileSyncing', phone: 55903, seed: 2908976316 },
      { command: 'syncTogether', phone: 52513, seed: 3537813845 },
      { command: 'grant', phone: 7946, seed: 975678277 },
      { command: 'sync', phone: 28944, seed: 13522600 },
      { command: 'closeOnSite', phone: 57086, seed: 3375490437 },
      { command: 'restore', phone: 21726, seed: 2732532006 },
      { command: 'syncTogether', phone: 62601, seed: 217860592 },
    ],
  },
  {
    found:
      'the machine was set back to its backup and wrote the same revisions once more: a record that it had accepted was on no server',
    seed: 27,
    plan: [
      { command: 'report', phone: 54471, seed: 1032653429 },
      { command: 'sync', phone: 22606, seed: 884987920 },
      { command: 'arrive', phone: 38871, seed: 1499662004 },
      { command: 'restoreSilently', phone: 10048, seed: 3581885256 },
    ],
  },
  {
    found:
      'it was set back after it had accepted a record of which no cursor knew: others brought the record, nobody its position',
    seed: 24,
    plan: [
      { command: 'tally', phone: 28714, seed: 2883305037 },
      { command: 'sync', phone: 61445, seed: 3929660151 },
      { command: 'syncTogether', phone: 20985, seed: 3354802610 },
      { command: 'sync', phone: 63266, seed: 2720053833 },
      { command: 'cloneProfile', phone: 60644, seed: 3509178306 },
      { command: 'restore', phone: 50474, seed: 2860878644 },
      { command: 'dieWhileSaving', phone: 58908, seed: 2129634425 },
      { command: 'sync', phone: 6107, seed: 3966648072 },
      { command: 'dieWhileSyncing', phone: 62279, seed: 1135902992 },
      { command: 'restoreSilently', phone: 48002, seed: 1655505848 },
      { command: 'serverRestarts', phone: 7392, seed: 4183511124 },
      { command: 'sync', phone: 32099, seed: 130464216 },
      { command: 'dieWhileSyncing', phone: 6384, seed: 3356699477 },
      { command: 'report', phone: 52130, seed: 1392430183 },
      { command: 'tally', phone: 62093, seed: 2400226220 },
      { command: 'syncTogether', phone: 61514, seed: 803819019 },
      { command: 'closeOnSite', phone: 44381, seed: 957262524 },
      { command: 'sync', phone: 59905, seed: 2734185108 },
      { command: 'loseStorage', phone: 31667, seed: 3232344626 },
      { command: 'closeOnSite', phone: 5763, seed: 871367030 },
      { command: 'withdraw', phone: 61006, seed: 1934805805 },
      { command: 'dieWhileSyncing', phone: 43478, seed: 3144515147 },
      { command: 'restoreSilently', phone: 31967, seed: 3683254585 },
    ],
  },
  {
    found:
      'a record was accepted and its answer lost; a set-back took the move of its author with it, so that it was refused and its position counted as stored; others brought the record back',
    seed: 249,
    plan: [
      { command: 'movePerson', phone: 7767, seed: 3183747888 },
      { command: 'sync', phone: 28484, seed: 1207316835 },
      { command: 'changeWeather', phone: 29789, seed: 1605669411 },
      { command: 'sync', phone: 35086, seed: 2536157413 },
      { command: 'arrive', phone: 24296, seed: 581770122 },
      { command: 'sync', phone: 38866, seed: 1379462095 },
      { command: 'inspectorSyncs', phone: 31314, seed: 3297656839 },
      { command: 'restoreSilently', phone: 3605, seed: 2214293136 },
      { command: 'saveWhileSyncing', phone: 32694, seed: 681788979 },
    ],
  },
  {
    found:
      'a record was refused, for its author had been moved; a set-back took the refusal, and nobody told the server of it again',
    seed: 1596,
    plan: [
      { command: 'arrive', phone: 2861, seed: 2201068736 },
      { command: 'movePerson', phone: 17697, seed: 338476385 },
      { command: 'sync', phone: 3951, seed: 2997035995 },
      { command: 'restoreSilently', phone: 7893, seed: 1532339575 },
    ],
  },
  {
    found:
      'the rows of a save were written side by side: when one met a full disk, the next try ran inside the dead transaction and told the person nothing she could act on',
    seed: 50004,
    plan: [{ command: 'runOutOfRoom', phone: 10338, seed: 544283669 }],
  },
  {
    found:
      'a fault of the simulation: of two calls of one phone that the line let hang, the second came to its silence after its time was up, and never heard of it',
    seed: 6961,
    plan: [
      { command: 'report', phone: 22686, seed: 980459115 },
      { command: 'syncTogether', phone: 46023, seed: 686788387 },
      { command: 'sync', phone: 63606, seed: 1250691143 },
    ],
  },
]
