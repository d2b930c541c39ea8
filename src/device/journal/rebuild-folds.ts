import { caseFoldVersion } from '../../domain/casework/case-state.ts'
import { rosterFoldVersion } from '../../domain/duty/fold-roster.ts'
import { shiftFoldVersion } from '../../domain/duty/shift-state.ts'
import type { SubjectId } from '../../domain/ids.ts'
import { entryKinds } from '../../domain/journal/entry-kinds.ts'
import { signFoldVersion } from '../../domain/signage/sign-state.ts'
import type { XunhuDatabase } from '../database/database.ts'
import { loadFact, saveFact } from '../database/facts.ts'
import { withDb, type Sleep } from '../database/with-db.ts'
import { foldTables, refoldSubjects } from './refold.ts'

/** Raised when a row keeps more beside its fold, to be listed by. */
const caseRowVersion = 2

/** Everything that a fold's row depends on besides the entries: its own version, and which entries it understands. */
const currentRules = [
  `shift ${shiftFoldVersion}`,
  `roster ${rosterFoldVersion}`,
  `case ${caseFoldVersion}.${caseRowVersion}`,
  `sign ${signFoldVersion}`,
  ...Object.entries(entryKinds).map(([kind, { v }]) => `${kind} ${v}`),
].join(', ')

/** Index entries per step: some tens of subjects, a few milliseconds on a slow phone. */
const keysPerStep = 500

/** Folds the next subjects and writes down how far it came, in one transaction: a kill costs one step. */
async function rebuildStep(db: XunhuDatabase, rules: string): Promise<'more' | 'done'> {
  return db.transaction('rw', [...foldTables(db), db.facts], async () => {
    const before = await loadFact(db, 'foldRebuild')
    if (before?.rules === rules && before.state === 'done') return 'done'
    const after = before?.rules === rules ? before.after : ''
    const keys = (await db.journal.where('subjects').above(after).limit(keysPerStep).keys()) as SubjectId[]
    await refoldSubjects(db, keys)
    const last = keys[keys.length - 1]
    const state = last === undefined ? 'done' : 'running'
    await saveFact(db, 'foldRebuild', { rules, after: last ?? after, state })
    return state === 'done' ? 'done' : 'more'
  })
}

/**
 * Makes all folds anew when a new build folds otherwise or understands more kinds of entries; else does nothing.
 *
 * In steps with a pause between, so that screens stay quick; goes on where a kill stopped it.
 */
export async function rebuildFolds(db: XunhuDatabase, sleep: Sleep, rules = currentRules): Promise<void> {
  // Read first: a step locks every table that the first screen reads.
  const before = await withDb(db, sleep, () => loadFact(db, 'foldRebuild'))
  if (before?.rules === rules && before.state === 'done') return
  while ((await withDb(db, sleep, () => rebuildStep(db, rules))) === 'more') await sleep(0)
}
