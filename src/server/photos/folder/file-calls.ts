import type * as fsPromises from 'node:fs/promises'

/** The calls of node:fs/promises that the folder store makes; an argument, so that tests can make any of them fail. */
export type FileCalls = Pick<typeof fsPromises, 'mkdir' | 'open' | 'readFile' | 'readdir' | 'rename' | 'rm' | 'stat'>

const codeOf = (cause: unknown): unknown => (cause instanceof Error && 'code' in cause ? cause.code : undefined)

export const isMissing = (cause: unknown): boolean => codeOf(cause) === 'ENOENT'
/** EDQUOT is the same to the person who waits: the quota of the account is the disk. */
export const isFull = (cause: unknown): boolean => codeOf(cause) === 'ENOSPC' || codeOf(cause) === 'EDQUOT'

/** The answer of a file call, or `fallback` where the file is not there. */
export async function orWhenMissing<T, F>(call: Promise<T>, fallback: F): Promise<T | F> {
  try {
    return await call
  } catch (cause) {
    if (isMissing(cause)) return fallback
    throw cause
  }
}
