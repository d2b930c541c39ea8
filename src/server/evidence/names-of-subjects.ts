import type { ShiftSnapshot } from '../../domain/duty/shift.ts'
import type { Tx } from '../store/store.ts'

export interface SubjectName {
  readonly title: string
  readonly placeText: string
}

async function namesOfCases(db: Tx, ids: readonly string[]): Promise<readonly (readonly [string, SubjectName])[]> {
  const rows = await db
    .selectFrom('case_row')
    .select(['case_id', 'category_label', 'place_text'])
    .where('case_id', 'in', ids)
    .execute()
  return rows.map((row) => [row.case_id, { title: row.category_label, placeText: row.place_text }] as const)
}

async function namesOfSigns(db: Tx, ids: readonly string[]): Promise<readonly (readonly [string, SubjectName])[]> {
  const rows = await db
    .selectFrom('sign_row')
    .select(['sign_id', 'content', 'address'])
    .where('sign_id', 'in', ids)
    .execute()
  return rows.map((row) => [row.sign_id, { title: row.content, placeText: row.address }] as const)
}

async function namesOfShifts(db: Tx, ids: readonly string[]): Promise<readonly (readonly [string, SubjectName])[]> {
  const rows = await db
    .selectFrom('assignment')
    .select(['id', 'data'])
    .where('collection', '=', 'shifts')
    .where('id', 'in', ids)
    .execute()
  return rows.map(({ id, data }) => {
    const { date, title } = JSON.parse(data) as Partial<ShiftSnapshot>
    return [id, { title: date ?? '', placeText: title ?? '' }] as const
  })
}

const readers = { 'case-': namesOfCases, 'sign-': namesOfSigns, 'shift-': namesOfShifts } as const

/** What cases, signs and shifts are called and where they are, by id; what has no line or document is missing. */
export async function namesOfSubjects(db: Tx, subjects: readonly string[]): Promise<ReadonlyMap<string, SubjectName>> {
  const named = new Map<string, SubjectName>()
  for (const [prefix, read] of Object.entries(readers)) {
    const ids = [...new Set(subjects)].filter((subject) => subject.startsWith(prefix))
    if (ids.length > 0) for (const [id, name] of await read(db, ids)) named.set(id, name)
  }
  return named
}
