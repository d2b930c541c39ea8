import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

export interface Tally {
  readonly kills: number
  readonly entries: number
  readonly photos: number
  readonly broken: readonly string[]
  readonly seconds: number
}

export const victims = ['server', 'browser'] as const
export type Victim = (typeof victims)[number]

/** What a torture has done so far; a stopped one goes on from here. */
export interface TortureTally extends Readonly<Record<Victim, Tally>> {
  readonly seed: number
}

const nothing: Tally = { kills: 0, entries: 0, photos: 0, broken: [], seconds: 0 }

export const add = (one: Tally, other: Tally): Tally => ({
  kills: one.kills + other.kills,
  entries: one.entries + other.entries,
  photos: one.photos + other.photos,
  broken: [...one.broken, ...other.broken],
  seconds: one.seconds + other.seconds,
})

/** The count of an earlier run with this seed, else a new one. */
export async function loadTally(file: string, seed: number): Promise<TortureTally> {
  const text = await readFile(file, 'utf8').catch(() => null)
  const kept = text === null ? null : (JSON.parse(text) as TortureTally)
  return kept?.seed === seed ? kept : { seed, server: nothing, browser: nothing }
}

/** Whole or not at all: a torture may be stopped at any moment too. */
export async function saveTally(file: string, tally: TortureTally): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.new`, JSON.stringify(tally, null, 2))
  await rename(`${file}.new`, file)
}
