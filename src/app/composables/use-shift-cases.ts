import type { Ref } from 'vue'
import type { CaseState } from '../../domain/casework/case-state.ts'
import type { SubjectId } from '../../domain/ids.ts'
import { useLiveQuery } from './use-live-query.ts'
import { usePerson } from './use-person.ts'

/** The findings of one shift as this phone knows them; withdrawn ones left out. */
export function useShiftCases(shiftId: SubjectId): Readonly<Ref<readonly CaseState[]>> {
  const { database } = usePerson()
  return useLiveQuery<readonly CaseState[]>(async () => {
    const ids = (await database.shifts.get(shiftId))?.state.caseIds ?? []
    const rows = await database.cases.bulkGet([...ids])
    return rows.flatMap((row) => (row && row.state !== 'withdrawn' ? [row.value] : []))
  }, [])
}
