import { bureauScope, type PartId, type PersonId, type ScopeId } from '../../domain/ids.ts'
import type { XunhuDatabase } from '../database/database.ts'
import { noDueMs, type CaseRow } from '../database/rows.ts'
import { ApiProblem } from '../http/api-problem.ts'

export interface TaskPhotosParts {
  readonly db: XunhuDatabase
  /** A file of our server by its path; rejects as calls of the server do. */
  readonly download: (path: string) => Promise<Blob>
  readonly personId: PersonId
  readonly units: readonly ScopeId[]
}

/** Keeps the pictures of reports that other phones took, for tasks that will be worked off without a network. */
export interface TaskPhotos {
  /** Fetches what is missing, one round at a time; resolves with how many came, also when the line was lost on the way. */
  fetchMissing(): Promise<number>
}

/** The next tasks of a day, three pictures each of some 350 KB: 21 MB at most. */
const mostTasks = 20
const mostPhotosPerTask = 3

const beforePhotos = ({ value }: CaseRow): readonly PartId[] =>
  value.photos
    .filter(({ ref }) => ref.role !== 'after')
    .slice(0, mostPhotosPerTask)
    .map(({ ref }) => ref.partId)

/** On its way from the phone that took it, or erased by the rules: the others are not held up. */
const isNotThere = (failure: unknown): boolean =>
  failure instanceof ApiProblem && ['part/not-arrived', 'part/erased', 'request/not-found'].includes(failure.code)

export function createTaskPhotos({ db, download, personId, units }: TaskPhotosParts): TaskPhotos {
  let running: Promise<number> | null = null

  async function nextTasks(): Promise<readonly CaseRow[]> {
    const owners = units
      .filter((unit) => unit !== bureauScope)
      .flatMap((unit) => [[unit, ''] as const, [unit, personId] as const])
    const found = await Promise.all(
      owners.map((owner) =>
        db.cases
          .where('[taskUnit+taskPerson+taskDueMs]')
          .between([...owner, 0], [...owner, noDueMs], true, true)
          .limit(mostTasks)
          .toArray(),
      ),
    )
    return found
      .flat()
      .sort((left, right) => left.taskDueMs - right.taskDueMs)
      .slice(0, mostTasks)
  }

  /** Of other phones and not here. */
  async function missingPhotos(): Promise<readonly PartId[]> {
    const wanted = (await nextTasks()).flatMap(beforePhotos)
    const held = new Set(await db.thumbnails.where('partId').anyOf(wanted).primaryKeys())
    const rows = await db.parts.bulkGet(wanted.filter((partId) => !held.has(partId)))
    return rows.flatMap((row) => (row?.sendState === 'remote' ? [row.partId] : []))
  }

  /** Unless it was erased, or let go with its case, while it was on its way. */
  const keep = (partId: PartId, bytes: ArrayBuffer): PromiseLike<void> =>
    db.transaction('rw', [db.parts, db.thumbnails], async () => {
      if ((await db.parts.get(partId))?.sendState !== 'remote') return
      await db.thumbnails.put({ partId, bytes, mime: 'image/jpeg' })
    })

  async function fetchOne(partId: PartId): Promise<boolean> {
    try {
      const picture = await download(`/api/parts/${partId}?size=view`)
      await keep(partId, await picture.arrayBuffer())
      return true
    } catch (failure) {
      if (isNotThere(failure)) return false
      throw failure
    }
  }

  async function round(): Promise<number> {
    let fetched = 0
    try {
      for (const partId of await missingPhotos()) if (await fetchOne(partId)) fetched += 1
    } catch {
      // No line, no room, or signed out meanwhile: what is missing is asked for again after the next contact.
      return fetched
    }
    return fetched
  }

  return {
    fetchMissing: () => {
      running ??= round().finally(() => (running = null))
      return running
    },
  }
}
