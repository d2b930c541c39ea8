import { Problem } from '../problem.ts'
import type { BesideLog } from '../store/beside-log.ts'
import type { PasswordSet } from './recall-passwords.ts'

/** A database that could not be reached may have saved it all the same. */
const isRefused = (failure: unknown): boolean => failure instanceof Problem && failure.code !== 'store/unavailable'

/**
 * Tells the log beside the database of these passwords, and then saves them; where that is refused, the log is told so.
 *
 * A crash between lets no password of before back by a restore, and what was refused does not become somebody's by one.
 */
export async function savingPasswords<Saved>(
  besideLog: BesideLog,
  sets: readonly PasswordSet[],
  save: () => Promise<Saved>,
): Promise<Saved> {
  for (const set of sets) await besideLog.append(set)
  try {
    return await save()
  } catch (failure) {
    if (isRefused(failure))
      for (const { personId, at } of sets) await besideLog.append({ what: 'password.refused', personId, at })
    throw failure
  }
}
