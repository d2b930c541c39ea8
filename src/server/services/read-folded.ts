import type { SubjectId } from '../../domain/ids.ts'
import type { StampedEntry } from '../../domain/journal/entry.ts'
import type { Store } from '../store/store.ts'
import { entriesAbout } from './entries-about.ts'

/** Folded at once: some 20 ms of the thread that answers phones, which may speak in between. */
const perStep = 100

/** These subjects as their records say, a step at a time in the order of the ids; never more than a step in memory. */
export async function* readFolded<State>(
  store: Store,
  ids: readonly SubjectId[],
  fold: (id: SubjectId, entries: readonly StampedEntry[]) => State | null,
): AsyncGenerator<readonly State[]> {
  for (let from = 0; from < ids.length; from += perStep) {
    const some = ids.slice(from, from + perStep)
    const entries = await store.query((db) => entriesAbout(db, some))
    yield some.flatMap((id) => fold(id, entries.get(id) ?? []) ?? [])
  }
}
