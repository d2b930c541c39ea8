import type { EntryId, ScopeId, SubjectId } from '../../domain/ids.ts'
import type { PhotoRef } from '../../domain/journal/part-ref.ts'
import type { SignState, SurveyRecord } from '../../domain/signage/sign-state.ts'
import type { Store } from '../store/store.ts'
import { filteredSigns, type SignFilter, type Today } from './sign-filter.ts'
import { readCheckRules } from './check-rules.ts'
import { storedPhotos } from './stored-photos.ts'

/** The signs that the filter lets through, the worst first, as they are at this moment: a sign that is graded anew meanwhile comes once. */
export async function listSignIds(
  store: Store,
  scopes: readonly ScopeId[],
  filter: SignFilter,
  today: Today,
): Promise<readonly SubjectId[]> {
  const rows = await store.query(async (db) =>
    filteredSigns(db, scopes, filter, { today, rules: await readCheckRules(db, scopes, today.nowMs) })
      .select('sign_id')
      .orderBy('grade_rank', 'desc')
      .orderBy('sign_id')
      .execute(),
  )
  return rows.map((row) => row.sign_id as SubjectId)
}

/** 远 and 近 tell a sign; a ledger shows no more of each. */
const picturesPerSign = 2
const tellingFirst = ['far', 'near']

const orderOf = ({ role }: PhotoRef): number => {
  const place = tellingFirst.indexOf(role)
  return place < 0 ? tellingFirst.length : place
}

const entriesOf = ({ entryId, supplementedBy }: SurveyRecord): readonly EntryId[] => [entryId, ...supplementedBy]

/** The pictures of each sign's newest survey that are here and not erased, the most telling first. */
export async function storedPictures(
  store: Store,
  signs: readonly SignState[],
): Promise<ReadonlyMap<SubjectId, readonly PhotoRef[]>> {
  const newest = signs.flatMap(({ signId, surveys }) => {
    const survey = surveys.at(-1)
    return survey ? [{ signId, survey }] : []
  })
  const isStored = await storedPhotos(
    store,
    newest.flatMap(({ survey }) => entriesOf(survey)),
  )
  return new Map(
    newest.map(({ signId, survey }) => [
      signId,
      survey.photos
        .filter(({ partId }) => entriesOf(survey).some((entryId) => isStored(entryId, partId)))
        .toSorted((left, right) => orderOf(left) - orderOf(right))
        .slice(0, picturesPerSign),
    ]),
  )
}
