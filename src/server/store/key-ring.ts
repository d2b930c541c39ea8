import { createHmac, timingSafeEqual } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Random } from '../../lib/random.ts'

/** What a mark is made for: one that fits here fits nowhere else. */
export type MarkUse = 'cursor' | 'receipt' | 'push' | 'setUp'

/**
 * The server's secrets, outside the database: a restored or stolen database makes no mark that fits.
 *
 * Marks name their key. The last key of the file makes new ones and every key of it checks, so that a line appended to the
 * file changes keys and no mark stops fitting.
 */
export interface KeyRing {
  mark(use: MarkUse, members: readonly unknown[]): string
  fits(mark: string, use: MarkUse, members: readonly unknown[]): boolean
}

/** 128 bits: nobody finds another one by trying, and every row that phones pull carries it. */
const markBytes = 16

const markOf = (id: string, secret: string, use: MarkUse, members: readonly unknown[]): string => {
  const hmac = createHmac('sha256', secret).update(JSON.stringify([use, ...members]))
  return `${id}.${hmac.digest().subarray(0, markBytes).toString('base64url')}`
}

/** Writes the file so that it is whole or not there, readable by the server alone. */
export function writeSecretFile(path: string, text: string): void {
  const unfinished = `${path}.unfinished`
  const file = openSync(unfinished, 'w', 0o600)
  writeSync(file, text)
  fsyncSync(file)
  closeSync(file)
  renameSync(unfinished, path)
  const folder = openSync(dirname(path), 'r')
  fsyncSync(folder)
  closeSync(folder)
}

function keysIn(path: string): ReadonlyMap<string, string> {
  const lines = readFileSync(path, 'utf8').split('\n')
  return new Map(
    lines.flatMap((line) => [...line.matchAll(/^([\w-]+) ([0-9a-f]{64})$/g)].map(([, id, key]) => [id!, key!])),
  )
}

/** Opens the file `id secret`, a line for each key, or makes it with a first key. Throws for a file without any. */
export function openKeyRing(path: string, random: Random): KeyRing {
  const hex = (bytes: number): string => Buffer.from(random.bytes(bytes)).toString('hex')
  if (!existsSync(path)) writeSecretFile(path, `${hex(2)} ${hex(32)}\n`)
  const keys = keysIn(path)
  const newest = [...keys].at(-1)
  if (!newest) throw new Error(`${path} holds no key.`)
  return {
    mark: (use, members) => markOf(...newest, use, members),
    fits: (mark, use, members) => {
      const id = mark.split('.', 1)[0] ?? ''
      const secret = keys.get(id)
      if (secret === undefined) return false
      const [given, wanted] = [Buffer.from(mark), Buffer.from(markOf(id, secret, use, members))]
      return given.length === wanted.length && timingSafeEqual(given, wanted)
    },
  }
}
